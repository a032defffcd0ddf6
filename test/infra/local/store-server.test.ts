import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openStores } from '../../../infra/local/clients.ts';
import { createMissingTables, embeddedAddress } from '../../../infra/local/engine/engine.ts';
import { clientConfig } from '../../support/engine-client.ts';

type LevelClass = { prototype: { _get: () => Promise<unknown> } };
type IteratorClass = { prototype: { close: () => Promise<void> } };
const { createStoreServer, fromDynalite, iteratorsOfDynalite } = (await import(
  new URL('../../../infra/local/engine/store-server.mjs', import.meta.url).href
)) as {
  createStoreServer: (path: string) => Server;
  iteratorsOfDynalite: () => IteratorClass[];
  fromDynalite: (names: string[]) => { Level: LevelClass };
};

const folder = mkdtempSync(join(tmpdir(), 'vouch-store-'));
const socketPath = join(folder, 'engine.sock');
let server: Server;

beforeAll(async () => {
  server = createStoreServer(join(folder, 'engine'));
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

async function tablesOf(tablePrefix: string) {
  const address = embeddedAddress(socketPath, tablePrefix);
  const client = new DynamoDBClient(clientConfig(address));
  const { wire, names } = openStores(address);
  await createMissingTables(wire, names);
  return { client, TableName: names.records };
}

it('reads single items without a way through the thread pool, once its files are open', async () => {
  const { client, TableName } = await tablesOf('read-');
  const slow = vi.spyOn(fromDynalite(['level']).Level.prototype, '_get');
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
  await client.send(new PutItemCommand({ TableName, Item: { ...Key, n: { N: '1' } } }));
  expect((await client.send(new GetItemCommand({ TableName, Key }))).Item).toEqual({ ...Key, n: { N: '1' } });
  expect(
    (await client.send(new GetItemCommand({ TableName, Key: { ...Key, sk: { S: 'c' } } }))).Item,
  ).toBeUndefined();
  expect(slow).not.toHaveBeenCalled();
  client.destroy();
});

it('leaves no iterator open after reads that end early, late or at once', async () => {
  const { client, TableName } = await tablesOf('test-');
  for (let n = 0; n < 20; n++)
    await client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'a' }, sk: { S: `${n}` } } }));
  const closed = iteratorsOfDynalite().map(({ prototype }) => vi.spyOn(prototype, 'close'));
  const closings = () => closed.reduce((sum, spy) => sum + spy.mock.calls.length, 0);

  const query = (pk: string, more: Partial<QueryCommandInput> = {}) =>
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ...more,
    });
  const reads = [
    query('a'),
    query('a', { Limit: 3 }),
    query('nobody'),
    query('a', { ScanIndexForward: false }),
  ];
  for (const read of reads) await client.send(read);
  await client.send(new ScanCommand({ TableName, Limit: 5 }));
  await vi.waitFor(() => expect(closings()).toBe(reads.length + 1));
  client.destroy();
});
