import type { CreditedOrder, Facts, VoidedLine } from '../facts.ts';
import { orderNumberOf } from '../orders/order-number.ts';
import type { Cause } from './snapshot.ts';

type Late = Extract<Cause, { netMinor: number }>;
type Line = Pick<CreditedOrder, 'conversionId' | 'refundOf' | 'externalId' | 'number' | 'day' | 'netMinor'>;
type Heard = { kind: Late['kind']; line: Line; at: number };

/**
 * Orders of a week, and what happened to orders in it, that were heard of only after its report was made (epoch ms),
 * oldest first: of one that was voided what it had counted, taken away; of one restored since, given back.
 */
export const lateOrders = (
  { orders, voided = [] }: Pick<Facts, 'orders' | 'voided'>,
  period: { firstDay: string; lastDay: string },
  afterMs: number,
  isoTime: (ms: number) => string,
): Late[] =>
  [
    ...orders.flatMap((order) => heardOf(order, afterMs)),
    ...voided.flatMap((line) => takenAway(line, afterMs)),
  ]
    .filter(({ line: { day } }) => day >= period.firstDay && day <= period.lastDay)
    .sort((a, b) => a.at - b.at || (a.line.conversionId < b.line.conversionId ? -1 : 1))
    .map(({ kind, line, at }) => ({
      kind,
      conversionId: line.refundOf ?? line.conversionId,
      ...namedAs(orderNumberOf(line)),
      day: line.day,
      netMinor: line.netMinor,
      receivedAt: isoTime(at),
    }));

const namedAs = (order: string | undefined): { order?: string } => (order === undefined ? {} : { order });

function heardOf(order: CreditedOrder, afterMs: number): Heard[] {
  const { receivedAt, restored } = order;
  if (receivedAt > afterMs) return [{ kind: kindOf(order), line: order, at: receivedAt }];
  const isBack = restored && restored.voidedAt <= afterMs && restored.at > afterMs;
  return isBack ? [{ kind: 'restored', line: order, at: restored.at }] : [];
}

/** One that came and went after the report was in none. */
const takenAway = (line: VoidedLine, afterMs: number): Heard[] =>
  line.voidedAt > afterMs && line.receivedAt <= afterMs
    ? [{ kind: 'void', line: { ...line, netMinor: -line.netMinor }, at: line.voidedAt }]
    : [];

const kindOf = ({ refundOf, amends, reverses }: CreditedOrder): Late['kind'] => {
  if (refundOf === undefined) return 'late-order';
  if (amends) return 'amendment';
  return reverses ? 'reversal' : 'refund';
};
