import type { OrderLine } from '../orders/order-lines.ts';
import type { Baseline } from '../schema/lift/baselines.ts';
import { addDays, listDays } from '../time/week.ts';
import { SHOP_METRICS } from '../vocabulary.ts';
import { valueOfTotals } from './told-days.ts';

/** Days of which a shop's hook told every order; the first and the last are whole, `to` absent: it still does. */
export type HookDays = { from: string; to?: string };
export type ShopDay = { day: string; orders: number; revenueMinor: number };

/**
 * The whole shop's orders of each day, credited or not, and what they came to when they were placed (net; what was paid
 * back later is no part of the day). Of days that no hook covers nothing is known. A day without any order is 0 where so
 * long a run of them is no surprise in this shop; else the shop or its hook was silent, and nothing is known of it either.
 * So is a day of which an amount waits for its rate.
 */
export function shopDays(
  lines: readonly OrderLine[],
  hooks: readonly HookDays[],
  { from, to }: { from: string; to: string },
): ShopDay[] {
  const isCovered = (day: string) => hooks.some((hook) => hook.from <= day && day <= (hook.to ?? '9999'));
  const covered = listDays(from, to).filter(isCovered);
  const sums = new Map(covered.map((day) => [day, { day, orders: 0, revenueMinor: 0 }]));
  for (const line of lines) {
    const day = line.kind === 'booked' ? line.order.day : line.day;
    const sum = sums.get(day);
    if (!sum) continue;
    if (line.kind === 'unconverted') sums.delete(day);
    if (line.kind !== 'booked' || !isPlaced(line)) continue;
    sum.orders++;
    sum.revenueMinor += line.order.netMinor;
  }
  return withoutSilence([...sums.values()]);
}

const isPlaced = ({ order }: OrderLine & { kind: 'booked' }): boolean =>
  order.kind === 'sale' && !order.refundOf && !order.amends && !order.reverses;

/** Once in a thousand such runs would be chance. */
const SURPRISE = 0.001;

/** Of Poisson's counts a run of k empty days has the chance exp(−k·mean). */
function withoutSilence(days: readonly ShopDay[]): ShopDay[] {
  const mean = days.reduce((sum, { orders }) => sum + orders, 0) / days.length;
  if (!(mean > 0)) return [];
  const longest = Math.floor(-Math.log(SURPRISE) / mean);
  const kept: ShopDay[] = [];
  let empty: ShopDay[] = [];
  const keepEmpty = () => {
    if (empty.length <= longest) kept.push(...empty);
    empty = [];
  };
  for (const day of days) {
    if (empty.length > 0 && addDays(empty.at(-1)?.day ?? '', 1) !== day.day) keepEmpty();
    if (day.orders === 0) {
      empty.push(day);
      continue;
    }
    keepEmpty();
    kept.push(day);
  }
  keepEmpty();
  return kept;
}

/** What of it the brand left to its shop's orders. */
export const shopMetrics = (told: readonly Baseline[]) =>
  SHOP_METRICS.filter((metric) => told.every((day) => valueOfTotals(day, metric) === undefined));

/**
 * The brand's own days with what its shop's orders tell of those that it left out. A figure that the brand told of any of
 * these days is the brand's alone: two countings in one series would be read as a change.
 */
export function withShopDays(
  told: readonly Baseline[],
  shop: readonly ShopDay[],
  currency: string,
): Baseline[] {
  const open = shopMetrics(told);
  if (open.length === 0 || shop.length === 0) return [...told];
  const days = new Map(told.map((day) => [day.day, day]));
  for (const { day, orders, revenueMinor } of shop) {
    const stamp = `${day}T00:00:00Z`;
    const known = days.get(day) ?? { day, createdAt: stamp, updatedAt: stamp };
    days.set(day, {
      ...known,
      ...(open.includes('orders') && { orders }),
      ...(open.includes('revenue') && { revenue: { amount: revenueMinor, currency } }),
    });
  }
  return [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
}
