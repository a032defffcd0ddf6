import type { Click } from '../../domain/click/click.ts';
import { type CountableClick, foldClicks } from '../../domain/click/fold.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { type RawPartition, rawPartitionKey, startOfMinute } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import type { CountStore } from './count-store.ts';

/** A minute stays in memory so long after it began; a later click of it is counted by reading. */
const KEPT_MS = 2 * MINUTE_MS;
/** Clicks held at most, some 60 MB: what comes on top is counted by reading. */
const MOST_CLICKS = 200_000;
/** A partition rests so many times as long as writing it took: a hot one is folded whole each time. */
const REST_FACTOR = 10;
const SHORTEST_REST_MS = 200;
/** Written at once: the engine works on one while this thread folds another. */
const LANES = 8;

export type KnownDeps = {
  counts: Pick<CountStore, 'putMinuteRowOver'>;
  dedupeSecondsOf: (brandId: string) => Promise<number>;
  /** Epoch ms. */
  now: () => number;
  /** Milliseconds that no change of the clock touches. */
  steadily: () => number;
};

/** A click and the raw partition that its id names. */
export type PlacedClick = { click: Click; partition: RawPartition };

type Known = {
  partition: RawPartition;
  clicks: Map<string, CountableClick>;
  /** Hits of the row that we wrote last; `undefined` before the first. */
  written: number | undefined;
  isDirty: boolean;
  dueAt: number;
};

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
  const known = new Map<string, Known>();
  const givenUp = new Map<string, RawPartition>();
  /** Minutes that began earlier are not opened (any more): half a partition is not the whole. */
  let opensFrom = (Math.floor(deps.now() / MINUTE_MS) + 1) * MINUTE_MS;
  let held = 0;

  function open(partition: RawPartition, pk: string): Known | undefined {
    if (startOfMinute(partition.minute) < opensFrom || givenUp.has(pk)) return undefined;
    const opened: Known = { partition, clicks: new Map(), written: undefined, isDirty: false, dueAt: 0 };
    known.set(pk, opened);
    return opened;
  }

  function giveUp(partition: RawPartition): void {
    const pk = rawPartitionKey(partition);
    held -= known.get(pk)?.clicks.size ?? 0;
    known.delete(pk);
    givenUp.set(pk, partition);
  }

  /** False when it can't be held whole. */
  function hold(click: Click, partition: RawPartition): boolean {
    const pk = rawPartitionKey(partition);
    const one = known.get(pk) ?? open(partition, pk);
    if (!one) return false;
    if (one.clicks.has(click.id)) return true;
    if (held >= MOST_CLICKS) {
      giveUp(partition);
      return false;
    }
    one.clicks.set(click.id, countableOf(click));
    one.isDirty = true;
    held++;
    return true;
  }

  function forgetOldMinutes(): void {
    opensFrom = Math.max(opensFrom, deps.now() - KEPT_MS);
    const isOver = ({ minute }: RawPartition) => startOfMinute(minute) < opensFrom;
    for (const [pk, { partition, isDirty, clicks }] of known) {
      if (isDirty || !isOver(partition)) continue;
      known.delete(pk);
      held -= clicks.size;
    }
    for (const [pk, partition] of givenUp) if (isOver(partition)) givenUp.delete(pk);
  }

  async function write(one: Known): Promise<boolean> {
    const started = deps.steadily();
    one.isDirty = false;
    const clicks = [...one.clicks.values()];
    const tally = foldClicks(clicks, await deps.dedupeSecondsOf(clicks[0]?.brandId ?? ''));
    const outcome = await deps.counts.putMinuteRowOver(one.partition, tally, one.written);
    one.written = tally.hits;
    const ended = deps.steadily();
    one.dueAt = ended + Math.max(SHORTEST_REST_MS, (ended - started) * REST_FACTOR);
    return outcome === 'done';
  }

  return {
    /** Takes clicks that lie in the table by now; answers the partitions that must be counted by reading. */
    take(clicks: readonly PlacedClick[]): RawPartition[] {
      const unknown = new Map<string, RawPartition>();
      for (const { click, partition } of clicks) {
        if (!hold(click, partition)) unknown.set(rawPartitionKey(partition), partition);
      }
      return [...unknown.values()];
    },

    /** Writes what is due; answers the partitions that turned out to be somebody else's too. */
    async write(): Promise<RawPartition[]> {
      const time = deps.steadily();
      const due = [...known.values()].filter(({ isDirty, dueAt }) => isDirty && dueAt <= time);
      const lost: RawPartition[] = [];
      await inLanes(LANES, due, async (one) => {
        // A write that failed may have been done: counting by reading finds out.
        if (await write(one).catch(() => false)) return;
        giveUp(one.partition);
        lost.push(one.partition);
      });
      forgetOldMinutes();
      return lost;
    },

    /** Somebody else stored or changed a click there. */
    giveUp,
  };
}
export type KnownPartitions = ReturnType<typeof createKnownPartitions>;

/** What a fold reads. */
function countableOf({ raw: _raw, ...click }: Click): CountableClick {
  return { ...click, verdict: { ...click.verdict, evidence: [] } };
}
