import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import {
  type AllTableNames,
  PARTITION_KEY,
  SORT_KEY,
  TABLE_ROLES,
} from '../../../shared/data/table/table-shape.ts';
import { createWire, type Wire, WireError } from '../../../shared/data/table/wire.ts';
import type { EngineAddress } from '../clients.ts';
import { newSocketPath, removeOtherSockets } from './engine-socket.ts';
import { THREAD_MEMORY } from './thread-memory.ts';

export type Engine = {
  address: (tablePrefix: string) => EngineAddress;
  /** Why the engine can't be asked at this moment; undefined while it can. */
  trouble: () => string | undefined;
  stop: () => Promise<void>;
};

/** The folder that the embedded engine can't open, and why. */
export class EngineFailure extends Error {
  override name = 'EngineFailure';
}

/** dynalite needs credentials in the request and looks at none of them. */
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const REGION = 'local';
/** Never looked up: what is asked is the socket. */
const ENDPOINT = 'http://engine.localhost';
/** The header that names where a copy of the engine's files is wanted, URI-encoded. */
export const COPY_TO = 'x-vouch-copy-to';
const REPLACED_AFTER_MS = 1_000;

/** How the embedded engine is reached. */
export const embeddedAddress = (socketPath: string, tablePrefix: string): EngineAddress => ({
  endpoint: ENDPOINT,
  socketPath,
  region: REGION,
  credentials: CREDENTIALS,
  tablePrefix,
  unsigned: true,
  lines: true,
});

/**
 * Starts dynalite on a Unix socket beside its files in `path`. A thread that ends by itself (a full disk) is replaced
 * until one stays, behind the same socket; `tell` hears of it. Only the first one's failure is thrown.
 */
export async function startEngine(path: string, tell: (trouble: string) => void = () => {}): Promise<Engine> {
  const socketPath = newSocketPath(path);
  const first = await open(path, socketPath);
  removeOtherSockets(socketPath);
  return {
    address: (tablePrefix) => embeddedAddress(socketPath, tablePrefix),
    ...replacing(first, socketPath, () => open(path, socketPath), tell),
  };
}

function replacing(
  first: Worker,
  socketPath: string,
  openAgain: () => Promise<Worker>,
  tell: (trouble: string) => void,
): Pick<Engine, 'trouble' | 'stop'> {
  let worker = first;
  let trouble: string | undefined;
  let stopping = false;
  watch();

  function watch(): void {
    worker.once('exit', () => {
      if (stopping) return;
      trouble ??= 'the engine has ended';
      tell(`${trouble}; it is started again`);
      setTimeout(replace, REPLACED_AFTER_MS);
    });
  }

  async function replace(): Promise<void> {
    if (stopping) return;
    rmSync(socketPath, { force: true });
    try {
      worker = await openAgain();
      trouble = undefined;
      watch();
    } catch (reason) {
      trouble = `the engine cannot open its files: ${(reason as Error).message}`;
      tell(trouble);
      setTimeout(replace, REPLACED_AFTER_MS * 5);
    }
  }

  return {
    trouble: () => trouble,
    stop: async () => {
      stopping = true;
      await end(worker);
      rmSync(socketPath, { force: true });
    },
  };
}

/** Asks one question too: dynalite says that it listens before it has tried to open its files. */
async function open(path: string, socketPath: string): Promise<Worker> {
  const worker = new Worker(new URL('./engine-worker.mjs', import.meta.url), {
    workerData: { path, socketPath, copyTo: COPY_TO },
    resourceLimits: THREAD_MEMORY,
  });
  const ended = new Promise<never>((_resolve, reject) => {
    worker.on('error', (reason: Error) => reject(new EngineFailure(firstLine(reason))));
    worker.once('exit', (code) => reject(new EngineFailure(`the engine ended with code ${code}`)));
  });
  ended.catch(() => {});
  await Promise.race([listening(worker), ended]);
  const wire = createWire({
    service: 'dynamodb',
    region: REGION,
    endpoint: ENDPOINT,
    socketPath,
    credentials: () => CREDENTIALS,
  });
  try {
    await Promise.race([wire('ListTables', {}).catch(() => ended), ended]);
  } catch (reason) {
    await end(worker);
    throw reason;
  }
  return worker;
}

function listening(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: { listening?: true; failed?: string }) => {
      if (message.listening) resolve();
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
async function end(worker: Worker): Promise<void> {
  worker.removeAllListeners();
  await worker.terminate();
}

/** Makes the tables that are missing, from the one definition that CDK uses too, and waits until they can be used. */
export async function createMissingTables(wire: Wire, tables: AllTableNames): Promise<void> {
  for (const role of TABLE_ROLES) {
    const TableName = tables[role];
    if (await isThere(wire, TableName)) continue;
    await unlessCode('ResourceInUseException', wire('CreateTable', tableOfKeys(TableName)));
    while (!(await isThere(wire, TableName))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const tableOfKeys = (TableName: string) => ({
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
});

async function isThere(wire: Wire, TableName: string): Promise<boolean> {
  const answer = await unlessCode('ResourceNotFoundException', wire('DescribeTable', { TableName }));
  return (answer as { Table?: { TableStatus?: string } } | undefined)?.Table?.TableStatus === 'ACTIVE';
}

/** What was answered; undefined where the engine refused with this word. */
async function unlessCode(code: string, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (reason) {
    if (reason instanceof WireError && reason.code === code) return undefined;
    throw reason;
  }
}
