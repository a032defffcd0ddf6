import { foldClicks } from '../../domain/click/fold.ts';
import { type RawPartition, rawPartitionKey } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import type { MinuteRow } from './count-store.ts';
import { brandHourOf, type RecountDeps, recountPartition } from './recount.ts';

/** Raw partitions that are read, or written, at once: each mostly waits for the table. */
const LANES = 16;
/** A partition with more hits than this is read alone: many at once would not fit the memory. */
const MANY_HITS = 2_000;
/** So many are looked after together: what one BatchGetItem takes. */
const TOGETHER = 100;

/** What became of a partition's raw clicks, before it is written. */
type Folded = { partition: RawPartition; brandId: string; row: MinuteRow; standing: MinuteRow | undefined };

/**
 * Counts many partitions again, each as `recountPartition` counts one; answers those that failed. Rows and index
 * entries are asked for by the hundred, and how far sealers have begun once for a hundred: a quiet link costs one query
 * and one write. Asking once is enough, for every click that brought us here is stored by then; who stores one later
 * brings it here himself.
 */
export async function recountMany(
  partitions: readonly RawPartition[],
  deps: RecountDeps,
): Promise<RawPartition[]> {
  const failed: RawPartition[] = [];
  for (let start = 0; start < partitions.length; start += TOGETHER) {
    const some = partitions.slice(start, start + TOGETHER);
    try {
      failed.push(...(await recountTogether(some, deps)));
    } catch {
      failed.push(...some);
    }
  }
  return failed;
}

async function recountTogether(partitions: RawPartition[], deps: RecountDeps): Promise<RawPartition[]> {
  const rows = await deps.counts.listMinuteRows(partitions);
  const folded: Folded[] = [];
  const standing = new Map(partitions.map((partition, index) => [partition, rows[index]]));
  const fold = async (partition: RawPartition) => {
    const found = await foldPartition(partition, standing.get(partition), deps);
    if (found) folded.push(found);
  };
  const isBusy = (partition: RawPartition) => (standing.get(partition)?.tally.hits ?? 0) > MANY_HITS;
  const unread = [
    ...(await eachOf(
      partitions.filter((one) => !isBusy(one)),
      LANES,
      fold,
    )),
    ...(await eachOf(partitions.filter(isBusy), 1, fold)),
  ];
  await deps.counts.ensureIndexed(folded.filter((one) => !one.standing));
  await deps.announce(brandHoursOf(folded));
  const written = new Map(folded.map((one) => [one.partition, one]));
  const unwritten = await eachOf([...written.keys()], LANES, async (partition) =>
    writeFold(written.get(partition) as Folded, deps),
  );
  return [...unread, ...unwritten];
}

async function foldPartition(
  partition: RawPartition,
  standing: MinuteRow | undefined,
  deps: RecountDeps,
): Promise<Folded | undefined> {
  const clicks = await deps.clicks.listCountable(partition);
  const brandId = clicks[0]?.brandId;
  if (brandId === undefined) return undefined;
  const tally = foldClicks(clicks, await deps.dedupeSecondsOf(brandId));
  return { partition, brandId, standing, row: { tally, generation: standing?.generation ?? 0 } };
}

/** Whoever comes in between makes us count that one again, by itself. */
async function writeFold({ partition, row, standing }: Folded, deps: RecountDeps): Promise<void> {
  if (standing && standing.tally.hits >= row.tally.hits) return;
  if ((await deps.counts.putMinuteRowIfGrown(partition, row)) === 'refused')
    await recountPartition(partition, deps);
}

const brandHoursOf = (folded: readonly Folded[]) => [
  ...new Map(
    folded.map(({ brandId, partition }) => {
      const one = brandHourOf(brandId, partition);
      return [`${one.brandId}#${one.hour}`, one];
    }),
  ).values(),
];

/** Works through partitions, so many at once; answers those at which the work failed. */
async function eachOf(
  partitions: readonly RawPartition[],
  lanes: number,
  work: (partition: RawPartition) => Promise<void>,
): Promise<RawPartition[]> {
  const failed = new Map<string, RawPartition>();
  await inLanes(lanes, partitions, async (partition) => {
    try {
      await work(partition);
    } catch {
      failed.set(rawPartitionKey(partition), partition);
    }
  });
  return [...failed.values()];
}
