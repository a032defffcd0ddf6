import type { BaselineOfDay } from '../../../shared/domain/schema/lift/baselines.ts';
import { drawPoisson } from '../../../shared/domain/statistics/samplers.ts';
import { type Random, randomInt, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { addDays, dayOf, daysBetween, listDays } from '../../../shared/domain/time/week.ts';
import type { Calendar } from './calendar.ts';
import type { PlannedOrder } from './orders.ts';
import { CURRENCY, TIME_ZONE } from './story.ts';

const WEEKS_BEFORE = 12;
const USUAL_ORDERS = 24;
/** Monday to Sunday: people buy socks on Sunday evenings. */
const WEEKDAYS = [1, 0.95, 0.9, 0.95, 0.9, 1.05, 1.25];
/** Per tracked order, how many more by people who typed the shop's name, some days later. */
const TYPED_PER_ORDER = 0.35;
const WORTH_MINOR = [4_100, 5_100] as const;
/** A sale in the summer: told, and left out of whatever is compared. */
const SALE = { daysBefore: [40, 36] };

/** The shop's own totals, whoever bought: twelve weeks before the story, and its eight. */
export function planShopTotals(
  orders: readonly PlannedOrder[],
  calendar: Calendar,
  seed: string,
): BaselineOfDay[] {
  const random = seededRandom(`${seed} shop`);
  const first = calendar.dayOf(1, 0);
  const tracked = new Map<string, number>();
  for (const { occurredAt, kind } of orders) {
    const day = dayOf(occurredAt, TIME_ZONE);
    if (kind === 'sale') tracked.set(day, (tracked.get(day) ?? 0) + 1);
  }
  return listDays(addDays(first, -7 * WEEKS_BEFORE), calendar.dayOf(calendar.weeks.length, 6)).map((day) =>
    totalsOf(day, tracked.get(day) ?? 0, { first, random }),
  );
}

function totalsOf(
  day: string,
  tracked: number,
  { first, random }: { first: string; random: Random },
): BaselineOfDay {
  const before = daysBetween(day, first);
  const [from = 0, to = 0] = SALE.daysBefore;
  const isSale = before <= from && before >= to;
  const usual = USUAL_ORDERS * (WEEKDAYS[(7 * WEEKS_BEFORE - before) % 7] ?? 1) * (isSale ? 1.6 : 1);
  const orders = drawPoisson(usual, random) + tracked + drawPoisson(TYPED_PER_ORDER * tracked, random);
  const worth = randomInt(random, ...WORTH_MINOR);
  return {
    day,
    orders,
    revenue: { amount: orders * worth, currency: CURRENCY },
    ...(isSale ? { event: 'sale' as const } : {}),
  };
}
