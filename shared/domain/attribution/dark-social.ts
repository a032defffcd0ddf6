import type { CreditedOrder, Facts, LinkDayChannel } from '../facts.ts';
import { BELIEFS } from '../judge/rules.ts';
import { type Wanted, wantedIn } from '../post-filter.ts';
import { isReliableRate } from '../roi/suppression.ts';
import { type Channel, isDark } from '../vocabulary.ts';
import { creditedMinor } from './credited-money.ts';

/** What says that a click came through private sharing. The first three are sure; the others are the hidden channels. */
export const DARK_SIGNS = [
  'messenger',
  'mail',
  'declared',
  'dark_app',
  'dark_paste',
  'dark_unknown',
] as const;
export type DarkSign = (typeof DARK_SIGNS)[number];
/** A filter’s word for whichever of them. */
export const ANY_SIGN = 'any';

/**
 * Dark social of a span of days. Only clicks are visits. `low` came by a messenger or mail program that named itself, or
 * on a link declared for a private place; `high` adds every click in another dark channel that nothing else explains;
 * `expected` adds of those as many as their rules are believed.
 */
export type DarkSocialOfClicks = {
  /** All counted clicks. */
  visits: number;
  low: number;
  high: number;
  expected: number;
  /** Of `visits`; absent where so few clicks make no rate. */
  share?: { low: number; high: number; expected: number };
  evidence: { sign: DarkSign; clicks: number; confidence: number }[];
  /** Of orders credited by those clicks, as credit shares. */
  orders: Range;
  netRevenueMinor: Range;
  /** Orders by a creator's code without any click: posters and coupon sites hand codes on too. In neither end above. */
  byCodeAlone: { orders: number; netRevenueMinor: number };
  /** The clicks of `high`, largest first. */
  byChannel: { channel: Channel; clicks: number }[];
  byApp: { app: string | null; clicks: number }[];
};
type Range = { low: number; high: number };

/** Links that the brand placed where only the addressed see them. */
const PRIVATE_PLACEMENTS = new Set(['dm', 'whatsapp', 'email']);
/** Printed: who typed or scanned it was shown it in public. */
const PRINTED = 'offline';

/** How far each sign is believed: the confidence of the rule that most often puts a click there. */
const CONFIDENCE: Record<DarkSign, number> = {
  messenger: BELIEFS.messengerWindow.confidence,
  mail: BELIEFS.mail.confidence,
  declared: 1,
  dark_app: BELIEFS.handOver.confidence,
  dark_paste: BELIEFS.paste.confidence,
  dark_unknown: BELIEFS.undecided.confidence,
};
const SURE = new Set<DarkSign>(['messenger', 'mail', 'declared']);

/** Which sign of private sharing one way of arriving bears, if any. */
export function darkSignOf(
  channel: Channel | undefined,
  placement: string | undefined,
): DarkSign | undefined {
  if (PRIVATE_PLACEMENTS.has(placement ?? '')) return 'declared';
  if (channel === 'dark_messenger') return 'messenger';
  if (channel === 'dark_email') return 'mail';
  if (channel === undefined || !isDark(channel) || placement === PRINTED) return undefined;
  return channel as DarkSign;
}

/** A link that the brand placed in an app says which, where none named itself. */
export const darkAppOf = (app: string | undefined, placement: string | undefined): string | null =>
  app || (placement === 'whatsapp' ? 'whatsapp' : null);

/**
 * The one definition that mail, page, CSV and API print. Clicks of links that the catalog does not know are left out; so is
 * what is not wanted.
 */
