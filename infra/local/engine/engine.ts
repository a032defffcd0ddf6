import { Worker } from 'node:worker_threads';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import {
  type AllTableNames,
  PARTITION_KEY,
  SORT_KEY,
  TABLE_ROLES,
} from '../../../shared/data/table/table-shape.ts';
import { createWire } from '../../../shared/data/table/wire.ts';
import type { EngineAddress } from '../clients.ts';

export type Engine = { endpoint: string; stop: () => Promise<void> };

/** The folder that the embedded engine can't open, and why. */
export class EngineFailure extends Error {
  override name = 'EngineFailure';
}

/** dynalite needs credentials in the request and looks at none of them. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
export const LOCAL_REGION = 'local';

/** How the embedded engine is reached. */
export const embeddedAddress = (endpoint: string, tablePrefix: string): EngineAddress => ({
  endpoint,
  region: LOCAL_REGION,
  credentials: LOCAL_CREDENTIALS,
  tablePrefix,
  unsigned: true,
});

/**
 * Starts dynalite on a loopback port of its own choosing, with its files in `path`, and asks it one question: it says
 * that it listens before it has tried to open them.
 */
export async function startEngine(path: string): Promise<Engine> {
  const worker = new Worker(new URL('./engine-worker.mjs', import.meta.url), { workerData: { path } });
  const ended = new Promise<never>((_resolve, reject) => {
    worker.once('error', (reason: Error) => reject(new EngineFailure(firstLine(reason))));
    worker.once('exit', (code) => reject(new EngineFailure(`the engine ended with code ${code}`)));
  });
  ended.catch(() => {});
  const endpoint = await Promise.race([listening(worker), ended]);
  const wire = createWire({
    service: 'dynamodb',
    region: LOCAL_REGION,
    endpoint,
    credentials: () => LOCAL_CREDENTIALS,
  });
  await Promise.race([wire('ListTables', {}).catch(() => ended), ended]);
  return { endpoint, stop: () => stop(worker) };
}

function listening(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: { port?: number; failed?: string }) => {
      if (message.port) resolve(`http://127.0.0.1:${message.port}`);
      else reject(new EngineFailure(message.failed ?? 'the engine did not start'));
    });
  });
}

/** LevelDB's own word ("Corruption: …", "IO error: lock …") stands in the cause. */
function firstLine(reason: Error): string {
  const cause = reason.cause instanceof Error ? reason.cause.message : reason.message;
  return cause.split('\n', 1)[0] ?? cause;
}

/**
 * Ends the thread at once. LevelDB's log makes that as safe as any other end; dynalite's own orderly close waits for
 * half a minute.
 */
async function stop(worker: Worker): Promise<void> {
  worker.removeAllListeners();
  await worker.terminate();
}

/** Makes the tables that are missing, from the one definition that CDK uses too, and waits until they can be used. */
export async function createMissingTables(client: DynamoDBClient, tables: AllTableNames): Promise<void> {
  for (const role of TABLE_ROLES) {
    const TableName = tables[role];
    if (await isThere(client, TableName)) continue;
    try {
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [
            { AttributeName: PARTITION_KEY, KeyType: 'HASH' },
            { AttributeName: SORT_KEY, KeyType: 'RANGE' },
          ],
          AttributeDefinitions: [
            { AttributeName: PARTITION_KEY, AttributeType: 'S' },
            { AttributeName: SORT_KEY, AttributeType: 'S' },
          ],
        }),
      );
    } catch (reason) {
      if (!(reason instanceof ResourceInUseException)) throw reason;
    }
    while (!(await isThere(client, TableName))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isThere(client: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.TableStatus === 'ACTIVE';
  } catch (reason) {
    if (reason instanceof ResourceNotFoundException) return false;
    throw reason;
  }
}
