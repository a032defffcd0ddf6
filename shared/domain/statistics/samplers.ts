import type { Beta } from './beta.ts';
import type { Random } from './seeded-random.ts';

/** A standard normal draw (Box–Muller). */
export const drawNormal = (random: Random): number => normalOf(random(), random());

/** The same of two numbers in [0, 1). */
export const normalOf = (u: number, v: number): number =>
  Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);

/** Gamma with that shape and scale 1 (Marsaglia & Tsang 2000; shapes below 1 by their power trick). */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = drawNormal(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function drawBeta({ a, b }: Beta, random: Random): number {
  const x = drawGamma(a, random);
  return x / (x + drawGamma(b, random));
}

/**
 * Draws from Poisson(mean) by inverting a table that is built once: many draws of one mean, as bootstraps need, cost
 * a lookup each. The table reaches nine standard deviations to either side.
 */
export function poissonSampler(mean: number): (random: Random) => number {
  if (mean <= 0) return () => 0;
  const table = poissonTable(mean);
  return (random) => poissonOf(table, random());
}

/** Of one mean above 0: what is drawn for each number in [0, 1). */
export type PoissonTable = {
  first: number;
  cumulative: Float64Array;
  /** Only where halving is worth it. */
  guide: Uint32Array | undefined;
};

export function poissonTable(mean: number): PoissonTable {
  const { first, cumulative } = poissonWeights(mean);
  return { first, cumulative, guide: mean < 4 ? undefined : guideTo(cumulative) };
}

/** What a number in [0, 1) draws. */
export function poissonOf({ first, cumulative, guide }: PoissonTable, u: number): number {
  if (!guide) return stepsBelow(cumulative, u);
  const part = Math.floor(u * GUIDES);
  let low = guide[part] as number;
  let high = guide[part + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) > u) high = middle;
    else low = middle + 1;
  }
  return first + low;
}

/** One draw of a mean that is drawn from once: the sampler's, of the same die, without its table. */
export function drawPoisson(mean: number, random: Random): number {
  if (mean <= 0) return 0;
  if (mean > FARTHEST_WALK) return poissonSampler(mean)(random);
  const u = random();
  let weight = Math.exp(-mean);
  let below = weight;
  let k = 0;
  while (below <= u && weight > 0) {
    weight *= mean / ++k;
    below += weight;
  }
  return k;
}

/** Up to there a walk from 0 costs less than a table. */
const FARTHEST_WALK = 300;

const GUIDES = 64;

/** Where each of so many equal parts of 0 to 1 begins in the table: halving then has a few steps of it left. */
function guideTo(cumulative: Float64Array): Uint32Array {
  const guide = new Uint32Array(GUIDES + 1);
  let at = 0;
  for (let part = 0; part <= GUIDES; part++) {
    while (at < cumulative.length - 1 && (cumulative[at] ?? 1) <= part / GUIDES) at++;
    guide[part] = at;
  }
  return guide;
}

/** A walk from the start beats halving when the answer is nearly always below five. */
function stepsBelow(cumulative: Float64Array, u: number): number {
  let k = 0;
  while (k < cumulative.length - 1 && (cumulative[k] ?? 1) <= u) k++;
  return k;
}

function poissonWeights(mean: number): { first: number; cumulative: Float64Array } {
  const reach = 9 * Math.sqrt(mean) + 12;
  const first = Math.max(0, Math.floor(mean - reach));
  const mode = Math.floor(mean);
  const cumulative = new Float64Array(Math.ceil(mean + reach) - first + 1);
  cumulative[mode - first] = 1;
  for (let k = mode; k > first; k--) cumulative[k - 1 - first] = ((cumulative[k - first] ?? 0) * k) / mean;
  for (let k = mode + 1; k - first < cumulative.length; k++) {
    cumulative[k - first] = ((cumulative[k - 1 - first] ?? 0) * mean) / k;
  }
  const total = cumulative.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  for (let i = 0; i < cumulative.length; i++) {
    sum += (cumulative[i] ?? 0) / total;
    cumulative[i] = sum;
  }
  return { first, cumulative };
}
