import { Worker } from 'node:worker_threads';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { PARTITION_KEY, SORT_KEY, TABLE_ROLES, type TableNames } from '../../../shared/data/table-shape.ts';

export type Engine = { endpoint: string; stop: () => Promise<void> };

/** The folder that the embedded engine can't open, and why. */
export class EngineFailure extends Error {
  override name = 'EngineFailure';
}

/** dynalite needs credentials in the request and looks at none of them. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
export const LOCAL_REGION = 'local';

/** Starts dynalite on a loopback port of its own choosing, with its files in `path`. */
export function startEngine(path: string): Promise<Engine> {
  const worker = new Worker(new URL('./engine-worker.mjs', import.meta.url), {
    workerData: { path },
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      worker.terminate();
      reject(new EngineFailure(reason));
    };
    worker.once('error', (error: Error) => fail(error.message));
    worker.once('exit', (code) => reject(new EngineFailure(`the engine ended with code ${code}`)));
    worker.once('message', (message: { port?: number; failed?: string }) => {
      if (message.port) resolve({ endpoint: `http://127.0.0.1:${message.port}`, stop: () => stop(worker) });
      else fail(message.failed ?? 'the engine did not start');
    });
  });
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
export async function createMissingTables(client: DynamoDBClient, tables: TableNames): Promise<void> {
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
