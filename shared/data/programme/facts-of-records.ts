import type { PerOrderModel } from '../../domain/attribution/credit-shares.ts';
import type {
  BrandFacts,
  CreditedOrder,
  LinkDayChannel,
  SpendFact,
  WaitingAmount,
} from '../../domain/facts.ts';
import type { OrderLine } from '../../domain/orders/order-lines.ts';
import { recredited } from '../../domain/orders/recredit.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import type { StoredSpend } from '../../domain/schema/orders/spend.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import type { DayCube } from '../counts/hour-rows.ts';

/** Journeys of several clicks credited anew by `model`; left out, they stay as they were credited. */
export const bookedOrders = (
  lines: readonly OrderLine[],
  model: PerOrderModel | undefined,
): CreditedOrder[] => lines.filter(isBooked).map((line) => (model ? recredited(line, model) : line.order));

const isBooked = (line: OrderLine): line is OrderLine & { kind: 'booked' } => line.kind === 'booked';

export const brandFactsOf = (brand: Brand): BrandFacts => ({
  brandId: brand.id,
  name: brand.name,
  timeZone: brand.timeZone,
  currency: brand.currency,
  windowDays: brand.attribution.windowDays,
  model: brand.attribution.model,
  ...(brand.colour === undefined ? {} : { colour: brand.colour }),
  ...(brand.grossMargin === undefined ? {} : { grossMargin: brand.grossMargin }),
  ...(brand.benchmarks.ppcCpc?.currency === brand.currency
    ? { ppcCpcMinor: brand.benchmarks.ppcCpc.amount }
    : {}),
});

/** Counted clicks by channel and app; excluded hits have no place in it. */
export function channelsOf(days: readonly { day: string; cubes: readonly DayCube[] }[]): LinkDayChannel[] {
  const rows: LinkDayChannel[] = [];
  for (const { day, cubes } of days) {
    for (const { linkId, cells } of cubes) {
      const first = rows.length;
      for (const { reason, channel, app, count } of cells) {
        if (reason !== '') continue;
        const known = rowOf(rows, first, channel, app);
        if (known) known.clicks += count;
        else rows.push({ day, linkId, channel: channel as Channel, ...(app ? { app } : {}), clicks: count });
      }
    }
  }
  return rows;
}

/** Of the link's own rows, which begin at `first`: a handful, found faster by looking than by a map. */
function rowOf(rows: LinkDayChannel[], first: number, channel: string, app: string) {
  for (let index = first; index < rows.length; index++) {
    const row = rows[index];
    if (row?.channel === channel && (row.app ?? '') === app) return row;
  }
  return undefined;
}

export function spendFactOf(spend: StoredSpend): SpendFact[] {
  const on = levelOf(spend);
  if (!spend.booked || !on) return [];
  const { id: spendId, kind, basis, incurredOn, state } = spend;
  return [{ spendId, kind, basis, incurredOn, state, amountMinor: spend.booked.amount, on }];
}

export const waitingOrder = ({
  day,
  currency,
  amountMinor,
}: OrderLine & { kind: 'unconverted' }): WaitingAmount => ({
  of: 'orders',
  day,
  currency,
  amountMinor,
});
export const waitingSpend = ({ incurredOn, amount: { currency, amount } }: StoredSpend): WaitingAmount => ({
  of: 'spend',
  day: incurredOn,
  currency,
  amountMinor: amount,
});

/** Where it was booked. */
export function levelOf({
  postId,
  creatorId,
  campaignId,
  squadId,
  stage,
}: StoredSpend): SpendFact['on'] | undefined {
  if (postId) return { postId };
  if (creatorId) return { creatorId };
  if (campaignId) return { campaignId };
  if (squadId) return { squadId };
  return stage && { stage };
}
