import { type DarkCounts, darkRange } from '../attribution/dark-range.ts';
import type { Facts, LinkDayChannel } from '../facts.ts';
import { type MessageMix as Mix, messageMixes, messageRoi } from '../roi/messages.ts';
import { addDays } from '../time/week.ts';
import { type Channel, isDark } from '../vocabulary.ts';
import { roiFigure } from './build-stages.ts';
import type { DarkSocial, Figure, MessageMix, ReportPeriod } from './snapshot.ts';
import { LOOK_BACK_DAYS, ROI_DRAWS, ROI_LEVEL, type SnapshotInput, shareOf } from './snapshot-input.ts';

type Extra = Pick<SnapshotInput, 'sharesSeen' | 'referrerOnly'>;
const PRIVATE_PLACEMENTS = new Set(['dm', 'whatsapp']);
/** Dark channels that name themselves; the other dark ones only lack a referrer. */
const NAMED = new Set<Channel>(['dark_messenger', 'dark_email']);

/** Dark social as a range over the week, with orders and revenue in the same two bounds. */
export function buildDark(facts: Facts, period: ReportPeriod, extra: Extra): DarkSocial {
  const within = (day: string) => day >= period.firstDay && day <= period.lastDay;
  const channels = facts.channels.filter(({ day }) => within(day));
  const orders = facts.orders.filter(({ day, credits }) => within(day) && credits.length > 0);
  const counts = countsOf(facts, channels);
  const byCode = orders.filter((order) => isByCodeAlone(order) && order.refundOf === undefined).length;
  const range = darkRange({ ...counts, ordersByCodeAlone: byCode });
  const unexplained = counts.noReferrer > 0 ? (range.high - range.low) / counts.noReferrer : 0;
  return {
    visits: range.visits,
    low: Math.round(range.low),
    high: Math.round(range.high),
    ...money(orders, privateLinks(facts), unexplained),
    byApp: darkApps(channels),
    sharesSeen: [...(extra.sharesSeen ?? [])],
    referrerOnly: [...(extra.referrerOnly ?? [])],
  };
}

const privateLinks = ({ catalog }: Facts): Set<string> =>
  new Set(
    catalog.links
      .filter(({ placement }) => PRIVATE_PLACEMENTS.has(placement ?? ''))
      .map(({ linkId }) => linkId),
  );

function countsOf(facts: Facts, channels: LinkDayChannel[]): Omit<DarkCounts, 'ordersByCodeAlone'> {
  const declared = privateLinks(facts);
  const platforms = new Map<string, { clicks: number }>();
  const counts = { declaredPrivate: 0, messenger: 0, noReferrer: 0, other: 0 };
  for (const { channel, linkId, app, clicks } of channels) {
    if (declared.has(linkId)) counts.declaredPrivate += clicks;
    else if (NAMED.has(channel)) counts.messenger += clicks;
    else if (isDark(channel)) counts.noReferrer += clicks;
    else if (channel === 'own_inapp' || channel === 'own_web') {
      const key = app ?? '';
      platforms.set(key, { clicks: (platforms.get(key)?.clicks ?? 0) + clicks });
    } else counts.other += clicks;
  }
  return { ...counts, platforms: [...platforms.values()] };
}

/** Shares of orders by the channel of their credit: sure where it named itself, possible where it only hid. */
function money(orders: Facts['orders'], declared: ReadonlySet<string>, unexplained: number) {
  const [sure, hidden] = [
    { orders: 0, net: 0 },
    { orders: 0, net: 0 },
  ];
  for (const order of orders) {
    for (const credit of order.credits) {
      const named = (credit.channel && NAMED.has(credit.channel)) || declared.has(credit.linkId ?? '');
      const into =
        named || isByCodeAlone(order) ? sure : credit.channel && isDark(credit.channel) ? hidden : undefined;
      if (!into) continue;
      into.net += order.netMinor * credit.share;
      if (order.kind === 'sale' && order.refundOf === undefined) into.orders += credit.share;
    }
  }
  return {
    orders: { low: shareOf(sure.orders), high: shareOf(sure.orders + hidden.orders * unexplained) },
    netRevenueMinor: { low: Math.round(sure.net), high: Math.round(sure.net + hidden.net * unexplained) },
  };
}

/** A creator's code without any click: a visit that nobody saw. */
const isByCodeAlone = ({ attributedBy, credits }: Facts['orders'][number]): boolean =>
  attributedBy === 'coupon' && credits.every(({ linkId }) => linkId === undefined);

function darkApps(channels: LinkDayChannel[]): DarkSocial['byApp'] {
  const clicks = new Map<string, number>();
  for (const one of channels) {
    if (!isDark(one.channel)) continue;
    const app = one.app ?? 'unknown';
    clicks.set(app, (clicks.get(app) ?? 0) + one.clicks);
  }
  return [...clicks]
    .map(([app, count]) => ({ app, clicks: count }))
    .sort((a, b) => b.clicks - a.clicks || (a.app < b.app ? -1 : 1))
    .slice(0, 8);
}

const MIXES_SHOWN = 4;

/** Briefs valid in this week, asked beside delivered. */
export const buildMessages = (facts: Facts, period: ReportPeriod): MessageMix[] =>
  messageMixes(facts, period.firstDay, period.lastDay)
    .slice(0, MIXES_SHOWN)
    .map((mix) => {
      const { campaignId, name, posts, gap, shares } = mix;
      const returned = returnsOf(facts, period, mix);
      return {
        campaignId,
        campaign: name,
        posts,
        gap:
          gap === null
            ? { value: null, basis: 'message-gap', note: 'no-posts' }
            : { value: shareOf(gap), basis: 'message-gap', facts: posts },
        rows: shares.map(({ message, asked, delivered }) => ({
          message,
          asked: shareOf(asked),
          delivered: shareOf(delivered),
          roi: returned.get(message) ?? { value: null, basis: 'margin-roi', note: 'no-posts' },
        })),
      };
    });

/** Of a brief's days those that the facts reach back to. */
function returnsOf(facts: Facts, period: ReportPeriod, mix: Mix): Map<string | null, Figure> {
  const earliest = addDays(period.firstDay, -LOOK_BACK_DAYS);
  const [, from = earliest] = [mix.validFrom, earliest].sort();
  const [to = period.lastDay] = [mix.validTo, period.lastDay].sort();
  const rows = messageRoi(facts, mix.campaignId, {
    from,
    to,
    draws: ROI_DRAWS,
    level: ROI_LEVEL,
  });
  return new Map(rows.map((row) => [row.group, roiFigure(row)]));
}
