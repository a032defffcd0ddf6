import { expect, it } from 'vitest';
import { drawBlocks } from '../../../shared/domain/lift/draw-plan.ts';
import { smallestVisibleOf, visibleWithout } from '../../../shared/domain/lift/promise-plan.ts';
import { type PlanShape, planKept } from '../../lift/plans.ts';

it.each<PlanShape & { ways: string; runs: number }>([
  { ways: '36 ways', cities: 4, weeks: 8, blockWeeks: 2, perDay: 20, runs: 400 },
  { ways: '35 ways', cities: 7, weeks: 4, blockWeeks: 2, perDay: 35, runs: 200 },
  { ways: '100 ways', cities: 5, weeks: 8, blockWeeks: 2, perDay: 25, runs: 60 },
  { ways: 'millions of ways', cities: 8, weeks: 16, blockWeeks: 2, perDay: 20, runs: 120 },
  { ways: 'lost totals', cities: 5, weeks: 12, blockWeeks: 2, perDay: 25, lost: 2, runs: 40 },
])('keeps what is promised of plans with $ways: four of five show it', ({ ways: _, runs, ...shape }) => {
  const { read, detected } = planKept({ ...shape, world: 'calm', share: 'promised' }, runs, 'kept');
  expect(read).toBe(runs);
  // Two and a half standard errors of so many plans below four of five.
  expect(detected / runs).toBeGreaterThan(0.8 - 2.5 * Math.sqrt(0.16 / runs));
  expect(detected / runs).toBeLessThan(0.93);
});

const [CITIES, BLOCKS] = [8, 8];
const POSTING = drawBlocks(CITIES, BLOCKS, 'promise');
const EQUAL = Array.from({ length: CITIES }, () => 1);

it('comes near to the quantiles of a normal where there are very many ways and a long past', () => {
  // Every pair of blocks differs by ±x in one city: the variance of a block's logarithm is x²/8 × 8/7 / 2 = x²/14.
  const x = 0.1;
  const past = EQUAL.map((_, i) =>
    Array.from({ length: 200 }, (_, t) => (t % 2 === 0 && i === (t >> 1) % CITIES ? Math.exp(x) : 1)),
  );
  // The estimate is half the sum of ± differences: its variance is that of a block over a quarter of all cells.
  const spread = Math.sqrt((x * x) / 14 / (CITIES * BLOCKS * 0.25));
  const promised = Math.log1p(smallestVisibleOf(past, POSTING, EQUAL, 'normal') ?? Number.NaN);
  const [ninetieth, eightieth] = [1.6449, 0.8416];
  expect(promised / spread).toBeGreaterThan(0.95 * (ninetieth + eightieth));
  expect(promised / spread).toBeLessThan(1.15 * (ninetieth + eightieth));
});

it('promises less once blocks are lost, and nothing where those left can tell nothing', () => {
  const all = POSTING.map((_, t) => t);
  const left = (lost: number) => visibleWithout(0.15, POSTING, all.slice(lost), EQUAL, 'lost') ?? Number.NaN;
  expect(left(0)).toBeCloseTo(0.15, 12);
  expect(left(2)).toBeGreaterThan(0.16);
  expect(left(4)).toBeGreaterThan(left(2));
  expect(visibleWithout(0.15, POSTING, [3], EQUAL, 'lost')).toBeUndefined();
});

it('takes the told blocks of a past with holes in pairs, and promises nothing of one pair only', () => {
  const holes = (known: number[]) =>
    EQUAL.map((_, i) => POSTING.map((_, t) => (known.includes(t) ? 10 + ((i + t) % 3) : undefined)));
  expect(smallestVisibleOf(holes([0, 2, 4, 5]), POSTING, EQUAL, 'holes')).toBeGreaterThan(0);
  expect(smallestVisibleOf(holes([0, 4, 5]), POSTING, EQUAL, 'holes')).toBeUndefined();
});
