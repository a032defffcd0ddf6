import { randomBytes } from 'node:crypto';
import { Agent, type AgentOptions } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { createStores, type StoreSettings } from '../../shared/data/stores.ts';
import { tablesBy, tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import type { Sign } from '../../shared/data/table/sign.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { createWire, type Wire, WireError } from '../../shared/data/table/wire.ts';

/** How a thread or a command reaches the engine. Plain values: it crosses thread borders. */
export type EngineAddress = {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  tablePrefix: string;
  /** The Unix socket that the engine listens on, instead of the endpoint's host and port. */
  socketPath?: string;
  /** An engine that looks at no signature: making them takes a tenth of the time of everything around it. */
  unsigned?: true;
};

type Signer = Extract<NonNullable<DynamoDBClientConfig['signer']>, { sign: unknown }>;

/** What dynalite wants to see in a request, whatever it says. */
const NO_SIGNATURE = {
  authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
  'x-amz-date': 'none',
};

const signNothing: Sign = ({ host, headers }) => ({ host, ...headers, ...NO_SIGNATURE });

const UNSIGNED: Signer = {
  async sign(request) {
    Object.assign(request.headers, NO_SIGNATURE);
    return request;
  },
};

/** As many requests at once as the SDK opens by itself. */
const MOST_SOCKETS = 50;

/** How the SDK reaches an engine. */
export function clientConfig({
  endpoint,
  region,
  credentials,
  unsigned,
  socketPath,
}: Omit<EngineAddress, 'tablePrefix'>) {
  const agent = socketPath && agentOf(socketPath);
  return {
    endpoint,
    region,
    credentials,
    ...(unsigned ? { signer: UNSIGNED } : {}),
    ...(agent ? { requestHandler: { httpAgent: agent } } : {}),
  } satisfies DynamoDBClientConfig;
}

/** Node's agents hand their options on to the connection; the types don't say so. */
function agentOf(socketPath: string): Agent {
  const options: AgentOptions & { socketPath: string } = {
    keepAlive: true,
    maxSockets: MOST_SOCKETS,
    socketPath,
  };
  return new Agent(options);
}

/** The stores over one engine address. */
export function openStores(address: EngineAddress, more: Pick<StoreSettings, 'routeChanged'> = {}) {
  const { endpoint, region, credentials, tablePrefix, socketPath, unsigned } = address;
  const names = namedTables(tablePrefix);
  const client = withoutLogging(new DynamoDBClient(clientConfig(address)));
  const wire = createWire({
    service: 'dynamodb',
    region,
    endpoint,
    credentials: () => credentials,
    ...(socketPath ? { socketPath } : {}),
    ...(unsigned ? { sign: signNothing } : {}),
  });
  const tables = unsigned ? tablesBy(triedAgain(wire), names) : tablesOn(client, names);
  const stores = createStores({ tables, now: Date.now, random: randomBytes, ...more });
  return { ...stores, names, client, wire };
}
export type LocalStores = ReturnType<typeof openStores>;

const BACKOFF_MS = [50, 200, 1_000];

/**
 * The wire with the SDK's patience: what failed on the way, or on the engine's side, is asked again. A write that had
 * already been done is then refused or repeats itself, as under the SDK's own retries.
 */
function triedAgain(wire: Wire): Wire {
  return async function call(operation, body, signal) {
    for (const wait of BACKOFF_MS) {
      try {
        return await wire(operation, body, signal);
      } catch (reason) {
        if (signal?.aborted || isRefusal(reason)) throw reason;
        await sleep(wait);
      }
    }
    return wire(operation, body, signal);
  };
}

/** The engine's answer, which asking again would not change. */
const isRefusal = (reason: unknown): boolean =>
  reason instanceof WireError && reason.status >= 400 && reason.status < 500;
