import { describe, expect, it } from 'vitest';
import { questionText } from '../../../shared/client/command/import/import-words.ts';
import { placeOf } from '../../../shared/domain/imports/map-columns.ts';
import type { Told } from '../../../shared/domain/imports/told.ts';
import { readLines } from './read-lines.ts';

/** Two figures and two days, each column with a habit of its own, and none that shows it. */
const OPEN = [
  'Order;Paid on;Shipped by;Total;Refunded amount;Currency',
  '1;03/04/2026;05/06/2026;1.234;2.500;EUR',
];
const orders = (told: Partial<Told>, lines: readonly string[] = OPEN, map = { 'Paid on': 'occurredAt' }) => {
  const { items, questions, refused } = readLines('orders', lines, { map, ...told });
  return {
    asks: questions.map(questionText),
    refused: refused.map(({ problem }) => problem),
    items: items.map(({ body, after }) => [
      body.occurredAt,
      (body.amount as { value: string } | undefined)?.value,
      ...(after && 'refundedSoFar' in after ? [(after.refundedSoFar as { value: string }).value] : []),
    ]),
  };
};

describe('a column that can be read in two ways', () => {
  it('is asked about by its name, with the very words that answer', () => {
    expect(orders({})).toEqual({
      asks: [
        'Paid on: 03/04/2026 is 2026-04-03 or 2026-03-04. Say --dates "Paid on=dmy" or --dates "Paid on=mdy"',
        'Total: is 1.234 a thousand, or has it three decimals? Say --decimal "Total=," or --decimal "Total=."',
        'Refunded amount: is 2.500 a thousand, or has it three decimals? Say --decimal "Refunded amount=," or --decimal "Refunded amount=."',
      ],
      refused: [],
      items: [],
    });
  });

  it('is read as it alone is told, by its heading or its number, whatever the others are', () => {
    const decimalOf = { total: ',', 5: '.' } as const;
    expect(orders({ decimalOf, datesOf: { 'PAID ON': 'mdy' } })).toEqual({
      asks: [],
      refused: [],
      items: [['2026-03-03T23:00:00.000Z', '1234', '2.500']],
    });
  });

  it('is read by what was said of the file where nothing is said of itself', () => {
    const told = { decimal: ',', decimalOf: { Total: '.' }, dates: 'dmy' } as const;
    expect(orders(told).items).toEqual([['2026-04-02T22:00:00.000Z', '1.234', '2500']]);
    expect(orders({ decimalOf: { Total: '.' }, dates: 'dmy' }).asks).toEqual([
      'Refunded amount: is 2.500 a thousand, or has it three decimals? Say --decimal "Refunded amount=," or --decimal "Refunded amount=."',
    ]);
  });

  it('that shows how it is written is read so, whatever was said of the file', () => {
    const lines = ['Order;Paid on;Total;Refunded amount', '1;13/04/2026;12,50;2.500', '2;14/04/2026;8,00;'];
    expect(orders({ decimal: '.', dates: 'mdy' }, lines).items).toEqual([
      ['2026-04-12T22:00:00.000Z', '12.50', '2.500'],
      ['2026-04-13T22:00:00.000Z', '8.00'],
    ]);
  });

  it('that is told against its own cells refuses what doesn’t fit, and guesses none', () => {
    const lines = ['Order;Paid on;Total', '1;13/04/2026;12,50'];
    expect(orders({ datesOf: { 'Paid on': 'mdy' } }, lines).refused).toEqual([
      'occurredAt: "13/04/2026" is no date that this column could hold',
    ]);
    expect(orders({ decimalOf: { Total: '.' } }, lines).refused).toEqual([
      'amount: "12,50" is no amount with "." before the decimals',
    ]);
  });

  it('is named by its number where its heading says too little, or a shell would change it', () => {
    const lines = ['Order;Created;"Total $US ""x"""', '1;2026-10-02;1.234'];
    expect(orders({}, lines, { '3': 'amount' } as never).asks).toEqual([
      'Total $US "x": is 1.234 a thousand, or has it three decimals? Say --decimal "3=," or --decimal "3=."',
    ]);
  });
});

