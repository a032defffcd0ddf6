import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
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

/**
 * An empty store: dynalite in memory on a port of its own; or, with VOUCH_ENGINE=endpoint, tables of a random prefix
 * at AWS_ENDPOINT_URL_DYNAMODB, so that the same tests can be held against any other engine.
 */
export async function startEngine(): Promise<Engine> {
  return process.env.VOUCH_ENGINE === 'endpoint' ? elsewhere() : embedded();
}

async function embedded(): Promise<Engine> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint, region: AWS_REGION, credentials: CREDENTIALS });
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
