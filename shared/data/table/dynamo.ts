import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';

export type DynamoItem = Record<string, AttributeValue>;

/**
 * The same client without the SDK's logging step: it copies every item of every answer into a line for a logger that
 * we don't give it, a third of what a large read costs.
 */
export function withoutLogging(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/** All items of a query, page by page. */
export async function* queryAll(
  client: DynamoDBClient,
  input: QueryCommandInput,
): AsyncGenerator<DynamoItem> {
  let from: DynamoItem | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) yield item;
    from = page.LastEvaluatedKey;
  } while (from);
}

/** A query for one partition, or for the part of it whose sort keys lie between two (inclusive). */
export function partitionQuery(
  TableName: string,
  pk: string,
  range?: { from: string; to: string } | { prefix: string },
): QueryCommandInput {
  const values: Record<string, AttributeValue> = { ':pk': { S: pk } };
  let condition = 'pk = :pk';
  if (range && 'prefix' in range) {
    condition += ' AND begins_with(sk, :prefix)';
    values[':prefix'] = { S: range.prefix };
  } else if (range) {
    condition += ' AND sk BETWEEN :from AND :to';
    values[':from'] = { S: range.from };
    values[':to'] = { S: range.to };
  }
  return {
    TableName,
    KeyConditionExpression: condition,
    ExpressionAttributeValues: values,
    ConsistentRead: true,
  };
}

/** The answer `'done'`, or `'refused'` when the write's condition did not hold; anything else is thrown. */
export async function unlessRefused(write: Promise<unknown>): Promise<'done' | 'refused'> {
  try {
    await write;
    return 'done';
  } catch (reason) {
    if (reason instanceof ConditionalCheckFailedException) return 'refused';
    throw reason;
  }
}
