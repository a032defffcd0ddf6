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
  let stretch: Stretch = { from: opening(order), paidBack: [] };
  for (const happening of happeningsOf(order)) {
    const before = standingIn(stretch);
    stretch = afterwards(happening, stretch, steps);
    steps.push({ happening, before, after: standingIn(stretch) });
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

/** From one telling of the money to the next: where it began, and the refunds since then that hold. */
type Stretch = { from: Standing; paidBack: readonly StoredRefund[] };

/** An amendment leaves to refunds what they took; a reversal takes a refund out as if it had never been. */
function afterwards(happening: Happening, stretch: Stretch, steps: readonly Step[]): Stretch {
  if (happening.kind === 'refund') return { ...stretch, paidBack: [...stretch.paidBack, happening.at] };
  if (happening.kind === 'amendment') {
    const { figures, refunded, left } = standingIn(stretch);
    const change = (netOf(happening.at)?.amount ?? 0) - (netOf(figures)?.amount ?? 0);
    return { from: { figures: happening.at, refunded, left: left + change }, paidBack: [] };
  }
  const { refundId } = happening.at;
  if (stretch.paidBack.some(({ id }) => id === refundId))
    return { ...stretch, paidBack: stretch.paidBack.filter(({ id }) => id !== refundId) };
  const back = steps.find(({ happening: { at } }) => at.id === refundId);
  if (!back) return stretch;
  const { figures, refunded, left } = stretch.from;
  return {
    ...stretch,
    from: {
      figures,
      refunded: refunded - (back.after.refunded - back.before.refunded),
      left: left - (back.after.left - back.before.left),
    },
  };
}

/**
 * What an order stands at by the refunds that hold, in whatever order they came: shops' events come in any. Those that
 * name their net part take that; the others together take their share of what is then left, so that refunds of
 * everything take exactly everything, whatever each rounds to.
 */
function standingIn({ from: { figures, refunded, left }, paidBack }: Stretch): Standing {
  const sum = (refunds: readonly StoredRefund[]) =>
    refunds.reduce((all, { amount }) => all + amount.amount, 0);
  const named = paidBack.filter(({ netAmount }) => netAmount !== undefined);
  const unnamed = sum(paidBack) - sum(named);
  const rest = left - named.reduce((all, { netAmount }) => all + (netAmount?.amount ?? 0), 0);
  const restPaid = (payable(figures)?.amount ?? 0) - refunded - sum(named);
  const taken = unnamed === 0 || restPaid <= 0 ? 0 : proportion(rest, unnamed, restPaid);
  return { figures, refunded: refunded + sum(paidBack), left: rest - taken };
}

/** whole × part/all to the nearest unit, halves away from zero; exact for amounts of any size. */
export function proportion(whole: number, part: number, all: number): number {
  const product = BigInt(Math.abs(whole)) * BigInt(Math.abs(part));
  const size = BigInt(Math.abs(all));
  const rounded = Number((2n * product + size) / (2n * size));
  return Math.sign(whole) * Math.sign(part) * Math.sign(all) * rounded || 0;
}
