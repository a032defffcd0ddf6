import { describe, expect, it } from 'vitest';
import { FIELDS } from '../../../shared/domain/imports/fields.ts';
import { headingKey } from '../../../shared/domain/imports/heading-key.ts';
import { kindOf } from '../../../shared/domain/imports/kind-of.ts';
import { moreNames } from '../../../shared/domain/imports/more-names.ts';
import { readLines } from './read-lines.ts';

const ORDERS: readonly (readonly [language: string, headings: string, date: string, state: string])[] = [
  ['Swedish', 'Ordernummer;Orderdatum;Totalt;Valuta;Rabattkod;Orderstatus', '2026-09-15', 'Slutförd'],
  ['Danish', 'Ordrenummer;Ordredato;Total;Valuta;Rabatkode;Ordrestatus', '15-09-2026', 'Gennemført'],
  ['Norwegian', 'Ordrenummer;Ordredato;Totalt;Valuta;Rabattkode;Ordrestatus', '15.09.2026', 'Fullført'],
  ['Finnish', 'Tilausnumero;Tilauspäivä;Yhteensä;Valuutta;Alennuskoodi;Tila', '15.9.2026', 'Valmis'],
  [
    'Czech',
    'Číslo objednávky;Datum objednávky;Celkem;Měna;Slevový kupón;Stav objednávky',
    '15.9.2026',
    'Vyřízená',
  ],
  ['Slovak', 'Číslo objednávky;Dátum objednávky;Celkom;Mena;Zľavový kód;Stav', '15.9.2026', 'Vybavená'],
  [
    'Hungarian',
    'Rendelésszám;Rendelés dátuma;Végösszeg;Pénznem;Kuponkód;Állapot',
    '2026.09.15.',
    'Teljesítve',
  ],
  ['Romanian', 'Număr comandă;Data comenzii;Total;Monedă;Cod cupon;Stare', '15.09.2026', 'Finalizată'],
  ['Croatian', 'Broj narudžbe;Datum narudžbe;Ukupno;Valuta;Kod kupona;Status', '15.09.2026', 'Završeno'],
  [
    'Turkish',
    'Sipariş numarası;Sipariş tarihi;Toplam;Para birimi;Kupon kodu;Durum',
    '15.09.2026',
    'Tamamlandı',
  ],
  [
    'Greek',
    'Αριθμός παραγγελίας;Ημερομηνία παραγγελίας;Σύνολο;Νόμισμα;Κωδικός κουπονιού;Κατάσταση',
    '15/09/2026',
    'Ολοκληρωμένη',
  ],
  [
    'German',
    'Bestell-Nr.;Bestelldatum;Gesamtsumme;Währung;Gutscheincode(s);Bestellstatus',
    '15.09.2026',
    'Abgeschlossen',
  ],
  [
    'German, others',
    'Bestellnr.;Datum;Endbetrag;Währung;Rabatt-Code;Zahlungsstatus',
    '15.09.2026',
    'Bezahlt',
  ],
  [
    'French',
    'N° de commande;Date de la commande;Montant total;Devise;Code promo utilisé;Statut de la commande',
    '15/09/2026',
    'Terminée',
  ],
  [
    'French, others',
    'Réf. commande;Créée le;Total TTC;Devise;Bon de réduction;État de la commande',
    '15/09/2026',
    'Livré',
  ],
  [
    'French without accents',
    'Numero de commande;Date de creation;Montant paye;Devise;Code promo;Statut',
    '15/09/2026',
    'Payée',
  ],
  [
    'Spanish',
    'N.º de pedido;Fecha de pedido;Total del pedido;Moneda;Código de cupón;Estado del pedido',
    '15/09/2026',
    'Completado',
  ],
  [
    'Spanish, others',
    'Nº pedido;Fecha de creación;Importe total;Moneda;Cupón usado;Estado',
    '15/09/2026',
    'Pagado',
  ],
  [
    'Italian',
    'N. ordine;Data dell’ordine;Totale dell’ordine;Valuta;Codice coupon;Stato dell’ordine',
    '15/09/2026',
    'Completato',
  ],
  ['Dutch', 'Bestelnr.;Besteld op;Totaalbedrag;Valuta;Kortingscode;Status', '15-09-2026', 'Betaald'],
  [
    'Portuguese',
    'Nº do pedido;Data de criação;Total do pedido;Moeda;Código do cupom;Status do pagamento',
    '15/09/2026',
    'Pago',
  ],
  [
    'Polish',
    'Nr zamówienia;Data złożenia;Wartość zamówienia;Waluta;Kod kuponu;Status',
    '2026-09-15',
    'Zrealizowane',
  ],
  [
    'English, TikTok’s shop',
    'Order ID;Created Time;Order Amount;Currency;Platform voucher code;Order Status',
    '15/09/2026',
    'Completed',
  ],
  [
    'English, OpenCart',
    'Order ID;Date Added;Total;Currency Code;Coupon;Order Status',
    '2026-09-15',
    'Complete',
  ],
];

