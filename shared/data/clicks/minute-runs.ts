import { FEW_CLICKS, type SettledClick, settleBy, settleWhole } from '../../domain/click/settling.ts';
import type { KeptSettling } from '../counts/settlings.ts';
import { type RawPartition, rawPartitionKey } from '../table/keys.ts';
import { inPortions } from '../table/write-many.ts';
import type { ClickStore } from './click-store.ts';
import type { ListPlace, Look } from './newest-first.ts';

/** Partitions of one minute that are read at once. */
const AT_ONCE = 20;
/** A partition of up to so many hits is read whole while its newest aren't counted: exactness for little. */
const MANY_HITS = 200;
/** Rows of a look by who goes through all of them, and the most of anybody's. */
const LONG_LOOK = 250;
const GROWTH = 8;

export type ListAsked = {
  place: ListPlace;
  dedupeSeconds: number;
  /** All of them are gone through: nothing of it is worth keeping. */
  reading?: 'once' | undefined;
};

/** Some clicks of a partition, the newest first, and how those behind them are had. */
type Run = { list: readonly SettledClick[]; more?: () => Promise<Run> };

/**
 * The settled clicks of one minute's partitions, the newest first, those before the place and maybe some more. Of each
 * partition only its newest are read: how they count is known from all of them where they are few, and from what the fold
 * decided where they are many; one whose fold doesn't say is read whole.
 */
export async function* clicksOfMinute(
  clicks: ClickStore,
  partitions: readonly RawPartition[],
  asked: ListAsked,
): AsyncGenerator<SettledClick> {
  const runs = await openRuns(clicks, partitions, asked);
  const over = runs.flatMap(({ list, more }) => (more ? [] : list)).sort(newestFirst);
  const heads = [{ list: over }, ...runs.filter(({ more }) => more)].map((run) => ({
    run: run as Run,
    next: 0,
  }));
  for (;;) {
    let newest: SettledClick | undefined;
    let from = heads[0];
    for (const head of heads) {
      while (head.next === head.run.list.length && head.run.more) {
        head.run = await head.run.more();
        head.next = 0;
      }
      const one = head.run.list[head.next];
      if (!one || (newest && newestFirst(newest, one) < 0)) continue;
      newest = one;
      from = head;
    }
    if (!newest || !from) return;
    from.next++;
    yield newest;
  }
}

const newestFirst = ({ click: a }: SettledClick, { click: b }: SettledClick): number =>
  b.at - a.at || (a.id < b.id ? 1 : -1);

async function openRuns(
  clicks: ClickStore,
  partitions: readonly RawPartition[],
  asked: ListAsked,
): Promise<Run[]> {
  const limit = asked.reading === 'once' ? LONG_LOOK : FEW_CLICKS;
  const looks: { partition: RawPartition; look: Look }[] = [];
  for (const some of inPortions(partitions, AT_ONCE)) {
    const look = async (partition: RawPartition) => ({
      partition,
      look: await clicks.look(partition, asked.place, { limit }),
    });
    looks.push(...(await Promise.all(some.map(look))));
  }
  const unfinished = looks.filter(({ look }) => look.lastSort !== undefined);
  const settlings = await clicks.findSettlings(unfinished.map(({ partition }) => partition));
  const runs: Run[] = [];
  for (const { partition, look } of looks) {
    const kept = settlings.get(rawPartitionKey(partition));
    if (look.lastSort === undefined)
      runs.push({ list: newestOf(settleWhole(look.clicks, asked.dedupeSeconds)) });
    else if (kept && says(kept, look, asked)) runs.push(runOf(clicks, partition, asked, kept, look, limit));
    else runs.push({ list: await clicks.listSettled(partition, asked.dedupeSeconds, asked.reading) });
  }
  return runs;
}

const newestOf = (settled: SettledClick[]): SettledClick[] => settled.reverse();

/** Whether the fold tells how these count. It knows nothing of clicks that came after it. */
function says({ hits, settling }: KeptSettling, look: Look, { dedupeSeconds }: ListAsked): boolean {
  if (look.isUnordered || settling.dedupeSeconds !== dedupeSeconds) return false;
  return hits > MANY_HITS || (look.clicks[0]?.at ?? 0) <= settling.through;
}

function runOf(
  clicks: ClickStore,
  partition: RawPartition,
  asked: ListAsked,
  kept: KeptSettling,
  look: Look,
  limit: number,
): Run {
  const list = look.clicks.map(settleBy(kept.settling));
  const after = look.lastSort;
  if (after === undefined) return { list };
  const next = Math.min(limit * GROWTH, LONG_LOOK);
  const more = async () =>
    runOf(
      clicks,
      partition,
      asked,
      kept,
      await clicks.look(partition, asked.place, { limit: next, after }),
      next,
    );
  return { list, more };
}
