import { describe, expect, it } from 'vitest';
import { readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { englishOf, readImport } from '../../../shared/domain/imports/read-import.ts';

function read(...lines: string[]) {
  const { items, refused } = englishOf(
    readImport(readTable(`${lines.join('\n')}\n`, knowsHeading('ads', {})), {
      kind: 'ads',
      map: {},
      set: {},
      zone: 'Europe/Berlin',
      currency: 'EUR',
      asOf: '2026-11-27T00:00:00.000Z',
    }),
  );
  return { items, refused: refused.map(({ line, problem }) => `${line} ${problem}`) };
}

describe('a sheet of the brand’s own ads', () => {
  it('is a day each: lines of one day are added up under the first', () => {
    expect(
      read(
        'Day,Campaign,Cost,Link clicks,Currency',
        '2026-11-01,A,12.50,40,EUR',
        '2026-11-02,A,3.00,7,EUR',
        '2026-11-01,B,0.50,2,EUR',
      ),
    ).toEqual({
      items: [
        {
          line: 2,
          label: '13.00 EUR and 42 clicks on 2026-11-01',
          body: { day: '2026-11-01', spend: { amount: 1_300, currency: 'EUR' }, clicks: 42 },
        },
        {
          line: 3,
          label: '3.00 EUR and 7 clicks on 2026-11-02',
          body: { day: '2026-11-02', spend: { amount: 300, currency: 'EUR' }, clicks: 7 },
        },
      ],
      refused: [],
    });
  });

  const oneDay = 'Campaign name,Reporting starts,Reporting ends,Amount spent (EUR),Link clicks';
  const line = (name: string, rest: string) => `${name},2026-11-01,2026-11-01,${rest}`;
  const of = (amount: number, clicks: number) => [
    { body: { day: '2026-11-01', spend: { amount, currency: 'EUR' }, clicks } },
  ];

  it.each([
    ['first', [line('', '13.00,42'), line('A', '12.50,40'), line('B', '0.50,2')]],
    ['last, a cent apart by rounding', [line('A', '12.50,40'), line('B', '0.50,2'), line('', '13.01,42')]],
  ])('leaves out Meta’s sum of a single day: it stands %s', (_, lines) => {
    expect(read(oneDay, ...lines).items).toMatchObject(of(1_300, 42));
  });

  it('keeps what only resembles a sum: other clicks, or a name of its own', () => {
    expect(read(oneDay, line('', '12.50,41'), line('A', '12.50,40')).items).toMatchObject(of(2_500, 81));
    expect(
      read(oneDay, line('C', '13.00,42'), line('A', '12.50,40'), line('B', '0.50,2')).items,
    ).toMatchObject(of(2_600, 84));
    expect(read(oneDay, line('', '13.00,42')).items).toMatchObject(of(1_300, 42));
  });

  it('counts one level of a sheet that holds campaigns, their ad sets and their ads', () => {
    const levels = 'Day,Delivery level,Cost,Link clicks';
    const of = (level: string, rest: string) => `2026-11-01,${level},${rest}`;
    const sheet = [
      of('campaign', '13.00,42'),
      of('adset', '12.50,40'),
      of('Ad set', '0.50,2'),
      of('ad', '12.50,40'),
    ];
    expect(read(levels, ...sheet).items).toMatchObject([{ body: { spend: { amount: 1_300 }, clicks: 42 } }]);
    expect(read(levels, of('ad', '12.50,40'), of('ad', '0.50,2')).items).toMatchObject([
      { body: { spend: { amount: 1_300 }, clicks: 42 } },
    ]);
    const unknown = read(levels, of('', '7.00,9'), of('campaign', '13.00,42'), of('ad', '13.00,42'));
    expect(unknown.items).toMatchObject([{ body: { spend: { amount: 2_000 }, clicks: 51 } }]);
    const nextDay = read(levels, of('campaign', '13.00,42'), '2026-11-02,ad,5.00,3');
    expect(nextDay.items.map(({ body }) => body)).toMatchObject([{ clicks: 42 }, { clicks: 3 }]);
  });

  it('has nothing where the network left it open', () => {
    expect(read('Day,Cost,Link clicks,Currency', '2026-11-01,,,').items).toMatchObject([
      { body: { spend: { amount: 0, currency: 'EUR' }, clicks: 0 } },
    ]);
  });

  it.each([
    ['TikTok', 'Campaign name,By Day,Cost,Currency,Clicks (destination)', 'A,2026-11-01,12.50,EUR,40'],
    [
      'LinkedIn',
      'Start Date (in UTC)\tCampaign Name\tTotal Spent\tCurrency\tClicks',
      '11/1/2026\tA\t12.50\tEUR\t40',
    ],
    [
      'Meta in French',
      'Jour,Nom de la campagne,Montant dépensé (EUR),Clics sur un lien',
      '2026-11-01,A,"12,50",40',
    ],
    ['Meta in Dutch', 'Begin rapportage,Uitgegeven bedrag (EUR),Linkklikken', '2026-11-01,"12,50",40'],
  ])('is read as %s writes it', (_network, headings, row) => {
    expect(
      read(
        headings,
        row,
        row.replace(/2026-11-01|11\/1\/2026/, (day) => day.replace('-01', '-13').replace('/1/', '/13/')),
      ).items,
    ).toMatchObject([
      { body: { day: '2026-11-01', spend: { amount: 1_250, currency: 'EUR' }, clicks: 40 } },
      { body: { day: '2026-11-13' } },
    ]);
  });

  it('is not told as days without spend or clicks where no column says them', () => {
    expect(read('Day,Budget used,Link clicks', '2026-11-01,12.50,40')).toEqual({
      items: [],
      refused: ['2 amount: is missing'],
    });
    expect(read('Day,Cost,Taps', '2026-11-01,12.50,40')).toEqual({
      items: [],
      refused: ['2 linkClicks: is missing'],
    });
  });

  it('refuses a line without a day, of many days, of a day to come, in other money, or of less than nothing', () => {
    expect(
      read(
        'Reporting starts,Reporting ends,Cost,Link clicks,Currency',
        ',,1.00,1,EUR',
        '2026-11-01,2026-11-03,1.00,1,EUR',
        '2026-11-28,2026-11-28,1.00,1,EUR',
        '2026-11-01,2026-11-01,1.00,1,USD',
        '2026-11-01,2026-11-01,-1.00,1,EUR',
        '2026-11-27,2026-11-27,1.00,1,EUR',
      ),
    ).toMatchObject({
      items: [{ line: 7 }],
      refused: [
        '2 incurredOn: is missing',
        '3 until: ads of 2026-11-01 to 2026-11-03 are no day’s; export them day by day',
        '4 incurredOn: 2026-11-28 is yet to come',
        '5 the amount is in USD, not in EUR',
        '6 amount: is less than nothing',
      ],
    });
  });
});
