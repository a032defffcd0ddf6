import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { linkOwnerKey } from '../table/keys.ts';
import type { TableNames } from '../table/table-shape.ts';

/** "Whose link is this?" for those who hold a link id and no brand. */
export async function findLinkOwner(
  client: DynamoDBClient,
  tables: TableNames,
  linkId: string,
): Promise<string | undefined> {
  const { pk, sk } = linkOwnerKey(linkId);
  const key = { pk: { S: pk }, sk: { S: sk } };
  const { Item } = await client.send(new GetItemCommand({ TableName: tables.records, Key: key }));
  return Item?.brandId?.S;
}
