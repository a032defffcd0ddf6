import { DAY_MS } from './units.ts';

/**
 * When a delivery that failed is tried again: Standard Webhooks' own schedule, seconds after the attempt before.
 * Nine retries over 75 hours.
 */
const RETRY_AFTER_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const JITTER = 0.1;

/** Epoch ms of the next attempt after `attempts` failed ones, or undefined when it is given up. `dice`: [0, 1). */
export function nextAttemptAt(attempts: number, now: number, dice: number): number | undefined {
  const seconds = RETRY_AFTER_SECONDS[attempts - 1];
  if (seconds === undefined) return undefined;
  return Math.round(now + seconds * 1_000 * (1 - JITTER + 2 * JITTER * dice));
}

/** An endpoint that has failed without a break for so long is switched off. */
export const LASTING_FAILURE_MS = 3 * DAY_MS;
