import type { Click } from '../../domain/click/click.ts';
import type { ClickPlace } from '../../domain/click/click-id.ts';
import type { CountableClick } from '../../domain/click/fold.ts';
import { sealStateIn } from '../counts/seal-state.ts';
import {
  afterBrand,
  clickKey,
  hourIndexPartitions,
  type RawPartition,
  rawPartitionKey,
  readHourIndexSort,
} from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import type { Stored } from '../table/row.ts';
import type { Table } from '../table/table.ts';
import type { Tables } from '../table/tables.ts';
import { COUNTABLE_ATTRIBUTES, rowToClick, rowToCountable } from './click-item.ts';
import { createSettledMinutes } from './settled-minutes.ts';

/** Index partitions that are read at once. */
const LANES = 8;
/** Entries that are read at once: a brand has a few or a few hundred of them in a part, and is leapt over then. */
const A_LOOK = 200;

/** Raw clicks, as those read them who count. Writing is the click writer's (zod-free, SDK-free). */
export function createClickStore(tables: Tables, now: () => number = Date.now) {
  const settledMinutes = createSettledMinutes(tables, listCountable, now);
  const { findFormerIndexEnd } = sealStateIn(tables.counts);
  let formerEnd: string | undefined;
  /** Asked until it is known: it is written once and stays. */
  async function mayBeFormer(hour: string): Promise<boolean> {
    formerEnd ??= await findFormerIndexEnd();
    return formerEnd === undefined || hour <= formerEnd;
  }

  /** Every hit without raw evidence, for those who count: a third of the bytes on the way. */
  async function listCountable(partition: RawPartition): Promise<CountableClick[]> {
    const clicks: CountableClick[] = [];
    const only = COUNTABLE_ATTRIBUTES;
    for await (const row of tables.clicks.query(rawPartitionKey(partition), undefined, { only }))
      clicks.push(rowToCountable(row));
    return clicks;
  }

  return {
    /** Every hit of one raw partition, strongly consistent. */
    async listPartition(partition: RawPartition): Promise<Click[]> {
      const clicks: Click[] = [];
      for await (const row of tables.clicks.query(rawPartitionKey(partition))) clicks.push(rowToClick(row));
      return clicks;
    },

    listCountable,
    /** The same as they count, the newest first; kept for who looks again, for `once` not. */
    listSettled: settledMinutes.find,

    async find(place: ClickPlace, clickId: string): Promise<Click | undefined> {
      const row = await tables.clicks.get(clickKey(place, clickId));
      return row && rowToClick(row);
    },

    /** Which raw partitions hold hits of this UTC hour; of one brand, or of all. */
    async listPartitionsOfHour(
      hour: string,
      brandId?: string,
    ): Promise<{ brandId: string; partition: RawPartition }[]> {
      const parts = hourIndexPartitions(hour, brandId, await mayBeFormer(hour)).map(async (pk) => {
        const stretch = brandId ? { prefix: `${brandId}#` } : undefined;
        const found: { brandId: string; partition: RawPartition }[] = [];
        for await (const { sk } of tables.counts.query(pk, stretch, { only: 'sk' }))
          found.push(readHourIndexSort(sk));
        return found;
      });
      return distinct((await Promise.all(parts)).flat());
    },

    /** Whose hits this UTC hour holds: read in leaps, so that a brand with many of them costs little more. */
    async listBrandsOfHour(hour: string): Promise<Set<string>> {
      const brands = new Set<string>();
      const parts = hourIndexPartitions(hour, undefined, await mayBeFormer(hour));
      await inLanes(LANES, parts, async (pk) => {
        for await (const brandId of brandsIn(tables.counts, pk)) brands.add(brandId);
      });
      return brands;
    },

    /** Rewrites a click: an erased one, an amended one. */
    async rewrite(row: Stored): Promise<void> {
      await tables.clicks.put(row);
      settledMinutes.forget(row.pk);
    },
  };
}
export type ClickStore = ReturnType<typeof createClickStore>;

/** A partition may be named in the index of a former release and in today's. */
function distinct<Named extends { partition: RawPartition }>(named: Named[]): Named[] {
  return [...new Map(named.map((one) => [rawPartitionKey(one.partition), one])).values()];
}

async function* brandsIn(counts: Table, pk: string): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    const { rows, lastSort } = await counts.page(pk, undefined, { limit: A_LOOK, after });
    let last = '';
    for (const { sk } of rows) {
      const { brandId } = readHourIndexSort(sk);
      if (brandId !== last) yield brandId;
      last = brandId;
    }
    after = lastSort && afterBrand(last || readHourIndexSort(lastSort).brandId);
  } while (after);
}
