import type { CreditedOrder } from '../facts.ts';
import type { StoredConversion } from '../schema/orders/conversions.ts';

/** One creditable click of a journey. */
export type OrderTouch = StoredConversion['touches'][number];

/**
 * What one order, or one refund of it, adds to its day. A refund is a line of its own; money without an exchange rate
 * is a line that no sum reads. `touches` where a model would have something to split.
 */
export type OrderLine =
  | { kind: 'booked'; order: CreditedOrder; touches?: OrderTouch[] }
  | { kind: 'unconverted'; day: string; currency: string; amountMinor: number };

/** A line and the name under which it is kept: the conversion's id or the refund's. */
export type NamedLine = { id: string; day: string; line: OrderLine };

/** Everything that an order comes to, made from its document alone: writing it twice writes the same. */
export function linesOfOrder(conversion: StoredConversion): NamedLine[] {
  const order = { id: conversion.id, day: conversion.day };
  const net = netOf(conversion);
  const { booking } = conversion;
  if (!booking && net) {
    const wait = (id: string, day: string, amountMinor: number): NamedLine => ({
      id,
      day,
      line: { kind: 'unconverted', day, currency: net.currency, amountMinor },
    });
    const refunds = conversion.refunds.map((refund, index) =>
      wait(refund.id, refund.day, refundShare(conversion, index, net.amount)),
    );
    return [wait(order.id, order.day, net.amount), ...refunds];
  }
  const netMinor = booking?.netMinor ?? 0;
  const profit = booking?.cogsMinor === undefined ? undefined : netMinor - booking.cogsMinor;
  const refunds = conversion.refunds.map((refund, index) => {
    const profitShare = profit === undefined ? undefined : refundShare(conversion, index, profit);
    const line = {
      ...lineOf(conversion, refundShare(conversion, index, netMinor), profitShare),
      beforeMinor: leftBefore(conversion, index, netMinor),
      conversionId: refund.id,
      refundOf: conversion.id,
      orderDay: conversion.day,
      day: refund.day,
      occurredAt: Date.parse(refund.occurredAt),
      receivedAt: Date.parse(refund.receivedAt),
    };
    return { id: refund.id, day: refund.day, line: booked(line, conversion) };
  });
  return [{ ...order, line: booked(lineOf(conversion, netMinor, profit), conversion) }, ...refunds];
}

/** Net of discounts, tax and shipping, in the order's own currency; absent for a lead without a value. */
export function netOf(
  order: Pick<StoredConversion, 'netAmount' | 'lines' | 'amount'>,
): { amount: number; currency: string } | undefined {
  if (order.netAmount) return order.netAmount;
  const [first] = order.lines ?? [];
  if (!first) return order.amount;
  const amount = (order.lines ?? []).reduce((sum, line) => sum + line.netAmount.amount, 0);
  return { amount, currency: first.netAmount.currency };
}

/** Cost of goods: as said for the order, else the sum of its lines when every line says it. */
export function cogsOf(order: Pick<StoredConversion, 'cogs' | 'lines'>): number | undefined {
  if (order.cogs) return order.cogs.amount;
  if (!order.lines || order.lines.some((line) => line.cogs === undefined)) return undefined;
  return order.lines.reduce((sum, line) => sum + (line.cogs?.amount ?? 0), 0);
}

/** What may be given back in all: the order's amount as the customer paid it, else its net. */
export const refundable = (order: Pick<StoredConversion, 'netAmount' | 'lines' | 'amount'>) =>
  order.amount ?? netOf(order);

export const refundedSoFar = (order: Pick<StoredConversion, 'refunds'>): number =>
  order.refunds.reduce((sum, { amount }) => sum + amount.amount, 0);

/**
 * The negative part of `whole` that refund number `index` takes back: the difference of two cumulative shares, so that
 * refunds of everything come to exactly −whole, whatever each rounds to.
 */
export function refundShare(order: StoredConversion, index: number, whole: number): number {
  const all = refundable(order)?.amount ?? 0;
  if (all === 0) return 0;
  const upTo = (count: number) => refundedSoFar({ refunds: order.refunds.slice(0, count) });
  return proportion(whole, upTo(index), all) - proportion(whole, upTo(index + 1), all);
}

/** What is left of `whole` after the refunds before number `index`. */
const leftBefore = (order: StoredConversion, index: number, whole: number): number =>
  order.refunds.slice(0, index).reduce((left, _, before) => left + refundShare(order, before, whole), whole);

/** whole × part/all to the nearest unit, halves away from zero; exact for amounts of any size. */
function proportion(whole: number, part: number, all: number): number {
  const product = BigInt(Math.abs(whole)) * BigInt(part);
  const rounded = Number((2n * product + BigInt(all)) / (2n * BigInt(all)));
  return whole < 0 ? -rounded : rounded;
}

function lineOf(conversion: StoredConversion, netMinor: number, profit: number | undefined): CreditedOrder {
  const { customerId, newCustomer } = conversion;
  return {
    conversionId: conversion.id,
    kind: conversion.kind,
    day: conversion.day,
    occurredAt: Date.parse(conversion.occurredAt),
    receivedAt: Date.parse(conversion.receivedAt),
    netMinor,
    ...(profit === undefined ? {} : { grossProfitMinor: profit }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(newCustomer === undefined ? {} : { newCustomer }),
    attributedBy: conversion.attributedBy,
    windowDays: conversion.windowDays,
    ...(conversion.couponDays === undefined ? {} : { couponDays: conversion.couponDays }),
    credits: conversion.credits.map(({ linkId, postId, creatorId, share, channel, app }) => ({
      ...(linkId ? { linkId } : {}),
      ...(postId ? { postId } : {}),
      creatorId,
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
