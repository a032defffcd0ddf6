import { expect, it } from 'vitest';
import { drawBlocks, readPlan, smallestVisibleOf } from '../../../shared/domain/lift/draw-plan.ts';
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

it('promises by the t of so few weeks, as worked out by hand', () => {
  // Two cities, two pairs: whoever posts when, the estimate is ±x/4, as one of them had x more in one block of four.
  const x = 0.2;
  const past = [
    [10 * Math.exp(x), 10, 10, 10],
    [10, 10, 10, 10],
  ];
  // One city of two is free in each of two pairs. Quantiles of t at 95 and 80 %, two degrees, from the printed tables.
  const promised = smallestVisibleOf(past, 4, [1, 1], 'by hand') ?? Number.NaN;
  expect(Math.log1p(promised)).toBeCloseTo(1.06 * (2.919986 + 1.06066) * (x / 4), 5);
});

it('a sample of the simulation: +15 % at 20 orders a day shows, nothing raises few alarms, what is promised is kept', () => {
  const cell = { world: 'calm', perDay: 20, blockWeeks: 2 } as const;
  const none = planKept({ ...cell, share: 0 }, 60, 'sample');
  expect(none.coverage).toBeGreaterThan(0.8);
  expect(none.detected).toBeLessThan(0.2);
  expect(planKept({ ...cell, share: 0.15 }, 60, 'sample').detected).toBeGreaterThan(0.65);
  const promised = planKept({ ...cell, share: 'promised' }, 60, 'sample');
  expect(promised.detected).toBeGreaterThan(0.65);
  expect(promised.promised).toBeLessThan(0.2);
});
