import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../shared/domain/imports/kind-of.ts';
import type { Told } from '../../../shared/domain/imports/told.ts';
import { readLines } from './read-lines.ts';

function read(lines: readonly string[], told: Partial<Told> = {}) {
  const { items, refused, questions, skipped } = readLines('baselines', lines, told);
  return {
    bodies: items.map(({ body }) => body),
    refused: refused.map(({ line, problem }) => `${line} ${problem}`),
    questions: questions.map(({ about }) => about),
    skipped: skipped.map(({ line }) => line),
  };
}
const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('a sheet of the shop’s own totals', () => {
  it.each([
    ['commas', ['Day,Orders,Net sales,Sessions', '2026-11-01,31,"1,284.50","1,240"']],
    [
      'semicolons, decimal commas, the day first',
      ['Tag;Bestellungen;Umsatz;Besuche', '01.11.2026;31;1.284,50;1.240'],
    ],
    ['tabs, in French', ['Jour\tCommandes\tChiffre d’affaires\tVisites', '01/11/2026\t31\t1 284,50\t1 240']],
    [
      'in Spanish, with a total',
      ['Fecha;Pedidos;Ventas;Visitas', '01/11/2026;31;1.284,50;1.240', 'Total;31;1.284,50;1.240'],
    ],
  ])('reads %s', (_, lines) => {
    expect(read(lines, { dates: 'dmy' })).toMatchObject({
      bodies: [{ day: '2026-11-01', orders: 31, revenue: eur(128_450), visits: 1_240 }],
      refused: [],
    });
  });

  it('asks which of day and month comes first where a column leaves it open', () => {
    expect(read(['Date,Orders', '03/04/2026,3']).questions).toEqual(['dates']);
  });

  it('puts regions beside the whole shop, and adds nothing up', () => {
    expect(
      read([
        'Day,City,Orders',
        '2026-11-01,Hamburg,7',
        '2026-11-01,All,',
        '2026-11-01,Total,31',
        '2026-11-02,Ulm,2',
      ]).bodies,
    ).toEqual([
      { day: '2026-11-01', orders: 31, regions: [{ region: 'Hamburg', orders: 7 }] },
      { day: '2026-11-02', regions: [{ region: 'Ulm', orders: 2 }] },
    ]);
  });

  it('shows what it read of a day, the whole shop’s and each region’s', () => {
    const { items } = readLines(
      'baselines',
      ['Day,City,Orders,Net sales', '2026-11-01,,31,1284.50', '2026-11-01,Ulm,2,', '2026-11-02,,4,'],
      { dates: 'ymd' },
    );
    expect(items.map(({ label }) => label)).toEqual([
      '2026-11-01: 31 · 1284.50 EUR; Ulm · 2',
      '2026-11-02: 4',
    ]);
  });

  it.each([
    ['a code', 'Discount code', 'ADA10'],
    ['a code under a heading of its own words', 'Applied coupon code', 'ADA10'],
    ['a channel', 'Sales channel', 'Point of Sale'],
    ['a product', 'Product title', 'Socks'],
  ])('takes the totals of %s by day for no whole shop’s', (_, heading, cell) => {
    expect(
      read([`Day,${heading},Orders,Net sales`, `2026-11-01,${cell},3,90`, '2026-11-02,,31,900']),
    ).toEqual({
      bodies: [{ day: '2026-11-02', orders: 31, revenue: eur(90_000) }],
      refused: [`2 part: the totals of ${cell} alone are not the whole shop’s`],
      questions: [],
      skipped: [],
    });
  });

  it.each([
    ['what codes took off', 'Coupons', '-5'],
    ['how many products were sold', 'Product', '40'],
    ['the whole shop', 'Sales channel', 'Total'],
  ])('keeps a day that tells %s', (_, heading, cell) => {
    expect(read([`Day,${heading},Orders,Net sales`, `2026-11-01,${cell},3,90`])).toMatchObject({
      bodies: [{ day: '2026-11-01', orders: 3, revenue: eur(9_000) }],
      refused: [],
    });
  });

  it('leaves unknown what is left open, and keeps a 0', () => {
    expect(read(['Day,Orders,Visits', '2026-11-01,0,', '2026-11-02,,5']).bodies).toEqual([
      { day: '2026-11-01', orders: 0 },
      { day: '2026-11-02', visits: 5 },
    ]);
  });

  it('refuses each line that tells no day’s totals, with its reason, and keeps the others', () => {
    expect(
      read([
        'Reporting starts,Reporting ends,City,Orders,Net sales,Direct visits,Special day,Currency',
        '2026-11-01,2026-11-01,,3,,,,EUR',
        '2026-11-01,2026-11-01,,4,,,,EUR',
        '2026-11-01,2026-11-01, ULM ,1,,,,EUR',
        '2026-11-01,2026-11-01,Ulm,1,,,,EUR',
        '2026-11-02,2026-11-08,,4,,,,EUR',
        '2026-11-28,2026-11-28,,4,,,,EUR',
        '2026-11-03,2026-11-03,,,,,,EUR',
        '2026-11-03,2026-11-03,,,10.00,,,USD',
        '2026-11-03,2026-11-03,,,-1.00,,,EUR',
        '2026-11-03,2026-11-03,,,1.005,,,EUR',
        '2026-11-03,2026-11-03,Ulm,1,,4,,EUR',
        '2026-11-03,2026-11-03,,1,,,nice,EUR',
        ',,,1,,,,EUR',
        '2026-11-03,2026-11-03,,-1,,,,EUR',
      ]).refused,
    ).toEqual([
      '3 2026-11-01 stands in line 2 already',
      '5 2026-11-01, Ulm stands in line 4 already',
      '6 until: totals of 2026-11-02 to 2026-11-08 are no day’s; export them day by day',
      '7 incurredOn: 2026-11-28 is yet to come',
      '8 no total stands in this line',
      '9 the amount is in USD, not in EUR',
      '10 revenue: is less than nothing',
      '11 revenue: "1.005" has more decimals than EUR has, or is more than can be kept',
      '12 directVisits: is told of the whole shop, not of a region',
      '13 event: "nice" is no sale, holiday, closed day or outage',
      '14 incurredOn: is missing',
      '15 orders: "-1" is no whole number',
    ]);
  });
});

it.each([
  ['baselines', ['Day', 'Orders', 'Net sales']],
  ['baselines', ['Datum', 'Ort', 'Bestellungen', 'Umsatz', 'Besuche']],
  ['orders', ['Order', 'Date', 'Net sales', 'Currency']],
  ['spend', ['Day', 'Cost', 'Type']],
  ['engagement', ['Permalink', 'As of', 'Likes', 'Comments', 'Visits']],
  ['links', ['Short link', 'Destination URL', 'Visits', 'Date']],
])('a file is taken for %s by its headings %j', (kind, headings) => {
  expect(kindOf(headings, {})).toBe(kind);
});
