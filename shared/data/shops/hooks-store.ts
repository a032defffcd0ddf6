import { createHash } from 'node:crypto';
import { idFromBytes } from '../../domain/id.ts';
import type { BrandId, Id } from '../../domain/schema/common.ts';
import { HookTally, StoredHook, StoredHookEvent } from '../../domain/schema/shops/hooks.ts';
import { ShopOrder } from '../../domain/shops/shop-order.ts';
import { DAY_MS } from '../../domain/time/units.ts';
import { HOOK_DUE_PARTITION, hookDueKey, hookSeenKey, hookTokenKey, readHookDueSort } from '../table/keys.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { expiryOf, textOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

export const hooksOf = (records: BrandRecords) => records.collection('HOOK', StoredHook);
const talliesOf = (records: BrandRecords) => records.collection('HOOKTALLY', HookTally);
export const shopOrdersOf = (records: BrandRecords) => records.collection('SHOPORDER', ShopOrder);
export const hookEventsOf = (records: BrandRecords, hookId: string) =>
  records.collection(`HOOKEVENT#${hookId}`, StoredHookEvent);

const EVENT_KEPT_MS = 60 * DAY_MS;
/** When an event that came at `now` (epoch ms), and that it was seen, may go: the record table's time-to-live removes them. */
export const eventExpiry = (now: number): number => expiryOf(now + EVENT_KEPT_MS);

const NONE = { unsigned: 0, forged: 0, late: 0, repeated: 0 };

/** What has come in at a hook. */
export function tallyOf(records: BrandRecords, hookId: string) {
  const tallies = talliesOf(records);
  const change = async (to: (tally: HookTally) => HookTally): Promise<void> => {
    const fresh = { id: hookId, refused: NONE };
    const made = await tallies.create(to(fresh));
    if (made.kind === 'exists') await tallies.update(hookId, to);
  };
  return {
    find: async (): Promise<HookTally> => (await tallies.find(hookId)) ?? { id: hookId, refused: NONE },
    refuse: (why: keyof HookTally['refused']) =>
      change((tally) => ({ ...tally, refused: { ...tally.refused, [why]: tally.refused[why] + 1 } })),
    delivered: (at: string) => change((tally) => ({ ...tally, lastDeliveryAt: at })),
    erase: () => tallies.erase(hookId),
  };
}

export type HookPlace = { brandId: BrandId; hookId: Id<'hok'> };

/** "Whose hook is this address?" by the hash of its token. */
export function hookTokens(tables: Tables) {
  const { records: table } = tables;
  return {
    put: (token: string, { brandId, hookId }: HookPlace) =>
      table.put({ ...hookTokenKey(hashOf(token)), brandId, hookId }),
    async find(token: string): Promise<HookPlace | undefined> {
      const row = await table.get(hookTokenKey(hashOf(token)));
      return (
        row && { brandId: textOf(row, 'brandId') as BrandId, hookId: textOf(row, 'hookId') as Id<'hok'> }
      );
    },
    erase: (token: string) => table.erase(hookTokenKey(hashOf(token))),
  };
}

export type Delivered = { topic?: string | undefined; body: Uint8Array; now: number };

/**
 * "Has this very delivery come before?" Answers the id under which it is kept, and whether it is new: a later delivery
 * of the same bytes finds the first one's id, so that whoever died in between is finished by the next.
 */
export async function nameDelivery(
  tables: Tables,
  hookId: string,
  { topic = '', body, now }: Delivered,
): Promise<{ id: Id<'hev'>; isNew: boolean }> {
  const { records: table } = tables;
  const hash = createHash('sha256').update(`${topic}\n`).update(body).digest();
  const id = newestFirst(now, hash);
  const key = hookSeenKey(hookId, hash.toString('base64url'));
  const seen = { ...key, eventId: id, expiresAt: eventExpiry(now) };
  if ((await table.putIf(seen, 'attribute_not_exists(pk)')) === 'done') return { id, isNew: true };
  const row = await table.get(key);
  return { id: (row ? (textOf(row, 'eventId') as Id<'hev'>) : undefined) ?? id, isNew: false };
}

const END_OF_TIME = 2 ** 48 - 1;

/** Six bytes that fall as time goes on, so that a list in the order of ids begins with the newest; four of the body. */
function newestFirst(now: number, hash: Uint8Array): Id<'hev'> {
  const bytes = Buffer.alloc(10);
  bytes.writeUIntBE(END_OF_TIME - now, 0, 6);
  bytes.set(hash.subarray(0, 4), 6);
  return idFromBytes('hev', bytes) as Id<'hev'>;
}

/** Due from when it came, or later once applying it failed. */
export type HookDue = HookPlace & { eventId: Id<'hev'>; dueAt: string; failures?: number };

/** Events that are kept and not yet read: a process that dies after its answer leaves them to the sweep. */
export function hookDue(tables: Tables) {
  const { records: table } = tables;
  const keyOf = ({ dueAt, brandId, hookId, eventId }: HookDue) => hookDueKey(dueAt, brandId, hookId, eventId);
  return {
    add: ({ failures = 0, ...due }: HookDue) => table.put({ ...keyOf(due), failures }),
    remove: (due: HookDue) => table.erase(keyOf(due)),
    /** Those due until then, longest waiting first. */
    async list(until: string, limit: number): Promise<HookDue[]> {
      const { rows } = await table.page(HOOK_DUE_PARTITION, { before: `${until}$` }, { limit });
      return rows.map(({ sk, failures }) => ({
        ...(readHookDueSort(sk) as HookDue),
        failures: Number(failures ?? 0),
      }));
    },
  };
}

const hashOf = (token: string): string => createHash('sha256').update(`hook|${token}`).digest('base64url');
