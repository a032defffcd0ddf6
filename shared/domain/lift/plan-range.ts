import { dot } from '../statistics/linear.ts';
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
type Cells = readonly number[];

/** What the estimate would be under each way to draw the plan, the real one among them. */
export type PlanTest = { own: Cells; others: readonly { contrast: Cells; ofOwn: number }[] };

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
  const others = waysOf(plan, random, draws).map((way) => {
    const contrast = contrastOf(way, weights) ?? [];
    return { contrast, ofOwn: contrast.length > 0 ? dot(contrast, posts) : 1 };
  });
  return { own, others };
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
export function planRangeOf({ own, others }: PlanTest, values: Cells): PlanRange {
  const estimate = dot(own, values);
  const lows = new Float64Array(others.length);
  const highs = new Float64Array(others.length);
  let asFar = 0;
  for (const [i, { contrast, ofOwn }] of others.entries()) {
    const { low, high } = heldBy(estimate, dot(contrast, values), ofOwn);
    if (low <= 0 && 0 <= high) asFar++;
    lows[i] = low;
    highs[i] = high;
  }
  const tenth = Math.ceil(0.1 * others.length - 1e-9) - 1;
  return {
    estimate,
    low: lows.sort()[tenth] as number,
    high: highs.sort().at(-1 - tenth) as number,
    p: asFar / others.length,
  };
}

/**
 * The effects under which a way finds as much as the real one; `found`: in the totals, `ofOwn`: of an effect of one where the
 * real draw posted. Of the same draw, or of its mirror, that holds of any effect.
 */
function heldBy(estimate: number, found: number, ofOwn: number) {
  if (Math.abs(ofOwn) > 1 - 1e-9) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const ends = [(found + estimate) / (1 + ofOwn), (estimate - found) / (1 - ofOwn)];
  return { low: Math.min(...ends), high: Math.max(...ends) };
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
