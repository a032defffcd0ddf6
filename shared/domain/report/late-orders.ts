import type { CreditedOrder } from '../facts.ts';
import type { Cause } from './snapshot.ts';

/** Refunds and orders of a week that were heard of only after its report was made, oldest first. */
export const lateOrders = (
  orders: readonly CreditedOrder[],
  period: { firstDay: string; lastDay: string },
  afterMs: number,
  isoTime: (ms: number) => string,
): Cause[] =>
  orders
    .filter(({ day, receivedAt }) => day >= period.firstDay && day <= period.lastDay && receivedAt > afterMs)
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.conversionId < b.conversionId ? -1 : 1))
    .map((order) => ({
      kind: order.refundOf === undefined ? 'late-order' : 'refund',
      conversionId: order.refundOf ?? order.conversionId,
      ...(order.externalId === undefined ? {} : { order: order.externalId }),
      day: order.day,
      netMinor: order.netMinor,
      receivedAt: isoTime(order.receivedAt),
    }));
