import { type Baseline, foldRegion } from '../schema/lift/baselines.ts';
import type { LiftMetric } from '../vocabulary.ts';

/** Where nobody says which, lift is read from the first of these that the shop tells. */
export const READ_FIRST = ['orders', 'revenue', 'visits'] as const satisfies LiftMetric[];
export type ReadMetric = (typeof READ_FIRST)[number];

type Totals = Pick<Baseline, LiftMetric>;

/** A day of the shop's own totals, its regions by their folded names. */
export type ToldDay = Omit<Baseline, 'regions'> & { regions: ReadonlyMap<string, Totals> };
/** By day, in the order told. */
export type ToldDays = ReadonlyMap<string, ToldDay>;

/** Folds each region's name once, as readings ask for regions day by day. A day names each region once. */
export const toldDays = (baselines: readonly Baseline[]): ToldDays =>
  new Map(
    baselines.map(({ regions = [], ...baseline }) => {
      const byName = new Map(regions.map((one) => [foldRegion(one.region), one]));
      return [baseline.day, { ...baseline, regions: byName }];
    }),
  );

/** A day’s figure, of the shop or of one region by its folded name; undefined where it was not told. */
export function valueIn(day: ToldDay | undefined, metric: LiftMetric, region?: string): number | undefined {
  const totals = region ? day?.regions.get(region) : day;
  return totals && valueOfTotals(totals, metric);
}

export const valueOfTotals = (totals: Totals, metric: LiftMetric): number | undefined =>
  metric === 'revenue' ? totals.revenue?.amount : totals[metric];
