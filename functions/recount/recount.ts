import type { ClickStore } from '../../shared/data/click-store.ts';
import type { CountStore } from '../../shared/data/count-store.ts';
import {
  hourOf,
  type RawPartition,
  rawPartitionKey,
  readRawPartitionKey,
  startOfMinute,
} from '../../shared/data/keys.ts';
import { foldClicks } from '../../shared/domain/fold.ts';

export type RecountDeps = {
  clicks: Pick<ClickStore, 'listPartition'>;
  counts: Pick<CountStore, 'findMinuteRow' | 'ensureIndexed' | 'putMinuteRowIfGrown'>;
  /** Called before a fold is written: a late click's hour must be sealed again, and a crash can't hide it. */
  announce: (brandId: string, hour: string) => Promise<void>;
  /** The brand's repeat window, seconds. */
  dedupeSecondsOf: (brandId: string) => Promise<number>;
};

/**
 * Counts one raw partition again and writes the fold, if it has grown. Reads, folds and writes the whole partition
 * each time: twice, out of order, half-way or too late, the row ends the same. Before a first row the hour index is
 * looked after: whoever stored the click may have died before announcing its partition.
 */
export async function recountPartition(
  partition: RawPartition,
  deps: RecountDeps,
): Promise<'grown' | 'same'> {
  for (;;) {
    const standing = await deps.counts.findMinuteRow(partition);
    const clicks = await deps.clicks.listPartition(partition);
    const brandId = clicks[0]?.brandId;
    if (brandId === undefined) return 'same';
    const tally = foldClicks(clicks, await deps.dedupeSecondsOf(brandId));
    if (!standing) await deps.counts.ensureIndexed(brandId, partition);
    await deps.announce(brandId, hourOf(startOfMinute(partition.minute)));
    if (standing && standing.tally.hits >= tally.hits) return 'same';
    const row = { tally, generation: standing?.generation ?? 0 };
    if ((await deps.counts.putMinuteRowIfGrown(partition, row)) === 'done') return 'grown';
  }
}

/**
 * For everyone but the sealer itself, after a click is stored: if sealers have begun to read its hour (or none ever
 * did, and it may be older than they will look), they must read it again. If they have not, they will see the click.
 */
export function announceLate(
  counts: Pick<CountStore, 'findSealBegun' | 'markDirty'>,
  newToken: () => string,
): (brandId: string, hour: string) => Promise<void> {
  return async (brandId, hour) => {
    const begun = await counts.findSealBegun();
    if (begun === undefined || hour <= begun) await counts.markDirty('hour', brandId, hour, newToken());
  };
}

export type RefoldDeps = RecountDeps & { counts: Pick<CountStore, 'putMinuteRowOfGeneration'> };

/**
 * Counts a partition again whose raw clicks were rewritten or erased, so that its fold may have changed without
 * growing. The new generation shuts out every recount that read before; a click that one of them had just counted
 * would be shut out too, therefore an ordinary recount follows. To be repeated until it returns.
 */
export async function refoldPartition(
  partition: RawPartition,
  brandId: string,
  deps: RefoldDeps,
): Promise<void> {
  await deps.counts.ensureIndexed(brandId, partition);
  for (;;) {
    const standing = await deps.counts.findMinuteRow(partition);
    const clicks = await deps.clicks.listPartition(partition);
    const tally = foldClicks(clicks, await deps.dedupeSecondsOf(brandId));
    const row = { tally, generation: (standing?.generation ?? 0) + 1 };
    if ((await deps.counts.putMinuteRowOfGeneration(partition, row)) === 'done') break;
  }
  await deps.announce(brandId, hourOf(startOfMinute(partition.minute)));
  await recountPartition(partition, deps);
}

/** A change record, as DynamoDB's stream and the embedded engine's feed both hand it over (keys only). */
export type ChangeRecord = {
  eventName?: string | undefined;
  dynamodb?:
    | { Keys?: Record<string, { S?: string | undefined }>; SequenceNumber?: string | undefined }
    | undefined;
};

export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/**
 * Recounts every raw partition that a batch names, once each. A partition that fails is reported by the first
 * record that named it; the others are counted all the same.
 */
export async function recountBatch(records: ChangeRecord[], deps: RecountDeps): Promise<BatchAnswer> {
  const failures: { itemIdentifier: string }[] = [];
  for (const [pk, firstSequence] of partitionsNamed(records)) {
    const partition = readRawPartitionKey(pk);
    if (!partition) continue;
    try {
      await recountPartition(partition, deps);
    } catch {
      failures.push({ itemIdentifier: firstSequence });
    }
  }
  return { batchItemFailures: failures };
}

function partitionsNamed(records: ChangeRecord[]): Map<string, string> {
  const named = new Map<string, string>();
  for (const { dynamodb } of records) {
    const pk = dynamodb?.Keys?.pk?.S;
    if (pk !== undefined && !named.has(pk)) named.set(pk, dynamodb?.SequenceNumber ?? '');
  }
  return named;
}

export const changeRecordOf = (partition: RawPartition, clickId: string, sequence: string): ChangeRecord => ({
  eventName: 'INSERT',
  dynamodb: { Keys: { pk: { S: rawPartitionKey(partition) }, sk: { S: clickId } }, SequenceNumber: sequence },
});
