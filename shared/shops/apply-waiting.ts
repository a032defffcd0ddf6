import type { HookDue } from '../data/shops/hooks-store.ts';
import { inLanesApart, tellFailures } from '../data/table/lanes.ts';
import { HOUR_MS, MINUTE_MS } from '../domain/time/units.ts';
import type { OrderDesk } from '../orders/desk.ts';
import { applyKept } from './apply-soon.ts';

/** Younger ones belong to a request that is still at work. */
const FORGOTTEN_MS = 30_000;
const AT_ONCE = 100;
const LONGEST_WAIT_MS = HOUR_MS;

/**
 * Applies what was kept and left: its process died after the answer, or a store was away. How many; one that fails
 * stops no other, steps back behind those that wait, and is told at the end.
 */
export async function applyWaiting(desk: OrderDesk): Promise<number> {
  const until = new Date(desk.stores.now() - FORGOTTEN_MS).toISOString();
  const waiting = await desk.stores.hookQueue.list(until, AT_ONCE);
  const failures = await inLanesApart(1, waiting, async (event) => {
    await applyKept(event, desk);
    // An entry whose event was never kept, or went with its hook, is nobody's.
    await desk.stores.hookQueue.remove(event);
  });
  const kept = await inLanesApart(1, failures, ({ item }) => stepBack(item, desk));
  tellFailures([...failures, ...kept], 'shop events wait');
  return waiting.length;
}

/** Due again after a minute, and twice as long each time: however many cannot be applied, the others get their turn. */
async function stepBack(event: HookDue, { stores }: OrderDesk): Promise<void> {
  const failures = (event.failures ?? 0) + 1;
  const wait = Math.min(MINUTE_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  const dueAt = new Date(stores.now() + wait - FORGOTTEN_MS).toISOString();
  await stores.hookQueue.add({ ...event, dueAt, failures });
  await stores.hookQueue.remove(event);
}
