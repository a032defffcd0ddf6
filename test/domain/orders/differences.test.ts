import { describe, expect, it } from 'vitest';
import { differencesOf, sameAs } from '../../../shared/domain/orders/differences.ts';
import {
  cogsOf,
  figuresOf,
  isNetUnknown,
  netOf,
  payable,
} from '../../../shared/domain/orders/order-figures.ts';
import type { ConversionInput, StoredConversion } from '../../../shared/domain/schema/orders/conversions.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' as const });
const kept = {
  kind: 'sale',
  externalId: 'order-1',
  number: '#1',
  occurredAt: '2026-10-05T09:20:00.000Z',
  amount: euros(4_990),
  netAmount: euros(4_193),
  customerId: 'c-1',
  newCustomer: true,
  couponCodes: ['ADA10'],
  clickIds: ['clk_1'],
  survey: { source: 'a friend' },
  metadata: { till: '4' },
};
const order = kept as unknown as StoredConversion;
const again = (over: Record<string, unknown>, of: object = order) =>
  differencesOf(
    of as StoredConversion,
    { kind: 'sale', externalId: 'order-1', occurredAt: kept.occurredAt, ...over } as ConversionInput,
  );

describe('an order that was sent again', () => {
  it('says nothing otherwise where it says the same, or less', () => {
    const { clickIds: _, ...same } = kept;
    expect(again({})).toEqual([]);
    expect(again({ ...same, clickId: 'clk_1' })).toEqual([]);
    expect(again({ amount: { currency: 'EUR', amount: 4_990 } })).toEqual([]);
  });

  it.each([
    ['kind', 'lead'],
    ['number', '#2'],
    ['occurredAt', '2026-10-06T09:20:00.000Z'],
    ['amount', euros(1)],
    ['netAmount', euros(1)],
    ['customerId', 'c-2'],
    ['newCustomer', false],
    ['couponCodes', ['BEA']],
    ['survey', { source: 'tv' }],
    ['clickIds', ['clk_1', 'clk_2']],
    ['metadata', { till: '5' }],
  ] as const)('names %s with what is kept and what was sent', (path, sent) =>
    expect(again({ [path]: sent })).toEqual([{ path, kept: kept[path], sent }]),
  );

  it.each([
    ['couponCode', 'ADA10'],
    ['cogs', euros(900)],
    ['lines', [{ quantity: 1, netAmount: euros(1) }]],
  ])('names %s that wasn’t known before', (path, sent) =>
    expect(again({ [path]: sent })).toEqual([{ path, kept: null, sent }]),
  );

  it('takes one click id for a list of one, and never compares the name of the order', () => {
    expect(again({ clickId: 'clk_9', externalId: 'other' })).toEqual([
      { path: 'clickIds', kept: ['clk_1'], sent: ['clk_9'] },
    ]);
  });

  it('compares money with what was told last', () => {
    const amended = { ...order, amendments: [{ amount: euros(1) }, { amount: euros(3_990) }] };
    expect(again({ amount: euros(3_990) }, amended)).toEqual([]);
    expect(again({ amount: euros(4_990) }, amended)).toMatchObject([{ path: 'amount' }]);
  });

  it('doesn’t miss whom an erasure took away', () => {
    const { customerId: _, metadata: __, ...erased } = kept;
    expect(again({ customerId: 'c-1', metadata: { till: '4' }, number: '#2' }, erased)).toMatchObject([
      { path: 'number' },
    ]);
  });
});

it('values of JSON are the same whatever the order of their fields, and not where one has more', () => {
  expect(sameAs({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  for (const [one, other] of [
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: undefined }, { b: undefined }],
    [
      [1, 2],
      [2, 1],
    ],
    [null, {}],
    [{}, null],
    ['1', 1],
    [{}, 'x'],
    ['x', {}],
  ])
    expect(sameAs(one, other)).toBe(false);
});

describe('an order’s money', () => {
  const lines = [
    { netAmount: euros(100), cogs: euros(40) },
    { netAmount: euros(50), cogs: euros(10) },
  ];

  it('is what was told last', () => {
    expect(figuresOf({ amount: euros(1) })).toEqual({ amount: euros(1) });
    const amendments = [{ amount: euros(2) }, { amount: euros(3) }];
    expect(figuresOf({ amount: euros(1), amendments })).toEqual({ amount: euros(3) });
    expect(figuresOf({ amount: euros(1), amendments: [] })).toMatchObject({ amount: euros(1) });
  });

  it('is net as said, else the sum of its lines, else its amount', () => {
    expect(netOf({ netAmount: euros(5), lines, amount: euros(9) })).toEqual(euros(5));
    expect(netOf({ lines, amount: euros(9) })).toEqual(euros(150));
    expect(netOf({ lines: [], amount: euros(9) })).toEqual(euros(9));
    expect(netOf({})).toBeUndefined();
    expect(payable({ netAmount: euros(5), amount: euros(9) })).toEqual(euros(9));
    expect(payable({ lines })).toEqual(euros(150));
  });

  it('is of unknown net where an amount alone was told, unless it is nothing', () => {
    expect(isNetUnknown({ amount: euros(9) })).toBe(true);
    expect(isNetUnknown({ amount: euros(0) })).toBe(false);
    expect(isNetUnknown({ amount: euros(9), netAmount: euros(9) })).toBe(false);
    expect(isNetUnknown({ amount: euros(9), lines })).toBe(false);
    expect(isNetUnknown({ netAmount: euros(9) })).toBe(false);
  });

  it('cost as said, else the sum of its lines where each says it', () => {
    expect(cogsOf({ cogs: euros(7), lines })).toBe(7);
    expect(cogsOf({ lines })).toBe(50);
    expect(cogsOf({ lines: [...lines, { netAmount: euros(1) }] })).toBeUndefined();
    expect(cogsOf({ amount: euros(9) })).toBeUndefined();
  });
});
