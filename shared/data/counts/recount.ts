import { clicksOf, type Tally } from '../../domain/click/fold.ts';
import { type Folding, foldPartitionOf } from '../../domain/click/settling.ts';
import type { ClickStore } from '../clicks/click-store.ts';
import { hourOf, type RawPartition, startOfMinute } from '../table/keys.ts';
import { undisturbed } from '../table/undisturbed.ts';
import type { CountStore, DirtyPeriod, MinuteRow } from './count-store.ts';
import { findStanding } from './packed-minutes.ts';

/** A brand's clicks of one UTC hour. */
export type BrandHour = { brandId: string; hour: string };

export type RecountDeps = {
  clicks: Pick<ClickStore, 'listCountable'>;
  counts: Pick<CountStore, 'findMinuteRow' | 'listMinuteRows' | 'ensureIndexed' | 'putMinuteRowIfGrown'>;
  /** Called before a fold is written: a late click's hour must be sealed again, and a crash can't hide it. */
  announce: (touched: readonly BrandHour[]) => Promise<void>;
  /** The brand's repeat window, seconds. */
  dedupeSecondsOf: (brandId: string) => Promise<number>;
  /** Told after folds were written; never throws. */
  counted?: (folds: readonly JustCounted[]) => Promise<void>;
};

/** A raw partition whose fold was written a moment ago, with the clicks that count in it. */
export type JustCounted = { brandId: string; partition: RawPartition; clicks: number };

export const justCounted = (brandId: string, partition: RawPartition, tally: Tally): JustCounted => ({
  brandId,
  partition,
  clicks: clicksOf(tally),
});

/**
 * Counts one raw partition again and writes the fold, if it has grown. Reads, folds and writes the whole partition
 * each time: twice, out of order, half-way or too late, the row ends the same. Before a first row the hour index is
 * looked after: whoever stored the click may have died before announcing its partition.
 */
export async function recountPartition(
  partition: RawPartition,
  deps: RecountDeps,
): Promise<'grown' | 'same'> {
  const standing = await deps.counts.findMinuteRow(partition);
  return (await countAgain(partition, standing, deps)) === standing ? 'same' : 'grown';
}

/** The same from a row that the caller has just read; answers the row that stands afterwards. */
export async function countAgain(
  partition: RawPartition,
  known: MinuteRow | undefined,
  deps: RecountDeps,
): Promise<MinuteRow | undefined> {
  for (let standing = known; ; standing = await deps.counts.findMinuteRow(partition)) {
    const folded = await foldPartition(partition, standing, deps);
    if (!folded) return standing;
    const { brandId, row } = folded;
    if (!standing) await deps.counts.ensureIndexed([{ brandId, partition }]);
    await deps.announce([brandHourOf(brandId, partition)]);
    if (standing && standing.tally.hits >= row.tally.hits) return standing;
    if ((await deps.counts.putMinuteRowIfGrown(partition, row)) !== 'done') continue;
    await deps.counted?.([justCounted(brandId, partition, row.tally)]);
    return row;
  }
}

/** What a partition's raw clicks come to, before it is written. */
export type Folded = {
  partition: RawPartition;
  brandId: string;
  standing: MinuteRow | undefined;
  row: MinuteRow & Folding;
};

/** Nothing where nothing was stored. */
export async function foldPartition(
  partition: RawPartition,
  standing: MinuteRow | undefined,
  { clicks, dedupeSecondsOf }: Pick<RecountDeps, 'clicks' | 'dedupeSecondsOf'>,
): Promise<Folded | undefined> {
  const found = await clicks.listCountable(partition);
  const brandId = found[0]?.brandId;
  if (brandId === undefined) return undefined;
  const folding = foldPartitionOf(found, await dedupeSecondsOf(brandId));
  return { partition, brandId, standing, row: { ...folding, generation: standing?.generation ?? 0 } };
}

export const brandHourOf = (brandId: string, { minute }: RawPartition): BrandHour => ({
  brandId,
  hour: hourOf(startOfMinute(minute)),
});

/**
 * For everyone but the sealer itself, after a click is stored: if sealers have begun to read its hour (or none ever
 * did, and it may be older than they will look), they must read it again. If they have not, they will see the click.
 */
export function announceLate(
  counts: Pick<CountStore, 'findSealBegun' | 'markDirty'>,
  newToken: () => string,
): RecountDeps['announce'] {
  return async (touched) => {
    const begun = await counts.findSealBegun();
    for (const { brandId, hour } of touched)
      if (begun === undefined || hour <= begun) await counts.markDirty('hour', brandId, hour, newToken());
  };
}

export type RefoldDeps = RecountDeps & {
  counts: Pick<CountStore, 'putMinuteRowOfGeneration' | 'listPacked'>;
  now: () => number;
};

/**
 * Counts a partition again whose raw clicks were rewritten or erased, so that its fold may have changed without
 * growing. The new generation shuts out every recount that read before; a click that one of them had just counted
 * would be shut out too, therefore an ordinary recount follows. To be repeated until it returns. A fold that stands
 * on more hits than are left stays: some have expired, and what they counted must not go with them.
 */
export async function refoldPartition(
  partition: RawPartition,
  brandId: string,
  deps: RefoldDeps,
): Promise<void> {
  await deps.counts.ensureIndexed([{ brandId, partition }]);
  const outcome = await undisturbed(`folding ${partition.linkId} ${partition.minute}`, async () => {
    const standing = await findStanding(deps.counts, brandId, partition, deps.now());
    const clicks = await deps.clicks.listCountable(partition);
    if (standing && standing.tally.hits > clicks.length) return { done: 'stays' as const };
    const folding = foldPartitionOf(clicks, await deps.dedupeSecondsOf(brandId));
    const row = { ...folding, generation: (standing?.generation ?? 0) + 1 };
    const written = await deps.counts.putMinuteRowOfGeneration(partition, row);
    return written === 'done' ? { done: 'folded' as const } : undefined;
  });
  if (outcome === 'stays') return;
  await deps.announce([brandHourOf(brandId, partition)]);
  await recountPartition(partition, deps);
}

/** "Fold this partition again": said after a raw click was rewritten, done by who seals. */
export const markRefold = (
  counts: Pick<CountStore, 'markDirty'>,
  brandId: string,
  { linkId, minute, shard }: RawPartition,
  token: string,
): Promise<void> => counts.markDirty('refold', brandId, `${linkId}|${minute}|${shard}`, token);

/** Folds what was marked; the mark goes last. */
export async function refoldMarked(marked: DirtyPeriod, deps: RefoldDeps): Promise<void> {
  const [linkId = '', minute = '', shard = '0'] = marked.period.split('|');
  await refoldPartition({ linkId, minute, shard: Number(shard) }, marked.brandId, deps);
}
