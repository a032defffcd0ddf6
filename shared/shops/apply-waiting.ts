import { inLanesApart, tellFailures } from '../data/table/lanes.ts';
import type { OrderDesk } from '../orders/desk.ts';
import { applyKept } from './apply-soon.ts';

/** Younger ones belong to a request that is still at work. */
const FORGOTTEN_MS = 30_000;
const AT_ONCE = 100;

/**
 * Applies what was kept and left: its process died after the answer, or a store was away. How many; one that fails
 * stops no other, stays due, and is told at the end.
 */
export async function applyWaiting(desk: OrderDesk): Promise<number> {
  const until = new Date(desk.stores.now() - FORGOTTEN_MS).toISOString();
  const waiting = await desk.stores.hookQueue.list(until, AT_ONCE);
  const failures = await inLanesApart(1, waiting, async (event) => {
    await applyKept(event, desk);
    // An entry whose event was never kept, or went with its hook, is nobody's.
    await desk.stores.hookQueue.remove(event);
  });
  tellFailures(failures, 'shop events wait');
  return waiting.length;
}
