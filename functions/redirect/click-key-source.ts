import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { within } from './within.ts';

/** Where the text of the keys may be had, in this order; `undefined`: not there. */
export type KeyPlaces = readonly ((signal: AbortSignal) => Promise<string | undefined>)[];

export type KeySourceOptions = {
  now: () => number;
  /** Keys that were turned are taken up after this time. */
  everyMs?: number;
  /** How long one place may take. */
  deadlineMs?: number;
  /** After a failure nobody is asked for so long: whoever follows a link then waits for nothing. */
  retryMs?: number;
};

/**
 * The click keys as this instance knows them: asked for at its start and every few minutes, while the old ones serve.
 * `undefined` when they were never had: the follower is sent on, her click goes to the log and is signed later.
 */
export function createClickKeySource(
  places: KeyPlaces,
  { now, everyMs = 5 * MINUTE_MS, deadlineMs = 150, retryMs = 2_000 }: KeySourceOptions,
) {
  let known: ClickKeys | undefined;
  let restUntil = 0;
  let underway: Promise<void> | undefined;

  async function ask(): Promise<void> {
    for (const place of places) {
      try {
        const text = await within(deadlineMs, ({ signal }) => place(signal));
        if (text === undefined) continue;
        known = readClickKeys(text);
        restUntil = now() + everyMs;
        return;
      } catch {
        // The next place may have them.
      }
    }
    restUntil = now() + retryMs;
  }

  return {
    async find(): Promise<ClickKeys | undefined> {
      if (now() >= restUntil)
        underway ??= ask().finally(() => {
          underway = undefined;
        });
      if (!known) await underway;
      return known;
    },
  };
}
