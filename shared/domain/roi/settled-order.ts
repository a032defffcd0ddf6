import type { CreditedOrder } from '../facts.ts';
import { roundMinor } from '../money/money.ts';
import { ofTheLast } from '../remember.ts';
import { addDays, daysBetween } from '../time/week.ts';

/** An order with what happened to it since: counted once, its profit one amount, so that a full refund is zero. */
export type SettledOrder = {
  credits: CreditedOrder['credits'];
  /** False when the order itself lies outside the period and only refunds of it are counted. */
  placed: boolean;
  kind: CreditedOrder['kind'];
  byClick: boolean;
  newCustomer: boolean | undefined;
  /** Nobody said what of its amount is net. */
  netUnknown: boolean;
  /** Its lines within the period. */
  lines: readonly CreditedOrder[];
  /** Undefined when neither cost of goods nor the brand's margin is known. */
  grossProfitMinor: number | undefined;
};

/**
 * Nets the lines of each order whose day is wanted. Orders that nobody is credited for are the shop's own. An order has one
 * line of its own, so only those that something happened to are looked up.
 */
export function settleOrders(
  lines: readonly CreditedOrder[],
  wanted: (day: string) => boolean,
  grossMargin: number | undefined,
): SettledOrder[] {
  const changed = new Set<string>();
  for (const { refundOf } of lines) if (refundOf !== undefined) changed.add(refundOf);
  const settled: SettledOrder[] = [];
  const several: CreditedOrder[] = [];
  for (const line of lines) {
    if (changed.has(line.refundOf ?? line.conversionId)) several.push(line);
    else if (line.credits.length > 0 && wanted(line.day)) settled.push(settle(line, [line], grossMargin));
  }
  for (const { order, mine } of ordersOf(several, wanted)) settled.push(settle(order, mine, grossMargin));
  return settled;
}

/** Orders that something happened to, each with those of its lines that count. */
function ordersOf(lines: readonly CreditedOrder[], wanted: (day: string) => boolean) {
  const orders = new Map<string, CreditedOrder>();
  const linesOf = new Map<string, CreditedOrder[]>();
  for (const line of lines) {
    if (line.refundOf === undefined) orders.set(line.conversionId, line);
    if (line.credits.length === 0 || !wanted(line.day)) continue;
    const key = line.refundOf ?? line.conversionId;
    const known = linesOf.get(key);
    if (known) known.push(line);
    else linesOf.set(key, [line]);
  }
  return [...linesOf].flatMap(([key, mine]) => {
    const order = orders.get(key) ?? mine[0];
    return order ? [{ order, mine }] : [];
  });
}

function settle(order: CreditedOrder, lines: CreditedOrder[], grossMargin: number | undefined): SettledOrder {
  let knownProfit = 0;
  let withoutProfit = 0;
  let priced = true;
  for (const line of lines) {
    if (line.grossProfitMinor !== undefined) knownProfit += line.grossProfitMinor;
    else {
      withoutProfit += line.netMinor;
      priced = priced && (grossMargin !== undefined || line.netMinor === 0);
    }
  }
  return {
    credits: order.credits,
    placed: order.refundOf === undefined && lines.includes(order),
    kind: order.kind,
    byClick: order.attributedBy === 'click',
    newCustomer: order.newCustomer,
    netUnknown: order.netUnknown ?? false,
    lines,
    grossProfitMinor: priced ? knownProfit + roundMinor(withoutProfit * (grossMargin ?? 0)) : undefined,
  };
}

/** Within so many days a customer must come back to count as one who did. */
export const REPEAT_DAYS = 90;

/** A customer's first order, and whether another came within 90 days. */
export type FirstOrder = { order: CreditedOrder; returned: boolean };

/**
 * First orders of customers who were new, at least 90 days before `asOf`: younger ones have not had their chance to
 * come back and would drag the rate down (right-censoring).
 */
export function maturedFirstOrders(lines: readonly CreditedOrder[], asOf: string): FirstOrder[] {
  const lastFirstDay = addDays(asOf, -REPEAT_DAYS);
  const isOld = ofTheLast((day: string) => day <= lastFirstDay);
  const early = new Set<string>();
  for (const line of lines) if (isSale(line) && isOld(line.day)) early.add(line.customerId);
  const byCustomer = new Map<string, CreditedOrder[]>();
  for (const line of lines) {
    if (!isSale(line) || !early.has(line.customerId)) continue;
    const known = byCustomer.get(line.customerId);
    if (known) known.push(line);
    else byCustomer.set(line.customerId, [line]);
  }
  const found: FirstOrder[] = [];
  for (const orders of byCustomer.values()) {
    const [order, second] = orders.length > 1 ? orders.sort(earliestFirst) : orders;
    if (!order || order.newCustomer === false || order.day > lastFirstDay) continue;
    const returned = second !== undefined && daysBetween(order.day, second.day) <= REPEAT_DAYS;
    found.push({ order, returned });
  }
  return found;
}

/** Of somebody who can be known again. */
const isSale = (line: CreditedOrder): line is CreditedOrder & { customerId: string } =>
  line.customerId !== undefined && line.refundOf === undefined && line.kind === 'sale';

const earliestFirst = (one: CreditedOrder, other: CreditedOrder): number =>
  one.occurredAt - other.occurredAt || (one.conversionId < other.conversionId ? -1 : 1);
