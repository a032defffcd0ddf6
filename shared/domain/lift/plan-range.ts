import { dot } from '../statistics/linear.ts';
import { smallestBut } from '../statistics/order-statistic.ts';
import type { Random } from '../statistics/seeded-random.ts';
import { drawnBy, everyDraw, type PlanBlock, waysToDraw } from './draw-plan.ts';

/** A plan as its reading sees it: what it was drawn from, in the blocks of which every city's total is known. */
export type DrawnPlan = {
  posting: readonly PlanBlock[];
  known: readonly number[];
  /** What each city's count can tell: one over the variance of its logarithm. */
  weights: readonly number[];
};

/** A value of each city in each known block, city by city. */
type Cells = Float64Array;

/**
 * What the estimate would be under each way to draw the plan, the real one among them: what each cell weighs in it, way by way
 * in one row of numbers, and what each way would find of an effect of one where the real draw posted.
 */
export type PlanTest = { own: Cells; contrasts: Float64Array; ofOwn: Float64Array };

/**
 * The plan against the ways to draw it: all of them where they are no more than would be drawn, else that many and the real
 * one. Undefined where in the known blocks nobody differs from anybody.
 */
export function planTestOf(plan: DrawnPlan, random: Random, draws: number): PlanTest | undefined {
  const { posting, known, weights } = plan;
  const real = known.map((t) => posting[t] as PlanBlock);
  const own = contrastOf(real, weights);
  if (!own) return undefined;
  const posts = flags(real, weights.length);
  const ways = waysOf(plan, random, draws);
  const contrasts = new Float64Array(ways.length * posts.length);
  const ofOwn = new Float64Array(ways.length).fill(1);
  for (const [i, way] of ways.entries()) {
    const contrast = contrastOf(way, weights);
    if (!contrast) continue;
    contrasts.set(contrast, i * posts.length);
    ofOwn[i] = dot(contrast, posts);
  }
  return { own: Float64Array.from(own), contrasts, ofOwn };
}

/** Each way: who posts in each known block. */
function waysOf({ posting, known, weights }: DrawnPlan, random: Random, draws: number): PlanBlock[][] {
  const cities = weights.length;
  const pairs = [...new Set(known.map((t) => t >> 1))];
  if (waysToDraw(cities, pairs.length) <= draws + 1)
    return everyDraw(cities, pairs.length).map((way) =>
      known.map((t) => way[2 * pairs.indexOf(t >> 1) + (t % 2)] as PlanBlock),
    );
  const drawn = Array.from({ length: draws }, () => drawnBy(cities, posting.length, random));
  return [posting, ...drawn].map((way) => known.map((t) => way[t] as PlanBlock));
}

export type PlanRange = { estimate: number; low: number; high: number; p: number };

/**
 * Every effect that a tenth of the ways to draw or more find as far out as the real one does; on the totals' own scale. It ends
 * where a way stops being as far out: found exactly, as the estimate is linear in both. Endless where there are so few ways
 * that no effect could be left out.
 */
export function planRangeOf({ own, contrasts, ofOwn }: PlanTest, values: Cells): PlanRange {
  const ways = ofOwn.length;
  const estimate = found(own, 0, values);
  const lows = new Float64Array(ways);
  const highs = new Float64Array(ways);
  let asFar = 0;
  for (let way = 0; way < ways; way++) {
    const share = ofOwn[way] as number;
    // Of the same draw, or of its mirror, every effect is found as far out.
    const isOwn = Math.abs(share) > 1 - 1e-9;
    const drawn = isOwn ? Number.NaN : found(contrasts, way * values.length, values);
    const [one, other] = [(drawn + estimate) / (1 + share), (estimate - drawn) / (1 - share)];
    const low = isOwn ? Number.NEGATIVE_INFINITY : Math.min(one, other);
    const high = isOwn ? Number.POSITIVE_INFINITY : Math.max(one, other);
    if (low <= 0 && 0 <= high) asFar++;
    lows[way] = low;
    highs[way] = high;
  }
  const tenth = Math.ceil(0.1 * ways - 1e-9) - 1;
  return {
    estimate,
    low: smallestBut(tenth, lows),
    high: smallestBut(ways - 1 - tenth, highs),
    p: asFar / ways,
  };
}

/** What the totals come to under the weights that lie from there on. */
function found(contrasts: Float64Array, from: number, values: Cells): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (contrasts[from + i] as number) * (values[i] as number);
  return sum;
}

const flags = (blocks: readonly PlanBlock[], cities: number): number[] =>
  Array.from({ length: cities }, (_, i) => blocks.map((posts) => Number(posts.includes(i)))).flat();

/**
 * What each city and block weighs in the estimate: what is left of posting beyond the city's and the block's own share of it.
 * Undefined where nobody differs from anybody.
 */
function contrastOf(blocks: readonly PlanBlock[], weights: readonly number[]): number[] | undefined {
  const cities = weights.length;
  const posts = flags(blocks, cities);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const weightAt = (cell: number) => weights[Math.floor(cell / blocks.length)] as number;
  const ofCity = weights.map((_, i) => blocks.filter((block) => block.includes(i)).length / blocks.length);
  const ofBlock = blocks.map((block) => block.reduce((sum, i) => sum + (weights[i] as number), 0) / whole);
  const all = ofBlock.reduce((sum, share) => sum + share, 0) / blocks.length;
  const left = posts.map(
    (one, cell) =>
      one -
      (ofCity[Math.floor(cell / blocks.length)] as number) -
      (ofBlock[cell % blocks.length] as number) +
      all,
  );
  const size = left.reduce((sum, one, cell) => sum + weightAt(cell) * one * one, 0);
  return size < 1e-9 ? undefined : left.map((one, cell) => (weightAt(cell) * one) / size);
}
