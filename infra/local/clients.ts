import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { withoutLogging } from '../../shared/data/table/sdk.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { createWire } from '../../shared/data/table/wire.ts';

/** How a thread or a command reaches the engine. Plain values: it crosses thread borders. */
export type EngineAddress = {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  tablePrefix: string;
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

/** The stores over one engine address. */
export function openStores({ endpoint, region, credentials, tablePrefix, unsigned }: EngineAddress) {
  const tables = namedTables(tablePrefix);
  const signer = unsigned ? { signer: UNSIGNED } : {};
  const client = withoutLogging(new DynamoDBClient({ endpoint, region, credentials, ...signer }));
  const wire = createWire({ service: 'dynamodb', region, endpoint, credentials: () => credentials });
  return {
    tables,
    client,
    wire,
    clicks: createClickStore(client, tables),
    counts: createCountStore(client, tables),
  };
}
export type Stores = ReturnType<typeof openStores>;
