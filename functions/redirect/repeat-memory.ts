import { scatter } from '../../shared/data/table/keys.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { repeatOf } from '../../shared/domain/click/fold.ts';
import type { Verdict } from '../../shared/domain/click/hit.ts';
import { rememberingOf } from '../../shared/domain/remember.ts';

/**
 * Remembers who tapped which link lately, so that a second tap inside the repeat window is recorded as a repeat.
 * Bounded: the oldest tap is forgotten for the newest. What one instance can't know, the fold
 * settles (shared/domain/click/fold.ts).
 */
export type RepeatMemory = {
  /** True when this visitor was counted on this link less than `windowMs` before `at`; otherwise the tap counts from now on. */
  seen: (linkId: string, visitor: string, at: number, windowMs: number) => boolean;
};

/** The click, or a repeat of it where its visitor was counted on this link less than `dedupeSeconds` before. */
export function markRepeat(click: Click, repeats: RepeatMemory, dedupeSeconds: number): Click {
  const { linkId, visitor, at, verdict } = click;
  if (visitor === undefined || verdict.kind !== 'counted') return click;
  const isRepeat = repeats.seen(linkId, visitor, at, dedupeSeconds * 1_000);
  return isRepeat ? { ...click, verdict: repeatOnce(verdict) } : click;
}

/** Made once for all clicks that share a verdict, and frozen as that one is: the journal encodes it once. */
const repeatOnce = rememberingOf((verdict: Verdict): Verdict => Object.freeze(repeatOf(verdict)));

/**
 * A ring of taps, numbered from one: `newest` names the last one of each bucket, `before` the one before it there. Two
 * maps keyed by texts took three look-ups and a text for each tap, a tenth of a redirect. `capacity`: a power of two.
 */
export function createRepeatMemory(capacity = 65_536): RepeatMemory {
  const mask = capacity - 1;
  const newest = new Float64Array(capacity);
  const before = new Float64Array(capacity);
  const times = new Float64Array(capacity);
  const links: string[] = [];
  const visitors: string[] = [];
  let count = 0;

  function lastTap(linkId: string, visitor: string, bucket: number): number | undefined {
    const forgotten = Math.max(0, count - capacity);
    for (let tap = newest[bucket] ?? 0; tap > forgotten; tap = before[tap & mask] ?? 0)
      if (visitors[tap & mask] === visitor && links[tap & mask] === linkId) return times[tap & mask];
    return undefined;
  }

  function remember(linkId: string, visitor: string, bucket: number, at: number): void {
    count++;
    const place = count & mask;
    before[place] = newest[bucket] ?? 0;
    newest[bucket] = count;
    times[place] = at;
    links[place] = linkId;
    visitors[place] = visitor;
  }

  return {
    seen(linkId, visitor, at, windowMs) {
      // Visitors' keys are hashes themselves: nobody can choose one that falls where others do.
      const bucket = (scatter(linkId) ^ scatter(visitor)) & mask;
      const last = lastTap(linkId, visitor, bucket);
      if (last !== undefined && at - last >= 0 && at - last < windowMs) return true;
      remember(linkId, visitor, bucket, at);
      return false;
    },
  };
}
