import { createHash } from 'node:crypto';
import { StoredShare } from '../../domain/schema/answers/reports.ts';
import type { BrandId } from '../../domain/schema/common.ts';
import { shareTokenKey } from '../table/keys.ts';
import { type BrandRecords, type RecordsPage, recordsOf } from '../table/records-store.ts';
import { textOf } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex').slice(0, 40);
const collectionOf = (records: BrandRecords) => records.collection('SHARE', StoredShare);

/** Addresses that show a report to whoever has them. The table knows their hashes only. */
export const sharesOf = (tables: Tables, records: BrandRecords) => ({
  /** The same token again changes nothing. */
  async create(token: string, share: Omit<StoredShare, 'id'>): Promise<StoredShare> {
    const stored = { id: hashOf(token), ...share };
    const owner = { ...shareTokenKey(stored.id), brandId: records.brandId };
    await tables.records.put(owner);
    const made = await collectionOf(records).create(stored);
    return made.kind === 'created' ? stored : made.existing;
  },
  /** Those that still show something, a page of them as full as there are such. */
  async list(
    { limit, after }: { limit: number; after?: string },
    now: number,
  ): Promise<RecordsPage<StoredShare>> {
    const found: StoredShare[] = [];
    for await (const share of collectionOf(records).all(after ? { after } : {})) {
      if (Date.parse(share.expiresAt) <= now) continue;
      if (found.length === limit) return { records: found, lastKey: found[limit - 1]?.id ?? '' };
      found.push(share);
    }
    return { records: found };
  },
  get: (id: string) => collectionOf(records).get(id),
  revoke: (id: string, at: string) => collectionOf(records).archive(id, at),
});

/** What a token shows, if it still does. */
export async function findShare(
  tables: Tables,
  token: string,
  now: number,
): Promise<{ brandId: BrandId; share: StoredShare } | undefined> {
  const row = await tables.records.get(shareTokenKey(hashOf(token)));
  const brandId = row && (textOf(row, 'brandId') as BrandId | undefined);
  if (!brandId) return undefined;
  const share = await collectionOf(recordsOf(tables, brandId)).find(hashOf(token));
  if (!share || share.archivedAt || Date.parse(share.expiresAt) <= now) return undefined;
  return { brandId, share };
}
