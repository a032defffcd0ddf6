import type { CreditedOrder, VoidedLine } from '../facts.ts';
import { convert } from '../money/money.ts';
import type { Booking, StoredConversion } from '../schema/orders/conversions.ts';
import { codesOf } from './coupon-code.ts';
import { cogsOf, figuresOf, isNetUnknown, netOf, payable } from './order-figures.ts';
import { historyOf, proportion, type Standing, type Step } from './order-history.ts';

/** One creditable click of a journey. */
export type OrderTouch = StoredConversion['touches'][number];

/**
 * What one order, or one thing that happened to it, adds to its day. A refund is a line of its own; money without an
 * exchange rate is a line that no sum reads, and so is every line of an order that was voided. `touches` where a model
 * would have something to split.
 */
export type OrderLine =
  | { kind: 'booked'; order: CreditedOrder; touches?: OrderTouch[] }
  | { kind: 'unconverted'; day: string; currency: string; amountMinor: number }
  | { kind: 'void'; day: string; was?: VoidedLine };

/** A line and the name under which it is kept: the conversion's id or that of what happened. */
export type NamedLine = { id: string; day: string; line: OrderLine };

/** Everything that an order comes to, made from its document alone: writing it twice writes the same. */
export function linesOfOrder(order: StoredConversion): NamedLine[] {
  const steps = historyOf(order);
  if (order.voided) return takenOut(order);
  const { booking } = order;
  const net = netOf(order);
  if (!booking && net) return waiting(order, net.currency, steps);
  const worth = worthIn(booking);
  const first = worth(steps[0]?.before ?? { figures: order, refunded: 0, left: net?.amount ?? 0 });
  const line = { ...lineOf(order), netMinor: first.netMinor, ...profitOf(first.profitMinor) };
  return [
    { id: order.id, day: order.day, line: booked(line, order) },
    ...steps.map((step) => laterLine(order, step, worth)),
  ];
}

/** The same lines out of every sum, each with what it had counted: a report of before it says so. */
function takenOut({ voided, ...counting }: StoredConversion): NamedLine[] {
  const voidedAt = Date.parse(voided?.at ?? '');
  return linesOfOrder(counting).map(({ id, day, line }) => {
    if (line.kind !== 'booked') return { id, day, line: { kind: 'void', day } };
    const { refundOf, conversionId, netMinor, receivedAt } = line.order;
    const names = namesIn(counting);
    const was = { conversionId: refundOf ?? conversionId, ...names, day, netMinor, receivedAt, voidedAt };
    return { id, day, line: { kind: 'void', day, was } };
  });
}

/** Money of the order's own currency that waits for a rate. */
function waiting(order: StoredConversion, currency: string, steps: readonly Step[]): NamedLine[] {
  const wait = (id: string, day: string, amountMinor: number): NamedLine => ({
    id,
    day,
    line: { kind: 'unconverted', day, currency, amountMinor },
  });
  return [
    wait(order.id, order.day, netOf(order)?.amount ?? 0),
    ...steps.map(({ happening: { at }, before, after }) => wait(at.id, at.day, after.left - before.left)),
  ];
}

type Worth = { netMinor: number; profitMinor: number | undefined };

/** What a standing is worth in the brand's currency, at the order's own rate; a line is the difference of two. */
function worthIn(booking: Booking | undefined): (standing: Standing) => Worth {
  const inBrand = (amount: number, currency: string): number =>
    booking === undefined || currency === booking.currency
      ? amount
      : (convert({ amount, currency }, booking.currency, booking.rate)?.amount ?? 0);
  return ({ figures, refunded, left }) => {
    const whole = netOf(figures);
    if (!booking || !whole) return { netMinor: 0, profitMinor: undefined };
    const netMinor = inBrand(left, whole.currency);
    const cogs = cogsOf(figures);
    if (cogs === undefined) return { netMinor, profitMinor: undefined };
    const profit = inBrand(whole.amount, whole.currency) - inBrand(cogs, whole.currency);
    const paid = payable(figures)?.amount ?? 0;
    const [part, all] = whole.amount !== 0 ? [left, whole.amount] : [paid - refunded, paid];
    return { netMinor, profitMinor: all === 0 ? profit : proportion(profit, part, all) };
  };
}

function laterLine(order: StoredConversion, step: Step, worth: (standing: Standing) => Worth): NamedLine {
  const { happening } = step;
  const { id, day, occurredAt, receivedAt } = happening.at;
  const [was, is] = [worth(step.before), worth(step.after)];
  const profit =
    is.profitMinor === undefined || was.profitMinor === undefined
      ? undefined
      : is.profitMinor - was.profitMinor;
  const line: CreditedOrder = {
    ...lineOf(order),
    conversionId: id,
    refundOf: order.id,
    ...(happening.kind === 'amendment' ? { amends: true } : {}),
    ...(happening.kind === 'reversal' ? { reverses: true } : {}),
    orderDay: order.day,
    day,
    occurredAt: Date.parse(occurredAt),
    receivedAt: Date.parse(receivedAt),
    netMinor: is.netMinor - was.netMinor,
    ...profitOf(profit),
    beforeMinor: was.netMinor,
  };
  return { id, day, line: booked(line, order) };
}

const profitOf = (profit: number | undefined) => (profit === undefined ? {} : { grossProfitMinor: profit });

const codesIn = (order: StoredConversion): { codes?: string[] } => {
  const { couponCode, couponCodes } = order;
  const codes = codesOf({
    ...(couponCode === undefined ? {} : { couponCode }),
    ...(couponCodes ? { couponCodes } : {}),
  });
  return codes.length > 0 ? { codes } : {};
};

const restoredIn = ({ restored }: StoredConversion): Pick<CreditedOrder, 'restored'> =>
  restored ? { restored: { voidedAt: Date.parse(restored.voidedAt), at: Date.parse(restored.at) } } : {};

const namesIn = ({ externalId, number }: StoredConversion): Pick<CreditedOrder, 'externalId' | 'number'> => ({
  externalId,
  ...(number === undefined ? {} : { number }),
});

function lineOf(order: StoredConversion): CreditedOrder {
  const { customerId, newCustomer } = order;
  return {
    conversionId: order.id,
    ...namesIn(order),
    ...codesIn(order),
    kind: order.kind,
    day: order.day,
    occurredAt: Date.parse(order.occurredAt),
    receivedAt: Date.parse(order.receivedAt),
    ...restoredIn(order),
    netMinor: 0,
    ...(isNetUnknown(figuresOf(order)) ? { netUnknown: true } : {}),
    ...(customerId === undefined ? {} : { customerId }),
    ...(newCustomer === undefined ? {} : { newCustomer }),
    attributedBy: order.attributedBy,
    windowDays: order.windowDays,
    ...(order.couponDays === undefined ? {} : { couponDays: order.couponDays }),
    credits: order.credits.map(({ linkId, postId, creatorId, share, channel, app }) => ({
      ...(linkId ? { linkId } : {}),
      ...(postId ? { postId } : {}),
      ...(creatorId ? { creatorId } : {}),
      share,
      ...(channel ? { channel } : {}),
      ...(app ? { app } : {}),
    })),
  };
}

const booked = (order: CreditedOrder, { touches }: StoredConversion): OrderLine => ({
  kind: 'booked',
  order,
  ...(touches.length > 1 ? { touches } : {}),
});
