import type { Click } from '../../domain/click/click.ts';
import type { Tally } from '../../domain/click/fold.ts';
import { foldPartitionOf } from '../../domain/click/settling.ts';
import { type RawPartition, rawPartitionKey } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import type { CountStore } from './count-store.ts';
import { forgetOldMinutes, giveUp, hold, type Known, nothingHeld } from './held-partitions.ts';
import { type JustCounted, justCounted } from './recount.ts';

/** A partition rests so many times as long as writing it took: a hot one is folded whole each time. */
const REST_FACTOR = 10;
const SHORTEST_REST_MS = 200;
/** Written at once: the engine works on one while this thread folds another. */
const LANES = 8;

export type KnownDeps = {
  counts: Pick<CountStore, 'putMinuteRowOver'>;
  dedupeSecondsOf: (brandId: string) => Promise<number>;
  /** Told after folds were written; never throws. */
  counted?: (folds: readonly JustCounted[]) => Promise<void>;
  /** Epoch ms. */
  now: () => number;
  /** Milliseconds that no change of the clock touches. */
  steadily: () => number;
};

/** A click and the raw partition that its id names. */
export type PlacedClick = { click: Click; partition: RawPartition };

/**
 * Raw partitions that are known whole in memory, because their minute began after this process did and every click of
 * theirs passed through its hands: their folds are written without reading anything back, a sixth of a recount's work.
 *
 * That nobody else had a hand in one is not believed but asked with each write: the row must be the one that was
 * written here last (none, before the first). Whoever else stores a click recounts its partition and so changes the
 * row; rejudging and erasing raise its generation. The next write is then refused, the partition given up for good and
 * counted by reading, as everything is that this process did not open. Sealing counts all of it again.
 */
export function createKnownPartitions(deps: KnownDeps) {
  const held = nothingHeld(deps.now());
  return {
    /** Takes clicks that lie in the table by now; answers the partitions that must be counted by reading. */
    take(clicks: readonly PlacedClick[]): RawPartition[] {
      const unknown = new Map<string, RawPartition>();
      for (const { click, partition } of clicks) {
        if (!hold(held, click, partition)) unknown.set(rawPartitionKey(partition), partition);
      }
      return [...unknown.values()];
    },

    /** Writes what is due; answers the partitions that turned out to be somebody else's too. */
    async write(): Promise<RawPartition[]> {
      const time = deps.steadily();
      const due = [...held.known.values()].filter(({ isDirty, dueAt }) => isDirty && dueAt <= time);
      const lost: RawPartition[] = [];
      const written: JustCounted[] = [];
      await inLanes(LANES, due, async (one) => {
        // A write that failed may have been done: counting by reading finds out.
        const tally = await writeRow(one, deps).catch(() => undefined);
        if (tally) {
          written.push(justCounted(brandOf(one), one.partition, tally));
          return;
        }
        giveUp(held, one.partition);
        lost.push(one.partition);
      });
      forgetOldMinutes(held, deps.now());
      await deps.counted?.(written);
      return lost;
    },

    /** Somebody else stored or changed a click there. */
    giveUp: (partition: RawPartition): void => giveUp(held, partition),
  };
}
export type KnownPartitions = ReturnType<typeof createKnownPartitions>;

/** What was written; nothing when the row that stands there isn't the one that was written here last. */
async function writeRow(
  one: Known,
  { counts, dedupeSecondsOf, steadily }: KnownDeps,
): Promise<Tally | undefined> {
  const started = steadily();
  one.isDirty = false;
  const clicks = [...one.clicks.values()];
  const folding = foldPartitionOf(clicks, await dedupeSecondsOf(brandOf(one)));
  const { tally } = folding;
  const outcome = await counts.putMinuteRowOver(one.partition, folding, one.written);
  one.written = tally.hits;
  const ended = steadily();
  one.dueAt = ended + Math.max(SHORTEST_REST_MS, (ended - started) * REST_FACTOR);
  return outcome === 'done' ? tally : undefined;
}

const brandOf = ({ clicks }: Known): string => clicks.values().next().value?.brandId ?? '';
