import {
  drawBlocks,
  type PlanBlock,
  readPlan,
  smallestVisibleOf,
  weightOf,
} from '../../shared/domain/lift/draw-plan.ts';
import { drawGamma } from '../../shared/domain/statistics/samplers.ts';
import { type Random, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { countOf, courseOf, regionCourse, type World } from './worlds.ts';

export type PlanCell = { world: World; perDay: number; blockWeeks: number; share: number | 'promised' };
/** `covered` and `detected` of `read` plans; `promised`: what half of them promised more than. */
export type PlanKept = { read: number; covered: number; detected: number; promised: number };

const [CITIES, WEEKS] = [8, 16];

/**
 * Draws shops of eight cities with 16 weeks before and 16 weeks of a plan, and reads each plan as the product does. Every
 * cell and plan has dice of its own: cells that share their draws err together, and sixteen of them tell no more than one.
 */
export function planKept(
  { world, perDay, blockWeeks, share }: PlanCell,
  runs: number,
  seed: string,
): PlanKept {
  const own = `${seed} plans ${world} ${perDay} ${blockWeeks} ${share}`;
  const random = seededRandom(own);
  const blocks = WEEKS / blockWeeks;
  const days = blockWeeks * 7;
  let [covered, detected, read] = [0, 0, 0];
  const promises: number[] = [];
  for (let run = 0; run < runs; run++) {
    const means = citiesOf(world, perDay, random);
    const past = totalsOf(world, means, { from: 0, blocks, days, posting: [], effect: 0 }, random);
    const weights = past.map((city) => weightOf((days * city.reduce((sum, one) => sum + one, 0)) / blocks));
    const promised = smallestVisibleOf(past, blocks, weights, `${own} ${run}`) ?? Number.NaN;
    promises.push(promised);
    const effect = share === 'promised' ? promised : share;
    const posting = drawBlocks(CITIES, blocks, `${own} ${run}`);
    const totals = totalsOf(world, means, { from: WEEKS * 7, blocks, days, posting, effect }, random);
    const reading = readPlan(totals, posting, weights, `${own} ${run}`, 399);
    if (!reading) continue;
    read++;
    const { low, high } = reading.interval;
    if (low <= effect && effect <= high) covered++;
    if (low > 0 || high < 0) detected++;
  }
  promises.sort((a, b) => a - b);
  return { read, covered, detected, promised: promises[runs >> 1] as number };
}

function citiesOf(world: World, perDay: number, random: Random): number[][] {
  const days = 2 * WEEKS * 7;
  const whole = courseOf(world, days, random);
  const drawn = Array.from({ length: CITIES }, () => drawGamma(3, random));
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