describe('an answer for a column', () => {
  it('that the file doesn’t have names those that it has', () => {
    expect(orders({ decimalOf: { Fee: ',' } }).asks[0]).toBe(
      '--decimal "Fee=,": the file has no such column; it has Order, Paid on, Shipped by, Total, Refunded amount, Currency',
    );
    expect(orders({ datesOf: { '9': 'dmy' } }).asks[0]).toMatch(
      /^--dates "9=dmy": the file has no such column; it has/,
    );
  });

  it('that holds neither figures nor days, or isn’t read, names those that do', () => {
    expect(orders({ decimalOf: { Currency: ',' } }).asks[0]).toBe(
      '--decimal "Currency=,": no figures are read there, but in Total, Refunded amount',
    );
    expect(orders({ decimalOf: { Order: ',' } }).asks[0]).toBe(
      '--decimal "Order=,": no figures are read there, but in Total, Refunded amount',
    );
    expect(orders({ datesOf: { Total: 'dmy', 'Shipped by': 'dmy' } }).asks.slice(0, 2)).toEqual([
      '--dates "Total=dmy": no days are read there, but in Paid on',
      '--dates "Shipped by=dmy": no days are read there, but in Paid on',
    ]);
  });
});

describe('days with two digits for the year', () => {
  const day = (...cells: readonly string[]) => {
    const lines = cells.map((cell, at) => `${at};${cell};1,50`);
    const { asks, items, refused } = orders({}, ['Order;Paid on;Total', ...lines]);
    return asks[0] ?? [...items.map(([at]) => String(at).slice(0, 16)), ...refused];
  };
  it.each([
    ['26-11-25', '2025-11-26 or 2026-11-25', 'dmy', 'ymd'],
    ['26.11.25', '2025-11-26 or 2026-11-25', 'dmy', 'ymd'],
    ['26/11/25 10:00', '2025-11-26 or 2026-11-25', 'dmy', 'ymd'],
    ['26-Nov-25', '2025-11-26 or 2026-11-25', 'dmy', 'ymd'],
    ['02/03/26', '2026-03-02 or 2026-02-03', 'dmy', 'mdy'],
  ])('%s is asked about', (cell, days, one, other) => {
    expect(day(cell)).toBe(
      `Paid on: ${cell.replace(' 10:00', '')} is ${days}. Say --dates "Paid on=${one}" or --dates "Paid on=${other}"`,
    );
  });

  it('three ways are asked about as three', () => {
    expect(
      readLines('spend', ['day,amount', '20-12-22,1.50'], { asOf: '2022-12-30T00:00:00Z' }).questions.map(
        questionText,
      ),
    ).toEqual(['day: 20-12-22 is 2022-12-20 or 2020-12-22. Say --dates "day=dmy" or --dates "day=ymd"']);
    expect(
      readLines('spend', ['day,amount', '12-11-10,1.50'], { asOf: '2013-12-30T00:00:00Z' }).questions.map(
        questionText,
      ),
    ).toEqual([
      'day: 12-11-10 is 2010-11-12, 2010-12-11 or 2012-11-10. Say --dates "day=dmy", --dates "day=mdy" or --dates "day=ymd"',
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['a last part over any near year', ['26-11-25', '26-11-30'], ['2026-11-24T23:00', '2026-11-29T23:00']],
    ['a first part that is no near year', ['26.11.25', '05.11.25'], ['2025-11-25T23:00', '2025-11-04T23:00']],
    ['a day in the middle', ['10/11/26', '10/13/26'], ['2026-10-10T22:00', '2026-10-12T22:00']],
    ['one day whichever way', ['26/11/26'], ['2026-11-25T23:00']],
    ['a year of the past that no export tells of', ['26/10/03'], ['2026-10-02T22:00']],
  ])('%s decides them', (_title, cells, days) => expect(day(...cells)).toEqual(days));

  it('told which, are read so', () => {
    const told = { datesOf: { 'Paid on': 'ymd' } } as const;
    expect(orders(told, ['Order;Paid on;Total', '1;26-11-25;1,50']).items).toEqual([
      ['2026-11-24T23:00:00.000Z', '1.50'],
    ]);
  });

  it('and some cells of one order, some of another, are asked about', () => {
    expect(day('26-11-30', '30-11-26')).toBe(
      'Paid on: no one order fits all of its days, such as 30-11-26 and 26-11-30. Say --dates "Paid on=dmy" or --dates "Paid on=ymd"',
    );
  });
});

it('finds a column as it is written before one that is written alike, then by its number', () => {
  const headings = ['Code', 'code', 'Amount (EUR)', ''];
  expect(placeOf('code', headings)).toBe(1);
  expect(placeOf('CODE', headings)).toBe(0);
  expect(placeOf('3', headings)).toBe(2);
  expect(placeOf('5', headings)).toBe(-1);
});
