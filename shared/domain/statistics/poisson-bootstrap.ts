import { remembering } from '../remember.ts';
import type { Interval } from './beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { normalOf, type PoissonTable, poissonOf, poissonTable } from './samplers.ts';
import { type Dice, diceOf, throwDice } from './seeded-random.ts';

export type BootstrapOptions = { seed: string; draws?: number; level?: number };

/** Amounts beyond this many different ones are gathered into bins, each with its own mean and variance. */
const MOST_BINS = 32;

/** In one order, as the last digit of a sum depends on it. */
export const inOrder = (amounts: ArrayLike<number>): Float64Array => new Float64Array(amounts).sort();

/**
 * Sums that another run of the same weeks might have brought: each amount comes back Poisson(1) times, so that the
 * number of orders varies as well as their size. Sorted. The same amounts in any order give the same draws.
 */
export function poissonBootstrap(
  amounts: ArrayLike<number>,
  { seed, draws = 2000 }: BootstrapOptions,
): Float64Array {
  const bins = binsOf(inOrder(amounts));
  const dice = diceOf(seed);
  const sums = new Float64Array(draws);
  const variances = new Float64Array(draws);
  const tableOf = remembering(poissonTable);
  for (const bin of bins) drawBin(bin, tableOf(bin.count), dice, { sums, variances });
  if (bins.length === MOST_BINS) drawWithin(dice, sums, variances);
  return sums.sort();
}

/** By itself, as V8 compiles a loop within a loop anew at each of its ends. */
function drawBin(
  { mean, variance }: Bin,
  table: PoissonTable,
  dice: Dice,
  { sums, variances }: { sums: Float64Array; variances: Float64Array },
): void {
  for (let draw = 0; draw < sums.length; draw++) {
    const drawn = poissonOf(table, throwDice(dice));
    sums[draw] = (sums[draw] as number) + drawn * mean;
    variances[draw] = (variances[draw] as number) + drawn * variance;
  }
}

/** How far the amounts of one bin lie apart. */
function drawWithin(dice: Dice, sums: Float64Array, variances: Float64Array): void {
  for (let draw = 0; draw < sums.length; draw++) {
    const z = normalOf(throwDice(dice), throwDice(dice));
    sums[draw] = (sums[draw] as number) + Math.sqrt(variances[draw] as number) * z;
  }
}

/**
 * The interval with its ends moved for skewness (Efron's BCa; for a compound Poisson sum acceleration and bias are
 * both Σx³ / 6(Σx²)^1.5). The plain percentile interval misses high three times as often as low for 10–80 orders, as
 * a few large baskets carry the sum; this one is balanced.
 */
export function skewCorrectedInterval(
  amounts: ArrayLike<number>,
  sums: Float64Array,
  level: 0.9 | 0.95,
): Interval {
  const skew = skewOf(inOrder(amounts));
  const end = (z: number) =>
    quantile(sums, normalCdf(skew + (skew + z) / Math.max(0.1, 1 - skew * (skew + z))));
  const z = normalQuantile(level);
  return { low: end(-z), high: end(z), level };
}

function skewOf(amounts: Float64Array): number {
  let square = 0;
  let cube = 0;
  for (let at = 0; at < amounts.length; at++) {
    const x = amounts[at] as number;
    square += x * x;
    cube += x ** 3;
  }
  return square > 0 ? cube / square ** 1.5 / 6 : 0;
}

/** Central percentile interval of the bootstrapped sums. */
export function bootstrapInterval(sums: Float64Array, level = 0.9): Interval {
  return { low: quantile(sums, (1 - level) / 2), high: quantile(sums, (1 + level) / 2), level };
}

/** Linear between order statistics (type 7 of Hyndman & Fan 1996); `sorted` ascending. */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  const at = Math.min(1, Math.max(0, probability)) * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}

type Bin = { count: number; mean: number; variance: number };

/** Equal amounts share a bin (shops have few prices); too many prices are cut into bins of equal count. */
function binsOf(sorted: Float64Array): Bin[] {
  const runs: Bin[] = [];
  for (let at = 0; at < sorted.length && runs.length <= MOST_BINS; at++) {
    const last = runs.at(-1);
    if (last !== undefined && last.mean === sorted[at]) last.count++;
    else runs.push({ count: 1, mean: sorted[at] as number, variance: 0 });
  }
  if (runs.length <= MOST_BINS) return runs;
  const edge = (index: number) => Math.floor((index * sorted.length) / MOST_BINS);
  return Array.from({ length: MOST_BINS }, (_, bin) => binOf(sorted, edge(bin), edge(bin + 1)));
}

function binOf(sorted: Float64Array, from: number, to: number): Bin {
  const count = to - from;
  let sum = 0;
  for (let at = from; at < to; at++) sum += sorted[at] as number;
  const mean = sum / count;
  let squares = 0;
  for (let at = from; at < to; at++) {
    const away = (sorted[at] as number) - mean;
    squares += away * away;
  }
  return { count, mean, variance: squares / count };
}
