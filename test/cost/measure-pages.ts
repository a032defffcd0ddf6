import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PAGES } from '../../functions/app/pages/all.ts';
import { type EngineAddress, openStores } from '../../infra/local/clients.ts';
import { createMissingTables, startEngine } from '../../infra/local/engine/engine.ts';
import { createStores } from '../../shared/data/stores.ts';
import { namedTables } from '../../shared/data/table/table-shape.ts';
import { tablesBy } from '../../shared/data/table/tables.ts';
import { derivedId } from '../../shared/domain/id.ts';
import { addDays, dayOf } from '../../shared/domain/time/week.ts';
import { type Size, seedProgramme } from '../bench/seed-programme.ts';
import { NOON } from '../support/api-builders.ts';
import { anApp, signedIn, type TestBrowser } from '../support/app-builders.ts';
import { clientConfig } from '../support/engine-client.ts';
import { createMeter, type Metered } from './meter.ts';

/** What one drawing of a page takes; `cpuMs`: of the function's own thread, warm, on this machine. */
export type PageUse = Metered & { path: string; bytes: number; cpuMs: number };

/** A brand that lives from this: a quarter with some thousands of clicks a week. */
export const USUAL: Size = { creators: 60, posts: 600, clicks: 100_000, orders: 3_000 };
const DAYS = 90;
/** Goes through raw clicks, of which the seeded quarter has none: it would look for them in every minute that was counted. */
const RAW = '/app/clicks';
/** Drawn so often; the last half tells. */
const ROUNDS = 6;

/** Opens every page that such a brand has, over the product's own stores on the embedded engine, and says what each took. */
export async function measurePages(size: Size, rounds = ROUNDS): Promise<PageUse[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-pages-'));
  const engine = await startEngine(join(folder, 'engine'));
  try {
    return await measure(engine.address('pages-'), size, rounds);
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measure(address: EngineAddress, size: Size, rounds: number): Promise<PageUse[]> {
  const local = openStores(address);
  const tables = namedTables(address.tablePrefix);
  await createMissingTables(local.wire, tables);
  const meter = createMeter(['page']);
  const metered = tablesBy(meter.wire(local.wire), tables);
  const stores = createStores({ tables: metered, now: () => NOON, random: randomBytes });
  const client = new DynamoDBClient(clientConfig(address));
  const app = await anApp({ client, tables, endpoint: '', stop: async () => {} }, {}, { stores });
  const { id: brandId, timeZone } = app.sock.brand;
  const to = addDays(dayOf(NOON, timeZone), -1);
  await seedProgramme({ stores: local, brandId, timeZone, from: addDays(to, -DAYS), to }, size, 'pages');
  const owner = await signedIn(app, 'owner');
  const used: PageUse[] = [];
  for (const path of pathsOf(brandId)) {
    const found = await opened(owner, path, rounds, meter);
    if (found) used.push(found);
  }
  client.destroy();
  return used;
}

/** Every page's address with a thing of this brand in it. */
function pathsOf(brandId: string): string[] {
  const of: Readonly<Record<string, string>> = {
    posts: derivedId('pst', brandId, '7'),
    creators: derivedId('crt', brandId, '7'),
    links: derivedId('lnk', brandId, '7'),
  };
  return PAGES.map(({ path }) =>
    path
      .replace(/^\/app\/(\w+)\/:id/, (whole, list: string) => whole.replace(':id', of[list] ?? ':id'))
      .replace(':stage', 'campaign'),
  ).filter((path) => !path.includes(':') && path !== RAW);
}

async function opened(
  owner: TestBrowser,
  path: string,
  rounds: number,
  meter: ReturnType<typeof createMeter<'page'>>,
): Promise<PageUse | undefined> {
  const taken: PageUse[] = [];
  for (let round = 0; round < rounds; round++) {
    meter.reset();
    meter.into('page');
    const before = process.threadCpuUsage();
    const { status, text } = await owner.get(path);
    const { user, system } = process.threadCpuUsage(before);
    if (status !== 200) return undefined;
    taken.push({
      path,
      ...meter.sums().page,
      bytes: Buffer.byteLength(text),
      cpuMs: Math.round((user + system) / 100) / 10,
    });
  }
  const settled = taken.slice(rounds / 2).sort((one, other) => one.cpuMs - other.cpuMs);
  return settled[Math.floor(settled.length / 2)];
}
