import { MINUTE_MS } from './domain/time/units.ts';

export type Renewal = {
  everyMs: number;
  /** After a failed renewal the old one serves so long before the next try. */
  retryMs?: number;
  now?: () => number;
};

/**
 * Made by the first who asks, and made anew by whoever asks when its time is over. Nobody waits for a renewal, and one
 * that fails leaves the old one standing; only the first making can fail a caller, and the next caller tries again.
 */
export function renewing<T>(
  make: () => Promise<T>,
  { everyMs, retryMs = 10_000, now = Date.now }: Renewal,
): () => Promise<T> {
  let standing: { value: T; until: number } | undefined;
  let underway: Promise<T> | undefined;

  function renew(): Promise<T> {
    underway ??= make()
      .then((value) => {
        standing = { value, until: now() + everyMs };
        return value;
      })
      .finally(() => {
        underway = undefined;
      });
    return underway;
  }

  return async () => {
    if (!standing) return renew();
    if (standing.until <= now()) {
      standing.until = now() + retryMs;
      renew().catch(() => {});
    }
    return standing.value;
  };
}

/** A key that was turned is taken up within this time, without a deployment. */
export const KEYS_LIVE_MS = 5 * MINUTE_MS;

/** `make` for these words; the same words again get what was made for them. */
export function madeFor<T>(make: (...words: string[]) => T): (...words: string[]) => T {
  let last: { words: string; made: T } | undefined;
  return (...words) => {
    const name = JSON.stringify(words);
    if (last?.words !== name) last = { words: name, made: make(...words) };
    return last.made;
  };
}
