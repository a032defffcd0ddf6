import type { RawPartition } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import { inPortions } from '../table/write-many.ts';
import type { MinuteRow } from './count-store.ts';
import {
  brandHourOf,
  type Folded,
  foldPartition,
  type JustCounted,
  justCounted,
  type RecountDeps,
  recountPartition,
} from './recount.ts';

/** Raw partitions that are read, or written, at once: each mostly waits for the table. */
const LANES = 16;
/** A partition with more hits than this is read alone: many at once would not fit the memory. */
const MANY_HITS = 2_000;
/** So many are looked after together: what one BatchGetItem takes. */
const TOGETHER = 100;

/**
 * Counts many partitions again, each as `recountPartition` counts one; answers those that failed. Rows and index
 * entries are asked for by the hundred, and how far sealers have begun once for a hundred: a quiet link costs one query
 * and one write. Asking once is enough, for every click that brought us here is stored by then; who stores one later
 * brings it here himself. Rows may be as they stood a moment ago, for each is written only over what has fewer hits: who was
 * refused asks again. The clicks themselves are read as they stand.
 */
export async function recountMany(
  partitions: readonly RawPartition[],
  deps: RecountDeps,
): Promise<RawPartition[]> {
  const failed: RawPartition[] = [];
  for (const some of inPortions(partitions, TOGETHER)) {
    try {
      failed.push(...(await recountTogether(some, deps)));
    } catch {
      failed.push(...some);
    }
  }
  return failed;
}

type Standing = { partition: RawPartition; standing: MinuteRow | undefined };

async function recountTogether(partitions: RawPartition[], deps: RecountDeps): Promise<RawPartition[]> {
  const rows = await deps.counts.listMinuteRows(partitions, { stale: true });
  const all = partitions.map((partition, index): Standing => ({ partition, standing: rows[index] }));
  const isBusy = ({ standing }: Standing) => (standing?.tally.hits ?? 0) > MANY_HITS;
  const folded: Folded[] = [];
  const fold = async ({ partition, standing }: Standing) => {
    const found = await foldPartition(partition, standing, deps);
    if (found) folded.push(found);
  };
  const quiet = all.filter((one) => !isBusy(one));
  const unread = [...(await eachOf(quiet, LANES, fold)), ...(await eachOf(all.filter(isBusy), 1, fold))];
  await deps.counts.ensureIndexed(folded.filter((one) => !one.standing));
  await deps.announce(brandHoursOf(folded));
  const written: JustCounted[] = [];
  const unwritten = await eachOf(folded, LANES, async (one) => {
    if (await writeFold(one, deps)) written.push(justCounted(one.brandId, one.partition, one.row.tally));
  });
  await deps.counted?.(written);
  return [...unread, ...unwritten];
}

/** Did it grow? Whoever comes in between makes us count that one again, by itself. */
async function writeFold({ partition, row, standing }: Folded, deps: RecountDeps): Promise<boolean> {
  if (standing && standing.tally.hits >= row.tally.hits) return false;
  if ((await deps.counts.putMinuteRowIfGrown(partition, row)) === 'done') return true;
  await recountPartition(partition, deps);
  return false;
}

const brandHoursOf = (folded: readonly Folded[]) => [
  ...new Map(
    folded.map(({ brandId, partition }) => {
      const one = brandHourOf(brandId, partition);
      return [`${one.brandId}#${one.hour}`, one];
    }),
  ).values(),
];

/** Works through what is about partitions, so many at once; answers the partitions at which the work failed. */
async function eachOf<T extends { partition: RawPartition }>(
  all: readonly T[],
  lanes: number,
  work: (one: T) => Promise<void>,
): Promise<RawPartition[]> {
  const failed: RawPartition[] = [];
  await inLanes(lanes, all, async (one) => {
    try {
      await work(one);
    } catch {
      failed.push(one.partition);
    }
  });
  return failed;
}
