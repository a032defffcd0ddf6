import { type Baseline, foldRegion } from '../schema/lift/baselines.ts';
import { mean } from '../statistics/linear.ts';
import { addDays, listDays } from '../time/week.ts';
import type { LiftMetric } from '../vocabulary.ts';
import type { PlanTotals } from './read-plan.ts';
import { toldDays, valueIn } from './told-days.ts';

/** A stretch of whole weeks; both days included. */
export type CityStretch = { from: string; to: string };

/** So many stretches of that many weeks, from a day on. */
export const stretchesFrom = (startsOn: string, blocks: number, weeks: number): CityStretch[] =>
  Array.from({ length: blocks }, (_, i) => ({
    from: addDays(startsOn, i * weeks * 7),
    to: addDays(startsOn, (i + 1) * weeks * 7 - 1),
  }));

/**
 * What each city had a day in each stretch. Days of a sale and the like are left out; a stretch that is told on fewer than
 * half of its days is not known.
 */
export function cityBlocks(
  baselines: readonly Baseline[],
  cities: readonly string[],
  stretches: readonly CityStretch[],
  metric: LiftMetric,
): PlanTotals {
  const told = toldDays(baselines);
  return cities.map(foldRegion).map((city) =>
    stretches.map(({ from, to }) => {
      const days = listDays(from, to);
      const known = days.flatMap((day) => {
        const totals = told.get(day);
        const value = totals?.event ? undefined : valueIn(totals, metric, city);
        return value === undefined ? [] : [value];
      });
      return known.length >= days.length / 2 ? mean(known) : undefined;
    }),
  );
}
