import { expect, it } from 'vitest';
import { halfWidthsToCall, isCalled, widenedByErrors } from '../../../shared/domain/lift/own-errors.ts';
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
const PROMISED = 1.644854;

it('is as promised where errors were as large as promised, whatever their unit', () => {
  expect(halfWidth([1, -1, 1, -1])).toBeCloseTo(PROMISED, 4);
});

it('grows by the root mean square of the errors, the promise counting for four of them', () => {
  expect(halfWidth(Array(8).fill(2))).toBeCloseTo(PROMISED * Math.sqrt((4 + 8 * 4) / 12), 4);
});

it('never gives way: where errors were smaller than promised, or nobody knows them, it stays at what was promised', () => {
  const half = Array(8).fill(Math.sqrt(0.875));
  expect(halfWidth(half)).toBeCloseTo(PROMISED, 4);
  expect(halfWidth(Array(8).fill(0))).toBeCloseTo(PROMISED, 4);
  expect(halfWidth([])).toBeCloseTo(PROMISED, 4);
});

it('keeps a lopsided range lopsided', () => {
  const lopsided = { estimate: 10, interval: { low: 9, high: 14, level: 0.9 as const } };
  const { low, high } = widenedByErrors(lopsided, []).interval;
  expect((high - 10) / (10 - low)).toBeCloseTo(4, 12);
});

/** Of t at 95 %, from the printed tables. */
const T = { 4: 2.131847, 6: 1.94318, 12: 1.782288 };

it('calls an effect what lies further from 0 than its range, by a t of so few windows', () => {
  const many = (size: number, count: number) => Array.from({ length: count }, () => effect(size));
  expect(halfWidthsToCall([])).toBeCloseTo(T[4] / PROMISED, 4);
  expect(halfWidthsToCall(many(1, 2))).toBeCloseTo(T[6] / PROMISED, 4);
  expect(halfWidthsToCall(many(2, 8))).toBeCloseTo(T[12] / PROMISED, 4);
  // Errors smaller than promised make room for the t, and no more: what is called one always lies outside its range.
  expect(halfWidthsToCall(many(0, 8))).toBe(1);
  expect(isCalled(effect(T[6] + 0.01), many(1, 2))).toBe(true);
  expect(isCalled(effect(-T[6] - 0.01), many(1, 2))).toBe(true);
  expect(isCalled(effect(T[6] - 0.01), many(1, 2))).toBe(false);
  expect(widenedByErrors(effect(T[6] - 0.01), many(1, 2)).interval.low).toBeGreaterThan(0);
});
