import { linkOwnerKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** "Whose link is this?" for those who hold a link id and no brand. */
export async function findLinkOwner(tables: Tables, linkId: string): Promise<string | undefined> {
  const row = await tables.records.get(linkOwnerKey(linkId), { stale: true });
  return row && textOf(row, 'brandId');
}
