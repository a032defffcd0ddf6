import type { Interval } from '../statistics/beta.ts';
import { cholesky, dot, type Matrix, solveLower } from '../statistics/linear.ts';
import { normalCdf, normalQuantile } from '../statistics/normal.ts';
import { studentQuantile } from '../statistics/student-t.ts';

/** What the days ahead would have come to on average, had nothing changed; in the unit of the series. */
export type Forecast = { mean: number; interval: Interval };

/** `ahead`: which days the mean is of, counted as in `regressors`; none before the last seen. */
export type Forecaster = (ahead: readonly number[], level?: 0.9 | 0.95) => Forecast | undefined;

/**
 * A level that wanders, and regressors: y = μ + β′z + ε, μ a random walk whose steps have q times the variance of ε
 * (Harvey 1989; Durbin & Koopman 2012). How much it wanders is averaged over, not guessed: plugging in the likeliest q
 * is too sure, because on short series that is often 0. Days that are undefined are simply not seen. Fitted once,
 * whatever days it is asked for.
 * @param seen the values before the days asked for, one a day
 * @param regressors one row a day, for the days seen and those ahead
 */
export function forecaster(seen: readonly (number | undefined)[], regressors: Matrix): Forecaster {
  const worlds = DRIFTS.flatMap((drift) => worldOf(seen, regressors, drift) ?? []);
  const most = Math.max(...worlds.map(({ log }) => log));
  if (!Number.isFinite(most)) return () => undefined;
  const likely = worlds.map((world) => ({ world, weight: Math.exp(world.log - most) }));
  const whole = likely.reduce((sum, { weight }) => sum + weight, 0);
  return (ahead, level = 0.9) => {
    const asked = { from: seen.length, ahead, regressors, level };
    const mixture = likely.map(({ world, weight }) => ({
      ...outlookIn(world, asked),
      weight: weight / whole,
    }));
    return {
      mean: mixture.reduce((sum, one) => sum + one.weight * one.mean, 0),
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
  drift: number,
): World | undefined {
  const q = drift ** 2;
  const { innovations, last } = filter(seen, regressors, q);
  const width = regressors[0]?.length ?? 0;
  const freedom = innovations.length - width;
  if (freedom < 2 || !last) return undefined;
  const { lower, slopes, squares } = fitSlopes(innovations, width);
  const variance = Math.max(squares / freedom, FLAT * (1 + last.level[0] ** 2));
  const logSpread = innovations.reduce((sum, { spread }) => sum + Math.log(spread), 0);
  const logFit = 2 * lower.reduce((sum, row, i) => sum + Math.log(row[i] as number), 0);
  const log = -(freedom * Math.log(variance) + logSpread + logFit) / 2 - (drift / BELIEVED_DRIFT) ** 2 / 2;
  return { log, q, last, lower, slopes, variance, freedom };
}

type Asked = { from: number; ahead: readonly number[]; regressors: Matrix; level: 0.9 | 0.95 };
type Outlook = { mean: number; error: number };

/** What such a world forecasts. */
function outlookIn({ q, last, lower, slopes, variance, freedom }: World, asked: Asked): Outlook {
  const reach = meanAhead(last, asked, q);
  const scale = studentQuantile(asked.level, freedom) / normalQuantile(asked.level);
  const unsure = dot(reach.offsets, solveLower(lower, reach.offsets));
  return {
    mean: last.level[0] + dot(slopes, reach.offsets),
    error: Math.sqrt(variance * (reach.spread + unsure)) * scale,
  };
}

/** A series without any variance has no likelihood; this much of its size squared stands in for it. */
const FLAT = 1e-12;

type Innovation = { values: number[]; spread: number };
type Last = { level: [number, ...number[]]; spread: number };

/** One Kalman filter over the series and, with the same gains, over each regressor: [y, z₁, z₂, …]. */
function filter(seen: readonly (number | undefined)[], regressors: Matrix, q: number) {
  const innovations: Innovation[] = [];
  let last: Last | undefined;
  for (const [t, value] of seen.entries()) {
    if (last) last.spread += q;
    if (value === undefined) continue;
    const now: [number, ...number[]] = [value, ...(regressors[t] as readonly number[])];
    if (!last) {
      last = { level: now, spread: 1 };
      continue;
    }
    const spread = last.spread + 1;
    const gain = last.spread / spread;
    const { level } = last;
    const values = now.map((one, i) => one - (level[i] as number));
    innovations.push({ values, spread });
    last = {
      level: level.map((one, i) => one + gain * (values[i] as number)) as Last['level'],
      spread: last.spread * (1 - gain),
    };
  }
  return { innovations, last };
}

/** Generalised least squares of the innovations of y on those of z. */
function fitSlopes(innovations: readonly Innovation[], width: number) {
  const size = width + 1;
  const products = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { values, spread } of innovations) {
    for (let i = 0; i < size; i++) {
      const scaled = (values[i] as number) / spread;
      const row = products[i] as number[];
      for (let j = 0; j < size; j++) row[j] = (row[j] as number) + scaled * (values[j] as number);
    }
  }
  const [ofSeries, ...rest] = products as [number[], ...number[][]];
  const lower = cholesky(rest.map((row) => row.slice(1)));
  const right = ofSeries.slice(1);
  const slopes = solveLower(lower, right);
  return { lower, slopes, squares: Math.max(0, (ofSeries[0] as number) - dot(slopes, right)) };
}

/**
 * How uncertain the mean of the days ahead is, in variances of ε: the last level, the steps it takes from there (a step
 * counts for every day asked for after it: a mean over days doesn't average the wandering away), the days' own noise.
 */
function meanAhead(last: Last, { from, ahead, regressors }: Asked, q: number) {
  const days = ahead.length;
  let steps = 0;
  for (let t = from; t <= Math.max(...ahead); t++) {
    steps += (ahead.filter((day) => day >= t).length / days) ** 2;
  }
  const levels = last.level.slice(1);
  const offsets = levels.map(
    (level, i) => ahead.reduce((sum, day) => sum + (regressors[day]?.[i] as number), 0) / days - level,
  );
  return { spread: last.spread + q * steps + 1 / days, offsets };
}

/** By bisection; each world is a normal distribution whose range is as wide as that of its t. */
function quantileOf(mixture: readonly (Outlook & { weight: number })[], share: number): number {
  let low = Math.min(...mixture.map(({ mean, error }) => mean - 8 * error));
  let high = Math.max(...mixture.map(({ mean, error }) => mean + 8 * error));
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    const below = mixture.reduce(
      (sum, one) => sum + one.weight * normalCdf((middle - one.mean) / one.error),
      0,
    );
    if (below < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
