import * as z from 'zod';
import { ApiKey } from '../../domain/schema/access/api-keys.ts';
import { idOf, maybe } from '../../domain/schema/common.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { documentsIn } from '../table/documents.ts';
import { apiKeyKey } from '../table/keys.ts';
import type { BrandRecords, Collection } from '../table/records-store.ts';
import type { Tables } from '../table/tables.ts';

/** A key as it is stored: the secret only as its SHA-256. Without a brand it is the operator's. */
export const StoredKey = ApiKey.extend({ brandId: maybe(idOf('brd')), secretHash: z.string() });
export type StoredKey = z.infer<typeof StoredKey>;

/** Finding a key by the id in its text: the only way in, before any brand is known. */
export type KeyLookup = {
  find(keyId: string): Promise<StoredKey | undefined>;
  create(key: StoredKey): Promise<'created' | 'exists'>;
  update(keyId: string, change: (key: StoredKey) => StoredKey): Promise<StoredKey>;
};

export function keyLookup(tables: Tables): KeyLookup {
  const { records: table } = tables;
  const { find, create, update } = documentsIn({
    table,
    kind: 'API key',
    keyOf: apiKeyKey,
    schema: StoredKey,
  });
  return {
    find,
    update,
    create: async (key) => ('made' in (await create(key)) ? 'created' : 'exists'),
  };
}

const Slot = z.object({
  id: z.string(),
  keyId: z.string(),
  takenAt: z.number(),
  archivedAt: maybe(z.string()),
});
/** A slot whose key never came into being (the process died) is free again after this. */
const ABANDONED_MS = MINUTE_MS;
const Pointer = z.object({ id: z.string(), archivedAt: maybe(z.string()) });

export type BrandKeys = {
  /** `too-many`: two keys of this name are alive already. */
  create(key: StoredKey, now: number): Promise<'created' | 'exists' | 'too-many'>;
  list(options: { limit: number; after?: string }): Promise<{ records: StoredKey[]; lastKey?: string }>;
  find(keyId: string): Promise<StoredKey | undefined>;
  revoke(keyId: string, at: string): Promise<StoredKey | undefined>;
};

/**
 * A brand's keys. A name has two slots, one item each; whoever writes his key's id into one holds it until that
 * key is revoked or has expired. So there are never three live keys of a name, however many ask at once.
 */
export function keysOfBrand(tables: Tables, records: BrandRecords): BrandKeys {
  const { brandId } = records;
  const lookup = keyLookup(tables);
  const pointers = records.collection('APIKEY', Pointer);
  const slots = records.collection('APIKEYSLOT', Slot);
  const find = async (keyId: string) => {
    const key = await lookup.find(keyId);
    return key?.brandId === brandId ? key : undefined;
  };

  return {
    async create(key, now) {
      if (!(await takeSlot(slots, lookup, key, now))) return 'too-many';
      await pointers.create({ id: key.id });
      return lookup.create(key);
    },
    async list(options) {
      const page = await pointers.list(options);
      const found = await Promise.all(page.records.map(({ id }) => find(id)));
      return { ...page, records: found.filter((key) => key !== undefined) };
    },
    find,
    async revoke(keyId, at) {
      if (!(await find(keyId))) return undefined;
      return lookup.update(keyId, (key) => (key.revokedAt ? key : { ...key, revokedAt: at }));
    },
  };
}

/** One of the name's two; false where live keys hold both. */
async function takeSlot(
  slots: Collection<z.infer<typeof Slot>>,
  lookup: Pick<KeyLookup, 'find'>,
  { name, id: keyId }: Pick<StoredKey, 'name' | 'id'>,
  now: number,
): Promise<boolean> {
  for (const slotId of [`${name}#0`, `${name}#1`]) {
    const mine = { id: slotId, keyId, takenAt: now };
    const taken = await slots.create(mine);
    if (taken.kind === 'created' || taken.existing.keyId === keyId) return true;
    const { existing } = taken;
    const holder = await lookup.find(existing.keyId);
    if (holder ? isLive(holder, now) : now < existing.takenAt + ABANDONED_MS) continue;
    const after = await slots.update(slotId, (slot) => (slot.keyId === existing.keyId ? mine : slot));
    if (after.keyId === keyId) return true;
  }
  return false;
}

export const isLive = (key: StoredKey, now: number): boolean =>
  key.revokedAt === undefined && (key.expiresAt === undefined || Date.parse(key.expiresAt) > now);
