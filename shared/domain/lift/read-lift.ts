import type { Interval } from '../statistics/beta.ts';
import { mean } from '../statistics/linear.ts';
import type { LiftMethod, LiftRefusal } from '../vocabulary.ts';
import { type Forecast, forecaster } from './local-level.ts';
import { endBeyond, withNoiseOfItsSize } from './noise-of-its-size.ts';
import { halfWidthsToCall, isCalled, widenedByErrors } from './own-errors.ts';
import { FEWEST_BEFORE, placeboInTime, quietStarts, withoutOverlap } from './placebo.ts';
import { expectationOf, knownDays, type LiftSeries, weekdayOf } from './series.ts';

/** One day of the window beside what it would have been; the range is a day's, its own noise included. */
export type LiftDay = {
  index: number;
  actual: number | undefined;
  expected: number;
  low: number;
  high: number;
};

/** An effect a day, in the unit of the series; the interval decides. */
export type LiftEffect = { estimate: number; interval: Interval };

export type LiftReading =
  | { kind: 'notEstimated'; reason: LiftRefusal }
  | {
      kind: 'read';
      method: LiftMethod;
      /** Detected: the interval leaves 0 out by what few quiet windows can't tell. Otherwise the estimate is nobody's business, the range is. */
      detected: boolean;
      effect: LiftEffect;
      /** What an average day of the window would have been. */
      expected: number;
      /** Days of the window and before it that were used. */
      used: { window: number; before: number };
      /** The smallest effect, as a share of `expected`, that four of five such windows would have shown. */
      smallestVisible: number;
      /** Windows without anything before this one, and how many of them this reading would have called an effect. */
      quiet: { windows: number; alarms: number };
      days: LiftDay[];
    };

/**
 * What a window did to a shop's own totals. One engine: a level averaged over its drift, on the shop's total or, where
 * other regions stand by, on what it has more than they let expect. Its range is as wide as its own errors in quiet windows,
 * its placebos in time, ask for. The method is chosen on the days before the window only.
 */
export function readLift(series: LiftSeries): LiftReading {
  const before = knownDays(series, 0, series.before);
  const window = knownDays(series, series.before, series.treated.length);
  const refusal = refusalOf(series, before, window);
  if (refusal) return { kind: 'notEstimated', reason: refusal };
  const method = chooseMethod(series);
  const forecast = forecastAt(method, series, series.before, window);
  const expected = forecast ? mean(window.map(treatedOn(series))) - forecast.effect.estimate : 0;
  if (!forecast || expected <= 0) return { kind: 'notEstimated', reason: 'tooFewOrders' };
  const quiet = quietEffects(method, series, window.length);
  const widened = widenedByErrors(forecast.effect, quiet);
  const { low, high } = widened.interval;
  const half = (high - low) / 2;
  const noise = { ownNoise: forecast.ownNoise, expected };
  const called = halfWidthsToCall(quiet) * half;
  const smallestVisible = endBeyond(called, POWER_IN_HALF_WIDTHS * half, noise) / expected;
  if (smallestVisible > IMPLAUSIBLE) return { kind: 'notEstimated', reason: 'tooNoisy' };
  return {
    kind: 'read',
    method,
    detected: isCalled(forecast.effect, quiet),
    effect: withNoiseOfItsSize(widened, noise),
    expected,
    used: { window: window.length, before: before.length },
    smallestVisible,
    quiet: { windows: quiet.length, alarms: alarmsAmong(quiet) },
    days: forecast.days(),
  };
}

/** An effect shows in four of five windows if it lies so many half-widths of the 90 % range beyond what is called one: 0.842 / 1.645. */
const POWER_IN_HALF_WIDTHS = 0.512;
/** What can only show a doubling can't measure posts. */
const IMPLAUSIBLE = 1;

