import type { Amendment, Reversal, StoredConversion, StoredRefund } from '../schema/orders/conversions.ts';
import { type Figures, netOf, payable } from './order-figures.ts';

/** One thing that happened to an order after it was taken, in the order in which we heard of it. */
export type Happening =
  | { kind: 'refund'; at: StoredRefund }
  | { kind: 'reversal'; at: Reversal }
  | { kind: 'amendment'; at: Amendment };

/** What an order stands at, in its own currency's minor units. */
export type Standing = {
  /** Its money as last told. */
  figures: Figures;
  /** What was paid back, in terms of what was paid. */
  refunded: number;
  /** What is left of its net amount. */
  left: number;
};

export type Step = { happening: Happening; before: Standing; after: Standing };

/** An order's history, one step for each refund, reversal and amendment. */
export function historyOf(order: StoredConversion): Step[] {
  const steps: Step[] = [];
  let stretch = stretchFrom(opening(order));
  for (const happening of happeningsOf(order)) {
    const before = steps.at(-1)?.after ?? opening(order);
    const after = afterwards(happening, before, stretch, steps);
    const goesOn = happening.kind === 'refund' && happening.at.netAmount === undefined;
    stretch = goesOn
      ? { ...stretch, paidBack: stretch.paidBack + happening.at.amount.amount }
      : stretchFrom(after);
    steps.push({ happening, before, after });
  }
  return steps;
}

/** What the order stands at by now. */
export const standingOf = (order: StoredConversion): Standing =>
  historyOf(order).at(-1)?.after ?? opening(order);

const opening = (order: StoredConversion): Standing => ({
  figures: order,
  refunded: 0,
  left: netOf(order)?.amount ?? 0,
});

/** Refunds in their order; what else happened stands behind as many of them as there were by then. */
function happeningsOf({ refunds, reversals = [], amendments = [] }: StoredConversion): Happening[] {
  const others = [
    ...reversals.map((at) => ({ kind: 'reversal' as const, at })),
    ...amendments.map((at) => ({ kind: 'amendment' as const, at })),
  ].sort((one, other) => one.at.place - other.at.place);
  const happenings: Happening[] = refunds.map((at) => ({ kind: 'refund', at }));
  // A place counts everything before it, so that putting them in from the first on restores the order.
  for (const other of others) happenings.splice(other.at.place, 0, other);
  return happenings;
}

/** Refunds that name no net part, one after another: each takes the same share of what was left before the first. */
type Stretch = { left: number; payable: number; paidBack: number };
const stretchFrom = ({ figures, refunded, left }: Standing): Stretch => ({
  left,
  payable: (payable(figures)?.amount ?? 0) - refunded,
  paidBack: 0,
});

function afterwards(
  happening: Happening,
  before: Standing,
  stretch: Stretch,
  steps: readonly Step[],
): Standing {
  const { figures, refunded, left } = before;
  if (happening.kind === 'amendment') {
    const told = happening.at;
    const change = (netOf(told)?.amount ?? 0) - (netOf(figures)?.amount ?? 0);
    return { figures: told, refunded, left: left + change };
  }
  if (happening.kind === 'reversal') {
    const back = steps.find(({ happening: { at } }) => at.id === happening.at.refundId);
    if (!back) return before;
    return {
      figures,
      refunded: refunded - (back.after.refunded - back.before.refunded),
      left: left - (back.after.left - back.before.left),
    };
  }
  const { amount, netAmount } = happening.at;
  const taken = netAmount ? netAmount.amount : netPartOf(amount.amount, stretch);
  return { figures, refunded: refunded + amount.amount, left: left - taken };
}

/**
 * The difference of two cumulative shares, so that refunds of everything take exactly what was left, whatever each
 * rounds to.
 */
function netPartOf(amount: number, { left, payable: all, paidBack }: Stretch): number {
  if (all <= 0) return 0;
  return proportion(left, paidBack + amount, all) - proportion(left, paidBack, all);
}

/** whole × part/all to the nearest unit, halves away from zero; exact for amounts of any size. */
export function proportion(whole: number, part: number, all: number): number {
  const product = BigInt(Math.abs(whole)) * BigInt(Math.abs(part));
  const size = BigInt(Math.abs(all));
  const rounded = Number((2n * product + size) / (2n * size));
  return Math.sign(whole) * Math.sign(part) * Math.sign(all) * rounded || 0;
}
