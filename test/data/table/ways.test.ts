import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sdkCall } from '../../../shared/data/table/sdk.ts';
import { type DynamoCall, type Table, tableOf } from '../../../shared/data/table/table.ts';
import { type Engine, sdkTo, startEngine, wireTo } from '../../support/engine.ts';

let engine: Engine;
let sdk: DynamoDBClient;
let ways: Record<'as AWS has it' | 'as the redirect' | 'as the other tests', DynamoCall>;

beforeAll(async () => {
  engine = await startEngine();
  sdk = sdkTo(engine);
  ways = {
    'as AWS has it': sdkCall(sdk),
    'as the redirect': wireTo(engine),
    'as the other tests': sdkCall(engine.client),
  };
});
afterAll(() => {
  sdk.destroy();
  return engine.stop();
});

async function all<T>(pages: AsyncGenerator<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const row of pages) rows.push(row);
  return rows;
}

/** Everything that a table does, each answer in turn; `pk` keeps those who ask apart, and is left out of what is told. */
async function everyAnswer(table: Table, pk: string): Promise<string> {
  const at = (sk: string) => ({ pk, sk });
  const bytes = Uint8Array.from([0, 127, 128, 255]);
  const told = [
    await table.put({ ...at('a'), text: 'Sö€ks', amount: -0.25, is: true, bytes }),
    await table.putIf({ ...at('b'), amount: 1 }, 'attribute_not_exists(pk)'),
    await table.putIf({ ...at('b'), amount: 2 }, 'attribute_not_exists(pk)'),
    await table.updateIf(at('b'), 'amount = :now', '#amount = :was', { ':now': 5, ':was': 1 }),
    await table.updateIf(at('b'), 'amount = :now', 'amount = :was', { ':now': 5, ':was': 7 }),
    await table.get(at('a')),
    Buffer.from((await table.get(at('a')))?.bytes as Uint8Array).toString('hex'),
    await table.get(at('a'), { only: 'amount' }),
    await table.get(at('none')),
    (await table.getMany([at('a'), at('b'), at('none')])).sort((one, other) => (one.sk < other.sk ? -1 : 1)),
    await all(table.query(pk)),
    await all(table.query(pk, { from: 'b', to: 'c' }, { only: 'sk' })),
    await table.page(pk, undefined, { limit: 1 }),
    await table.page(pk, undefined, { limit: 1, after: 'a', backwards: true }),
    await table.page(pk, { before: 'c' }, { limit: 9, filter: 'attribute_exists(amount)' }),
    await table.eraseIf(at('a'), 'amount = :one', { ':one': 1 }),
    await table.eraseIf(at('a'), 'amount = :one', { ':one': -0.25 }),
    await table.erase(at('b')),
    await all(table.query(pk)),
  ];
  // Bytes are a Buffer on one way and a plain array on another; they are told above.
  return JSON.stringify(told, (name, value) => (name === 'pk' || name === 'bytes' ? undefined : value));
}

it('a table answers the same, whoever carries its calls', async () => {
  const answers = new Map<string, string>();
  for (const [way, call] of Object.entries(ways))
    answers.set(way, await everyAnswer(tableOf(call, engine.tables.records), way));
  expect(answers.get('as AWS has it')).toContain('"refused"');
  expect([...new Set(answers.values())]).toHaveLength(1);
});

it('a call that is wrong is refused by the same name over the SDK and without it', async () => {
  const names = await Promise.all(
    ['as AWS has it', 'as the other tests'].map((way) =>
      ways[way as keyof typeof ways]('GetItem', { TableName: engine.tables.records, Key: {} }).then(
        () => 'taken',
        ({ name, message }: Error) => `${name}: ${message}`,
      ),
    ),
  );
  expect(names[0]).toMatch(/^ValidationException: /);
  expect(names[1]).toBe(names[0]);
});
