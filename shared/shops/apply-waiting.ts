import { hookDue } from '../data/shops/hooks-store.ts';
import { recordsOf } from '../data/table/records-store.ts';
import type { OrderDesk } from '../orders/desk.ts';
import { applyEvent } from './apply-event.ts';

/** Younger ones belong to a request that is still at work. */
const FORGOTTEN_MS = 30_000;
const AT_ONCE = 100;

/**
 * Applies what was kept and left: its process died after the answer, or a store was away. How many; one that fails
 * stops no other, stays due, and is told at the end.
 */
export async function applyWaiting(desk: OrderDesk): Promise<number> {
  const now = desk.now();
  const at = new Date(now).toISOString();
  const until = new Date(now - FORGOTTEN_MS).toISOString();
  const failures: unknown[] = [];
  const waiting = await hookDue(desk.tables).list(until, AT_ONCE);
  for (const { brandId, hookId, eventId, receivedAt } of waiting) {
    const taking = { records: recordsOf(desk.tables, brandId), now, at, desk };
    try {
      await applyEvent(hookId, eventId, taking);
      // An entry whose event was never kept, or went with its hook, is nobody's.
      await hookDue(desk.tables).remove({ brandId, hookId, eventId, receivedAt });
    } catch (reason) {
      failures.push(reason);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} shop events wait, first ${failures[0]}`);
  return waiting.length;
}
