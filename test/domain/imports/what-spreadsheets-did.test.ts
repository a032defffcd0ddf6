import { describe, expect, it } from 'vitest';
import type { ImportKind } from '../../../shared/domain/imports/fields.ts';
import { readLines } from './read-lines.ts';

const order = (id: string, more = '') =>
  readLines('orders', [`Order ID;Date;Total;Coupon`, `${id};2026-11-20;49.90;${more}`]);

describe('a name that a spreadsheet wrote as a number', () => {
  it.each<[ImportKind, string, string]>([
    ['orders', 'Order ID;Date;Total', '5.77E+17;2026-11-20;49.90'],
    ['orders', 'Order ID;Date;Total', '5,77E+17;2026-11-20;49.90'],
    ['orders', 'Name;Date;Total', '6E+12;2026-11-20;49.90'],
    ['creators', 'handle;platform;id', 'ada;instagram;1.78414E+16'],
    ['engagement', 'Post ID;Likes', '7.30E+18;12'],
    ['spend', 'Day;Cost;Kind;Creator ID', '2026-11-20;10;fee;1.78E+16'],
  ])('is nobody’s: %s %s', (kind, heading, line) => {
    const { items, refused } = readLines(kind, [heading, line]);
    expect(items).toEqual([]);
    expect(refused.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/is a number that a spreadsheet shortened: its last digits are lost$/),
    ]);
  });

  it.each(['5E17', 'E+17', '5.77E+171', '55.7E+17', '577E+17', '5.77e-17', '577000000000000001'])(
    'is a name: %s',
    (id) => expect(order(id).items).toMatchObject([{ body: { externalId: id } }]),
  );

  it('is a code all the same: it is looked up, and tells no two things apart', () => {
    expect(order('A1', '5E+10').items).toMatchObject([{ body: { couponCodes: ['5E+10'] } }]);
  });
});

describe('a text that was guarded from a spreadsheet', () => {
  it.each([
    ['="0012"', '0012'],
    ["'0012", '0012'],
    ['=0012', '=0012'],
    ['="A"&"B"', '="A"&"B"'],
  ])('%s is %s', (cell, id) => {
    expect(order(cell).items).toMatchObject([{ body: { externalId: id } }]);
  });
});

describe('a currency that is none', () => {
  it('costs its own line, and no other', () => {
    const { items } = readLines('orders', [
      'Order ID,Date,Subtotal,Tax,Total,Currency',
      'A1,2026-11-20,100,19,119,US Dollar',
      'A2,2026-11-20,100,19,119,EUR',
    ]);
    expect(items).toMatchObject([
      { body: { amount: { currency: 'US DOLLAR' } } },
      { body: { amount: { value: '119', currency: 'EUR' }, netAmount: { value: '100' } } },
    ]);
  });
});
