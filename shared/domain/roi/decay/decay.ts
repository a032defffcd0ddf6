import { type Beta, betaMean, type Interval } from '../../statistics/beta.ts';
import { quantile } from '../../statistics/poisson-bootstrap.ts';
import { drawBeta, drawGamma, drawNormal, poissonSampler } from '../../statistics/samplers.ts';
import { type Random, seededRandom } from '../../statistics/seeded-random.ts';
import {
  clicksBetween,
  type DecayBin,
  type DecayCurve,
  type DecayModel,
  halfLifeDays,
  SHAPE_PRIORS,
  shareBy,
} from './decay-curve.ts';
import { lastWave } from './decay-waves.ts';
import { bestCurve, fitCurve } from './fit-curve.ts';
import { fromPublication, halfWayDays, hourByHour } from './half-life.ts';

/** Links rot and stock ends: nothing is promised beyond. */
const HORIZON_DAYS = 90;
const FEWEST = { clicks: 30, days: 3 };

/**
 * Half-lives of *clicks* in hours (bitly 2011, 1,000 links; `other` is its figure for mail and messengers). For
 * platforms that it did not measure the engagement half-lives of Graffius 2018 stand in. Used only as priors, and
 * wide: a factor of 2.5 either way.
 */
const PLATFORM_HALF_LIFE_HOURS: Record<string, number> = {
  x: 2.8,
  twitter: 2.8,
  facebook: 3.2,
  youtube: 7.4,
  instagram: 19,
  linkedin: 24,
  pinterest: 2500,
};
const OTHER_HALF_LIFE_HOURS = 3.4;
const LOG_HALF_LIFE_SD = Math.log(2.5);

export type DecayFit = {
  model: DecayModel | 'platformPrior';
  curve: DecayCurve;
  clicksToDate: number;
  /**
   * The curve's, or, where the first hours are known or the post woke up again, the age at which half of the clicks of
   * ninety days had come.
   */
  halfLifeDays: number;
  halfLifeInterval: Interval;
  /** Clicks still to come within 90 days of publication; a range, not a number, is what should be shown. */
  residualClicks: number;
  residualInterval: Interval;
  /** Gross profit still to come; only where `worth` was given. */
  residualProfitMinor: number | undefined;
  residualProfitInterval: Interval | undefined;
  lifetimeClicks: number;
  /** Ages in days at which the post woke up again; the curve describes the last wave. */
  waves: number[];
};

export type DecayQuery = {
  platform: string;
  seed: string;
  draws?: number;
  /** Clicks of the first whole days, hour by hour from publication; used where the curve is fitted to all of them. */
  firstHours?: readonly number[];
  /** What is believed of orders per click, and the profit of an order in minor units. */
  worth?: { rate: Beta; perOrderMinor: number };
};

/**
 * Fits the last wave of a post's clicks (`days`, without a gap) and says how much is still to come. Intervals (90 %)
 * come from seeded redraws of the fitted counts, each refitted with its prior redrawn about the fit, which makes them as
 * wide as the posterior. Under 30 clicks or three days the platform's usual half-life speaks alone.
 */
export function decayOf(
  days: readonly DecayBin[],
  { platform, seed, draws = 200, worth, firstHours = [] }: DecayQuery,
): DecayFit {
  const age = days.at(-1)?.toDays ?? 0;
  const clicksToDate = days.reduce((sum, bin) => sum + bin.clicks, 0);
  const random = seededRandom(seed);
  const { wave, waves } = lastWave(days);
  const start = waves.at(-1) ?? 0;
  const enough = clicksToDate >= FEWEST.clicks && age >= FEWEST.days;
  const hours = enough && firstHours.length > 0 ? firstHours : undefined;
  const bins = hours && start === 0 ? fromPublication(wave, hours) : wave;
  const unmodelled = start > 0 ? days : undefined;
  const seen = hours ? hourByHour(days, hours) : unmodelled;
  const fitted = enough ? bestCurve(bins) : undefined;
  const curve = fitted ?? priorCurve(platform, age, clicksToDate);
  const redrawn = fitted
    ? redraws(curve, bins, draws, random)
    : Array.from({ length: draws }, () => drawFromPrior(platform, age, clicksToDate, random));
  const [from, to] = [age - start, Math.max(age - start, HORIZON_DAYS - start)];
  const residual = clicksBetween(curve, from, to);
  const residuals = redrawn.map((one) => clicksBetween(one, from, to));
  const profits =
    worth && residuals.map((clicks) => clicks * drawBeta(worth.rate, random) * worth.perOrderMinor);
  return {
    model: fitted ? curve.model : 'platformPrior',
    curve,
    clicksToDate,
    ...halfLives(curve, redrawn, seen && { seen, start }, random),
    residualClicks: residual,
    residualInterval: central(residuals),
    residualProfitMinor: worth && residual * betaMean(worth.rate) * worth.perOrderMinor,
    residualProfitInterval: profits && central(profits),
    lifetimeClicks: clicksToDate + residual,
    waves,
  };
}

