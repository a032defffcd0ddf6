import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dumpOf, type Engine, startEngine } from '../support/engine.ts';
import { createMemoryStore } from './memory-store.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const key = fc.record({ pk: fc.constantFrom('a', 'b'), sk: fc.constantFrom('1', '2', '10') });
const conditions = [
  undefined,
  'attribute_not_exists(hits)',
  'attribute_not_exists(hits) OR hits < :hits AND generation = :generation',
  'attribute_not_exists(hits) OR generation < :generation',
  'generation = :generation',
  'attribute_exists(hits)',
] as const;
const change = fc.record({
  key,
  kind: fc.constantFrom('put', 'update', 'delete', 'query'),
  hits: fc.nat(12),
  generation: fc.nat(3),
  condition: fc.constantFrom(...conditions),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function apply(
  client: DynamoDBClient,
  TableName: string,
  { key, kind, hits, generation, condition }: Change,
) {
  const Key = { pk: { S: key.pk }, sk: { S: key.sk } };
  const values = { ':hits': { N: String(hits) }, ':generation': { N: String(generation) } };
  const used = Object.fromEntries(Object.entries(values).filter(([name]) => condition?.includes(name)));
  const guard = {
    ...(condition ? { ConditionExpression: condition } : {}),
    ...(Object.keys(used).length > 0 ? { ExpressionAttributeValues: used } : {}),
  };
  const command = {
    put: () =>
      new PutItemCommand({
        TableName,
        Item: { ...Key, hits: { N: String(hits) }, generation: { N: '1' } },
        ...guard,
      }),
    delete: () => new DeleteItemCommand({ TableName, Key, ...guard }),
    update: () =>
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: 'SET hits = :hits, generation = :generation',
        ...guard,
        ExpressionAttributeValues: values,
      }),
    query: () =>
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': { S: key.pk }, ':from': { S: '1' }, ':to': { S: '1~' } },
      }),
  }[kind as 'put']();
  try {
    const answer = (await client.send(command as never)) as { Items?: unknown };
    return answer.Items ?? 'done';
  } catch (reason) {
    return (reason as Error).name;
  }
}

it('answers and keeps what dynalite does, for every condition the stores use', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 30 }), async (changes) => {
      const memory = createMemoryStore();
      const client = memory.client(async (_operation, commit) => commit());
      for (const { item } of await dumpOf(engine))
        await engine.client.send(
          new DeleteItemCommand({
            TableName: engine.tables.counts,
            Key: { pk: item.pk, sk: item.sk } as never,
          }),
        );
      for (const one of changes)
        expect(await apply(client, 'counts', one)).toEqual(
          await apply(engine.client, engine.tables.counts, one),
        );
    }),
    { numRuns: 15 },
  );
});
