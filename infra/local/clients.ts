import { randomBytes } from 'node:crypto';
import { createStores, type StoreSettings } from '../../shared/data/stores.ts';
import type { Sign } from '../../shared/data/table/sign.ts';
import { TABLE_OPERATIONS } from '../../shared/data/table/table.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { tablesBy } from '../../shared/data/table/tables.ts';
import { triedAgain } from '../../shared/data/table/tried-again.ts';
import { createWire, type Wire } from '../../shared/data/table/wire.ts';
import { createLineWire } from './engine/line-wire.ts';

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
  /** An engine that takes calls as lines of one connection to its socket. */
  lines?: true;
};

/** What dynalite wants to see in a request, whatever it says. */
const NO_SIGNATURE = {
  authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
  'x-amz-date': 'none',
};

const signNothing: Sign = ({ host, headers }) => ({ host, ...headers, ...NO_SIGNATURE });

/** The stores over one engine address. Over the wire: the SDK would cost each thread a third of its start. */
export function openStores(address: EngineAddress, more: Pick<StoreSettings, 'routeChanged'> = {}) {
  const names = namedTables(address.tablePrefix);
  const wire = openWire(address);
  const tables = tablesBy(triedAgain(wire), names);
  const stores = createStores({ tables, now: Date.now, random: randomBytes, ...more });
  return { ...stores, names, wire };
}
export type LocalStores = ReturnType<typeof openStores>;

/** What stores ask goes as lines where the engine takes them; what is asked of it at a start as a request of its own. */
const ON_LINES: ReadonlySet<string> = new Set(TABLE_OPERATIONS);

function openWire({ endpoint, region, credentials, socketPath, unsigned, lines }: EngineAddress): Wire {
  const wire = createWire({
    service: 'dynamodb',
    region,
    endpoint,
    credentials: () => credentials,
    ...(socketPath ? { socketPath } : {}),
    ...(unsigned ? { sign: signNothing } : {}),
  });
  if (!lines || !socketPath) return wire;
  const onLines = createLineWire(socketPath);
  return (operation, body, signal) => (ON_LINES.has(operation) ? onLines : wire)(operation, body, signal);
}
