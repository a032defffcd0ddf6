import { expect, it } from 'vitest';
import {
  alarmsOfPlan,
  drawBlocks,
  drawnBy,
  readPlan,
  smallestVisibleOf,
} from '../../../shared/domain/lift/draw-plan.ts';
import { clopperPearson } from '../../../shared/domain/statistics/proportions.ts';
import { drawNormal } from '../../../shared/domain/statistics/samplers.ts';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { planKept } from '../../lift/plans.ts';

it('every city posts as often as it waits, in changing company', () => {
  const blocks = drawBlocks(7, 8, 'seven');
  for (let city = 0; city < 7; city++) expect(blocks.filter((posts) => posts.includes(city))).toHaveLength(4);
  expect(new Set(blocks.map(String)).size).toBeGreaterThan(4);
});

it('finds the effect exactly where there is no noise, whatever levels cities and blocks have', () => {
  const posting = drawBlocks(6, 6, 'exact');
  const totals = [5, 9, 14, 20, 30, 44].map((level, i) =>
    posting.map((posts, t) => level * (1 + t / 5) * (posts.includes(i) ? 1.2 : 1)),
  );
  const read = readPlan(totals, posting, [1, 2, 3, 4, 5, 6], 'exact');
  expect(read?.estimate).toBeCloseTo(0.2, 10);
  expect(read?.interval.low).toBeLessThanOrEqual(0.2 + 1e-9);
  expect(read?.interval.high).toBeGreaterThanOrEqual(0.2 - 1e-9);
  expect(read?.p).toBeLessThan(0.01);
});

it('promises by the t of so few weeks, and as seldom as so few ways to draw raise alarms, as worked out by hand', () => {
  // Four cities, two pairs: whoever posts when, the estimate is ±x/8, as one of them had x more in one block of four.
  const x = 0.2;
  const past = [[10 * Math.exp(x), 10, 10, 10], ...Array.from({ length: 3 }, () => [10, 10, 10, 10])];
  // Three cities of four are free in each of two pairs, and 2 of 36 draws are alike: quantiles of t at 1 − 1/36 and 0.8, six
  // degrees, by its closed form for even ones.
  const promised = smallestVisibleOf(past, 4, [1, 1, 1, 1], 'by hand') ?? Number.NaN;
  expect(Math.log1p(promised)).toBeCloseTo(1.06 * (2.36954 + 0.905703) * (x / 8), 5);
});

it('a sample of the simulation: +15 % at 20 orders a day shows, nothing raises few alarms, what is promised is kept', () => {
  const cell = { world: 'calm', perDay: 20, blockWeeks: 2 } as const;
  const none = planKept({ ...cell, share: 0 }, 60, 'sample');
  expect(none.covered).toBeGreaterThan(0.8 * 60);
  expect(none.detected).toBeLessThan(0.2 * 60);
  expect(planKept({ ...cell, share: 0.15 }, 60, 'sample').detected).toBeGreaterThan(0.65 * 60);
  const promised = planKept({ ...cell, share: 'promised' }, 60, 'sample');
  expect(promised.detected).toBeGreaterThan(0.65 * 60);
  expect(promised.promised).toBeLessThan(0.2);
});

it('an interval of alarms is the exact one of the tables', () => {
  // 5 of 10 and 0 of 10: 18.7–81.3 and 0–30.8 %, as printed in tables of Clopper and Pearson's.
  expect(clopperPearson({ successes: 5, trials: 10 })).toMatchObject({
    low: expect.closeTo(0.1871, 4),
    high: expect.closeTo(0.8129, 4),
  });
  expect(clopperPearson({ successes: 0, trials: 10 })).toMatchObject({
    low: 0,
    high: expect.closeTo(0.3085, 4),
  });
});

it.each([
  { cities: 4, blocks: 4, ways: 36, possible: 2 / 36 },
  { cities: 5, blocks: 4, ways: 100, possible: 9 / 100 },
  { cities: 7, blocks: 2, ways: 35, possible: 3 / 35 },
])(
  'of $ways ways to draw $cities cities in $blocks blocks at most a tenth raises an alarm, whatever was sold',
  (plan) => {
    const readings = readNothing(plan, 400);
    const alarms = readings.filter((read) => read && (read.interval.low > 0 || read.interval.high < 0));
    expect(alarms.length / readings.length).toBeLessThanOrEqual(0.1);
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarmsOfPlan(plan.cities, plan.blocks)).toBeCloseTo(plan.possible, 12);
  },
);

it.each([
  { cities: 4, blocks: 2 },
  { cities: 3, blocks: 2 },
  { cities: 2, blocks: 4 },
])(
  'of $cities cities in $blocks blocks nothing can be told: the draw and those like it are a tenth of all',
  (plan) => {
    expect(readNothing(plan, 40).filter((read) => read !== undefined)).toEqual([]);
    expect(alarmsOfPlan(plan.cities, plan.blocks)).toBe(0);
  },
);

/** Plans in which nothing had any effect, on totals that differ by a third from block to block. */
function readNothing({ cities, blocks }: { cities: number; blocks: number }, plans: number) {
  const random = seededRandom(`alarms ${cities} ${blocks}`);
  const weights = Array.from({ length: cities }, (_, i) => 1 + i / 2);
  return Array.from({ length: plans }, (_, plan) => {
    const totals = weights.map(() =>
      Array.from({ length: blocks }, () => 20 * Math.exp(drawNormal(random) / 3)),
    );
    return readPlan(totals, drawnBy(cities, blocks, random), weights, `${plan}`, 199);
  });
}
