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
type Run = { list: readonly SettledClick[]; more: (() => Promise<Run>) | undefined };
/** How far a run was read. */
type Head = Run & { next: number };

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
  const going = runs.filter(({ more }) => more);
  const heads: Head[] = [{ list: over, more: undefined }, ...going].map((run) => ({ ...run, next: 0 }));
  for (;;) {
    for (const head of heads)
      while (head.more && head.next === head.list.length) Object.assign(head, await head.more(), { next: 0 });
    const head = newestOf(heads);
    const newest = head?.list[head.next++];
    if (!newest) return;
    yield newest;
  }
}

const newestFirst = ({ click: a }: SettledClick, { click: b }: SettledClick): number =>
  b.at - a.at || (a.id < b.id ? 1 : -1);

/** The one whose next click is the newest; nothing once all are read. */
function newestOf(heads: readonly Head[]): Head | undefined {
  let newest: Head | undefined;
  let best: SettledClick | undefined;
  for (const head of heads) {
    const one = head.list[head.next];
    if (!one || (best && newestFirst(best, one) < 0)) continue;
    newest = head;
    best = one;
  }
  return newest;
}

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
      runs.push(wholly(settleWhole(look.clicks, asked.dedupeSeconds).reverse()));
    else if (kept && says(kept, look, asked)) {
      const lookOn: LookOn = (options) => clicks.look(partition, asked.place, options);
      runs.push(runOf(look, limit, settleBy(kept.settling), lookOn));
    } else runs.push(wholly(await clicks.listSettled(partition, asked.dedupeSeconds, asked.reading)));
  }
  return runs;
}

const wholly = (list: readonly SettledClick[]): Run => ({ list, more: undefined });

/** Whether the fold tells how these count. It knows nothing of clicks that came after it. */
function says({ hits, settling }: KeptSettling, look: Look, { dedupeSeconds }: ListAsked): boolean {
  if (look.isUnordered || settling.dedupeSeconds !== dedupeSeconds) return false;
  return hits > MANY_HITS || (look.clicks[0]?.at ?? 0) <= settling.through;
}

type LookOn = (options: { limit: number; after: string }) => Promise<Look>;

/** What a look found, and behind it ever longer ones. */
function runOf(
  { clicks, lastSort: after }: Look,
  limit: number,
  settle: ReturnType<typeof settleBy>,
  lookOn: LookOn,
): Run {
  const list = clicks.map(settle);
  if (after === undefined) return wholly(list);
  const next = Math.min(limit * GROWTH, LONG_LOOK);
  return { list, more: async () => runOf(await lookOn({ limit: next, after }), next, settle, lookOn) };
}
