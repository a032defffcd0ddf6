import { mean } from '../statistics/linear.ts';
import type { LiftMethod } from '../vocabulary.ts';
import { expectationOf, knownDays, type LiftSeries } from './series.ts';

/** What the same reading says of windows in which nothing happened. */
export type Placebo = {
  /** Root mean square of the effects that were none, around zero and not around their mean: a method that leans one way has to pay for it. */
  error: number;
  /** How many of those windows don't overlap: only they add freedom. */
  disjoint: number;
};

/**
 * Placebo in time: the method, fitted on the days before each fake start only, read on windows as long as the real one,
 * at their real weekdays. Windows that touch a day left out are skipped. Undefined below three disjoint windows.
 */
export function placeboInTime(method: LiftMethod, series: LiftSeries, days: number): Placebo | undefined {
  const starts = quietStarts(series, days, firstStart(method, series.before));
  const disjoint = withoutOverlap(starts, days).length;
  if (disjoint < FEWEST_WINDOWS) return undefined;
  const errors = starts.map((start) => {
    const expected = expectationOf(method, series, knownDays(series, 0, start));
    const window = Array.from({ length: days }, (_, i) => start + i);
    return mean(window.map((day) => (series.treated[day] as number) - expected(day)));
  });
  return { error: Math.sqrt(mean(errors.map((error) => error ** 2))), disjoint };
}

/** Where a window of that many days, all known, could begin before the real one with enough known days before it. */
export function quietStarts(series: LiftSeries, days: number, earliest = FEWEST_BEFORE): number[] {
  const known = new Set(knownDays(series, 0, series.before));
  const starts: number[] = [];
  let seen = 0;
  let run = 0;
  for (let end = 0; end < series.before; end++) {
    run = known.has(end) ? run + 1 : 0;
    if (known.has(end - days)) seen++;
    if (run >= days && seen >= earliest) starts.push(end - days + 1);
  }
  return starts;
}

/** The latest window first: it is the one most like the days that are asked about. */
export function withoutOverlap(starts: readonly number[], days: number): number[] {
  const kept: number[] = [];
  for (const start of starts.toReversed()) {
    const last = kept.at(-1);
    if (last === undefined || start + days <= last) kept.push(start);
  }
  return kept;
}

export const FEWEST_BEFORE = 28;
const FEWEST_WINDOWS = 3;

/** Weights for many regions need half of the days to be fitted on. */
const firstStart = (method: LiftMethod, before: number): number =>
  method === 'syntheticControl' ? Math.max(FEWEST_BEFORE, Math.floor(before / 2)) : FEWEST_BEFORE;
