import { ConditionalCheckFailedException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { linksOf, type MakeCounter, totalKey } from '../counter.ts';

/** Adds in one transaction with a marker of the batch. A batch that is cut elsewhere has another marker. */
export const markerPerBatch: MakeCounter = (client, TableName) => ({
  async deliver(records) {
    const first = records[0]?.dynamodb?.SequenceNumber ?? '';
    const last = records[records.length - 1]?.dynamodb?.SequenceNumber ?? '';
    for (const [linkId, count] of linksOf(records)) {
      const marker = { pk: { S: `MARK#${linkId}#${first}-${last}` }, sk: { S: 'MARK' } };
      const transaction = new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: marker, ConditionExpression: 'attribute_not_exists(pk)' } },
          {
            Update: {
              TableName,
              Key: totalKey(linkId),
              UpdateExpression: 'ADD hits :n',
              ExpressionAttributeValues: { ':n': { N: String(count) } },
            },
          },
        ],
      });
      try {
        await client.send(transaction);
      } catch (reason) {
        if (!(reason instanceof ConditionalCheckFailedException)) throw reason;
      }
    }
    return { batchItemFailures: [] };
  },
});
