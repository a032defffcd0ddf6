import { randomBytes } from 'node:crypto';
import { Agent, type AgentOptions } from 'node:http';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { createStores, type StoreSettings } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { createWire } from '../../shared/data/table/wire.ts';

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
const UNSIGNED: Signer = {
  async sign(request) {
    request.headers.authorization = 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none';
    request.headers['x-amz-date'] = 'none';
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
  const { endpoint, region, credentials, tablePrefix, socketPath } = address;
  const names = namedTables(tablePrefix);
  const client = withoutLogging(new DynamoDBClient(clientConfig(address)));
  const tables = tablesOn(client, names);
  const wire = createWire({
    service: 'dynamodb',
    region,
    endpoint,
    credentials: () => credentials,
    ...(socketPath ? { socketPath } : {}),
  });
  const stores = createStores({ tables, now: Date.now, random: randomBytes, ...more });
  return { ...stores, names, client, wire };
}
export type LocalStores = ReturnType<typeof openStores>;
