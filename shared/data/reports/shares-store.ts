import { StoredShare } from '../../domain/schema/answers/reports.ts';
import type { BrandId } from '../../domain/schema/common.ts';
import { shareTokenKey } from '../table/keys.ts';
import type { BrandRecords, RecordsPage } from '../table/records-store.ts';
import { type AddressKind, findShownAt, giveAddress } from '../table/secret-addresses.ts';
import type { Tables } from '../table/tables.ts';

const SHARES: AddressKind<StoredShare> = {
  of: (records) => records.collection('SHARE', StoredShare),
  keyOf: shareTokenKey,
};

/** Addresses that show a report to whoever has them. The table knows their hashes only. */
export const sharesOf = (tables: Tables, records: BrandRecords) => ({
  create: (token: string, shows: Omit<StoredShare, 'id'>): Promise<StoredShare> =>
    giveAddress(tables, records, SHARES, { token, shows }),
  /** Those that still show something, a page of them as full as there are such. */
  async list(
    { limit, after }: { limit: number; after?: string },
    now: number,
  ): Promise<RecordsPage<StoredShare>> {
    const found: StoredShare[] = [];
    for await (const share of SHARES.of(records).all(after ? { after } : {})) {
      if (Date.parse(share.expiresAt) <= now) continue;
      if (found.length === limit) return { records: found, lastKey: found[limit - 1]?.id ?? '' };
      found.push(share);
    }
    return { records: found };
  },
  get: (id: string) => SHARES.of(records).get(id),
  revoke: (id: string, at: string) => SHARES.of(records).archive(id, at),
});

/** What a token shows, if it still does. */
export async function findShare(
  tables: Tables,
  token: string,
  now: number,
): Promise<{ brandId: BrandId; share: StoredShare } | undefined> {
  const found = await findShownAt(tables, SHARES, token);
  if (!found || Date.parse(found.shown.expiresAt) <= now) return undefined;
  return { brandId: found.brandId, share: found.shown };
}
