import { describe, expect, it } from 'vitest';
import type { TableKind } from '../../../shared/domain/imports/fields.ts';
import { readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { kindOf } from '../../../shared/domain/imports/kind-of.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { readImport } from '../../../shared/domain/imports/read-import.ts';

function read(kind: TableKind, text: string) {
  const table = readTable(text, knowsHeading(kind, {}));
  const told = { map: {}, set: {}, zone: 'Europe/Berlin', currency: 'EUR', asOf: '2026-11-25T12:00:00Z' };
  const { items, refused, skipped } = readImport(table, { kind, ...told });
  return { guessed: kindOf(table.headings, {}), bodies: items.map(({ body }) => body), refused, skipped };
}

describe('YouTube Studio in other languages', () => {
  it.each([
    [
      'German',
      'Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Aufrufe,Impressionen,"""Mag ich""-Bewertungen",Kommentare hinzugefügt,Geteilte Inhalte\nGesamt',
    ],
    [
      'French',
      'Contenu,Titre de la vidéo,Heure de publication de la vidéo,Vues,Impressions,J’aime,Commentaires ajoutés,Partages\nTotal',
    ],
    [
      'Spanish',
      'Contenido,Título del vídeo,Hora de publicación del vídeo,Visualizaciones,Impresiones,Me gusta,Comentarios añadidos,Veces que se ha compartido\nTotal',
    ],
    [
      'Spanish of America',
      'Contenido,Título del video,Hora de publicación del video,Vistas,Impresiones,Me gusta,Comentarios agregados,Compartidos\nTotal',
    ],
    [
      'Portuguese',
      'Conteúdo,Título do vídeo,Horário de publicação do vídeo,Visualizações,Impressões,"Marcações ""Gostei""",Comentários adicionados,Compartilhamentos\nTotal',
    ],
  ])('is read as in English: %s', (_language, start) => {
    const { guessed, bodies, refused, skipped } = read(
      'engagement',
      `${start},,,18400,9000,1234,34,5\ndQw4w9WgXcQ,Socken,20.11.2026,18400,9000,1234,34,5\n`,
    );
    expect([guessed, refused, skipped.length]).toEqual(['engagement', [], 1]);
    expect(bodies).toMatchObject([
      { views: 18_400, impressions: 9_000, likes: 1_234, comments: 34, shares: 5 },
    ]);
    expect(JSON.stringify(bodies)).toContain('dQw4w9WgXcQ');
  });
});

describe('a figure in another unit', () => {
  it.each(['micros', 'in micros', 'micro units', 'cents', 'coins', 'points', 'hours', 'öre', '%'])(
    'is another column’s: Cost (%s)',
    (unit) => {
      const { bodies, refused } = read('ads', `Day,Cost (${unit}),Clicks\n2026-11-20,12340000,56\n`);
      expect([bodies, refused.length]).toEqual([[], 1]);
    },
  );

  it.each(['EUR', 'in €', 'total', 'microsite', 'oregano'])('is the figure itself: Cost (%s)', (more) => {
    const { bodies } = read('ads', `Day,Cost (${more}),Clicks\n2026-11-20,1234,56\n`);
    expect(bodies).toMatchObject([{ spend: { amount: 123_400 } }]);
  });

  it('stands beside the same for people to read: WooCommerce’s own analytics', () => {
    const { bodies, refused } = read(
      'orders',
      'Date,Order #,N. Revenue (formatted),Status,Customer type,Coupon(s),N. Revenue\n2026-11-20 10:00:00,731,"100,00 €",processing,new,ada10,100\n',
    );
    expect([bodies, refused]).toMatchObject([
      [{ externalId: '731', netAmount: { value: '100' }, couponCodes: ['ada10'], newCustomer: true }],
      [],
    ]);
  });
});

describe('the column of an order’s code', () => {
  const order = (heading: string, cell: string, more = ['', '']) =>
    read(
      'orders',
      `Order ID,Date,Total,Currency,${heading}${more[0]}\n4711,2026-11-20T10:00:00Z,60.61,EUR,${cell}${more[1]}\n`,
    ).bodies[0] as { couponCodes?: string[] };

  it.each([
    'discount_coupon_code',
    'Applied Coupon Code(s)',
    'Applied voucher codes',
    'Promo Code Used',
    'Used Discount Codes',
    'Gutschein Code',
    'Promotion code applied',
  ])('is found by what it tells of: %s', (heading) => {
    expect(order(heading, 'ADA10').couponCodes).toEqual(['ADA10']);
  });

  it.each([
    'Discount Code Amount',
    'Coupon code value',
    'Discount code type',
    'Coupon Code ID',
    'Postal code',
    'Discount',
    'Product code',
    'Country Code',
  ])('is not one that looks like it: %s', (heading) => {
    expect(order(heading, 'ADA10')).not.toHaveProperty('couponCodes');
  });

  it('is the one that is called so, whatever stands before it', () => {
    expect(order('Referral promo code text', 'BO5', [',Coupon Code', ',ADA10']).couponCodes).toEqual([
      'ADA10',
    ]);
  });
});

it('an order of a German shop’s back office has its number, day and sums', () => {
  const { guessed, bodies } = read(
    'orders',
    'Auftragsnummer;Auftragsdatum;Gesamtbetrag Brutto;Gesamtbetrag Netto;Währung;Gutscheincode\nAU-4711;20.11.2026;1.060,61;891,27;EUR;ADA10\n',
  );
  expect(guessed).toBe('orders');
  expect(bodies).toMatchObject([
    {
      externalId: 'AU-4711',
      amount: { value: '1060.61' },
      netAmount: { value: '891.27' },
      couponCodes: ['ADA10'],
    },
  ]);
});

describe('a platform’s name with a capital inside', () => {
  it.each([
    ['TikTok Handle', 'tiktok'],
    ['TikTok username', 'tiktok'],
    ['YouTube channel', 'youtube'],
    ['Youtube Handle', 'youtube'],
  ])('%s says whose handles they are', (heading, platform) => {
    expect(read('creators', `${heading},Followers\nada,6200\n`).bodies).toMatchObject([
      { handle: 'ada', platform, followers: 6_200 },
    ]);
  });

  it('is not followed by the followers of another platform', () => {
    const { bodies } = read('creators', 'Name,TikTok Handle,Instagram Followers\nAda,adatok,6200\n');
    expect(bodies).toEqual([
      { handle: 'adatok', platform: 'tiktok', displayName: 'Ada', source: 'imported' },
    ]);
    expect(
      read('creators', 'Instagram Handle,TikTok Handle,Instagram Followers\nada,adatok,6200\n').bodies,
    ).toMatchObject([{ handle: 'ada', platform: 'instagram', followers: 6_200 }]);
  });
});

describe('headings that stand there once more', () => {
  it('are no line of the table, whatever its fields are', () => {
    const { bodies, refused, skipped } = read(
      'creators',
      'Handle,Platform,Code,Note\n@ada,Instagram,ADA10,x\nHandle,Platform,Code,Note\nHANDLE,platform,Code,\n@bo,TikTok,BO15,y\n',
    );
    expect(bodies).toMatchObject([{ handle: '@ada' }, { handle: '@bo' }]);
    expect([refused, skipped.map(({ line, why }) => [line, why.code])]).toEqual([
      [],
      [
        [3, 'isHeading'],
        [4, 'isHeading'],
      ],
    ]);
  });

  it('but a creator who is called like one heading is one', () => {
    expect(read('creators', 'Handle,Platform\nhandle,Instagram\n').bodies).toMatchObject([
      { handle: 'handle' },
    ]);
  });
});

describe('what was spent in the account’s currency', () => {
  it('is Pinterest’s amount, and no code of a currency', () => {
    const text =
      'Date,Campaign name,Spend in account currency,Pin clicks,Outbound clicks\n2026-11-01,A,12.50,50,40\n';
    expect(read('ads', text).bodies).toEqual([
      { day: '2026-11-01', spend: { amount: 1_250, currency: 'EUR' }, clicks: 40 },
    ]);
    expect(
      read('orders', 'Order ID,Date,Total,Amount in shop currency\n1,2026-11-01,12.50,10.00\n').bodies,
    ).toMatchObject([{ amount: { value: '12.50', currency: 'EUR' } }]);
    expect(
      read('orders', 'Order ID,Date,Total,Order currency\n1,2026-11-01,12.50,SEK\n').bodies,
    ).toMatchObject([{ amount: { currency: 'SEK' } }]);
  });
});

describe('a creator’s codes in one cell', () => {
  const codes = (cell: string) =>
    (
      read('creators', `Handle,Platform,Code\n@ada,Instagram,"${cell}"\n`).bodies[0] as {
        couponCodes?: string[];
      }
    ).couponCodes;

  it.each([
    ['ADA10 ADA20', ['ADA10', 'ADA20']],
    ['ADA10, ADA20;BO5|CY5', ['ADA10', 'ADA20', 'BO5', 'CY5']],
    ['ADA10\nADA20', ['ADA10', 'ADA20']],
    ['ADA10 & BO5 and CY5', ['ADA10', 'BO5', 'CY5']],
  ])('are several: %j', (cell, several) => expect(codes(cell)).toEqual(several));

  it.each([
    ['ADA 12', 'ADA 12'],
    ['BLACK  FRIDAY', 'BLACK FRIDAY'],
    ['ADA & CO', 'ADA & CO'],
    ['20% ADA', '20% ADA'],
  ])('are one, as it is typed: %j', (cell, one) => expect(codes(cell)).toEqual([one]));
});

describe('a cost without a name of its own', () => {
  const HEAD = 'Day,Creator handle,Platform,Kind,Amount,Currency,Note';
  const named = (...lines: string[]) =>
    read('spend', `${[HEAD, ...lines].join('\n')}\n`).bodies.map(
      (body) => (body as { externalId: string }).externalId,
    );
  const FEE = '2026-11-20,@ada,instagram,fee,150,EUR,first half';

  it('has the same one in another file, however its amount is written', () => {
    expect(named(FEE)).toEqual(named('2026-11-20,@ada,instagram,fee,150.00,EUR,first half'));
  });

  it.each([
    ['day', '2026-11-21,@ada,instagram,fee,150,EUR,first half'],
    ['creator', '2026-11-20,@bob,instagram,fee,150,EUR,first half'],
    ['platform', '2026-11-20,@ada,tiktok,fee,150,EUR,first half'],
    ['kind', '2026-11-20,@ada,instagram,product,150,EUR,first half'],
    ['amount', '2026-11-20,@ada,instagram,fee,151,EUR,first half'],
    ['currency', '2026-11-20,@ada,instagram,fee,150,USD,first half'],
    ['note', '2026-11-20,@ada,instagram,fee,150,EUR,second half'],
  ])('has another one where its %s is another', (_what, other) => {
    expect(named(other)).toHaveLength(1);
    expect(named(other)).not.toEqual(named(FEE));
  });

  it('is two costs where two lines say the same', () => {
    expect(new Set(named(FEE, FEE)).size).toBe(2);
  });
});
