import { clicksBetween, type DecayBin, type DecayCurve } from './decay-curve.ts';

const HOURS_OF_DAY = 24;

/**
 * The same clicks with the first days begun at publication, not at midnight: followers sleep, and 24 hours hold one
 * night wherever they begin. `hours` are clicks by hour from publication, whole days of them; the day of `days` in
 * which they end keeps its other clicks.
 */
export const fromPublication = (days: readonly DecayBin[], hours: readonly number[]): DecayBin[] =>
  withFirst(days, hours, HOURS_OF_DAY);

/** The same clicks, the first of them hour by hour. */
export const hourByHour = (days: readonly DecayBin[], hours: readonly number[]): DecayBin[] =>
  withFirst(days, hours, 1);

/**
 * The age, days, at which half of all clicks of the first `horizonDays` had come: seen in the bins as far as they
 * reach (evenly inside a bin), and on the curve after them, which begins at the age `curveFrom` (of the last wave).
 * Unlike the curve's own half-life it needs no belief about the first hours, where day and night move clicks more than
 * decay does, and it counts what came before a later wave.
 */
export function halfWayDays(
  bins: readonly DecayBin[],
  curve: DecayCurve,
  horizonDays: number,
  curveFrom = 0,
): number {
  const age = bins.at(-1)?.toDays ?? 0;
  const seen = sum(bins);
  const half = (seen + clicksBetween(curve, age - curveFrom, horizonDays - curveFrom)) / 2;
  let before = 0;
  for (const { fromDays, toDays, clicks } of bins) {
    if (clicks > 0 && before + clicks >= half)
      return fromDays + ((toDays - fromDays) * (half - before)) / clicks;
    before += clicks;
  }
  return curveFrom + ageOn(curve, age - curveFrom, half - seen, horizonDays - curveFrom);
}

/** The age at which the curve has brought so many clicks since `from`, by halving. */
function ageOn(curve: DecayCurve, from: number, clicks: number, horizonDays: number): number {
  let [low, high] = [from, Math.max(from, horizonDays)];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (clicksBetween(curve, from, middle) < clicks) low = middle;
    else high = middle;
  }
  return low;
}

function withFirst(days: readonly DecayBin[], hours: readonly number[], hoursPerBin: number): DecayBin[] {
  const first = Array.from({ length: hours.length / hoursPerBin }, (_, bin) => ({
    fromDays: (bin * hoursPerBin) / HOURS_OF_DAY,
    toDays: ((bin + 1) * hoursPerBin) / HOURS_OF_DAY,
    clicks: hours.slice(bin * hoursPerBin, (bin + 1) * hoursPerBin).reduce((total, one) => total + one, 0),
  }));
  const edge = hours.length / HOURS_OF_DAY;
  const last = days.findIndex(({ toDays }) => toDays > edge);
  if (last < 0) return first;
  const left = Math.max(0, sum(days.slice(0, last + 1)) - sum(first));
  const rest = { fromDays: edge, toDays: days[last]?.toDays ?? edge, clicks: left };
  return [...first, rest, ...days.slice(last + 1)];
}

const sum = (bins: readonly DecayBin[]): number => bins.reduce((total, { clicks }) => total + clicks, 0);
