import { existsSync } from 'node:fs';
import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { hourOf, readRawPartitionKey, startOfMinute } from '../../../shared/data/table/keys.ts';
import { type AllTableNames, TABLE_ROLES } from '../../../shared/data/table/table-shape.ts';
import { exportPath } from './export-hour.ts';

/**
 * DynamoDB's time to live, for the embedded engine, which has none: deletes what has expired. A raw click goes only
 * when its sealed hour lies in the exports. This is the one scan in the product; it runs once a day.
 */
export async function expireItems(
  client: DynamoDBClient,
  tables: AllTableNames,
  exportsFolder: string,
  now: number,
): Promise<number> {
  let deleted = 0;
  for (const role of TABLE_ROLES) {
    let from: ScanCommand['input']['ExclusiveStartKey'];
    do {
      const page = await client.send(
        new ScanCommand({
          TableName: tables[role],
          FilterExpression: 'expiresAt < :now',
          ProjectionExpression: 'pk, sk, b',
          ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1_000)) } },
          ExclusiveStartKey: from,
        }),
      );
      for (const item of page.Items ?? []) {
        const [pk = '', sk = '', brandId = ''] = [item.pk?.S, item.sk?.S, item.b?.S];
        if (role === 'clicks' && !isExported(exportsFolder, brandId, pk)) continue;
        await client.send(
          new DeleteItemCommand({ TableName: tables[role], Key: { pk: { S: pk }, sk: { S: sk } } }),
        );
        deleted++;
      }
      from = page.LastEvaluatedKey;
    } while (from);
  }
  return deleted;
}

function isExported(folder: string, brandId: string, pk: string): boolean {
  const partition = readRawPartitionKey(pk);
  return (
    partition !== undefined &&
    existsSync(exportPath(folder, brandId, hourOf(startOfMinute(partition.minute))))
  );
}
