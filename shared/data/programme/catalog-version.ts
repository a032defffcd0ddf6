import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { catalogVersionKey } from '../table/keys.ts';
import type { TableNames } from '../table/table-shape.ts';

/**
 * "Has anything changed that reports read whole?" Creators, campaigns, squads, posts, links, spend, engagement: who
 * writes one of them changes the token afterwards, before the write is acknowledged; who reads keeps what it read
 * while the token stands.
 */
export function catalogVersionsOf(client: DynamoDBClient, tables: TableNames) {
  const keyOf = (brandId: string) => {
    const { pk, sk } = catalogVersionKey(brandId);
    return { pk: { S: pk }, sk: { S: sk } };
  };
  return {
    async find(brandId: string): Promise<string> {
      const read = new GetItemCommand({
        TableName: tables.records,
        Key: keyOf(brandId),
        ConsistentRead: true,
      });
      return (await client.send(read)).Item?.token?.S ?? '';
    },
    async change(brandId: string, token: string): Promise<void> {
      const Item = { ...keyOf(brandId), token: { S: token } };
      await client.send(new PutItemCommand({ TableName: tables.records, Item }));
    },
  };
}
