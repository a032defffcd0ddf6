import type { Click } from '../../domain/click/click.ts';
import type { CountableClick } from '../../domain/click/fold.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { type RawPartition, rawPartitionKey, startOfMinute } from '../table/keys.ts';

/** A minute stays in memory so long after it began; a later click of it is counted by reading. */
const KEPT_MS = 2 * MINUTE_MS;
/** Clicks held at most, some 60 MB: what comes on top is counted by reading. */
const MOST_CLICKS = 200_000;

/** A raw partition of which every click is held. */
export type Known = {
  partition: RawPartition;
  clicks: Map<string, CountableClick>;
  /** Hits of the row that we wrote last; `undefined` before the first. */
  written: number | undefined;
  isDirty: boolean;
  dueAt: number;
};

/** What this process holds whole, and what it never will (again), by the partition's key. */
export type HeldPartitions = {
  known: Map<string, Known>;
  givenUp: Map<string, RawPartition>;
  /** Minutes that began earlier are not opened (any more): half a partition is not the whole. Epoch ms. */
  opensFrom: number;
  /** Clicks in `known`. */
  clicks: number;
};

export const nothingHeld = (now: number): HeldPartitions => ({
  known: new Map(),
  givenUp: new Map(),
  opensFrom: (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS,
  clicks: 0,
});

/** False when its partition can't be held whole. */
export function hold(held: HeldPartitions, click: Click, partition: RawPartition): boolean {
  const pk = rawPartitionKey(partition);
  const one = held.known.get(pk) ?? open(held, partition, pk);
  if (!one) return false;
  if (one.clicks.has(click.id)) return true;
  if (held.clicks >= MOST_CLICKS) {
    giveUp(held, partition);
    return false;
  }
  one.clicks.set(click.id, countableOf(click));
  one.isDirty = true;
  held.clicks++;
  return true;
}

export function giveUp(held: HeldPartitions, partition: RawPartition): void {
  const pk = rawPartitionKey(partition);
  held.clicks -= held.known.get(pk)?.clicks.size ?? 0;
  held.known.delete(pk);
  held.givenUp.set(pk, partition);
}

/** What is written and over by now; what isn't written yet stays until it is. */
export function forgetOldMinutes(held: HeldPartitions, now: number): void {
  held.opensFrom = Math.max(held.opensFrom, now - KEPT_MS);
  const isOver = ({ minute }: RawPartition) => startOfMinute(minute) < held.opensFrom;
  for (const [pk, { partition, isDirty, clicks }] of held.known) {
    if (isDirty || !isOver(partition)) continue;
    held.known.delete(pk);
    held.clicks -= clicks.size;
  }
  for (const [pk, partition] of held.givenUp) if (isOver(partition)) held.givenUp.delete(pk);
}

function open(
  { known, givenUp, opensFrom }: HeldPartitions,
  partition: RawPartition,
  pk: string,
): Known | undefined {
  if (startOfMinute(partition.minute) < opensFrom || givenUp.has(pk)) return undefined;
  const opened: Known = { partition, clicks: new Map(), written: undefined, isDirty: false, dueAt: 0 };
  known.set(pk, opened);
  return opened;
}

/** What a fold reads. */
function countableOf({ raw: _raw, ...click }: Click): CountableClick {
  return { ...click, verdict: { ...click.verdict, evidence: [] } };
}
