import { remembering } from '../remember.ts';
import type { Interval } from '../statistics/beta.ts';
import { cholesky, dot, type Matrix, solveLower } from '../statistics/linear.ts';
import { normalCdf, normalQuantile } from '../statistics/normal.ts';
import { studentQuantile } from '../statistics/student-t.ts';

/**
 * What the days ahead would have come to on average, had nothing changed; in the unit of the series. `ownNoise`: which share
 * of its variance is those days' own noise, and not what is unknown of their level.
 */
export type Forecast = { mean: number; interval: Interval; ownNoise: number };

/** `ahead`: which days the mean is of, counted as in `regressors`; none before the last seen. */
export type Forecaster = (ahead: readonly number[], level?: 0.9 | 0.95) => Forecast | undefined;

/**
 * A level that wanders, and regressors: y = μ + β′z + ε, μ a random walk whose steps have q times the variance of ε
 * (Harvey 1989; Durbin & Koopman 2012). How much it wanders is averaged over, not guessed: plugging in the likeliest q
 * is too sure, because on short series that is often 0. Days that are undefined are simply not seen. Fitted once,
 * whatever days it is asked for.
 * @param seen the values before the days asked for, one a day
 * @param regressors one row a day, for the days seen and those ahead
 * @param size what is sold on a day, if that is known: how far a level wanders is then believed by it as well
 */
export function forecaster(
  seen: readonly (number | undefined)[],
  regressors: Matrix,
  size?: number,
): Forecaster {
  const reach = reachOf(worldOf(seen, regressors, { step: 0, reach: 1 }), size);
  const worlds = DRIFTS.flatMap((step) => worldOf(seen, regressors, { step, reach }) ?? []);
  const most = Math.max(...worlds.map(({ log }) => log));
  if (!Number.isFinite(most)) return () => undefined;
  const likely = worlds.map((world) => ({ world, weight: Math.exp(world.log - most) }));
  const whole = likely.reduce((sum, { weight }) => sum + weight, 0);
  // As many days tell each world of its noise.
  const [{ freedom }] = worlds as [World];
  const widthAt = remembering((level: 0.9 | 0.95) => studentQuantile(level, freedom) / normalQuantile(level));
  return (ahead, level = 0.9) => {
    const asked = { ...meanAhead(seen.length, ahead, regressors), width: widthAt(level) };
    const mixture = likely.map(({ world, weight }) => ({
      ...outlookIn(world, asked),
      weight: weight / whole,
    }));
    const summed = (of: (one: Outlook) => number) =>
      mixture.reduce((sum, one) => sum + one.weight * of(one), 0);
    return {
      mean: summed((one) => one.mean),
      ownNoise: summed((one) => one.error ** 2 * one.ownNoise) / summed((one) => one.error ** 2),
      interval: {
        low: quantileOf(mixture, (1 - level) / 2),
        high: quantileOf(mixture, (1 + level) / 2),
        level,
      },
    };
  };
}

/** √q of the worlds that have a say, and how far a shop's level is believed to wander (half-normal, σ = 0.15). */
const DRIFTS = Array.from({ length: 26 }, (_, i) => i * 0.02);
const BELIEVED_DRIFT = 0.15;
/**
 * And no further than this share of what is sold a day (half-normal too). In units of noise alone a small shop, whose noise is
 * mostly counting, would be believed to wander by a tenth of itself a day, which nobody's does.
 */
const BELIEVED_SHARE = 0.02;

/** By how much the steps of DRIFTS are shorter for a series of that size; `still`: the series as if its level never wandered. */
function reachOf(still: World | undefined, size: number | undefined): number {
  if (!still || size === undefined) return 1;
  return Math.min(1, (BELIEVED_SHARE * size) / (BELIEVED_DRIFT * Math.sqrt(still.variance)));
}

/** A series as it looks if the level wanders that much, and how plausible that is (restricted likelihood and prior). */
type World = {
  log: number;
  q: number;
  last: Last;
  lower: number[][];
  slopes: number[];
  variance: number;
  freedom: number;
};

function worldOf(
  seen: readonly (number | undefined)[],
  regressors: Matrix,
  { step, reach }: { step: number; reach: number },
): World | undefined {
  const q = (step * reach) ** 2;
  const { products, logSpread, innovations, last } = filter(seen, regressors, q);
  const freedom = innovations - (regressors[0]?.length ?? 0);
  if (freedom < 2 || !last) return undefined;
  const { lower, slopes, squares } = fitSlopes(products);
  const variance = Math.max(squares / freedom, FLAT * (1 + last.level[0] ** 2));
  const logFit = 2 * lower.reduce((sum, row, i) => sum + Math.log(row[i] as number), 0);
  const log = -(freedom * Math.log(variance) + logSpread + logFit) / 2 - (step / BELIEVED_DRIFT) ** 2 / 2;
  return { log, q, last, lower, slopes, variance, freedom };
}

