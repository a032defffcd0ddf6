import { BRANDS_PARTITION, brandKey } from '../table/keys.ts';
import { jsonOf, type Row } from '../table/row.ts';
import { tableOf } from '../table/table.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';

/** Where a brand sends followers whose link leads nowhere. Boxed: a cache keeps "none" for a shorter time. */
export type Fallback = { destination: string };

/** Stands for no brand: what nobody made may have been anybody's, unless all links of the domain are one brand's. */
export const ANYBODY = '';

/** The fallback of this brand, or of ANYBODY; `undefined`: none. Rejects when the store can't say. */
export function createFallbackLookup(wire: Wire, tables: Pick<TableNames, 'records'>) {
  const table = tableOf(wire, tables.records);
  const onlyBrand = async (): Promise<Row | undefined> => {
    const { rows } = await table.page(BRANDS_PARTITION, undefined, { limit: 2 });
    return rows.length === 1 ? rows[0] : undefined;
  };
  return async function findFallback(brandId: string, signal?: AbortSignal): Promise<Fallback | undefined> {
    const row =
      brandId === ANYBODY
        ? await onlyBrand()
        : await table.get(brandKey(brandId), { stale: true, ...(signal ? { signal } : {}) });
    const brand = row && (jsonOf(row, 'doc') as { fallbackDestination?: string } | null);
    return brand?.fallbackDestination ? { destination: brand.fallbackDestination } : undefined;
  };
}
