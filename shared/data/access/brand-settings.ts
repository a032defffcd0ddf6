import type { Brand } from '../../domain/schema/access/brand.ts';
import type { BrandId } from '../../domain/schema/common.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { heldAnswers } from '../table/held-answers.ts';
import type { Tables } from '../table/tables.ts';
import { brandsOf } from './brands-store.ts';

const FRESH_MS = MINUTE_MS;
const MOST_BRANDS = 20_000;

/**
 * A brand's zone, as it is now: who folds days by a former one would undo its change. And its repeat window (seconds),
 * asked for at most once a minute, by however many ask at once.
 */
export function createBrandSettings(tables: Tables, now: () => number) {
  const brands = brandsOf(tables);
  const windows = heldAnswers<number>({ most: MOST_BRANDS, freshMs: FRESH_MS, now });
  const brandOf = (brandId: string): Promise<Brand> => brands.get(brandId as BrandId);

  return {
    timeZoneOf: async (brandId: string): Promise<string> => (await brandOf(brandId)).timeZone,
    dedupeSecondsOf: (brandId: string): Promise<number> =>
      windows(brandId, async () => (await brandOf(brandId)).attribution.clickDedupe),
  };
}
