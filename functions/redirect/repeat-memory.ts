import type { Click } from '../../shared/domain/click/click.ts';
import { asRepeat } from '../../shared/domain/click/fold.ts';

/**
 * Remembers who tapped which link lately, so that a second tap inside the repeat window is recorded as a repeat.
 * Bounded: two generations, the older forgotten when the younger is full. What one instance can't know, the fold
 * settles (shared/domain/click/fold.ts).
 */
export type RepeatMemory = {
  /** True when this key was counted less than `windowMs` before `at`; otherwise it counts from now on. */
  seen: (key: string, at: number, windowMs: number) => boolean;
};

/** The click, or a repeat of it where its visitor was counted on this link less than `dedupeSeconds` before. */
export function markRepeat(click: Click, repeats: RepeatMemory, dedupeSeconds: number): Click {
  const { linkId, visitor, at, verdict } = click;
  if (visitor === undefined || verdict.kind !== 'counted') return click;
  return repeats.seen(`${linkId}|${visitor}`, at, dedupeSeconds * 1_000) ? asRepeat(click) : click;
}

export function createRepeatMemory(perGeneration = 50_000): RepeatMemory {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  return {
    seen(key, at, windowMs) {
      const last = young.get(key) ?? old.get(key);
      if (last !== undefined && at - last >= 0 && at - last < windowMs) return true;
      if (young.size >= perGeneration) {
        old = young;
        young = new Map();
      }
      young.set(key, at);
      return false;
    },
  };
}
