import { quantile } from '../statistics/poisson-bootstrap.ts';
import { drawNormal } from '../statistics/samplers.ts';
import { type Random, seededRandom } from '../statistics/seeded-random.ts';
import type { PlanBlock } from './draw-plan.ts';
import { type DrawnPlan, planRangeOf, planTestOf } from './plan-range.ts';
import { knownBlocks, logOf, type PlanTotals } from './read-plan.ts';

/**
 * The smallest effect that four of five such plans would show, told before anybody posts: as many spreads of the cities' own
 * past, in which there was no plan, as this design needs. Undefined where that past is too short to know its spread.
 * @param past totals a day of each city, block by block, newest last, without any plan in them
 */
export function smallestVisibleOf(
  past: PlanTotals,
  posting: readonly PlanBlock[],
  weights: readonly number[],
  seed: string,
): number | undefined {
  const pairs = neighboursIn(past);
  if (pairs.length < Math.min(posting.length / 2, FEWEST_PAIRS)) return undefined;
  const spreads = spreadsNeeded(wholeOf(posting, weights), pairs.length, seed);
  return spreads && Math.expm1(spreads * spreadOf(pairs, weights));
}

const FEWEST_PAIRS = 2;

/**
 * What was promised, once the totals of some blocks are missing: the same spread, and as many of it as the known blocks need.
 * Undefined where they can tell nothing any more.
 */
export function visibleWithout(
  promised: number,
  posting: readonly PlanBlock[],
  known: readonly number[],
  weights: readonly number[],
  seed: string,
): number | undefined {
  const pairs = posting.length / 2;
  const [before, now] = [wholeOf(posting, weights), { posting, known, weights }].map((plan) =>
    spreadsNeeded(plan, pairs, seed),
  );
  return before && now && Math.expm1((Math.log1p(promised) * now) / before);
}

const wholeOf = (posting: readonly PlanBlock[], weights: readonly number[]): DrawnPlan => ({
  posting,
  known: posting.map((_, t) => t),
  weights,
});

/**
 * How many spreads of the past an effect must have for the range to leave 0 out in four of five plans: pasts and plans without
 * any effect are drawn, and read as the plan will be. An effect moves its range and nothing else, so how far below 0 the
 * range starts is how large it would have had to be. Few ways to draw and a spread that few blocks tell both are in it.
 */
function spreadsNeeded(plan: DrawnPlan, pairs: number, seed: string): number | undefined {
  const random = seededRandom(`${seed} past`);
  const test = planTestOf(plan, random, RE_DRAWS);
  if (!test) return undefined;
  const draw = noiseOf(plan, pairs, random);
  const needed = new Float64Array(2 * SIMULATED);
  for (let i = 0; i < SIMULATED; i++) {
    const { noise, spread } = draw();
    const { low, high } = planRangeOf(test, noise);
    // Noise is as likely as its mirror image: each draw of it tells of two plans.
    needed[2 * i] = -low / spread;
    needed[2 * i + 1] = high / spread;
  }
  const four = quantile(needed.sort(), 0.8);
  return Number.isFinite(four) ? four : undefined;
}

const [RE_DRAWS, SIMULATED] = [199, 500];

/** Draws what a plan without any effect would read, and the spread of a past of so many pairs; both rooms are used again. */
function noiseOf({ known, weights }: DrawnPlan, pairs: number, random: Random) {
  const roots = weights.map(Math.sqrt);
  const ofPair = weights.map((weight) => Math.sqrt(2 / weight));
  const noise = new Float64Array(weights.length * known.length);
  const past = Array.from({ length: pairs }, () => weights.map(() => 0));
  return () => {
    let cell = 0;
    for (const root of roots)
      for (let t = 0; t < known.length; t++) noise[cell++] = drawNormal(random) / root;
    for (const changes of past)
      for (const [i, deviation] of ofPair.entries()) changes[i] = drawNormal(random) * deviation;
    return { noise, spread: spreadOf(past, weights) };
  };
}

/** How each city changed from one told block to the next, in logarithms; each block in one pair, the newest first. */
function neighboursIn(past: PlanTotals): number[][] {
  const known = knownBlocks(past, past[0]?.length ?? 0).toReversed();
  return Array.from({ length: known.length >> 1 }, (_, pair) =>
    past.map((city) => {
      const [after, before] = [known[2 * pair], known[2 * pair + 1]].map((t) => city[t as number] as number);
      return logOf(before as number) - logOf(after as number);
    }),
  );
}

/**
 * How far the cities' changes lie from their common one, each counting as it does in the estimate; only as a unit that both
 * the real past and the drawn ones are measured in.
 */
function spreadOf(pairs: readonly (readonly number[])[], weights: readonly number[]): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = pairs.map((changes) => {
    const common = changes.reduce((sum, change, i) => sum + change * (weights[i] as number), 0) / whole;
    return changes.reduce((sum, change, i) => sum + ((weights[i] as number) * (change - common)) ** 2, 0);
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / pairs.length) / whole;
}
