import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClickStore } from '../../shared/data/click-store.ts';
import { createCountStore } from '../../shared/data/count-store.ts';
import { withoutLogging } from '../../shared/data/dynamo.ts';
import { namedTables } from '../../shared/data/table-shape.ts';
import { createWire } from '../../shared/data/wire.ts';

/** How a thread or a command reaches the engine. Plain values: it crosses thread borders. */
export type EngineAddress = {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  tablePrefix: string;
};

/** The stores over one engine address. */
export function openStores({ endpoint, region, credentials, tablePrefix }: EngineAddress) {
  const tables = namedTables(tablePrefix);
  const client = withoutLogging(new DynamoDBClient({ endpoint, region, credentials }));
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
