import type { CreditedOrder } from '../facts.ts';
import type { Cause } from './snapshot.ts';

/** Orders of a week, and what happened to orders in it, that were heard of only after its report was made, oldest first. */
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
      kind: kindOf(order),
      conversionId: order.refundOf ?? order.conversionId,
      ...(order.externalId === undefined ? {} : { order: order.externalId }),
      day: order.day,
      netMinor: order.netMinor,
      receivedAt: isoTime(order.receivedAt),
    }));

const kindOf = ({ refundOf, amends, reverses }: CreditedOrder): LateKind => {
  if (refundOf === undefined) return 'late-order';
  if (amends) return 'amendment';
  return reverses ? 'reversal' : 'refund';
};
type LateKind = Extract<Cause, { netMinor: number }>['kind'];
