import type { Click } from '../../domain/click/click.ts';
import type { ClickPlace } from '../../domain/click/click-id.ts';
import type { CountableClick } from '../../domain/click/fold.ts';
import {
  clickKey,
  HOUR_INDEX_PARTS,
  hourIndexPartition,
  type RawPartition,
  rawPartitionKey,
  readHourIndexSort,
} from '../table/keys.ts';
import type { Stored } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';
import { COUNTABLE_ATTRIBUTES, rowToClick, rowToCountable } from './click-item.ts';

/** Raw clicks, as those read them who count. Writing is the click writer's (zod-free, SDK-free). */
export function createClickStore(tables: Tables) {
  return {
    /** Every hit of one raw partition, strongly consistent. */
    async listPartition(partition: RawPartition): Promise<Click[]> {
      const clicks: Click[] = [];
      for await (const row of tables.clicks.query(rawPartitionKey(partition))) clicks.push(rowToClick(row));
      return clicks;
    },

    /** The same without raw evidence, for those who count: a third of the bytes on the way. */
    async listCountable(partition: RawPartition): Promise<CountableClick[]> {
      const clicks: CountableClick[] = [];
      const only = COUNTABLE_ATTRIBUTES;
      for await (const row of tables.clicks.query(rawPartitionKey(partition), undefined, { only }))
        clicks.push(rowToCountable(row));
      return clicks;
    },

    async find(place: ClickPlace, clickId: string): Promise<Click | undefined> {
      const row = await tables.clicks.get(clickKey(place, clickId));
      return row && rowToClick(row);
    },

    /** Which raw partitions hold hits of this UTC hour; of one brand, or of all. */
    async listPartitionsOfHour(
      hour: string,
      brandId?: string,
    ): Promise<{ brandId: string; partition: RawPartition }[]> {
      const parts = Array.from({ length: HOUR_INDEX_PARTS }, async (_, part) => {
        const stretch = brandId ? { prefix: `${brandId}#` } : undefined;
        const found: { brandId: string; partition: RawPartition }[] = [];
        for await (const { sk } of tables.counts.query(hourIndexPartition(hour, part), stretch))
          found.push(readHourIndexSort(sk));
        return found;
      });
      return (await Promise.all(parts)).flat();
    },

    /** Rewrites a click: an erased one, an amended one. */
    rewrite: (row: Stored): Promise<void> => tables.clicks.put(row),
  };
}
export type ClickStore = ReturnType<typeof createClickStore>;
