import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { linkOwnerKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import { tablesOn } from '../table/sdk.ts';
import type { TableNames } from '../table/table-shape.ts';

/** "Whose link is this?" for those who hold a link id and no brand. */
export async function findLinkOwner(
  client: DynamoDBClient,
  tables: TableNames,
  linkId: string,
): Promise<string | undefined> {
  const row = await tablesOn(client, tables).records.get(linkOwnerKey(linkId), { stale: true });
  return row && textOf(row, 'brandId');
}
