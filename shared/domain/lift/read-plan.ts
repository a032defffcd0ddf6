import { seededRandom } from '../statistics/seeded-random.ts';
import type { PlanBlock } from './draw-plan.ts';
import { planRangeOf, planTestOf } from './plan-range.ts';

/** A city's total a day in each block; undefined where no day of it was told. */
export type PlanTotals = readonly (readonly (number | undefined)[])[];

export type PlanReading = {
  /** Shares: 0.15 is 15 % more where a city posts than where it waits. */
  estimate: number;
  interval: { low: number; high: number; level: 0.9 };
  p: number;
  blocks: number;
};

/**
 * What the drawn weeks did, by the ways to draw them (randomisation inference, the only exact way): log totals less each
 * city's and each block's own level, cities weighed by what their counts can tell; the range holds every effect that the
 * test doesn't reject. Undefined where the totals known tell nothing: too few blocks, or so few ways to draw them that no
 * effect could be left out.
 * @param weights what each city can tell (`weightOf`), from before the plan
 */
export function readPlan(
  totals: PlanTotals,
  posting: readonly PlanBlock[],
  weights: readonly number[],
  seed: string,
  draws = 999,
): PlanReading | undefined {
  const known = knownBlocks(totals, posting.length);
  if (known.length < 2 || totals.length < 2) return undefined;
  const test = planTestOf({ posting, known, weights }, seededRandom(`${seed} read`), draws);
  if (!test) return undefined;
  const { estimate, low, high, p } = planRangeOf(test, logsOf(totals, known));
  if (low === Number.NEGATIVE_INFINITY) return undefined;
  return {
    estimate: Math.expm1(estimate),
    interval: { low: Math.expm1(low), high: Math.expm1(high), level: 0.9 },
    p,
    blocks: known.length,
  };
}

/** Blocks of which every city's total is known. */
export const knownBlocks = (totals: PlanTotals, blocks: number): number[] =>
  Array.from({ length: blocks }, (_, t) => t).filter((t) => totals.every((city) => city[t] !== undefined));

const logsOf = (totals: PlanTotals, known: readonly number[]): Float64Array =>
  Float64Array.from(totals.flatMap((city) => known.map((t) => logOf(city[t] as number))));

/** Half an order in a fortnight stands for none: a logarithm needs something. */
export const logOf = (total: number): number => Math.log(Math.max(total, 0.5 / 14));

/** What a city's count can tell of a percentage: its orders a block, up to where other noise (about 8 %) is larger. */
export const weightOf = (ordersABlock: number): number => 1 / (1 / Math.max(ordersABlock, 0.5) + 0.08 ** 2);
