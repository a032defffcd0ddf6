import { dot, mean } from '../statistics/linear.ts';
import { studentQuantile } from '../statistics/student-t.ts';
import type { LiftMetric } from '../vocabulary.ts';
import { type ToldDays, valueIn } from './told-days.ts';
import { LIFT_LEVEL, type LiftRange } from './told-lift.ts';

const FEWEST_DAYS = 14;

/**
 * What an order is worth on days on which nothing was at work, minor units: revenue over orders with its range, as a
 * ratio of sums (Cochran, Sampling Techniques, 1977, 6.13). Undefined where too few days tell both.
 */
export function worthOfOrder(told: ToldDays, days: readonly string[]): LiftRange | undefined {
  const both = days.flatMap((day) => {
    const [orders, revenue] = [valueIn(told.get(day), 'orders'), valueIn(told.get(day), 'revenue')];
    return orders === undefined || revenue === undefined ? [] : [{ orders, revenue }];
  });
  if (both.length < FEWEST_DAYS || both.every(({ orders }) => orders === 0)) return undefined;
  const orders = mean(both.map((day) => day.orders));
  const ratio = mean(both.map(({ revenue }) => revenue)) / orders;
  const off = both.map((day) => day.revenue - ratio * day.orders);
  const error = Math.sqrt(dot(off, off) / (both.length * (both.length - 1))) / orders;
  const around = studentQuantile(LIFT_LEVEL, both.length - 1) * error;
  return { low: Math.max(0, ratio - around), high: ratio + around };
}

/** What the shop had more in revenue, minor units; undefined of visits, and where no order's worth is told. */
export function revenueOfLift(
  total: LiftRange,
  quietDays: readonly string[],
  { metric, told }: { metric: LiftMetric; told: ToldDays },
): LiftRange | undefined {
  if (metric === 'revenue') return total;
  const worth = metric === 'orders' ? worthOfOrder(told, quietDays) : undefined;
  return worth && revenueOfOrders(total, worth);
}

/** The ends of both ranges together: wider than either, never narrower. */
const revenueOfOrders = (orders: LiftRange, worth: LiftRange): LiftRange => ({
  low: orders.low * (orders.low < 0 ? worth.high : worth.low),
  high: orders.high * (orders.high < 0 ? worth.low : worth.high),
});

/** ROI if all that a shop had more is counted; beside ROI, never inside it. Undefined where nothing was spent. */
export function roiOfLift(revenue: LiftRange, margin: number, spendMinor: number): LiftRange | undefined {
  const roiOf = (minor: number) => (margin * minor - spendMinor) / spendMinor;
  return spendMinor > 0 ? { low: roiOf(revenue.low), high: roiOf(revenue.high) } : undefined;
}
