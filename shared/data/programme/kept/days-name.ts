import type { Brand } from '../../../domain/schema/access/brand.ts';
import { listDays } from '../../../domain/time/week.ts';
import type { CountReader } from '../../counts/count-reader.ts';
import type { CountStore } from '../../counts/count-store.ts';
import { ordersVersion } from '../../orders/order-lines-store.ts';

/** Days, both included. */
export type DayRange = { from: string; to: string };
export type NamingDeps = {
  counts: CountStore;
  countReader: Pick<CountReader, 'nothingIn' | 'openDays'>;
};

/**
 * Names how these days stand, of clicks and of orders: by all their versions, and by the marks of days whose orders are read
 * one by one, as a mark is another one after each of them. Nothing while clicks are still being counted into one of the days,
 * unless `withOpen`: the last two of these are then named by all that is counted in them so far.
 */
export async function nameOfDays(
  { counts, countReader }: NamingDeps,
  brand: Brand,
  { clicks: ofClicks, orders: ofOrders = ofClicks, withOpen = false }: Named,
): Promise<string | undefined> {
  const [clicks, orders, marked] = await Promise.all([
    counts.listVersions(brand.id, ofClicks.from, ofClicks.to),
    counts.listVersions(brand.id, ordersVersion(ofOrders.from), ordersVersion(ofOrders.to)),
    counts.listDirty('orders', brand.id),
  ]);
  const unfolded = listDays(ofClicks.from, ofClicks.to).filter((day) => !clicks.has(day));
  const open = await openRowsOf(countReader, brand, unfolded, withOpen);
  if (!open) return undefined;
  const live = marked.filter(({ period }) => period >= ofOrders.from && period <= ofOrders.to);
  const marks = live.map(({ period, token }) => [period, token]);
  return JSON.stringify([ofClicks, ofOrders, [...clicks], [...orders], marks, open]);
}

type Named = { clicks: DayRange; orders?: DayRange; withOpen?: boolean };

/** Days that may be open: today, and yesterday while its last hour is sealed. */
const MOST_OPEN = 2;
/** To name more takes longer than many figures do. */
const MOST_CELLS = 3_000;

/** What these days hold that no version names; nothing where that isn't known, or is much. */
async function openRowsOf(
  { nothingIn, openDays }: NamingDeps['countReader'],
  brand: Brand,
  unfolded: string[],
  withOpen: boolean,
): Promise<object[] | undefined> {
  const zoned = { brandId: brand.id, timeZone: brand.timeZone };
  if (unfolded.length === 0 || (await nothingIn(zoned, unfolded))) return [];
  if (!withOpen) return undefined;
  const over = unfolded.slice(0, -MOST_OPEN);
  if (over.length > 0 && !(await nothingIn(zoned, over))) return undefined;
  const open = await openDays(zoned, unfolded);
  const cells = open.flatMap(({ cubes }) => cubes).reduce((sum, cube) => sum + cube.cells.length, 0);
  return cells <= MOST_CELLS ? open : undefined;
}
