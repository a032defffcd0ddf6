import { describe, expect, it } from 'vitest';
import { revenueOfLift, roiOfLift, worthOfOrder } from '../../../shared/domain/lift/lift-worth.ts';
import { toldDays } from '../../../shared/domain/lift/told-days.ts';
import { addDays, listDays } from '../../../shared/domain/time/week.ts';

const FIRST = '2026-09-01';
const days = listDays(FIRST, addDays(FIRST, 13));
/** Two orders for 1.00 on one day, four for 1.80 on the next. */
const told = (over: object = {}, stretch = days) =>
  toldDays(
    stretch.map((day, i) => ({
      day,
      orders: i % 2 === 0 ? 2 : 4,
      revenue: { amount: i % 2 === 0 ? 100 : 180, currency: 'EUR' },
      createdAt: '2026-10-01T00:00:00Z',
      updatedAt: '2026-10-01T00:00:00Z',
      ...over,
    })),
  );

describe('what an order is worth on quiet days', () => {
  it('is the ratio of sums with its range, as worked out by hand', () => {
    // 1960 / 42 orders; residuals ±20/3, error √(14·(20/3)² / (14·13)) / 3 = 0.616333, t(13; 0.9) = 1.770933.
    const { low, high } = worthOfOrder(told(), days) ?? { low: 0, high: 0 };
    expect((low + high) / 2).toBeCloseTo(1960 / 42, 6);
    expect((high - low) / 2).toBeCloseTo(0.616333 * 1.770933, 5);
  });

  it.each([
    ['thirteen days', told(), days.slice(1)],
    ['days without revenue', told({ revenue: undefined }), days],
    ['days without orders', told({ orders: 0 }), days],
  ])('is not told by %s', (_, some, stretch) => {
    expect(worthOfOrder(some, stretch)).toBeUndefined();
  });
});

describe('ROI with lift', () => {
  const worth = worthOfOrder(told(), days) ?? { low: 0, high: 0 };

  it('takes the ends of both ranges together, also where fewer orders came', () => {
    const revenue = revenueOfLift({ low: -3, high: 10 }, days, { metric: 'orders', told: told() });
    expect(revenue?.low).toBeCloseTo(-3 * worth.high, 9);
    expect(revenue?.high).toBeCloseTo(10 * worth.high, 9);
    const fewer = revenueOfLift({ low: -5, high: -2 }, days, { metric: 'orders', told: told() });
    expect(fewer?.high).toBeCloseTo(-2 * worth.low, 9);
  });

  it('is revenue itself where that is what was read, and nothing for visits', () => {
    const total = { low: 100, high: 300 };
    expect(revenueOfLift(total, days, { metric: 'revenue', told: told() })).toEqual(total);
    expect(revenueOfLift(total, days, { metric: 'visits', told: told() })).toBeUndefined();
  });

  it('is margin times revenue over what was spent; nothing spent has none', () => {
    expect(roiOfLift({ low: 1_000, high: 5_000 }, 0.6, 1_200)).toEqual({ low: -0.5, high: 1.5 });
    expect(roiOfLift({ low: 1_000, high: 5_000 }, 0.6, 0)).toBeUndefined();
  });
});
