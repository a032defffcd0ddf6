import { describe, expect, it } from 'vitest';
import { FIELDS, IMPORT_KINDS } from '../../../shared/domain/imports/fields.ts';
import { headingKey } from '../../../shared/domain/imports/heading-key.ts';
import { kindOf } from '../../../shared/domain/imports/kind-of.ts';
import { readLines } from './read-lines.ts';

const bodies = (...given: Parameters<typeof readLines>) => {
  const { items, refused, questions } = readLines(...given);
  expect([refused, questions]).toEqual([[], []]);
  return items.map(({ body }) => body);
};

/** One sheet of each kind as somebody of that country would head it, and what it has to say. */
const SHEETS = {
  Italian: {
    creators: 'Nome utente;Piattaforma;Nome;Follower;Città;Paese;Codice sconto',
    posts: 'Collegamento permanente;Nome utente;Data di pubblicazione;Fase;Tipo di post;URL di destinazione',
    engagement: 'Collegamento permanente;Mi piace;Commenti;Condivisioni;Salvataggi;Visualizzazioni;Copertura',
    spend: 'Data;Creatore;Importo (EUR);Tipo;Nota',
    orders: 'Numero ordine;Data ordine;Totale;Spedizione;Imposte;Valuta;Codice sconto;Stato',
    links: 'Link breve;URL di destinazione;Clic;Titolo;Creato il',
    baselines: 'Giorno;Città;Ordini;Vendite nette;Sessioni',
  },
  Dutch: {
    creators: 'Gebruikersnaam;Platform;Naam;Volgers;Plaats;Land;Kortingscode',
    posts: 'Permanente koppeling;Gebruikersnaam;Publicatietijd;Fase;Berichttype;Doel-URL',
    engagement:
      'Permanente koppeling;Vind-ik-leuks;Opmerkingen;Keer gedeeld;Keer opgeslagen;Weergaven;Bereik',
    spend: 'Datum;Creator;Bedrag (EUR);Soort;Opmerking',
    orders: 'Bestelnummer;Besteldatum;Totaal;Verzendkosten;BTW;Valuta;Kortingscode;Status',
    links: 'Korte link;Doel-URL;Klikken;Titel;Aangemaakt op',
    baselines: 'Dag;Stad;Bestellingen;Netto-omzet;Sessies',
  },
  Portuguese: {
    creators: 'Nome de usuário;Plataforma;Nome;Seguidores;Cidade;País;Código de desconto',
    posts: 'Link permanente;Nome de usuário;Data de publicação;Etapa;Tipo de publicação;URL de destino',
    engagement: 'Link permanente;Curtidas;Comentários;Compartilhamentos;Itens salvos;Visualizações;Alcance',
    spend: 'Data;Criador;Valor (EUR);Categoria;Observação',
    orders: 'Número do pedido;Data do pedido;Total;Frete;Impostos;Moeda;Cupom;Status do pedido',
    links: 'Link curto;URL de destino;Cliques;Título;Criado em',
    baselines: 'Dia;Cidade;Pedidos;Vendas líquidas;Sessões',
  },
  Polish: {
    creators: 'Nazwa użytkownika;Platforma;Imię i nazwisko;Obserwujący;Miasto;Kraj;Kod rabatowy',
    posts: 'Link do posta;Nazwa użytkownika;Data publikacji;Etap;Typ posta;Docelowy URL',
    engagement: 'Link do posta;Polubienia;Komentarze;Udostępnienia;Zapisane;Wyświetlenia;Zasięg',
    spend: 'Data;Twórca;Kwota (EUR);Rodzaj;Uwagi',
    orders: 'Numer zamówienia;Data zamówienia;Razem;Wysyłka;Podatek;Waluta;Kod rabatowy;Status zamówienia',
    links: 'Krótki link;Docelowy URL;Kliknięcia;Tytuł;Utworzono',
    baselines: 'Dzień;Miasto;Zamówienia;Sprzedaż netto;Sesje',
  },
} as const;
const CELLS = {
  creators: '@ada;instagram;Ada;6.200;Ulm;DE;ADA10',
  posts:
    'https://www.instagram.com/p/Abc1/;ada;2026-10-02 18:00;campaign;reel;https://shop.example.com/socks',
  engagement: 'https://www.instagram.com/p/Abc1/;1.200;31;4;5;9.000;8.000',
  spend: '2026-10-02;@ada;150,50;fee;wool',
  orders: '4711;2026-10-02 18:00;49,90;4,90;7,97;EUR;ADA10;completed',
  links: 'go.example.com/socks;https://shop.example.com/socks;1.204;Socks;2026-01-02',
  baselines: '2026-10-02;Ulm;7;290,50;1.240',
} as const;

