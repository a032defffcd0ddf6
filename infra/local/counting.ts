import { randomBytes } from 'node:crypto';
import { announceLate } from '../../functions/recount/recount.ts';
import type { SealDeps } from '../../functions/seal/seal.ts';
import { brandsOf } from '../../shared/data/brands-store.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import type { Stores } from './clients.ts';
import { exportHourToFiles } from './export-hour.ts';

export const now = (): number => Date.now();
export const newToken = (): string => randomBytes(9).toString('base64url');

/** A brand's zone and repeat window, asked for at most once a minute. */
function brandSettings({ client, tables }: Stores) {
  const brands = brandsOf(client, tables);
  const known = new Map<string, { timeZone: string; dedupeSeconds: number; until: number }>();
  return async function settingsOf(brandId: string) {
    const held = known.get(brandId);
    if (held && held.until > now()) return held;
    const brand = await brands.get(brandId as BrandId);
    const fresh = {
      timeZone: brand.timeZone,
      dedupeSeconds: brand.attribution.clickDedupe,
      until: now() + 60_000,
    };
    known.set(brandId, fresh);
    return fresh;
  };
}

/** How the counting is done on this machine; commands that recount use the same. */
export function countingDeps(stores: Stores, exportsFolder: string): SealDeps {
  const settingsOf = brandSettings(stores);
  const recount = {
    clicks: stores.clicks,
    counts: stores.counts,
    dedupeSecondsOf: async (brandId: string) => (await settingsOf(brandId)).dedupeSeconds,
    announce: announceLate(stores.counts, newToken),
  };
  return {
    clicks: stores.clicks,
    counts: stores.counts,
    recount,
    timeZoneOf: async (brandId) => (await settingsOf(brandId)).timeZone,
    recountOrders: async () => {},
    exportHour: exportHourToFiles(exportsFolder, stores.clicks),
    now,
    newToken,
  };
}
