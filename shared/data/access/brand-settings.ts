import type { Brand } from '../../domain/schema/access/brand.ts';
import type { BrandId } from '../../domain/schema/common.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import type { Tables } from '../table/tables.ts';
import { brandsOf } from './brands-store.ts';

const FRESH_MS = MINUTE_MS;

/**
 * A brand's zone, as it is now: who folds days by a former one would undo its change. And its repeat window (seconds),
 * asked for at most once a minute.
 */
export function createBrandSettings(tables: Tables, now: () => number) {
  const brands = brandsOf(tables);
  const windows = new Map<string, { seconds: number; until: number }>();
  const brandOf = (brandId: string): Promise<Brand> => brands.get(brandId as BrandId);

  return {
    timeZoneOf: async (brandId: string): Promise<string> => (await brandOf(brandId)).timeZone,
    async dedupeSecondsOf(brandId: string): Promise<number> {
      const held = windows.get(brandId);
      if (held && held.until > now()) return held.seconds;
      const seconds = (await brandOf(brandId)).attribution.clickDedupe;
      windows.set(brandId, { seconds, until: now() + FRESH_MS });
      return seconds;
    },
  };
}