/** Of the mean of some days to come: how many, how often its level's steps count in it (squared), and their regressors. */
type Ahead = { days: number; steps: number; regressors: number[] };
/** `width`: of a range by t, in that of a normal distribution. */
type Asked = Ahead & { width: number };
type Outlook = { mean: number; error: number; ownNoise: number };

/** What such a world forecasts: the last level, the steps it takes from there, the days' own noise are what it is unsure of. */
function outlookIn({ q, last, lower, slopes, variance }: World, asked: Asked): Outlook {
  const levels = last.level;
  const offsets = asked.regressors.map((value, i) => value - (levels[i + 1] as number));
  const spread = last.spread + q * asked.steps + 1 / asked.days;
  const unsure = dot(offsets, solveLower(lower, offsets));
  return {
    mean: levels[0] + dot(slopes, offsets),
    error: Math.sqrt(variance * (spread + unsure)) * asked.width,
    ownNoise: 1 / asked.days / (spread + unsure),
  };
}

/** A series without any variance has no likelihood; this much of its size squared stands in for it. */
const FLAT = 1e-12;

type Last = { level: [number, ...number[]]; spread: number };
/** `products`: of the innovations with each other, each by its spread; what lies below the diagonal mirrors it. */
type Filtered = { products: number[][]; logSpread: number; innovations: number; last: Last | undefined };

/** One Kalman filter over the series and, with the same gains, over each regressor: [y, z₁, z₂, …]. */
function filter(seen: readonly (number | undefined)[], regressors: Matrix, q: number): Filtered {
  const width = 1 + (regressors[0]?.length ?? 0);
  const products = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  const level = new Array<number>(width).fill(0) as Last['level'];
  const news = new Float64Array(width);
  let [spread, logSpread, innovations] = [Number.NaN, 0, 0];
  for (const [t, value] of seen.entries()) {
    spread += q;
    if (value === undefined) continue;
    const row = regressors[t] as readonly number[];
    const isFirst = Number.isNaN(spread);
    const gain = isFirst ? 1 : spread / (spread + 1);
    for (let i = 0; i < width; i++) {
      news[i] = (i === 0 ? value : (row[i - 1] as number)) - (level[i] as number);
      level[i] = (level[i] as number) + gain * (news[i] as number);
    }
    if (!isFirst) {
      innovations++;
      logSpread += Math.log(spread + 1);
      addProducts(products, news, spread + 1);
    }
    spread = isFirst ? 1 : spread * (1 - gain);
  }
  return {
    products,
    logSpread,
    innovations,
    last: Number.isNaN(spread) ? undefined : { level, spread },
  };
}

function addProducts(products: number[][], news: Float64Array, spread: number): void {
  for (let i = 0; i < news.length; i++) {
    const scaled = (news[i] as number) / spread;
    const row = products[i] as number[];
    for (let j = 0; j <= i; j++) row[j] = (row[j] as number) + scaled * (news[j] as number);
  }
}

/** Generalised least squares of the innovations of y on those of z; `products` as far as the diagonal: Cholesky reads no further. */
function fitSlopes(products: readonly (readonly number[])[]) {
  const [ofSeries, ...rest] = products as [number[], ...number[][]];
  const lower = cholesky(rest.map((row) => row.slice(1)));
  const right = rest.map((row) => row[0] as number);
  const slopes = solveLower(lower, right);
  return { lower, slopes, squares: Math.max(0, (ofSeries[0] as number) - dot(slopes, right)) };
}

/** A step counts for every day asked for after it: a mean over days doesn't average the wandering away. */
function meanAhead(from: number, ahead: readonly number[], regressors: Matrix): Ahead {
  const days = ahead.length;
  let steps = 0;
  for (let t = from; t <= Math.max(...ahead); t++) {
    steps += (ahead.filter((day) => day >= t).length / days) ** 2;
  }
  const width = regressors[0]?.length ?? 0;
  const meanOf = (i: number) => ahead.reduce((sum, day) => sum + (regressors[day]?.[i] as number), 0) / days;
  return { days, steps, regressors: Array.from({ length: width }, (_, i) => meanOf(i)) };
}

/** Each world is a normal distribution whose range is as wide as that of its t. By Newton's steps, halving where one would leave. */
function quantileOf(mixture: readonly (Outlook & { weight: number })[], share: number): number {
  let low = Math.min(...mixture.map(({ mean, error }) => mean - 8 * error));
  let high = Math.max(...mixture.map(({ mean, error }) => mean + 8 * error));
  const near = 1e-13 * (high - low);
  let at = (low + high) / 2;
  for (let moved = high - low, i = 0; moved > near && i < MOST_STEPS; i++) {
    let [below, density] = [0, 0];
    for (const { mean, error, weight } of mixture) {
      const z = (at - mean) / error;
      below += weight * normalCdf(z);
      density += (weight * Math.exp((-z * z) / 2)) / (error * Math.sqrt(2 * Math.PI));
    }
    if (below < share) low = at;
    else high = at;
    const step = at + (share - below) / density;
    const next = step > low && step < high ? step : (low + high) / 2;
    moved = Math.abs(next - at);
    at = next;
  }
  return at;
}

const MOST_STEPS = 60;
