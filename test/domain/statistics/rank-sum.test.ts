import { expect, it } from 'vitest';
import { rankSum } from '../../../shared/domain/statistics/rank-sum.ts';

/** Permeability of the human chorioamnion (Hollander & Wolfe 1973, p. 69f.), as R's help of wilcox.test has it. */
const TERM = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const EARLIER = [1.15, 0.88, 0.9, 0.74, 1.21];

it('reproduces W = 35 and p = 0.2544, twice the published one-sided 0.1272', () => {
  const test = rankSum(TERM, EARLIER);
  expect((test?.share ?? 0) * 50).toBe(35);
  expect(test?.p).toBeCloseTo(0.2544, 4);
});

it('is the same the other way round', () => {
  expect(rankSum(EARLIER, TERM)?.p).toBeCloseTo(0.2544, 4);
  expect(rankSum(EARLIER, TERM)?.share).toBeCloseTo(0.3, 10);
});

it('counts ties exactly: all equal is no difference, and of 1,1,1 against 2,2,2 one in ten is as far', () => {
  expect(rankSum([1, 1, 1], [1, 1])).toEqual({ share: 0.5, p: 1 });
  expect(rankSum([1, 1, 1], [2, 2, 2])?.p).toBeCloseTo(2 / 20, 10);
});

it('has nothing to say of an empty group', () => {
  expect(rankSum([], [1])).toBeUndefined();
});

it('agrees with itself where the normal distribution takes over', () => {
  const values = (count: number, step: number) => Array.from({ length: count }, (_, i) => (i * step) % 29);
  const exact =
    rankSum(
      values(30, 7),
      values(30, 11).map((one) => one + 3),
    )?.p ?? 0;
  const normal =
    rankSum(
      values(31, 7),
      values(30, 11).map((one) => one + 3),
    )?.p ?? 0;
  expect(Math.abs(exact - normal)).toBeLessThan(0.04);
});
