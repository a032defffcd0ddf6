import type { BatchAnswer, ChangeRecord } from '../../functions/recount/recount.ts';
import { type Random, randomInt, shuffle } from '../../shared/domain/statistics/seeded-random.ts';

/**
 * A stream at its worst: it delivers at least once, cut anywhere, in any order, and some of it again. A batch counts
 * as delivered when its handler returned without naming a failure.
 */
export function createStream(random: Random, largestBatch: number) {
  let sequence = 0;
  let waiting: ChangeRecord[] = [];
  const everything: ChangeRecord[] = [];
  const handedOver = new Set<ChangeRecord[]>();
  let redelivered = 0;

  function nextBatch(): ChangeRecord[] {
    const size = randomInt(random, 1, largestBatch);
    // Overtaking: sometimes a later part of the stream goes first, as split shards and parallel lanes do.
    const from = random() < 0.3 ? Math.max(0, randomInt(random, 0, waiting.length - 1)) : 0;
    const batch = waiting.splice(from, size);
    if (random() < 0.3 && everything.length > 0) {
      const start = randomInt(random, 0, everything.length - 1);
      const again = everything.slice(start, start + randomInt(random, 1, Math.min(50, largestBatch)));
      redelivered += again.length;
      return shuffle(random, [...batch, ...again]);
    }
    return random() < 0.3 ? shuffle(random, batch) : batch;
  }

  return {
    push(pk: string, sk: string): void {
      const record: ChangeRecord = {
        eventName: 'INSERT',
        dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: String(++sequence) },
      };
      waiting.push(record);
      everything.push(record);
    },
    async deliverOne(handle: (records: ChangeRecord[]) => Promise<BatchAnswer>): Promise<void> {
      const batch = nextBatch();
      if (batch.length === 0) return;
      handedOver.add(batch);
      const isDone = await handle(batch).then(
        (answer) => answer.batchItemFailures.length === 0,
        () => false,
      );
      if (handedOver.delete(batch) && !isDone) waiting.push(...batch);
    },
    /** What was handed to processes that died comes again. */
    takeBack(): void {
      for (const batch of handedOver) waiting.push(...batch);
      handedOver.clear();
    },
    /** Everything once more, as after a lost checkpoint. */
    rewind(): void {
      waiting = [...everything];
    },
    get waiting() {
      return waiting.length;
    },
    get redelivered() {
      return redelivered;
    },
  };
}
export type Stream = ReturnType<typeof createStream>;
