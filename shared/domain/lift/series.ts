import { dot, mean } from '../statistics/linear.ts';
import type { LiftMethod } from '../vocabulary.ts';
import { demeaned, simplexWeights } from './simplex-weights.ts';

/** A shop's own totals, one entry a calendar day in order: the days before a window, then the window to its end. */
export type LiftSeries = {
  /** What is measured. Undefined: not told, or left out (a sale, another post); never 0 for a day that is missing. */
  treated: readonly (number | undefined)[];
  /** The same days of the regions that saw nothing of it; none: the shop as a whole stands against its own past. */
  donors: readonly (readonly (number | undefined)[])[];
  /** The weekday of the first day, 0 to 6, counted from any day. */
  firstWeekday: number;
  /** Where the window begins. */
  before: number;
};

export const weekdayOf = ({ firstWeekday }: LiftSeries, day: number): number => (firstWeekday + day) % 7;

/** The days from `from` to before `to` on which the treated series and every donor are known. */
export function knownDays({ treated, donors }: LiftSeries, from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; day < to; day++) {
    if (treated[day] !== undefined && donors.every((donor) => donor[day] !== undefined)) days.push(day);
  }
  return days;
}

/** What a method would have expected of any day, having seen those days only. */
export type Expectation = (day: number) => number;

const EXPECTATIONS: Record<LiftMethod, (series: LiftSeries, seen: readonly number[]) => Expectation> = {
  wholeShop: ownPast,
  ratioToRest: shareOfRest,
  syntheticControl: mixOfRegions,
};

export const expectationOf = (method: LiftMethod, series: LiftSeries, seen: readonly number[]): Expectation =>
  EXPECTATIONS[method](series, seen);

/** The level of the last 28 known days, and what each weekday usually adds to it. */
function ownPast(series: LiftSeries, seen: readonly number[]): Expectation {
  const usual = Array.from({ length: 7 }, (_, weekday) => {
    const same = seen.filter((day) => weekdayOf(series, day) === weekday);
    return same.length > 0 ? mean(same.map((day) => series.treated[day] as number)) : undefined;
  });
  const level = mean(usual.filter((value) => value !== undefined));
  const adds = (day: number) => (usual[weekdayOf(series, day)] ?? level) - level;
  const latest = mean(seen.slice(-RECENT_DAYS).map((day) => (series.treated[day] as number) - adds(day)));
  return (day) => latest + adds(day);
}

const RECENT_DAYS = 28;

/** One number estimated instead of a weight for each: what all regions share (weekday, weather, a sale) cancels. */
function shareOfRest({ treated, donors }: LiftSeries, seen: readonly number[]): Expectation {
  const rest = (day: number) => donors.reduce((sum, donor) => sum + (donor[day] as number), 0);
  const own = seen.reduce((sum, day) => sum + (treated[day] as number), 0);
  const all = seen.reduce((sum, day) => sum + rest(day), 0);
  const share = all > 0 ? own / all : 0;
  return (day) => share * rest(day);
}

function mixOfRegions({ treated, donors }: LiftSeries, seen: readonly number[]): Expectation {
  const on = (series: readonly (number | undefined)[]) => seen.map((day) => series[day] as number);
  const levels = donors.map((donor) => mean(on(donor)));
  const level = mean(on(treated));
  const weights = simplexWeights(
    demeaned(on(treated), seen.length),
    donors.map((donor) => demeaned(on(donor), seen.length)),
  );
  const base = level - dot(weights, levels);
  return (day) =>
    base + donors.reduce((sum, donor, j) => sum + (weights[j] as number) * (donor[day] as number), 0);
}
