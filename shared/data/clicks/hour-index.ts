import { sealStateIn } from '../counts/seal-state.ts';
import {
  afterBrand,
  hourIndexPartitions,
  type RawPartition,
  rawPartitionKey,
  readHourIndexSort,
} from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import type { Table } from '../table/table.ts';

/** Index partitions that are read at once. */
const LANES = 8;
/** Entries that are read at once: a brand has a few or a few hundred of them in a part, and is leapt over then. */
const A_LOOK = 200;

type Named = { brandId: string; partition: RawPartition };

/** "Which raw partitions hold hits of this hour, and whose?" */
export function hourIndexIn(counts: Table) {
  const mayBeFormer = formerAsked(counts);
  return {
    /** Which raw partitions hold hits of this UTC hour; of one brand, or of all. */
    async listPartitionsOfHour(hour: string, brandId?: string): Promise<Named[]> {
      const parts = hourIndexPartitions(hour, brandId, await mayBeFormer(hour)).map(async (pk) => {
        const stretch = brandId ? { prefix: `${brandId}#` } : undefined;
        const found: Named[] = [];
        for await (const { sk } of counts.query(pk, stretch, { only: 'sk' }))
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
        for await (const brandId of brandsIn(counts, pk)) brands.add(brandId);
      });
      return brands;
    },
  };
}

/** May this hour stand in the index of a former release? Asked until its end is known: it is written once and stays. */
function formerAsked(counts: Table) {
  const { findFormerIndexEnd } = sealStateIn(counts);
  let formerEnd: string | undefined;
  return async (hour: string): Promise<boolean> => {
    formerEnd ??= await findFormerIndexEnd();
    return formerEnd === undefined || hour <= formerEnd;
  };
}

/** A partition may be named in the index of a former release and in today's. */
function distinct(named: Named[]): Named[] {
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