describe('a sheet of orders', () => {
  it.each(ORDERS)('is read in %s', (_language, headings, date, state) => {
    const read = readLines('orders', [headings, `4711;${date} 18:00;60,61;EUR;ada10;${state}`]);
    expect([read.ignored, read.refused, read.skipped]).toEqual([[], [], []]);
    expect(read.items.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        externalId: '4711',
        occurredAt: '2026-09-15T16:00:00.000Z',
        amount: { value: '60.61', currency: 'EUR' },
        couponCodes: ['ada10'],
      }),
    ]);
    expect(kindOf(headings.split(';'), {})).toBe('orders');
  });

  it.each(['Avbruten', 'Annulleret', 'Peruttu', 'Zrušeno', 'Törölve', 'Anulată', 'İptal'])(
    'takes no state for paid that is not known as such: %s',
    (state) => {
      const read = readLines('orders', [
        'Ordernummer;Orderdatum;Totalt;Rabattkod;Orderstatus',
        `4711;2026-09-15 18:00;60,61;ada10;${state}`,
      ]);
      expect([read.items, read.skipped.length]).toEqual([[], 1]);
    },
  );
});

describe('a sheet of creators', () => {
  it.each([
    ['Swedish', 'Användarnamn;Plattform;Följare;E-post;Rabattkod'],
    ['Danish', 'Brugernavn;Platform;Følgere;E-mail;Rabatkode'],
    ['Finnish', 'Käyttäjätunnus;Alusta;Seuraajat;Sähköposti;Alennuskoodi'],
    ['Czech', 'Uživatelské jméno;Platforma;Sledující;E-mail;Slevový kód'],
    ['French', 'Pseudo;Réseau social;Nombre d’abonnés;Adresse e-mail;Code promo'],
    ['Spanish', 'Nombre de perfil;Red social;Seguidores;Correo electrónico;Código promocional'],
  ])('is read in %s', (_language, headings) => {
    const read = readLines('creators', [headings, '@ada;instagram;6200;a@example.com;ADA10']);
    expect([read.ignored, read.refused]).toEqual([[], []]);
    expect(read.items[0]?.body).toMatchObject({ handle: '@ada', followers: 6_200, couponCodes: ['ADA10'] });
  });

  it.each(['Instagram handle', 'IG Username', 'Account Instagram', 'Profil Instagram', 'Instagram'])(
    'knows the platform by the heading of its names: %s',
    (heading) => {
      const read = readLines('creators', [`${heading};Follower`, '@ada;6200']);
      expect(read.items[0]?.body).toMatchObject({ handle: '@ada', platform: 'instagram' });
      const another = readLines('creators', [`${heading};Follower`, 'https://www.tiktok.com/@ada;6200']);
      expect(another.items[0]?.body).toMatchObject({ platform: 'tiktok' });
    },
  );

  it('knows the platform by the address of the profile beside the name', () => {
    const headings = 'Username,Profile link,Followers';
    const read = readLines('creators', [headings, 'ada,https://www.tiktok.com/@ada,6200', 'bo,,100']);
    expect(read.items.map(({ body }) => body)).toMatchObject([{ handle: 'ada', platform: 'tiktok' }]);
    expect(read.refused).toHaveLength(1);
    expect(read.ignored).toEqual([]);
  });

  it('asks for the platform where its heading names none', () => {
    expect(readLines('creators', ['Handle;Follower', '@ada;6200']).refused).toHaveLength(1);
  });
});

