import { describe, expect, it } from 'vitest';
import { shopDays, withShopDays } from '../../../shared/domain/lift/shop-days.ts';
import type { OrderLine } from '../../../shared/domain/orders/order-lines.ts';
import type { Baseline } from '../../../shared/domain/schema/lift/baselines.ts';
import { addDays, listDays } from '../../../shared/domain/time/week.ts';
import { anOrder, aRefund } from '../roi/facts-builder.ts';

const FIRST = '2026-10-01';
const at = (days: number) => addDays(FIRST, days);
const HOOK = [{ from: FIRST }];
const TEN = { from: FIRST, to: at(9) };

const sale = (day: string, over: Partial<Parameters<typeof anOrder>[0]> = {}): OrderLine => ({
  kind: 'booked',
  order: anOrder({ day, ...over }),
});
/** So many orders on each of the days. */
const shop = (counts: readonly number[]): OrderLine[] =>
  counts.flatMap((count, i) => Array.from({ length: count }, () => sale(at(i))));
const toldBy = (days: readonly { day: string; orders: number }[]) =>
  days.map(({ day, orders }) => [day, orders]);

describe('the whole shop by its own orders', () => {
  it('counts every order of a day, credited or not, at what it came to when it was placed', () => {
    const order = anOrder({ day: FIRST, netMinor: 5000 });
    const lines: OrderLine[] = [
      { kind: 'booked', order },
      sale(FIRST, { netMinor: 1500, credits: [], attributedBy: 'none' }),
      { kind: 'booked', order: aRefund(order, { day: at(1) }) },
      sale(at(1), { netMinor: -200, amends: true }),
      sale(at(1), { kind: 'lead', netMinor: 0 }),
      { kind: 'void', day: at(1) },
      ...shop([0, 1, 1, 1]),
    ];
    expect(shopDays(lines, HOOK, { from: FIRST, to: at(3) })).toEqual([
      { day: FIRST, orders: 2, revenueMinor: 6500 },
      { day: at(1), orders: 1, revenueMinor: 5000 },
      { day: at(2), orders: 1, revenueMinor: 5000 },
      { day: at(3), orders: 1, revenueMinor: 5000 },
    ]);
  });

  it('knows nothing of days that no hook covers, nor of one with an amount that waits for its rate', () => {
    const lines = [
      ...shop([3, 3, 3, 3, 3, 3]),
      { kind: 'unconverted', day: at(4), currency: 'SEK', amountMinor: 9 } as const,
    ];
    const hooks = [{ from: at(1), to: at(2) }, { from: at(4) }];
    expect(toldBy(shopDays(lines, hooks, { from: FIRST, to: at(5) }))).toEqual([
      [at(1), 3],
      [at(2), 3],
      [at(5), 3],
    ]);
  });

  it.each([
    ['a quiet day of a small shop is 0', [2, 0, 1, 0, 3, 1, 0, 0, 2, 1], 10],
    ['three silent days of a busy one are not known', [9, 8, 11, 0, 0, 0, 9, 12, 10, 9], 7],
    ['nor are they at the end, when its hook may be broken', [9, 8, 11, 10, 9, 12, 10, 0, 0, 0], 7],
    ['a single silent day of thirty orders is no chance either', [30, 31, 29, 30, 0, 30, 28, 33, 30, 30], 9],
    ['a shop that never sold anything tells nothing', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
  ])('%s', (_, counts, known) => {
    expect(shopDays(shop(counts), HOOK, TEN)).toHaveLength(known);
  });
});

describe('beside what the brand told', () => {
  const told = (day: string, over: Partial<Baseline> = {}): Baseline => ({
    day,
    createdAt: `${day}T00:00:00Z`,
    updatedAt: `${day}T00:00:00Z`,
    ...over,
  });
  const days = shopDays(shop([3, 4, 5]), HOOK, { from: FIRST, to: at(2) });

  it('fills what the brand left out: its visits and sales days stay', () => {
    const merged = withShopDays([told(at(1), { visits: 900, event: 'sale' })], days, 'EUR');
    expect(merged).toMatchObject([
      { day: FIRST, orders: 3, revenue: { amount: 15_000, currency: 'EUR' } },
      { day: at(1), visits: 900, event: 'sale', orders: 4 },
      { day: at(2), orders: 5 },
    ]);
    expect(merged[0]).not.toHaveProperty('visits');
  });

  it('never mixes two countings of one figure: told on any day it is the brand’s on all', () => {
    const merged = withShopDays([told(at(1), { orders: 40 })], days, 'EUR');
    expect(merged.map(({ orders }) => orders)).toEqual([undefined, 40, undefined]);
    expect(merged.map(({ revenue }) => revenue?.amount)).toEqual([15_000, 20_000, 25_000]);
  });

  it('is what the brand told where no hook is', () =>
    expect(
      withShopDays(
        listDays(FIRST, at(1)).map((day) => told(day, { orders: 1 })),
        [],
        'EUR',
      ),
    ).toHaveLength(2));
});
