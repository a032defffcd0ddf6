import { expect, it } from 'vitest';
import { widenedByErrors } from '../../../shared/domain/lift/own-errors.ts';
import { normalQuantile } from '../../../shared/domain/statistics/normal.ts';

/** An effect so many standard errors from none, and the range that was promised for it. */
const effect = (errors: number, standardError = 1) => {
  const reach = normalQuantile(0.9) * standardError;
  const estimate = errors * standardError;
  return { estimate, interval: { low: estimate - reach, high: estimate + reach, level: 0.9 as const } };
};
const halfWidth = (errors: number[]) => {
  const { interval } = widenedByErrors(
    effect(0),
    errors.map((one, i) => effect(one, 1 + i)),
  );
  return (interval.high - interval.low) / 2;
};
/** Quantiles of t at 95 %, from the printed tables. */
const T = { 4: 2.131847, 6: 1.94318, 8: 1.859548 };

it('is a t’s where errors were as large as promised, whatever their unit', () => {
  expect(halfWidth([1, -1, 1, -1])).toBeCloseTo(T[6], 4);
});

it('grows by the root mean square of the errors, the promise counting for four of them', () => {
  expect(halfWidth(Array(8).fill(2))).toBeCloseTo(T[8] * Math.sqrt((4 + 8 * 4) / 12), 4);
});

it('gives way where errors were smaller than promised, down to what was promised and no further', () => {
  const half = Array(8).fill(Math.sqrt(0.875));
  expect(halfWidth(half)).toBeCloseTo(T[8] * Math.sqrt((4 + 8 * 0.875) / 12), 4);
  expect(halfWidth(Array(8).fill(0))).toBeCloseTo(1.644854, 4);
  expect(halfWidth([])).toBeCloseTo(T[4], 4);
});

it('keeps a lopsided range lopsided', () => {
  const lopsided = { estimate: 10, interval: { low: 9, high: 14, level: 0.9 as const } };
  const { low, high } = widenedByErrors(lopsided, []).interval;
  expect((high - 10) / (10 - low)).toBeCloseTo(4, 12);
});
