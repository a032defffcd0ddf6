import { expect, it } from 'vitest';
import { alarmsOfPlan, drawBlocks, drawnBy, everyDraw } from '../../../shared/domain/lift/draw-plan.ts';
import { readPlan } from '../../../shared/domain/lift/read-plan.ts';
import { clopperPearson } from '../../../shared/domain/statistics/proportions.ts';
import { drawNormal } from '../../../shared/domain/statistics/samplers.ts';
import { type Random, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
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

it('knows every way to draw a plan, each once', () => {
  const ways = everyDraw(5, 2);
  expect(ways).toHaveLength(100);
  expect(new Set(ways.map((way) => JSON.stringify(way))).size).toBe(100);
  for (const [first = [], second = []] of ways) {
    expect(first).toHaveLength(2);
    expect([...first, ...second].toSorted()).toEqual([0, 1, 2, 3, 4]);
  }
});

it('reads a plan of few ways by all of them: its p is a whole number of them, whatever the seed', () => {
  const posting = drawBlocks(5, 4, 'few');
  const random = seededRandom('few totals');
  const totals = [1, 2, 3, 4, 5].map((size) =>
    posting.map(() => 20 * size * Math.exp(drawNormal(random) / 9)),
  );
  const [one, other] = ['a', 'b'].map((seed) => readPlan(totals, posting, [1, 2, 3, 4, 5], seed));
  expect(one).toEqual(other);
  expect((one?.p ?? Number.NaN) * 100).toBeCloseTo(Math.round((one?.p ?? 0) * 100), 9);
});

it('a sample of the simulation: +15 % at 20 orders a day shows, nothing raises few alarms', () => {
  const cell = { world: 'calm', cities: 8, weeks: 16, perDay: 20, blockWeeks: 2 } as const;
  const none = planKept({ ...cell, share: 0 }, 60, 'sample');
  expect(none.covered).toBeGreaterThan(0.8 * 60);
  expect(none.detected).toBeLessThan(0.2 * 60);
  expect(planKept({ ...cell, share: 0.15 }, 60, 'sample').detected).toBeGreaterThan(0.65 * 60);
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
  { cities: 4, blocks: 4, ways: 36, alarms: 2 },
  { cities: 5, blocks: 4, ways: 100, alarms: 9 },
  { cities: 7, blocks: 2, ways: 35, alarms: 3 },
])(
  'of the $ways ways to draw $cities cities in $blocks blocks $alarms raise a false alarm, whatever was sold: less than a tenth',
  ({ cities, blocks, ways, alarms }) => {
    const random = seededRandom(`alarms ${cities} ${blocks}`);
    const weights = Array.from({ length: cities }, (_, i) => 1 + i / 2);
    const totals = someTotals(cities, blocks, random);
    const raised = everyDraw(cities, blocks / 2).filter((posting) => {
      const read = readPlan(totals, posting, weights, 'every');
      return read && (read.interval.low > 0 || read.interval.high < 0);
    });
    expect(raised).toHaveLength(alarms);
    expect(alarmsOfPlan(cities, blocks)).toBeCloseTo(alarms / ways, 12);
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

/** Plans in which nothing had any effect. */
function readNothing({ cities, blocks }: { cities: number; blocks: number }, plans: number) {
  const random = seededRandom(`alarms ${cities} ${blocks}`);
  const weights = Array.from({ length: cities }, (_, i) => 1 + i / 2);
  return Array.from({ length: plans }, (_, plan) =>
    readPlan(someTotals(cities, blocks, random), drawnBy(cities, blocks, random), weights, `${plan}`, 199),
  );
}

/** They differ by a third from block to block. */
const someTotals = (cities: number, blocks: number, random: Random) =>
  Array.from({ length: cities }, () =>
    Array.from({ length: blocks }, () => 20 * Math.exp(drawNormal(random) / 3)),
  );
