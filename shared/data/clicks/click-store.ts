import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Click } from '../../domain/click/click.ts';
import type { CountableClick } from '../../domain/click/fold.ts';
import { partitionQuery, queryAll } from '../table/dynamo.ts';
import {
  clickKey,
  HOUR_INDEX_PARTS,
  hourIndexPartition,
  type RawPartition,
  rawPartitionKey,
  readHourIndexSort,
} from '../table/keys.ts';
import type { TableNames } from '../table/table-shape.ts';
import { COUNTABLE_ATTRIBUTES, itemToClick, itemToCountable } from './click-item.ts';
import type { ClickWrite } from './click-writer.ts';

/** Raw clicks, as those read them who count. Writing is the click writer's (zod-free, SDK-free). */
export function createClickStore(client: DynamoDBClient, tables: TableNames) {
  return {
    /** Every hit of one raw partition, strongly consistent. */
    async listPartition(partition: RawPartition): Promise<Click[]> {
      const clicks: Click[] = [];
      for await (const item of queryAll(client, partitionQuery(tables.clicks, rawPartitionKey(partition)))) {
        clicks.push(itemToClick(item));
      }
      return clicks;
    },

    /** The same without raw evidence, for those who count: a third of the bytes on the way. */
    async listCountable(partition: RawPartition): Promise<CountableClick[]> {
      const clicks: CountableClick[] = [];
      const query = partitionQuery(tables.clicks, rawPartitionKey(partition));
      for await (const item of queryAll(client, { ...query, ProjectionExpression: COUNTABLE_ATTRIBUTES })) {
        clicks.push(itemToCountable(item));
      }
      return clicks;
    },

    async find(
      place: { linkId: string; at: number; shard: number },
      clickId: string,
    ): Promise<Click | undefined> {
      const key = clickKey(place, clickId);
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: tables.clicks,
          Key: { pk: { S: key.pk }, sk: { S: key.sk } },
          ConsistentRead: true,
        }),
      );
      return Item && itemToClick(Item);
    },

    /** Which raw partitions hold hits of this UTC hour; of one brand, or of all. */
    async listPartitionsOfHour(
      hour: string,
      brandId?: string,
    ): Promise<{ brandId: string; partition: RawPartition }[]> {
      const parts = Array.from({ length: HOUR_INDEX_PARTS }, async (_, part) => {
        const range = brandId ? { prefix: `${brandId}#` } : undefined;
        const found: { brandId: string; partition: RawPartition }[] = [];
        for await (const item of queryAll(
          client,
          partitionQuery(tables.counts, hourIndexPartition(hour, part), range),
        )) {
          found.push(readHourIndexSort(item.sk?.S ?? ''));
        }
        return found;
      });
      return (await Promise.all(parts)).flat();
    },

    /** Rewrites a click: an erased one, an amended one. */
    async rewrite({ item }: ClickWrite): Promise<void> {
      await client.send(new PutItemCommand({ TableName: tables.clicks, Item: item as never }));
    },
  };
}
export type ClickStore = ReturnType<typeof createClickStore>;
