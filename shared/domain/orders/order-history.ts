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
  let told: Told = { figures: order, paidBack: [] };
  let before = standingBy(told);
  for (const happening of happeningsOf(order)) {
    told = afterwards(happening, told);
    const after = standingBy(told);
    steps.push({ happening, before, after });
    before = after;
  }
  return steps;
}

/** What the order stands at by now. */
export const standingOf = (order: StoredConversion): Standing => standingBy(toldOf(order));

/** What it would stand at if its money were told anew. */
export const standingIf = (order: StoredConversion, figures: Figures): Standing =>
  standingBy({ ...toldOf(order), figures });

/** An order's money as last told, and the refunds of it that hold. */
type Told = { figures: Figures; paidBack: readonly StoredRefund[] };

const toldOf = (order: StoredConversion): Told =>
  happeningsOf(order).reduce((told: Told, happening) => afterwards(happening, told), {
    figures: order,
    paidBack: [],
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

function afterwards({ kind, at }: Happening, { figures, paidBack }: Told): Told {
  if (kind === 'refund') return { figures, paidBack: [...paidBack, at] };
  if (kind === 'amendment') return { figures: at, paidBack };
  return { figures, paidBack: paidBack.filter(({ id }) => id !== at.refundId) };
}

/**
 * What an order stands at by its money as last told and the refunds that hold, in whatever order either came: shops'
 * events come in any. Refunds that name their net part take that; the others together take their share of what is then
 * left, so that refunds of everything take exactly everything, whatever each rounds to.
 */
function standingBy({ figures, paidBack }: Told): Standing {
  const sum = (refunds: readonly StoredRefund[]) =>
    refunds.reduce((all, { amount }) => all + amount.amount, 0);
  const named = paidBack.filter(({ netAmount }) => netAmount !== undefined);
  const refunded = sum(paidBack);
  const unnamed = refunded - sum(named);
  const rest =
    (netOf(figures)?.amount ?? 0) - named.reduce((all, { netAmount }) => all + (netAmount?.amount ?? 0), 0);
  const restPaid = (payable(figures)?.amount ?? 0) - sum(named);
  const taken = unnamed === 0 || restPaid <= 0 ? 0 : proportion(rest, unnamed, restPaid);
  return { figures, refunded, left: rest - taken };
}

/** whole × part/all to the nearest unit, halves away from zero; exact for amounts of any size. */
export function proportion(whole: number, part: number, all: number): number {
  const product = BigInt(Math.abs(whole)) * BigInt(Math.abs(part));
  const size = BigInt(Math.abs(all));
  const rounded = Number((2n * product + size) / (2n * size));
  return Math.sign(whole) * Math.sign(part) * Math.sign(all) * rounded || 0;
}