describe.each(Object.entries(SHEETS))('%s headings', (_language, sheets) => {
  it.each(IMPORT_KINDS)(
    'of %s are known: what the file holds is found out, and no column is passed over',
    (kind) => {
      expect(kindOf(sheets[kind].split(';'), {})).toBe(kind);
      const read = readLines(kind, [sheets[kind], CELLS[kind]]);
      expect([read.ignored, read.questions, read.refused]).toEqual([[], [], []]);
      const english = readLines(kind, [HEADS[kind], CELLS[kind]]);
      expect(read.items.map(({ body }) => body)).toEqual(english.items.map(({ body }) => body));
      expect(read.items).toHaveLength(1);
    },
  );
});
const HEADS = {
  creators: 'handle;platform;name;followers;city;country;coupon',
  posts: 'permalink;username;published;stage;format;destination',
  engagement: 'permalink;likes;comments;shares;saves;views;reach',
  spend: 'day;creator;amount (EUR);kind;note',
  orders: 'order id;created at;total;shipping;taxes;currency;coupon;status',
  links: 'short link;destination;clicks;title;created at',
  baselines: 'day;city;orders;net sales;sessions',
} as const;

it('no heading means two fields of one kind', () => {
  for (const facts of Object.values(FIELDS)) {
    const names = facts.flatMap(({ field, names }) =>
      [...new Set(names.map(headingKey))].map((name) => `${name}|${field}`),
    );
    const twice = names.filter((one, at) =>
      names.some((other, place) => place !== at && other.split('|')[0] === one.split('|')[0]),
    );
    expect(twice.filter((name) => !KNOWN_TWICE.has(name.split('|')[0] ?? ''))).toEqual([]);
  }
});
/** Taken by the field that stands first, and left to the other where that has a column of its own. */
const KNOWN_TWICE = new Set<string>([]);

describe('a payment provider’s file', () => {
  it.each([
    [
      'French',
      'Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Avant commission,Commission,Net,Numéro de transaction,Numéro de la transaction de référence',
      ['Paiement Express Checkout', 'Remboursement de paiement', 'Virement bancaire'],
      'Terminé',
    ],
    [
      'Spanish',
      'Fecha,Hora,Zona horaria,Nombre,Tipo,Estado,Divisa,Bruto ,Comisión ,Neto,Id. de transacción,Id. de referencia de trans.',
      ['Pago exprés', 'Reembolso de pago', 'Retirada a cuenta bancaria'],
      'Completado',
    ],
    [
      'Italian',
      'Data,Orario,Fuso orario,Nome,Tipo,Stato,Valuta,Lordo,Tariffa,Netto,Codice transazione,Codice transazione di riferimento',
      ['Pagamento Express Checkout', 'Rimborso', 'Versamento generico con carta'],
      'Completata',
    ],
  ])(
    'in %s: what was paid, what was paid back and of which payment, and what is no sale',
    (_language, head, what, state) => {
      const [sale, refund, transfer] = what;
      const line = (type: string | undefined, [sum, net]: readonly string[], id: string, of = '') =>
        `13/10/2026,10:00:00,CEST,Ada,${type},${state},EUR,"${sum}","-1,50","${net}",${id},${of}`;
      const read = readLines('orders', [
        head,
        line(sale, ['49,90', '48,40'], 'T1'),
        line(refund, ['-10,00', '-11,50'], 'T2', 'T1'),
        line(transfer, ['500,00', '498,50'], 'T3'),
      ]);
      expect([read.ignored.length, read.refused, read.questions]).toEqual([1, [], []]);
      expect(read.items).toMatchObject([
        {
          body: {
            externalId: 'T1',
            amount: { value: '49.90', currency: 'EUR' },
            occurredAt: '2026-10-13T08:00:00.000Z',
          },
        },
        { refundOf: 'T1', body: { externalId: 'T2', amount: { value: '10.00', currency: 'EUR' } } },
      ]);
      expect(read.items[0]?.body).not.toHaveProperty('netAmount');
      expect(read.skipped).toMatchObject([{ line: 4 }]);
    },
  );

  it('of a statement says in its description what a line is; a shop’s says what was sold', () => {
    const head = 'Date,Heure,Description,Devise,Brut,Frais,Net,Solde,Numéro de transaction';
    const lines = [
      '13/10/2026,10:00:00,Paiement Express Checkout,EUR,"49,90","-1,50","48,40","48,40",T1',
      '13/10/2026,11:00:00,Virement bancaire,EUR,"500,00","0,00","500,00","548,40",T2',
    ];
    expect(readLines('orders', [head, ...lines]).items.map(({ body }) => body.externalId)).toEqual(['T1']);
    const sold = ['order,date,total,description', '1,2026-10-02,49.90,Transfer paper for socks'];
    expect(bodies('orders', sold)).toHaveLength(1);
  });
});

it.each([
  ['compenso', 'fee'],
  ['Vergoeding', 'fee'],
  ['Wysyłka', 'shipping'],
  ['Produção', 'production'],
])('%s is a cost’s kind', (word, kind) => {
  const [cost] = bodies('spend', ['day,creator,amount,kind', `2026-10-02,@ada,1.50,${word}`]);
  expect(cost?.kind).toBe(kind);
});
