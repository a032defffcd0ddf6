import { announceLate } from '../../shared/data/counts/recount.ts';
import { createMomentTeller } from '../../shared/data/links/link-moments.ts';
import { recountOrders } from '../../shared/data/orders/order-lines-store.ts';
import type { Stores } from '../../shared/data/stores.ts';
import type { SealDeps } from './seal.ts';

/** What sealing needs of the stores, wherever it runs; where exports lie is each place's own. */
export function countingOf(
  stores: Stores,
): Omit<SealDeps, 'exportHour' | 'exportAsRead' | 'exportDay' | 'failed'> {
  const { clicks, counts, now, newToken } = stores;
  const { timeZoneOf, dedupeSecondsOf } = stores.brandSettings;
  return {
    clicks,
    counts,
    recount: { clicks, counts, dedupeSecondsOf, announce: announceLate(counts, newToken) },
    timeZoneOf,
    recountOrders: (brandId, day) => recountOrders(stores, brandId, day),
    tellMoments: createMomentTeller({ ...stores, timeZoneOf }),
    now,
    newToken,
  };
}
