import { DAY_MS } from '../../../domain/time/units.ts';
import { packedRowsIn } from '../../counts/packed-rows.ts';
import { programmePartition } from '../../table/keys.ts';
import { expiryOf } from '../../table/row.ts';
import type { Tables } from '../../table/tables.ts';

/** What is kept of a brand's: its records, what the weeks that are over say, or a report at its place. */
export type KeptOf = 'NOW' | 'PAST' | `ROI-${string}`;

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

/** Something of a brand's, by the name of all that it is worked out from. */
type Named<T> = {
  brandId: string;
  name: string;
  now: number;
  /** `isWorthIt`: it takes longer to make than to find. */
  make: () => Promise<{ made: T; isWorthIt: boolean }>;
};

/** As a process before kept it; or made, and kept. */
export async function findOrMake<T>(
  kept: ReturnType<typeof keptRowsOf<T>>,
  { brandId, name, now, make }: Named<T>,
): Promise<T> {
  const [known] = (await kept.find(brandId, name)) ?? [];
  if (known) return known;
  const { made, isWorthIt } = await make();
  if (isWorthIt) await kept.keep(brandId, name, [made], now).catch(notKept);
  return made;
}

/** It is for the next process alone: without it that one works it out. */
const notKept = (): void => {};
