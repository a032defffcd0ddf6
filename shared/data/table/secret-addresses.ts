import { createHash } from 'node:crypto';
import type { BrandId } from '../../domain/schema/common.ts';
import type { Keepable } from './documents.ts';
import type { Key } from './keys.ts';
import { type BrandRecords, type Collection, recordsOf } from './records-store.ts';
import { textOf } from './row.ts';
import type { Tables } from './tables.ts';

/** Records that are shown to whoever has their address, and where it is written whose an address is. */
export type AddressKind<T extends Keepable> = {
  of: (records: BrandRecords) => Collection<T>;
  keyOf: (tokenHash: string) => Key;
};

/** Of the token: the id of the record, and all that the table knows of its address. */
const idOfToken = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 40);

/** Whose it is stands first, so that no record has an address that leads nowhere. The same token again changes nothing. */
export async function giveAddress<T extends Keepable>(
  tables: Tables,
  records: BrandRecords,
  { of, keyOf }: AddressKind<T>,
  { token, shows }: { token: string; shows: Omit<T, 'id'> },
): Promise<T> {
  const stored = { ...shows, id: idOfToken(token) } as T;
  await tables.records.put({ ...keyOf(stored.id), brandId: records.brandId });
  const made = await of(records).create(stored);
  return made.kind === 'created' ? stored : made.existing;
}

/** What a token shows, unless that was taken back. */
export async function findShownAt<T extends Keepable>(
  tables: Tables,
  { of, keyOf }: AddressKind<T>,
  token: string,
): Promise<{ brandId: BrandId; shown: T } | undefined> {
  const id = idOfToken(token);
  const row = await tables.records.get(keyOf(id));
  const brandId = row && (textOf(row, 'brandId') as BrandId | undefined);
  const shown = brandId && (await of(recordsOf(tables, brandId)).find(id));
  return shown && !shown.archivedAt ? { brandId, shown } : undefined;
}
