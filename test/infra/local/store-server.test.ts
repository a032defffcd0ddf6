import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand, QueryCommand, type QueryCommandInput, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openStores } from '../../../infra/local/clients.ts';
import { createMissingTables, LOCAL_CREDENTIALS, LOCAL_REGION } from '../../../infra/local/engine/engine.ts';

type IteratorClass = { prototype: { close: () => Promise<void> } };
const { createStoreServer, iteratorsOfDynalite } = (await import(
  new URL('../../../infra/local/engine/store-server.mjs', import.meta.url).href
)) as { createStoreServer: (path: string) => Server; iteratorsOfDynalite: () => IteratorClass[] };

const folder = mkdtempSync(join(tmpdir(), 'vouch-store-'));
let server: Server;

beforeAll(async () => {
  server = createStoreServer(join(folder, 'engine'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

it('leaves no iterator open after reads that end early, late or at once', async () => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { client, tables } = openStores({
    endpoint,
    region: LOCAL_REGION,
    credentials: LOCAL_CREDENTIALS,
    tablePrefix: 'test-',
  });
  await createMissingTables(client, tables);
  const TableName = tables.records;
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
