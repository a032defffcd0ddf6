import { type BatchAnswer, type ChangeRecord, changeRecordOf } from '../../../functions/recount/recount.ts';
import type { RawPartition } from '../../../shared/data/table/keys.ts';
import { rawPartitionKey } from '../../../shared/data/table/keys.ts';
import { inLanes } from '../../../shared/data/table/lanes.ts';

/** A partition is counted again at the earliest after this long, and rests ten times as long as its recount took. */
const SHORTEST_REST_MS = 200;
const REST_FACTOR = 10;
const BATCH = 50;
/** Counted at once: the engine works on one while this thread folds another. */
const LANES = 8;

/**
 * What DynamoDB's stream is in AWS: hands the recount handler change records of the same shape, keys only. It
 * promises less than the stream and needs to: what a crash forgets is found again by recounting unsealed hours.
 */
export function createChangeFeed(
  handle: (records: ChangeRecord[]) => Promise<BatchAnswer>,
  now: () => number,
) {
  const due = new Map<string, { partition: RawPartition; at: number }>();
  const restUntil = new Map<string, number>();
  let sequence = 0;

  function note(partition: RawPartition): void {
    const pk = rawPartitionKey(partition);
    if (!due.has(pk)) due.set(pk, { partition, at: Math.max(now(), restUntil.get(pk) ?? 0) });
  }

  async function handOver(pk: string, partition: RawPartition): Promise<void> {
    due.delete(pk);
    const started = now();
    const answer = await handle([changeRecordOf(partition, '', String(++sequence))]);
    const rest = Math.max(SHORTEST_REST_MS, (now() - started) * REST_FACTOR);
    restUntil.set(pk, now() + rest);
    if (answer.batchItemFailures.length > 0) note(partition);
  }

  return {
    note,

    /** Is there a partition to be counted that began before this minute (or hour)? */
    waitsBefore(time: string): boolean {
      for (const { partition } of due.values()) if (partition.minute < time) return true;
      return false;
    },

    /** Hands over what is due. */
    async run(): Promise<void> {
      const time = now();
      const ready = [...due.entries()].filter(([, { at }]) => at <= time).slice(0, BATCH);
      await inLanes(LANES, ready, ([pk, { partition }]) => handOver(pk, partition));
      if (restUntil.size > 10_000) restUntil.clear();
    },
  };
}
