import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { TABLE_OPERATIONS } from '../../shared/data/table/table.ts';
import {
  type AllTableNames,
  namedTables,
  PARTITION_KEY,
  SORT_KEY,
  TABLE_ROLES,
} from '../../shared/data/table/table-shape.ts';
import { createWire, type Wire } from '../../shared/data/table/wire.ts';

export type Engine = {
  client: DynamoDBClient;
  tables: AllTableNames;
  endpoint: string;
  stop: () => Promise<void>;
};

const { AWS_REGION = 'local', AWS_ACCESS_KEY_ID = 'local', AWS_SECRET_ACCESS_KEY = 'local' } = process.env;
const CREDENTIALS = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };

/** The redirect's own wire to an engine, in the region that the environment names: some engines keep regions apart. */
export const wireTo = ({ endpoint }: Pick<Engine, 'endpoint'>): Wire =>
  createWire({ service: 'dynamodb', region: AWS_REGION, endpoint, credentials: () => CREDENTIALS });

/** The SDK's client over its socket, in the same region. */
export const sdkTo = ({ endpoint }: Pick<Engine, 'endpoint'>): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region: AWS_REGION, credentials: CREDENTIALS });

type Ask = (operation: string, body: object, say: (status: number, answer: object) => void) => void;
/** Plain JavaScript, as the engine's thread doesn't inherit the TypeScript loader. */
const { createStoreInMemory } = (await import(
  new URL('../../infra/local/engine/store-server.mjs', import.meta.url).href
)) as { createStoreInMemory: () => { server: Server; ask: Ask } };

/**
 * An empty store: the engine of `npm start` in memory, on a port of its own and asked by stores in this process; or, with
 * VOUCH_ENGINE=endpoint, tables of a random prefix at AWS_ENDPOINT_URL_DYNAMODB, so that the same tests can be held against any other engine.
 */
export async function startEngine(): Promise<Engine> {
  return process.env.VOUCH_ENGINE === 'endpoint' ? elsewhere() : embedded();
}

async function embedded(): Promise<Engine> {
  const { server, ask } = createStoreInMemory();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = askedHere(sdkTo({ endpoint }), ask);
  const tables = namedTables('test-');
  await createTables(client, tables);
  return {
    client,
    tables,
    endpoint,
    stop: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ASKED_HERE: ReadonlySet<string> = new Set([...TABLE_OPERATIONS, 'Scan']);

/**
 * The SDK's client, whose calls of tables go straight to the engine: its own steps, a signature and an HTTP request for
 * each took two thirds of the suite's time, and on one machine no store goes that way. What the SDK and the wire make of
 * a call is tried where that is the question (test/data/table/ways.test.ts, the bundles, `npm run try:endpoint`).
 */
function askedHere(client: DynamoDBClient, ask: Ask): DynamoDBClient {
  const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
  const sendHere = (command: { input: object }, options: { abortSignal?: AbortSignal } = {}) => {
    const operation = command.constructor.name.replace(/Command$/, '');
    if (!ASKED_HERE.has(operation)) return send(command, options);
    options.abortSignal?.throwIfAborted();
    return answerOf(ask, operation, command.input);
  };
  return Object.assign(client, { send: sendHere });
}

/** Both as JSON, as they would travel; an answer comes in a turn of its own, as from a socket. */
function answerOf(ask: Ask, operation: string, input: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = JSON.parse(JSON.stringify(input, bytesAsText)) as object;
    ask(operation, asked, (status, answer) => {
      const told = JSON.parse(JSON.stringify(answer), textAsBytes) as { __type?: string; message?: string };
      setImmediate(() => (status === 200 ? resolve(told) : reject(refusalOf(status, told))));
    });
  });
}

const bytesAsText = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;

/** `B` is the engine's own name for bytes, and theirs alone: an attribute of that name holds its value's kind. */
const textAsBytes = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? Uint8Array.from(Buffer.from(value, 'base64')) : value;

const refusalOf = (status: number, { __type = '', message }: { __type?: string; message?: string }) =>
  Object.assign(new Error(message), {
    name: __type.split('#').at(-1),
    $metadata: { httpStatusCode: status },
  });

async function elsewhere(): Promise<Engine> {
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const client = new DynamoDBClient(endpoint ? { endpoint } : {});
  const tables = namedTables(`vouch-test-${randomBytes(5).toString('hex')}-`);
  await createTables(client, tables);
  return {
    client,
    tables,
    endpoint: endpoint ?? '',
    stop: async () => {
      for (const role of TABLE_ROLES) await client.send(new DeleteTableCommand({ TableName: tables[role] }));
      client.destroy();
    },
  };
}

async function createTables(client: DynamoDBClient, tables: AllTableNames): Promise<void> {
  for (const role of TABLE_ROLES) {
    await client.send(
      new CreateTableCommand({
        TableName: tables[role],
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: PARTITION_KEY, AttributeType: 'S' },
          { AttributeName: SORT_KEY, AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: PARTITION_KEY, KeyType: 'HASH' },
          { AttributeName: SORT_KEY, KeyType: 'RANGE' },
        ],
      }),
    );
  }
  for (const role of TABLE_ROLES) {
    await ready(client, tables[role]);
  }
}

async function ready(client: DynamoDBClient, table: string): Promise<void> {
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Everything in the store, in one order: for asking whether anything changed, or whether something is in there. */
export async function dumpOf(
  engine: Engine,
): Promise<{ role: string; item: Record<string, AttributeValue> }[]> {
  const rows: { role: string; item: Record<string, AttributeValue> }[] = [];
  for (const role of TABLE_ROLES) {
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await engine.client.send(
        new ScanCommand({ TableName: engine.tables[role], ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      for (const item of page.Items ?? []) rows.push({ role, item });
      from = page.LastEvaluatedKey;
    } while (from);
  }
  return rows.sort((a, b) => placeOf(a.item).localeCompare(placeOf(b.item)));
}

const placeOf = (item: Record<string, AttributeValue>): string => `${item.pk?.S}|${item.sk?.S}`;
