import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByLargestRemainder } from '../../../shared/domain/attribution/money-split.ts';

const weights = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 30 });
const sum = (parts: number[]): bigint => parts.reduce((total, part) => total + BigInt(part), 0n);

describe('splitting money by largest remainder', () => {
  it.each([
    { total: 100, by: [1, 1, 1], parts: [34, 33, 33], why: 'a tie goes to the lowest index' },
    {
      total: 10,
      by: [1, 2, 3],
      parts: [2, 3, 5],
      why: '1.67, 3.33, 5.00: the largest remainder gets the unit',
    },
    { total: 5, by: [0.4, 0.2, 0.4], parts: [2, 1, 2], why: 'position based' },
    { total: 1, by: [0, 0, 0], parts: [1, 0, 0], why: 'nobody weighs anything: equal split' },
    { total: 7, by: [0, 3, 0], parts: [0, 7, 0], why: 'zero weight gets nothing beside a positive one' },
    { total: -100, by: [1, 1, 1], parts: [-34, -33, -33], why: 'a refund mirrors the sale' },
    { total: 0, by: [1, 2], parts: [0, 0], why: 'nothing to split' },
    { total: 0, by: [], parts: [], why: 'nothing among nobody' },
    { total: Number.MAX_SAFE_INTEGER, by: [1, 1], parts: [2 ** 52, 2 ** 52 - 1], why: 'exact at the limit' },
    { total: 9, by: [5e-324, 1e-323], parts: [3, 6], why: 'the smallest weights a double knows' },
    { total: 9, by: [8e307, 1.6e308], parts: [3, 6], why: 'the largest ones, whose sum is no double' },
  ])('splits $total by $by into $parts: $why', ({ total, by, parts }) => {
    expect(splitByLargestRemainder(total, by)).toEqual(parts);
  });

  it('gives away every minor unit, whatever the total and the weights', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (total, by) => {
        expect(sum(splitByLargestRemainder(total, by))).toBe(BigInt(total));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps everyone within one unit of the exact quota', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.array(fc.nat(1000), { minLength: 1 }), (total, by) => {
        const all = by.reduce((a, b) => a + b, 0);
        fc.pre(all > 0);
        splitByLargestRemainder(total, by).forEach((part, i) => {
          expect(Math.abs(part - (total * (by[i] ?? 0)) / all)).toBeLessThan(1);
        });
      }),
    );
  });

  it('takes back with a full refund exactly what the sale gave', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (total, by) => {
        const sale = splitByLargestRemainder(total, by);
        const refund = splitByLargestRemainder(0 - total, by);
        expect(sale.map((part, i) => part + (refund[i] ?? 0))).toEqual(sale.map(() => 0));
      }),
    );
  });

  it('never hands out minus zero', () => {
    expect(splitByLargestRemainder(-1, [1, 1]).some((part) => Object.is(part, -0))).toBe(false);
  });

  it.each([
    [0.5, [1]],
    [2 ** 53, [1]],
    [Number.NaN, [1]],
    [1, [-1, 2]],
    [1, [Number.NaN]],
    [1, [Number.POSITIVE_INFINITY]],
    [1, []],
  ])('refuses to split %s by %s', (total, by) => {
    expect(() => splitByLargestRemainder(total, by)).toThrow(RangeError);
  });
});
