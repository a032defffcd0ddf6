import { setTimeout as sleep } from 'node:timers/promises';
import { isTooMuch } from './too-much.ts';
import { type Wire, WireError } from './wire.ts';

const BACKOFF_MS = [50, 200, 1_000];

/**
 * The wire with the SDK's patience: what failed on the way, or on the service's side, is asked again. A write that had
 * already been done is then refused or repeats itself, as under the SDK's own retries.
 */
export function triedAgain(wire: Wire): Wire {
  return async function call(operation, body, signal) {
    for (const wait of BACKOFF_MS) {
      try {
        return await wire(operation, body, signal);
      } catch (reason) {
        if (signal?.aborted || isRefusal(reason)) throw reason;
        await sleep(wait);
      }
    }
    return wire(operation, body, signal);
  };
}

/** The service's answer, which asking again would not change. That it has too much to do is none. */
const isRefusal = (reason: unknown): boolean =>
  reason instanceof WireError && reason.status >= 400 && reason.status < 500 && !isTooMuch(reason.code);
