import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { openStores } from '../../infra/local/clients.ts';
import { createMissingTables, startEngine } from '../../infra/local/engine/engine.ts';
import { rowToClick } from '../../shared/data/clicks/click-item.ts';
import { routeToRow } from '../../shared/data/links/link-route-item.ts';
import { fromItem, toItem } from '../../shared/data/table/row.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { createWire } from '../../shared/data/table/wire.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { clientConfig } from '../support/engine-client.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { aProgramme } from './programme.ts';
import { createStream, type Stream } from './stream.ts';

export const PROOF_KEYS: ClickKeys = [Buffer.alloc(32, 9)];
export const PROOF_START = Date.parse('2026-11-21T21:50:00Z');
const LINKS = 24;

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** An empty engine on disk, the proxy before it, the programme's links in it, and a clock of our own. */
export async function openStage(seed: string) {
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'vouch-prove-'));
  const engine = await startEngine(join(folder, 'engine'));
  const tables = namedTables('prove-');
  const address = engine.address('prove-');
  const { region, credentials } = address;
  const client = new DynamoDBClient(clientConfig(address));
  await createMissingTables(openStores(address).wire, tables);
  const stream = createStream(random, 5_000);
  const proxy = await startFaultProxy(address, seededRandom(`${seed}|faults`), 0, (operation, body) =>
    feed(stream, tables.clicks, operation, body),
  );
  const wire = createWire({
    service: 'dynamodb',
    region,
    endpoint: proxy.endpoint,
    credentials: () => credentials,
    silenceMs: 300,
  });
  const links = aProgramme(LINKS);
  for (const { route } of links)
    await wire('PutItem', { TableName: tables.records, Item: toItem(routeToRow(route)) });
  const faulty = new DynamoDBClient({
    region,
    credentials,
    endpoint: proxy.endpoint,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true },
  });
  return {
    seed,
    random,
    folder,
    tables,
    client,
    faulty,
    proxy,
    wire,
    links,
    stream,
    clock: { now: PROOF_START },
    close: async () => {
      client.destroy();
      faulty.destroy();
      await proxy.stop();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** DynamoDB's stream: every click item that was committed, whoever heard of it. */
function feed(stream: Stream, clicksTable: string, operation: string, body: string): void {
  if (operation !== 'PutItem' && operation !== 'BatchWriteItem') return;
  const request = JSON.parse(body);
  const puts: { pk: { S: string }; sk: { S: string } }[] =
    operation === 'PutItem'
      ? request.TableName === clicksTable
        ? [request.Item]
        : []
      : (request.RequestItems[clicksTable] ?? []).map(
          (put: { PutRequest: { Item: object } }) => put.PutRequest.Item,
        );
  for (const item of puts) stream.push(item.pk.S, item.sk.S);
}

/** Every click item in the store, read past the proxy. */
export async function scanClicks({ client, tables }: Stage): Promise<Click[]> {
  const clicks: Click[] = [];
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: tables.clicks, ExclusiveStartKey: from }),
    );
    for (const item of page.Items ?? []) clicks.push(rowToClick(fromItem(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return clicks;
}
