import * as z from 'zod';
import { proportion } from '../orders/order-history.ts';
import { Instant, idOf, maybe } from '../schema/common.ts';
import { SHOP_REFUND_STATES } from '../vocabulary.ts';
import { type ShopFact, ShopRefund, ShopSnapshot } from './shop-fact.ts';
import { minorOfDecimal } from './shop-money.ts';

/**
 * All that a shop told of one order. What is learnt is joined so that neither the order in which it comes nor how often
 * matters: the newest snapshot stands, refunds are known by their ids and only ever move on.
 */
export const ShopOrder = z.strictObject({
  /** The externalId of the order. */
  id: z.string(),
  latest: maybe(ShopSnapshot),
  refunds: z.array(ShopRefund),
  goneAt: maybe(Instant),
  restoredAt: maybe(Instant),
  /** The order that this is but another name of. */
  partOf: maybe(z.string()),
  /** It was us who took it out of the counts, so it is us who put it back. */
  isVoidedByUs: maybe(z.boolean()),
  /** Events that could not be booked yet: another one of this order may be what they lack. */
  open: maybe(z.array(z.strictObject({ hookId: idOf('hok'), eventId: idOf('hev') }))),
  archivedAt: maybe(Instant),
});
export type ShopOrder = z.infer<typeof ShopOrder>;

export const noShopOrder = (id: string): ShopOrder => ({ id, refunds: [] });

/** What is known of the order once this is known, too. */
export function learn(known: ShopOrder, fact: ShopFact): ShopOrder {
  if (fact.kind === 'refund') return { ...known, refunds: joined(known.refunds, [fact.refund]) };
  if (fact.kind === 'part') return { ...known, partOf: fact.of };
  if (fact.kind === 'gone') return { ...known, goneAt: later(known.goneAt, fact.at) };
  if (fact.kind === 'restored') return { ...known, restoredAt: later(known.restoredAt, fact.at) };
  const { snapshot } = fact;
  const latest = known.latest && isNewer(known.latest, snapshot) ? known.latest : snapshot;
  const seen = snapshot.refunds.map((refund) => ({
    ...refund,
    occurredAt: refund.occurredAt ?? snapshot.at,
  }));
  return { ...known, latest, refunds: joined(known.refunds, seen) };
}

const later = (one: string | undefined, other: string): string => (one && one > other ? one : other);

/** Platforms stamp to the second: of two snapshots of one second the one with more in it came later. */
function isNewer(one: ShopSnapshot, other: ShopSnapshot): boolean {
  const [a, b] = [rankOf(one), rankOf(other)];
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] ?? '') > (b[i] ?? '');
  return false;
}

const rankOf = (snapshot: ShopSnapshot): string[] => [
  snapshot.at,
  String(snapshot.refunds.filter(({ state }) => state === 'booked').length).padStart(4, '0'),
  snapshot.isCancelled ? '1' : '0',
  { none: '0', open: '1', paid: '2' }[snapshot.payment],
  JSON.stringify(snapshot),
];

function joined(known: readonly ShopRefund[], more: readonly ShopRefund[]): ShopRefund[] {
  const byId = new Map(known.map((refund) => [refund.externalId, refund]));
  for (const refund of more) {
    const before = byId.get(refund.externalId);
    byId.set(refund.externalId, before ? further(before, refund) : refund);
  }
  return [...byId.values()].sort((one, other) => (one.externalId < other.externalId ? -1 : 1));
}

/** The one that is further on, dated by whoever saw it first. */
function further(one: ShopRefund, other: ShopRefund): ShopRefund {
  const rank = ({ state, occurredAt: _, ...said }: ShopRefund) =>
    `${SHOP_REFUND_STATES.indexOf(state)}${JSON.stringify(said)}`;
  const ahead = rank(one) >= rank(other) ? one : other;
  // What isn't told is sorted behind what is.
  const [first] = [one.occurredAt, other.occurredAt].sort();
  return { ...ahead, ...(first ? { occurredAt: first } : {}) };
}

type Money = ShopSnapshot['amount'];
export type DueRefund = { externalId: string; amount: Money; netAmount?: Money; occurredAt: string };

/** What the brand's books are to say of the order. */
export type ShopTarget = {
  /** `out`: it is to be in no count, and need not be taken for that. */
  counts: 'yes' | 'void' | 'out';
  snapshot: ShopSnapshot;
  refunds: DueRefund[];
  /** externalIds of refunds that are none any longer. */
  undone: string[];
  problems: string[];
};

/** From when on an order counts: at once, or when it is paid. */
export const COUNTS_WHEN = ['paid', 'placed'] as const;
export type CountsWhen = (typeof COUNTS_WHEN)[number];

/** Undefined while nothing but refunds or its end is known. */
export function targetOf(known: ShopOrder, when: CountsWhen): ShopTarget | undefined {
  const { latest, goneAt = '', restoredAt = '' } = known;
  if (!latest) return undefined;
  const refunds = known.refunds.map((refund) =>
    isMissing(refund, latest) ? { ...refund, state: 'undone' as const } : refund,
  );
  const booked = refunds.filter(({ state }) => state === 'booked');
  const due = booked.map((refund) => dueOf(refund, latest));
  const isEarned = latest.payment === 'paid' || (latest.payment === 'open' && when === 'placed');
  const isGone = goneAt >= latest.at && goneAt > restoredAt;
  // A cancelled order that was paid back is told by its refunds: to void it as well would take the money back twice.
  const isVoid = isGone || (latest.isCancelled && booked.length === 0);
  return {
    counts: !isEarned ? 'out' : isVoid ? 'void' : 'yes',
    snapshot: latest,
    refunds: due.flatMap((one) => ('problem' in one ? [] : [one])),
    undone: refunds.filter(({ state }) => state === 'undone').map(({ externalId }) => externalId),
    problems: due.flatMap((one) => ('problem' in one ? [one.problem] : [])),
  };
}

/** Lists of refunds are cumulative: what the newest no longer has was deleted in the shop. */
const isMissing = (refund: ShopRefund, latest: ShopSnapshot): boolean =>
  latest.refundsAreAll &&
  latest.isDated &&
  !latest.refunds.some(({ externalId }) => externalId === refund.externalId);

function dueOf(
  refund: ShopRefund,
  { amount: { currency }, rate, occurredAt }: ShopSnapshot,
): DueRefund | { problem: string } {
  const { externalId, paidBack, notNet, worth = [], currency: told = currency } = refund;
  if (told !== currency && told !== rate?.currency)
    return { problem: `Refund ${externalId} is in ${told}, its order in ${currency}.` };
  const sent = sumOf(paidBack, told);
  const paid = rate && told !== currency ? proportion(rate.is, sent, rate.paid) : sent;
  const whole = Math.max(paid, sumOf(worth, currency));
  const rest = notNet && (whole === 0 ? 0 : proportion(sumOf(notNet, currency), paid, whole));
  const at = refund.occurredAt ?? occurredAt;
  return {
    externalId,
    amount: { amount: paid, currency },
    ...(rest === undefined
      ? {}
      : { netAmount: { amount: Math.max(0, Math.min(paid, paid - rest)), currency } }),
    occurredAt: at < occurredAt ? occurredAt : at,
  };
}

const sumOf = (decimals: readonly string[], currency: string): number =>
  decimals.reduce((sum, sent) => sum + Math.abs(minorOfDecimal(sent, currency)?.minor ?? 0), 0);
