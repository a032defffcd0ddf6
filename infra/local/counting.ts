import { randomBytes } from 'node:crypto';
import type { SealDeps } from '../../functions/seal/seal.ts';
import { announceLate } from '../../shared/data/counts/recount.ts';
import { createMomentTeller } from '../../shared/data/links/link-moments.ts';
import { recountOrders } from '../../shared/data/orders/orders-store.ts';
import type { LocalStores } from './clients.ts';

export const now = (): number => Date.now();
export const newToken = (): string => randomBytes(9).toString('base64url');

/**
 * How the counting is done on this machine; the commands that recount use the same. A sealed hour is only marked for
 * export: writing it out has thirty days' time, and counting goes first.
 */
export function countingDeps(stores: LocalStores): SealDeps {
  const { tables, clicks, counts, countReader: reader, brandSettings: brands } = stores;
  const announce = announceLate(counts, newToken);
  const { timeZoneOf } = brands;
  return {
    clicks,
    counts,
    recount: { clicks, counts, dedupeSecondsOf: brands.dedupeSecondsOf, announce },
    timeZoneOf,
    recountOrders: (brandId, day) => recountOrders({ tables, counts, newToken }, brandId, day),
    exportHour: (hour, brandId) => counts.markDirty('export', brandId, hour, newToken()),
    tellMoments: createMomentTeller({ tables, counts, reader, timeZoneOf, now }),
    now,
    newToken,
  };
}
