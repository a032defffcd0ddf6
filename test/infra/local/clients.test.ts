import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { refusalOf } from '../../../functions/api/http/refusal.ts';
import { openStores } from '../../../infra/local/clients.ts';

const TOO_MUCH = { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' };
const FOUND = { Item: { pk: { S: 'a' }, sk: { S: 'b' } } };

let server: Server;
let [asked, refusals] = [0, 0];
beforeAll(async () => {
  server = createServer((_asked, answer) => {
    const isRefused = asked++ < refusals;
    answer.writeHead(isRefused ? 400 : 200).end(JSON.stringify(isRefused ? TOO_MUCH : FOUND));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  [asked, refusals] = [0, 0];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Of a DynamoDB at an endpoint, signed. */
const stores = () =>
  openStores({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    tablePrefix: 't-',
  });

it('an engine that has too much to do is asked again', async () => {
  refusals = 2;
  expect(await stores().tables.records.get({ pk: 'a', sk: 'b' })).toEqual({ pk: 'a', sk: 'b' });
  expect(asked).toBe(3);
});

it('and where it never has less, the caller hears when to come again', async () => {
  refusals = 99;
  const failure = await stores()
    .tables.records.get({ pk: 'a', sk: 'b' })
    .catch((reason: unknown) => reason);
  expect(asked).toBe(4);
  expect(refusalOf(failure).refusal).toMatchObject({ status: 503, code: 'busy' });
});
