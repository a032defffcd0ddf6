import type { Money } from '../schema/common.ts';

/** The money of an order as it was told: at its taking, or by an amendment. */
export type Figures = {
  amount?: Money;
  netAmount?: Money;
  lines?: readonly { netAmount: Money; cogs?: Money }[];
  cogs?: Money;
};

/** An order's money as it was last told. */
export const figuresOf = (order: Figures & { amendments?: readonly Figures[] }): Figures =>
  order.amendments?.at(-1) ?? order;

/** Net of discounts, tax and shipping, in the order's own currency; absent for a lead without a value. */
export function netOf(order: Figures): Money | undefined {
  if (order.netAmount) return order.netAmount;
  const [first] = order.lines ?? [];
  if (!first) return order.amount;
  const amount = (order.lines ?? []).reduce((sum, line) => sum + line.netAmount.amount, 0);
  return { amount, currency: first.netAmount.currency };
}

/** Nobody said what of the amount is net: tax and shipping may be in it. */
export const isNetUnknown = ({ amount, netAmount, lines }: Figures): boolean =>
  amount !== undefined && amount.amount !== 0 && !netAmount && !lines;

/** Cost of goods: as said for the order, else the sum of its lines when every line says it. */
export function cogsOf(order: Figures): number | undefined {
  if (order.cogs) return order.cogs.amount;
  if (!order.lines || order.lines.some((line) => line.cogs === undefined)) return undefined;
  return order.lines.reduce((sum, line) => sum + (line.cogs?.amount ?? 0), 0);
}

/** What may be given back in all: the order's amount as the customer paid it, else its net. */
export const payable = (order: Figures): Money | undefined => order.amount ?? netOf(order);
