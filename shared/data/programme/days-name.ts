import type { Brand } from '../../domain/schema/access/brand.ts';
import { listDays } from '../../domain/time/week.ts';
import type { CountReader } from '../counts/count-reader.ts';
import type { CountStore } from '../counts/count-store.ts';
import { ordersVersion } from '../orders/order-lines-store.ts';
import { onceAMoment } from '../table/one-moment.ts';
import type { Tables } from '../table/tables.ts';
import { catalogVersionsOf } from './catalog-version.ts';

/** Days, both included. */
export type DayRange = { from: string; to: string };
export type NamingDeps = {
  tables: Tables;
  counts: CountStore;
  countReader: Pick<CountReader, 'nothingIn'>;
  now: () => number;
};

/**
 * Names how these days stand, of clicks and of orders: by all their versions, and by the marks of days whose orders are read
 * one by one, as a mark is another one after each of them. Nothing while clicks are still being counted into one of the days.
 */
export async function nameOfDays(
  { counts, countReader }: Omit<NamingDeps, 'tables' | 'now'>,
  brand: Brand,
  ofClicks: DayRange,
  ofOrders: DayRange = ofClicks,
): Promise<string | undefined> {
  const [clicks, orders, marked] = await Promise.all([
    counts.listVersions(brand.id, ofClicks.from, ofClicks.to),
    counts.listVersions(brand.id, ordersVersion(ofOrders.from), ordersVersion(ofOrders.to)),
    counts.listDirty('orders', brand.id),
  ]);
  const unfolded = listDays(ofClicks.from, ofClicks.to).filter((day) => !clicks.has(day));
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  if (unfolded.length > 0 && !(await countReader.nothingIn(zoned, unfolded))) return undefined;
  const live = marked.filter(({ period }) => period >= ofOrders.from && period <= ofOrders.to);
  const marks = live.map(({ period, token }) => [period, token]);
  return JSON.stringify([ofClicks, ofOrders, [...clicks], [...orders], marks]);
}

/** The brand's programme as it stands, asked before its records are: what they say later has another token. */
export const programmeVersion = (deps: NamingDeps, brandId: string) =>
  onceAMoment(deps, brandId, () => catalogVersionsOf(deps.tables).find(brandId, deps.now()));