function refusalOf(
  series: LiftSeries,
  before: readonly number[],
  window: readonly number[],
): LiftRefusal | undefined {
  if (series.before < FEWEST_BEFORE) return 'tooFewDays';
  const weekdays = new Set(before.map((day) => weekdayOf(series, day)));
  if (before.length < FEWEST_BEFORE || weekdays.size < 7) return 'noQuietDays';
  if (window.length === 0 || window.length < (series.treated.length - series.before) / 2)
    return 'windowLeftOut';
  const empty = before.filter((day) => treatedOn(series)(day) === 0);
  return empty.length > before.length / 2 ? 'tooFewOrders' : undefined;
}

/** Many weights follow noise where there is little else: below these sizes a region stands against the sum of the others. */
function chooseMethod(series: LiftSeries): LiftMethod {
  if (series.donors.length === 0) return 'wholeShop';
  const days = series.treated.length - series.before;
  const known = knownDays(series, 0, series.before);
  const busy = [series.treated, ...series.donors].every(
    (one) => mean(known.map((day) => one[day] as number)) >= 10,
  );
  if (series.donors.length < 5 || known.length < 56 || !busy) return 'ratioToRest';
  const mix = placeboInTime('syntheticControl', series, days);
  const ratio = placeboInTime('ratioToRest', series, days);
  return mix && ratio && mix.error < ratio.error ? 'syntheticControl' : 'ratioToRest';
}

/** The engine with the window beginning at `start`, having seen what lies before. */
function forecastAt(method: LiftMethod, series: LiftSeries, start: number, window: readonly number[]) {
  const seen = knownDays(series, 0, start);
  const others = method === 'wholeShop' ? () => 0 : expectationOf(method, series, seen);
  const known = new Set(seen);
  const gaps = Array.from({ length: start }, (_, day) =>
    known.has(day) ? treatedOn(series)(day) - others(day) : undefined,
  );
  const weekdays = series.treated.map((_, day) => weekdayContrasts(weekdayOf(series, day)));
  const forecastOf = forecaster(gaps, weekdays, mean(seen.map(treatedOn(series))));
  const forecast = forecastOf(window);
  if (!forecast) return undefined;
  const gap = mean(window.map((day) => treatedOn(series)(day) - others(day)));
  const days = () =>
    window.flatMap((index) => dayOf(index, others(index), forecastOf([index]), series) ?? []);
  return { effect: effectOf(gap, forecast), ownNoise: forecast.ownNoise, days };
}

const effectOf = (gap: number, { mean: expected, interval }: Forecast): LiftEffect => ({
  estimate: gap - expected,
  interval: { low: gap - interval.high, high: gap - interval.low, level: interval.level },
});

function dayOf(index: number, others: number, forecast: Forecast | undefined, series: LiftSeries) {
  if (!forecast) return undefined;
  const { mean: more, interval } = forecast;
  return {
    index,
    actual: series.treated[index],
    expected: others + more,
    low: others + interval.low,
    high: others + interval.high,
  };
}

/** Six columns that sum to nothing over a week. */
const weekdayContrasts = (weekday: number): number[] =>
  [0, 1, 2, 3, 4, 5].map((column) => (weekday === 6 ? -1 : Number(weekday === column)));

/** The same engine on windows that don't overlap and in which nothing happened. */
function quietEffects(method: LiftMethod, series: LiftSeries, days: number): LiftEffect[] {
  const starts = withoutOverlap(quietStarts(series, days), days).slice(0, MOST_QUIET_WINDOWS);
  return starts.flatMap((start) => {
    const window = Array.from({ length: days }, (_, i) => start + i);
    return forecastAt(method, series, start, window)?.effect ?? [];
  });
}

/** Its own false alarms: each window beside the errors of the others. */
const alarmsAmong = (quiet: readonly LiftEffect[]): number =>
  quiet.filter((one) =>
    isCalled(
      one,
      quiet.filter((other) => other !== one),
    ),
  ).length;

const MOST_QUIET_WINDOWS = 12;

const treatedOn =
  ({ treated }: LiftSeries) =>
  (day: number): number =>
    treated[day] as number;
