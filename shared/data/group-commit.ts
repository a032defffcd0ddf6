import type { Click } from '../domain/click.ts';
import type { ClickKeys } from '../domain/click-id.ts';
import { announcement, type ClickWrite, clickWrite, partitionOfClick, writeAll } from './click-writer.ts';
import { rawPartitionKey } from './keys.ts';
import type { TableNames } from './table-shape.ts';
import type { Wire } from './wire.ts';

const BATCH = 25;
/** Batches on their way at once: enough to keep the engine busy while the next one fills. */
const LANES = 4;
const MAX_REMEMBERED_PARTITIONS = 20_000;

type Waiting = {
  writes: ClickWrite[];
  partition: string;
  clickId: string;
  done: () => void;
  failed: (reason: unknown) => void;
};

/**
 * Writes concurrent clicks together: while a batch is on its way the next one gathers. Each caller is answered when
 * its own batch is in the engine's log, never before. `recorded` names each raw partition and click that was
 * written: on one machine it is what DynamoDB's stream is in AWS.
 */
export function createGroupCommit(
  wire: Wire,
  tables: TableNames,
  keys: ClickKeys,
  recorded: (partition: string, clickId: string) => void,
) {
  const announced = new Set<string>();
  let queue: Waiting[] = [];
  let underway = 0;

  function pump(): void {
    while (underway < LANES && queue.length > 0) {
      const batch = takeBatch();
      underway++;
      commit(batch).finally(() => {
        underway--;
        pump();
      });
    }
  }

  function takeBatch(): Waiting[] {
    let items = 0;
    let count = 0;
    for (const waiting of queue) {
      if (items + waiting.writes.length > BATCH) break;
      items += waiting.writes.length;
      count++;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  }

  async function commit(batch: Waiting[]): Promise<void> {
    try {
      await writeAll(wire, distinctWrites(batch));
      for (const waiting of batch) {
        remember(waiting);
        recorded(waiting.partition, waiting.clickId);
        waiting.done();
      }
    } catch (reason) {
      for (const waiting of batch) waiting.failed(reason);
    }
  }

  function remember(waiting: Waiting): void {
    if (announced.size >= MAX_REMEMBERED_PARTITIONS) announced.clear();
    announced.add(waiting.partition);
  }

  return function commitClick(click: Click): Promise<void> {
    const partition = partitionOfClick(click, keys);
    const pk = rawPartitionKey(partition);
    const writes = [clickWrite(click, partition, tables)];
    if (!announced.has(pk)) writes.push(announcement(click.brandId, partition, tables));
    return new Promise((done, failed) => {
      queue.push({ writes, partition: pk, clickId: click.id, done, failed });
      if (underway < LANES) queueMicrotask(pump);
    });
  };
}

/** One batch may not name a key twice: the announcements of a partition are the same, and so are repeats of a click. */
function distinctWrites(batch: Waiting[]): ClickWrite[] {
  const byKey = new Map<string, ClickWrite>();
  for (const { writes } of batch) {
    for (const write of writes) byKey.set(JSON.stringify([write.item.pk, write.item.sk]), write);
  }
  return [...byKey.values()];
}
