import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { linksOf, type MakeCounter, totalKey } from '../counter.ts';

/** The usual way: add what the batch brought. Counts again whatever is delivered again, or was added unheard. */
export const addPerBatch: MakeCounter = (client, TableName) => ({
  async deliver(records) {
    for (const [linkId, count] of linksOf(records)) {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: totalKey(linkId),
          UpdateExpression: 'ADD hits :n',
          ExpressionAttributeValues: { ':n': { N: String(count) } },
        }),
      );
    }
    return { batchItemFailures: [] };
  },
});