describe('a sheet of spend', () => {
  it.each([
    ['Swedish', 'Datum;Influencer;Belopp;Typ', 'arvode'],
    ['Danish', 'Dato;Influencer;Beløb;Type', 'honorar'],
    ['Finnish', 'Päivä;Vaikuttaja;Summa;Tyyppi', 'palkkio'],
    ['German', 'Rechnungsdatum;Creator;Nettobetrag;Kostenart', 'Honorar'],
    ['French', 'Date de facture;Influenceur;Montant HT;Type de dépense', 'Honoraires'],
    ['Spanish', 'Fecha de factura;Influencer;Importe neto;Concepto', 'Honorarios'],
    ['Dutch', 'Factuurdatum;Influencer;Bedrag excl. btw;Soort', 'Honorarium'],
  ])('is read in %s', (_language, headings, kind) => {
    const read = readLines('spend', [headings, `15.09.2026;https://www.instagram.com/ada/;150,00;${kind}`]);
    expect([read.ignored, read.refused, read.questions]).toEqual([[], [], []]);
    expect(read.items[0]?.body).toMatchObject({
      incurredOn: '2026-09-15',
      kind: 'fee',
      amount: { value: '150.00' },
    });
  });

  it.each([
    '15. marts 2026',
    '15. maaliskuuta 2026',
    '15. března 2026',
    '15. marca 2026',
    '2026. március 15.',
    '15 martie 2026',
    '15 Mart 2026',
  ])('knows the months’ names there: %s', (day) => {
    const read = readLines('spend', ['Datum;Belopp;Typ;Etapp', `${day};150,00;arvode;`], {
      set: { stage: 'microcontent' },
    });
    expect(read.refused).toEqual([]);
    expect(read.items[0]?.body).toMatchObject({ incurredOn: '2026-03-15' });
  });

  it('spends a campaign’s weeks on no single day', () => {
    const read = readLines('spend', [
      'Start date;End date;Campaign name;Total spent;Kind',
      '2026-09-01;2026-09-30;Autumn;150,00;boost',
    ]);
    expect(read.items).toEqual([]);
  });
});

describe('a platform’s counters', () => {
  it.each([
    ['Meta, Swedish', 'Permalänk;Gilla-markeringar;Kommentarer;Delningar;Räckvidd'],
    ['Meta, Danish', 'Permalink;Synes godt om;Kommentarer;Delinger;Rækkevidde'],
    ['Meta, Finnish', 'Pysyvä linkki;Tykkäykset;Kommentit;Jaot;Kattavuus'],
    ['Meta, Czech', 'Trvalý odkaz;To se mi líbí;Komentáře;Sdílení;Dosah'],
  ])('are read: %s', (_language, headings) => {
    const read = readLines('engagement', [headings, 'https://www.instagram.com/p/Cabc123/;10;2;1;300']);
    expect(read.items[0]?.body).toMatchObject({ likes: 10, comments: 2, shares: 1, reach: 300 });
  });

  it('YouTube’s content is a video in Swedish and Polish, too', () => {
    for (const headings of ['Innehåll,Visningar,Gilla-markeringar', 'Treści,Wyświetlenia,Polubienia']) {
      const read = readLines('engagement', [headings, 'dQw4w9WgXcQ,300,10']);
      expect(read.items[0]?.body).toMatchObject({ views: 300, likes: 10 });
      expect(JSON.stringify(read.items[0]?.body)).toContain('youtube.com');
    }
  });
});

describe('the further names', () => {
  it('mean one field of a kind each', () => {
    for (const [kind, facts] of Object.entries(FIELDS)) {
      const more = facts.flatMap(({ field }) =>
        moreNames(kind as keyof typeof FIELDS, field).map((name) => headingKey(name)),
      );
      const all = facts.flatMap(({ names }) => [...new Set(names.map(headingKey))]);
      const twice = [...new Set(more)].filter((name) => all.filter((one) => one === name).length > 1);
      expect([kind, twice]).toEqual([kind, []]);
    }
  });
});