/** Counts as they might have come from this curve, fitted again; about the fit, as wide as posterior belief. */
function redraws(curve: DecayCurve, bins: readonly DecayBin[], draws: number, random: Random): DecayCurve[] {
  const recount = recounting(bins, ({ fromDays, toDays }) => clicksBetween(curve, fromDays, toDays), random);
  const { sd } = SHAPE_PRIORS[curve.model];
  return Array.from({ length: draws }, () => {
    const drawn = recount();
    const prior = { logShape: Math.log(curve.shape) + sd * drawNormal(random), sd };
    return fitCurve(curve.model, drawn, prior, curve, 1e-4) ?? curve;
  });
}

function halfLives(
  curve: DecayCurve,
  redrawn: readonly DecayCurve[],
  counted: { seen: readonly DecayBin[]; start: number } | undefined,
  random: Random,
): Pick<DecayFit, 'halfLifeDays' | 'halfLifeInterval'> {
  if (!counted)
    return { halfLifeDays: halfLifeDays(curve), halfLifeInterval: central(redrawn.map(halfLifeDays)) };
  const { seen, start } = counted;
  const recount = recounting(seen, ({ clicks }) => clicks, random);
  return {
    halfLifeDays: halfWayDays(seen, curve, HORIZON_DAYS, start),
    halfLifeInterval: central(redrawn.map((one) => halfWayDays(recount(), one, HORIZON_DAYS, start))),
  };
}

/** The same bins as chance might have filled them. */
function recounting(
  bins: readonly DecayBin[],
  expected: (bin: DecayBin) => number,
  random: Random,
): () => DecayBin[] {
  const samplers = bins.map((bin) => poissonSampler(expected(bin)));
  return () => bins.map((bin, i) => ({ ...bin, clicks: samplers[i]?.(random) ?? 0 }));
}

function priorCurve(
  platform: string,
  age: number,
  clicks: number,
  logShift = 0,
  logShape = Math.log(0.6),
): DecayCurve {
  const shape = Math.exp(logShape);
  const halfLife = ((PLATFORM_HALF_LIFE_HOURS[platform] ?? OTHER_HALF_LIFE_HOURS) / 24) * Math.exp(logShift);
  const curve = { model: 'stretchedExponential' as const, shape, scale: halfLife / Math.LN2 ** (1 / shape) };
  return { ...curve, total: age > 0 ? clicks / shareBy(age, curve) : 0 };
}

/** The share of its first ninety days' clicks that a post of this platform usually has at that age. */
export function usualShareBy(platform: string, ageDays: number): number {
  const curve = priorCurve(platform, HORIZON_DAYS, 1);
  return Math.min(1, shareBy(ageDays, curve) / shareBy(HORIZON_DAYS, curve));
}

function drawFromPrior(platform: string, age: number, clicks: number, random: Random): DecayCurve {
  const { logShape, sd } = SHAPE_PRIORS.stretchedExponential;
  const shift = LOG_HALF_LIFE_SD * drawNormal(random);
  return priorCurve(
    platform,
    age,
    drawGamma(clicks + 0.5, random),
    shift,
    logShape + sd * drawNormal(random),
  );
}

function central(values: readonly number[], level = 0.9): Interval {
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2), level };
}
