import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type MakeCounter, sequenceOf, totalKey } from '../counter.ts';

/** Remembers how far it has counted in the stream. Whoever is overtaken is never counted. */
export const streamCheckpoint: MakeCounter = (client, TableName) => ({
  async deliver(records) {
    const links = new Map<string, number[]>();
    for (const record of records) {
      const linkId = record.dynamodb?.Keys?.pk?.S?.split('#')[1] ?? '';
      links.set(linkId, [...(links.get(linkId) ?? []), sequenceOf(record)]);
    }
    for (const [linkId, sequences] of links) {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: totalKey(linkId) }));
      const reached = Number(Item?.reached?.N ?? 0);
      const fresh = new Set(sequences.filter((sequence) => sequence > reached));
      if (fresh.size === 0) continue;
      const hits = Number(Item?.hits?.N ?? 0) + fresh.size;
      try {
        await client.send(
          new UpdateItemCommand({
            TableName,
            Key: totalKey(linkId),
            UpdateExpression: 'SET hits = :hits, reached = :last',
            ConditionExpression: 'attribute_not_exists(reached) OR reached = :reached',
            ExpressionAttributeValues: {
              ':hits': { N: String(hits) },
              ':last': { N: String(Math.max(...fresh)) },
              ':reached': { N: String(reached) },
            },
          }),
        );
      } catch (reason) {
        if (!(reason instanceof ConditionalCheckFailedException)) throw reason;
      }
    }
    return { batchItemFailures: [] };
  },
});
