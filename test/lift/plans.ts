import { drawBlocks, type PlanBlock } from '../../shared/domain/lift/draw-plan.ts';
import { smallestVisibleOf, visibleWithout } from '../../shared/domain/lift/promise-plan.ts';
import { knownBlocks, type PlanTotals, readPlan, weightOf } from '../../shared/domain/lift/read-plan.ts';
import { mean } from '../../shared/domain/statistics/linear.ts';
import { drawGamma } from '../../shared/domain/statistics/samplers.ts';
import { type Random, seededRandom, shuffle } from '../../shared/domain/statistics/seeded-random.ts';
import { countOf, courseOf, regionCourse, type World } from './worlds.ts';

export type PlanShape = {
  cities: number;
  weeks: number;
  blockWeeks: number;
  /** Orders a day of all cities together. */
  perDay: number;
  /** Blocks of the past, and as many of the plan, of which a city's totals are lost. */
  lost?: number;
};
export type PlanCell = PlanShape & { world: World; share: number | 'promised' };
/** `covered` and `detected` of `read` plans; `promised`: what half of them promised more than. */
export type PlanKept = { read: number; covered: number; detected: number; promised: number };

/**
 * Draws shops with as many weeks before as the plan has, and reads each plan as the product does. Every cell and plan has
 * dice of its own: cells that share their draws err together, and sixteen of them tell no more than one.
 */
export function planKept(cell: PlanCell, runs: number, seed: string): PlanKept {
  const { world, share, ...shape } = cell;
  const own = `${seed} plans ${world} ${Object.values(shape).join(' ')} ${share}`;
  const random = seededRandom(own);
  const kept = Array.from({ length: runs }, (_, run) => onePlan(cell, random, `${own} ${run}`));
  const read = kept.filter((plan) => plan !== undefined);
  const promises = read.map(({ promised }) => promised).toSorted((a, b) => a - b);
  return {
    read: read.length,
    covered: read.filter(({ covered }) => covered).length,
    detected: read.filter(({ detected }) => detected).length,
    promised: promises[promises.length >> 1] as number,
  };
}

function onePlan({ world, share, ...shape }: PlanCell, random: Random, seed: string) {
  const { cities, weeks, blockWeeks, lost = 0 } = shape;
  const blocks = weeks / blockWeeks;
  const days = blockWeeks * 7;
  const means = citiesOf(world, shape, random);
  const before = { from: 0, blocks, days, posting: [], effect: 0 };
  const past = losing(totalsOf(world, means, before, random), lost, random);
  const weights = past.map((city) => weightOf(days * mean(city.filter((one) => one !== undefined))));
  const posting = drawBlocks(cities, blocks, seed);
  const known = knownBlocks(losing(past.map(noneLost), lost, random), blocks);
  const promised = share === 'promised' ? promiseOf({ past, posting, known, weights, seed }) : Number.NaN;
  const effect = share === 'promised' ? promised : share;
  const during = { from: weeks * 7, blocks, days, posting, effect };
  const totals = totalsOf(world, means, during, random).map((city) =>
    city.map((total, t) => (known.includes(t) ? total : undefined)),
  );
  const reading = readPlan(totals, posting, weights, seed, 399);
  if (!reading || Number.isNaN(effect)) return undefined;
  const { low, high } = reading.interval;
  return { covered: low <= effect && effect <= high, detected: low > 0 || high < 0, promised };
}

type Told = { past: PlanTotals; posting: PlanBlock[]; known: number[]; weights: number[]; seed: string };

/** As the product does: told before anybody posts, and anew where blocks were lost since. */
function promiseOf({ past, posting, known, weights, seed }: Told): number {
  const told = smallestVisibleOf(past, posting, weights, seed) ?? Number.NaN;
  if (known.length === posting.length) return told;
  return visibleWithout(told, posting, known, weights, seed) ?? Number.NaN;
}

const noneLost = (city: readonly unknown[]): number[] => city.map(() => 1);

/** One city's totals of so many blocks, drawn, are lost. */
function losing(totals: PlanTotals, lost: number, random: Random): PlanTotals {
  const all = (totals[0] ?? []).map((_, t) => t);
  const gone = shuffle(random, all).slice(0, lost);
  return totals.map((city, i) => city.map((total, t) => (i === 0 && gone.includes(t) ? undefined : total)));
}

function citiesOf(world: World, { cities, weeks, perDay }: PlanShape, random: Random): number[][] {
  const days = 2 * weeks * 7;
  const whole = courseOf(world, days, random);
  const drawn = Array.from({ length: cities }, () => drawGamma(3, random));
  const all = drawn.reduce((sum, size) => sum + size, 0);
  return drawn.map((size) => {
    const own = regionCourse(world, days, random);
    return whole.map((level, t) => (level * (own[t] as number) * perDay * size) / all);
  });
}

type Stretch = { from: number; blocks: number; days: number; posting: PlanBlock[]; effect: number };

/** Orders a day of each city in each block. */
const totalsOf = (
  world: World,
  means: number[][],
  { from, blocks, days, posting, effect }: Stretch,
  random: Random,
) =>
  means.map((city, i) =>
    Array.from({ length: blocks }, (_, block) => {
      const lifted = posting[block]?.includes(i) ? 1 + effect : 1;
      let orders = 0;
      for (let day = 0; day < days; day++)
        orders += countOf(world, (city[from + block * days + day] as number) * lifted, random);
      return orders / days;
    }),
  );