export function darkSocialOf(
  facts: Facts,
  days: { from: string; to: string },
  wanted: Pick<Wanted, 'link' | 'credit'> = wantedIn(facts.catalog),
): DarkSocialOfClicks {
  const within = ({ day }: { day: string }) => day >= days.from && day <= days.to;
  const placements = new Map(facts.catalog.links.map(({ linkId, placement }) => [linkId, placement]));
  const clicks = facts.channels.filter(
    (row) => within(row) && placements.has(row.linkId) && wanted.link(row.linkId),
  );
  const orders = facts.orders.filter(within);
  const bySign = new Map<DarkSign, number>();
  const byChannel = new Map<Channel, number>();
  const byApp = new Map<string | null, number>();
  for (const row of clicks) {
    const placement = placements.get(row.linkId);
    const sign = darkSignOf(row.channel, placement);
    if (!sign) continue;
    add(bySign, sign, row.clicks);
    add(byChannel, row.channel, row.clicks);
    add(byApp, darkAppOf(row.app, placement), row.clicks);
  }
  return {
    ...rangeOf(sum(clicks), bySign),
    ...ordersOf(orders, placements, wanted),
    byChannel: largestFirst(byChannel).map(([channel, count]) => ({ channel, clicks: count })),
    byApp: largestFirst(byApp).map(([app, count]) => ({ app, clicks: count })),
  };
}

function rangeOf(visits: number, bySign: ReadonlyMap<DarkSign, number>) {
  const evidence = [...bySign]
    .map(([sign, clicks]) => ({ sign, clicks, confidence: CONFIDENCE[sign] }))
    .sort((one, other) => other.confidence - one.confidence || (one.sign < other.sign ? -1 : 1));
  const sure = evidence.filter(({ sign }) => SURE.has(sign));
  const hidden = evidence.filter(({ sign }) => !SURE.has(sign));
  const low = sum(sure);
  const high = low + sum(hidden);
  const believed = hidden.reduce((total, { clicks, confidence }) => total + clicks * confidence, 0);
  const expected = low + Math.round(believed);
  const share = { low: low / visits, high: high / visits, expected: expected / visits };
  return { visits, low, high, expected, ...(isReliableRate(high, visits) && { share }), evidence };
}

type Placements = ReadonlyMap<string, string | undefined>;

/** Shares of orders by the click that earned them. A week of refunds has money below zero: the smaller end stays `low`. */
function ordersOf(orders: readonly CreditedOrder[], placements: Placements, wanted: Pick<Wanted, 'credit'>) {
  const [sure, hidden, byCodeAlone] = [none(), none(), none()];
  for (const order of orders) {
    const counts = order.kind === 'sale' && order.refundOf === undefined;
    const owed = creditedMinor(
      order,
      order.credits.map(({ share }) => share),
    );
    for (const [index, credit] of order.credits.entries()) {
      if (!wanted.credit(credit)) continue;
      const { linkId, channel, share } = credit;
      const into = isByCodeAlone(order) ? byCodeAlone : bucketOf(channel, linkId && placements.get(linkId));
      if (!into) continue;
      into.net += owed[index] ?? 0;
      if (counts) into.orders += share;
    }
  }
  function bucketOf(channel: Channel | undefined, placement: string | undefined) {
    const sign = darkSignOf(channel, placement);
    return sign && (SURE.has(sign) ? sure : hidden);
  }
  const [low, high] = [sure.net, sure.net + hidden.net].sort((a, b) => a - b);
  return {
    orders: { low: tidy(sure.orders), high: tidy(sure.orders + hidden.orders) },
    netRevenueMinor: { low: low ?? 0, high: high ?? 0 },
    byCodeAlone: { orders: tidy(byCodeAlone.orders), netRevenueMinor: byCodeAlone.net },
  };
}

/** A creator's code without any click. */
const isByCodeAlone = ({ attributedBy, credits }: CreditedOrder): boolean =>
  attributedBy === 'coupon' && credits.every(({ linkId }) => linkId === undefined);

const none = () => ({ orders: 0, net: 0 });
const sum = (rows: readonly Pick<LinkDayChannel, 'clicks'>[]): number =>
  rows.reduce((total, { clicks }) => total + clicks, 0);
/** Shares are fractions: a millionth of an order hides the float's tail. */
const tidy = (share: number): number => Math.round(share * 1e6) / 1e6;

const add = <K>(counts: Map<K, number>, key: K, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

const largestFirst = <K extends string | null>(counts: ReadonlyMap<K, number>): [K, number][] =>
  [...counts].sort(([a, one], [b, other]) => other - one || ((a ?? '') < (b ?? '') ? -1 : 1));
