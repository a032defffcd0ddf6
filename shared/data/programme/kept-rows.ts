import { DAY_MS } from '../../domain/time/units.ts';
import { packedRowsIn } from '../counts/packed-rows.ts';
import { programmePartition } from '../table/keys.ts';
import { expiryOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** What is kept of a brand's: its records, or what the weeks that are over say. */
export type KeptOf = 'NOW' | 'PAST';

/**
 * What was worked out of a brand, packed under the name of all that it was worked out from, so that a fresh process need
 * not do it again: asked under another name there is nothing. Kept for a day.
 */
export function keptRowsOf<Row>(tables: Tables, newToken: () => string, of: KeptOf) {
  const packed = packedRowsIn(tables.records);
  const replace = (brandId: string, rows: unknown[], expiresAt?: number) =>
    packed.replacePacked(programmePartition(brandId), of, newToken, async () => rows, expiresAt);
  return {
    async find(brandId: string, name: string): Promise<Row[] | undefined> {
      const kept = await packed.listPacked<unknown>(programmePartition(brandId), of, of);
      const [head, ...rows] = kept.get(of) ?? [];
      return head === name ? (rows as Row[]) : undefined;
    },
    keep: (brandId: string, name: string, rows: readonly Row[], now: number): Promise<void> =>
      replace(brandId, [name, ...rows], expiryOf(now + DAY_MS)),
    forget: (brandId: string): Promise<void> => replace(brandId, []),
  };
}
