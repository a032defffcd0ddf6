import { randomInt, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { COUNTED_BY, type Platform } from './platforms.ts';

/** A line of an order: what was paid for it, discounts gone, and the tax within. */
export type Line = { paid: number; tax: number; discount: number; kind: 'goods' | 'giftCard' | 'tip' };
export type PaidBack = {
  id: number;
  minute: number;
  /** Which line. */
  line: number | undefined;
  withShipping: boolean;
  /** Money for a line that was edited out before: it names none. */
  isLoose?: boolean;
  /** `restock`: put on the shelf again, no money moved. `slow`: told as pending first. `pending`: still is. */
  ends: 'holds' | 'fails' | 'restock' | 'slow' | 'pending';
};

/**
 * What one customer of a shop did in a day, in minor units: told once as plain figures, and by each platform's renderer
 * as the deliveries that it would send. Of a dispute `amount` is taken back until it is won.
 */
export type Doing = {
  id: number;
  minute: number;
  kind: 'order' | 'test' | 'cart' | 'renewal' | 'free';
  /** `staff`: it stands in the order and nobody typed it. */
  code: { text: 'ADA10' | 'FREE'; by: 'shopper' | 'staff' } | undefined;
  taxIncluded: boolean;
  lines: Line[];
  shipping: { paid: number; tax: number };
  payment: 'atOnce' | 'later' | 'never';
  edits: ({ minute: number; removes: number } | { minute: number; adds: Line })[];
  refunds: PaidBack[];
  dispute:
    | { id: number; minute: number; amount: number; ends: 'won' | 'lost' | 'open' | 'inquiry' }
    | undefined;
  cancelled: 'unpaid' | 'kept' | 'paidBack' | undefined;
  deleted: boolean;
  /** What each unit was to the customer, who paid in forints. */
  forints: number | undefined;
};

/** The same seed is the same day. `dice(most)`: 0 … most − 1. */
export function diceOf(seed: number): (most: number) => number {
  const random = seededRandom(String(seed));
  return (most) => randomInt(random, 0, most - 1);
}

export function aDay(platform: Platform, seed: number, count = 200): Doing[] {
  const dice = diceOf(seed);
  return Array.from({ length: count }, (_, index) =>
    aDoing(platform, 5_000_000_001 + index, index * 10, dice),
  );
}

type Dice = ReturnType<typeof diceOf>;
const oneIn = (dice: Dice, times: number) => dice(times) === 0;

function aDoing(platform: Platform, id: number, serial: number, dice: Dice): Doing {
  const does = COUNTED_BY[platform];
  const line = (kind: Line['kind'] = 'goods'): Line => {
    const paid = 2 * (101 + dice(7_000));
    const discount = kind === 'goods' && oneIn(dice, 2) ? 2 * dice(40) : 0;
    return { paid, tax: kind === 'goods' ? 2 * Math.floor((paid * 19) / 238) : 0, discount, kind };
  };
  const lines = [line(), line(), ...(oneIn(dice, 3) ? [line()] : [])];
  if (does.giftCards && oneIn(dice, 8)) lines.push(line('giftCard'));
  if (does.tips && oneIn(dice, 8)) lines.push(line('tip'));
  const shipping = 390 + dice(200);
  const doing: Doing = {
    id,
    minute: dice(300),
    kind: oneIn(dice, 25) ? 'test' : oneIn(dice, 12) ? (does.otherKinds[dice(2)] ?? 'order') : 'order',
    code: [
      { text: 'ADA10' as const, by: oneIn(dice, 6) ? ('staff' as const) : ('shopper' as const) },
      { text: 'FREE' as const, by: 'shopper' as const },
      undefined,
    ][dice(3)],
    taxIncluded: !oneIn(dice, 3),
    lines,
    shipping: { paid: shipping, tax: Math.floor((shipping * 19) / 119) },
    payment: oneIn(dice, 5) ? 'later' : 'atOnce',
    edits: [],
    refunds: [],
    dispute: undefined,
    cancelled: undefined,
    deleted: false,
    forints: does.forints && oneIn(dice, 6) ? 380 + dice(40) : undefined,
  };
  return laterOn(platform, doing, serial, dice);
}

/** What becomes of it: of each kind of end some, and of most nothing. */
function laterOn(platform: Platform, doing: Doing, serial: number, dice: Dice): Doing {
  const does = COUNTED_BY[platform];
  if (doing.kind !== 'order') return doing;
  const end = dice(24);
  if (end === 0) return { ...doing, payment: 'never' };
  if (end === 1 && does.cancels) return { ...doing, payment: 'never', cancelled: 'unpaid' };
  if (end === 2 && does.cancels) return { ...doing, cancelled: 'kept' };
  if (end === 3 && does.deletes) return { ...doing, deleted: true };
  const edits = does.edits ? someEdits(doing, dice) : [];
  const last = doing.lines.length - 1;
  const refund = (at: number, line: number | undefined, withShipping: boolean): PaidBack => ({
    id: serial + at + 1,
    minute: 600 + at * 60 + dice(50),
    line,
    withShipping,
    ends:
      (['holds', 'holds', 'fails', 'slow', 'restock', 'pending'] as const)[at === 0 ? dice(6) : 0] ?? 'holds',
  });
  if (end === 4 && does.cancels) {
    const all = doing.lines.map((_, at) => ({ ...refund(at, at, at === last), ends: 'holds' as const }));
    const part = platform === 'shopify' && oneIn(dice, 2) ? all.slice(0, 1) : all;
    return { ...doing, cancelled: 'paidBack', refunds: part };
  }
  const shippingFirst = oneIn(dice, 2);
  const refunds = oneIn(dice, 3)
    ? [refund(0, 0, shippingFirst), ...(oneIn(dice, 2) ? [refund(1, undefined, !shippingFirst)] : [])]
    : [];
  const isDisputed = does.disputes && oneIn(dice, 6);
  const dispute = isDisputed
    ? {
        id: serial + 9,
        minute: 1_100,
        amount: 150 + dice(300),
        ends: (['won', 'lost', 'open', 'inquiry'] as const)[dice(4)] ?? 'open',
      }
    : undefined;
  const [edit] = edits;
  if (platform === 'shopify' && edit && 'removes' in edit && edit.minute === 500 && oneIn(dice, 2))
    refunds.push({
      ...refund(0, edit.removes, false),
      id: serial + 8,
      minute: 800,
      ends: 'holds',
      isLoose: true,
    });
  const done = refunds.filter(({ line, withShipping }) => line !== undefined || withShipping);
  return { ...doing, edits, refunds: done, dispute };
}

/** Before any refund, after all of them, or both; line 0 is never edited out. */
function someEdits({ lines }: Doing, dice: Dice): Doing['edits'] {
  const removes = (minute: number) => ({ minute, removes: 1 });
  const adds = (minute: number) => {
    const paid = 2 * (150 + dice(2_000));
    return {
      minute,
      adds: { paid, tax: 2 * Math.floor((paid * 7) / 214), discount: 0, kind: 'goods' as const },
    };
  };
  const kind = lines[1]?.kind === 'goods' ? dice(12) : 11;
  if (kind === 0) return [removes(500)];
  if (kind === 1) return [adds(500)];
  if (kind === 2) return [removes(1_000)];
  if (kind === 3) return [adds(1_000)];
  return kind === 4 ? [adds(500), removes(1_000)] : [];
}

/** The lines as they stood at a minute: an edited-out one is gone from the sum, its place stays. */
export const standingLines = (
  { lines, edits }: Doing,
  minute = Number.POSITIVE_INFINITY,
): (Line | undefined)[] => {
  let standing: (Line | undefined)[] = [...lines];
  for (const edit of edits) {
    if (edit.minute > minute) continue;
    standing =
      'adds' in edit
        ? [...standing, edit.adds]
        : standing.map((line, at) => (at === edit.removes ? undefined : line));
  }
  return standing;
};
const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
export const paidFor = (doing: Doing, minute?: number): number =>
  doing.kind === 'free'
    ? 0
    : sum(standingLines(doing, minute).map((line) => line?.paid ?? 0)) + doing.shipping.paid;
export const backIn = ({ lines, shipping }: Doing, { line, withShipping }: PaidBack): number =>
  (line === undefined ? 0 : (lines[line]?.paid ?? 0)) + (withShipping ? shipping.paid : 0);
const netOfLine = (line: Line | undefined): number => (line?.kind === 'goods' ? line.paid - line.tax : 0);
export const moved = ({ ends }: PaidBack): boolean => ends === 'holds' || ends === 'slow';

/** What was to be paid in all, before anything was paid back. */
export const payableFor = (doing: Doing): number =>
  paidFor(doing) + sum(looseLines(doing).map((line) => line?.paid ?? 0));

/** Edited out, and then paid back without being named: paid for until then. */
const looseLines = ({ lines, refunds }: Doing): (Line | undefined)[] =>
  refunds.flatMap((refund) => (refund.isLoose && refund.line !== undefined ? [lines[refund.line]] : []));

/** What the order comes to, added up from the figures alone: nothing here reads a delivery. */
export function netLeft(platform: Platform, doing: Doing): number {
  // Nothing is left of a cancelled order, whatever part of it the shop paid back.
  if (doing.kind === 'free' || doing.cancelled) return 0;
  const { tellsNet } = COUNTED_BY[platform];
  const held = doing.refunds.filter(moved);
  const net = sum([...standingLines(doing), ...looseLines(doing)].map(netOfLine));
  const disputed = doing.dispute && ['lost', 'open'].includes(doing.dispute.ends) ? doing.dispute.amount : 0;
  const named = tellsNet ? held.filter(({ isLoose }) => !isLoose) : [];
  const unnamed = disputed + sum(held.filter((one) => !named.includes(one)).map((one) => backIn(doing, one)));
  const rest = net - sum(named.map(({ line }) => (line === undefined ? 0 : netOfLine(doing.lines[line]))));
  const restPaid = payableFor(doing) - sum(named.map((refund) => backIn(doing, refund)));
  return unnamed === 0 ? rest : rest - Math.floor((2 * rest * unnamed + restPaid) / (2 * restPaid));
}

/** Tests, carts, what nobody paid, what was cancelled without being paid back and what was deleted are no orders. */
export const isOrder = ({ kind, payment, cancelled, deleted }: Doing): boolean =>
  kind !== 'test' && kind !== 'cart' && payment !== 'never' && cancelled !== 'kept' && !deleted;

/** What Ada's code brought. */
export function broughtByAda(platform: Platform, day: readonly Doing[]): { orders: number; net: number } {
  const hers = day.filter((doing) => isOrder(doing) && codeTyped(platform, doing) === 'ADA10');
  return { orders: hers.length, net: sum(hers.map((doing) => netLeft(platform, doing))) };
}

/** Only Shopify lists what staff gave as if it were a code. */
export const codeTyped = (platform: Platform, { code }: Doing): string | undefined =>
  platform === 'shopify' && code?.by === 'staff' ? undefined : code?.text;
