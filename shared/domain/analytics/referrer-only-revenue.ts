import { creditedMinor } from '../attribution/credited-money.ts';
import { splitByLargestRemainder } from '../attribution/money-split.ts';
import type { CubeCell } from '../click/fold.ts';
import type { CreditedOrder } from '../facts.ts';
import type { Wanted } from '../post-filter.ts';

export type ReferrerOnlyRow = { group: string; clicks: number; netMinor: number };

/** What referrer-only analytics calls a visit that it cannot place; an order by code alone had none it could see. */
const UNSEEN = 'Direct';

/**
 * The same clicks and money under referrer-only groups. Money follows the clicks of its own channel and app: all of
 * one kind of click reads the same to such analytics, or nearly. Sums to the net of the wanted credits, to the cent.
 */
export function referrerOnlyRevenue(
  cells: readonly CubeCell[],
  orders: readonly CreditedOrder[],
  isWanted: Wanted['credit'] = () => true,
): ReferrerOnlyRow[] {
  const clicks = new Map<string, number>();
  const mixes = new Map<string, Map<string, number>>();
  for (const { reason, channel, app, referrerOnly, count } of cells) {
    if (reason !== '') continue;
    clicks.set(referrerOnly, (clicks.get(referrerOnly) ?? 0) + count);
    const mix = mixes.get(`${channel}|${app}`) ?? new Map<string, number>();
    mixes.set(`${channel}|${app}`, mix.set(referrerOnly, (mix.get(referrerOnly) ?? 0) + count));
  }
  const revenue = new Map<string, number>();
  for (const [way, minor] of netByWay(orders, isWanted)) {
    const mix = [...(mixes.get(way) ?? new Map([[UNSEEN, 1]]))].sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = splitByLargestRemainder(
      minor,
      mix.map(([, count]) => count),
    );
    mix.forEach(([group], index) => void revenue.set(group, (revenue.get(group) ?? 0) + (parts[index] ?? 0)));
  }
  const groups = new Set([...clicks.keys(), ...revenue.keys()]);
  return [...groups]
    .map((group) => ({ group, clicks: clicks.get(group) ?? 0, netMinor: revenue.get(group) ?? 0 }))
    .sort((a, b) => b.clicks - a.clicks || (a.group < b.group ? -1 : 1));
}

/** Credited money by how its click came, each order split exactly. */
function netByWay(orders: readonly CreditedOrder[], isWanted: Wanted['credit']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const order of orders) {
    const { credits } = order;
    const parts = creditedMinor(
      order,
      credits.map(({ share }) => share),
    );
    credits.forEach((credit, index) => {
      if (!isWanted(credit)) return;
      const { linkId, channel, app } = credit;
      const way = linkId === undefined ? '' : `${channel ?? ''}|${app ?? ''}`;
      sums.set(way, (sums.get(way) ?? 0) + (parts[index] ?? 0));
    });
  }
  return sums;
}
