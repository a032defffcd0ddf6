import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../../functions/api/app.ts';
import { bootstrapFirstBrand } from '../../../functions/api/brand-maker.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import { brandsOf } from '../../../shared/data/brands-store.ts';
import { addDays } from '../../../shared/domain/week.ts';
import { type SeedPlace, type Size, seedProgramme } from '../bench/seed-programme.ts';
import { openStores, type Stores } from '../clients.ts';
import { createMissingTables, LOCAL_CREDENTIALS, LOCAL_REGION, startEngine } from '../engine/engine.ts';
import { readOptions, runCommand } from './command.ts';

const HELP = `npm run bench:roi -- [--clicks 1000000] [--runs 15]

Answer times of the routes that report, on a brand with 200 creators, 5,000 posts and 20,000 orders in a quarter, on
the embedded engine with its files on disk. Prints one line per question: the first answer of a fresh process, and the
median and slowest of the following ones. Asked again with ten times the clicks, to show that raw clicks are not read.`;

const TO = '2026-09-30';
const FROM = addDays(TO, -90);
const WEEK = '2026-W39';
const NOW = Date.parse('2026-10-01T09:00:00Z');

await runCommand(async () => {
  const { values } = readOptions(HELP, { clicks: { type: 'string' }, runs: { type: 'string' } });
  const clicks = Number(values.clicks ?? 1_000_000);
  const runs = Number(values.runs ?? 15);
  const folder = mkdtempSync(join(tmpdir(), 'vouch-bench-'));
  const engine = await startEngine(folder);
  const address = { endpoint: engine.endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS };
  try {
    for (const factor of [1, 10]) {
      const stores = openStores({ ...address, tablePrefix: `bench${factor}-` });
      await createMissingTables(stores.client, stores.tables);
      await measure(stores, { creators: 200, posts: 5_000, clicks: clicks * factor, orders: 20_000 }, runs);
    }
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function measure(stores: Stores, size: Size, runs: number): Promise<void> {
  const made = await bootstrapFirstBrand(
    { ...stores, now: () => NOW, random: randomBytes },
    { name: 'Bench', timeZone: 'Europe/Berlin', currency: 'EUR' },
  );
  await brandsOf(stores.client, stores.tables).update(made.brand.id, (brand) => ({
    ...brand,
    grossMargin: 0.6,
  }));
  const place: SeedPlace = { stores, brandId: made.brand.id, timeZone: 'Europe/Berlin', from: FROM, to: TO };
  await seedProgramme(place, size, 'bench');
  console.log(`\n${JSON.stringify(size)}`);

  const quarter = `from=${FROM}&to=${TO}`;
  for (const path of [
    `/v1/roi?groupBy=stage&${quarter}`,
    `/v1/roi?groupBy=creator&${quarter}`,
    `/v1/roi?groupBy=stage&basis=cohort&${quarter}`,
    `/v1/analytics/clicks?groupBy=stage,day&${quarter}`,
    `/v1/analytics/clicks?groupBy=channel&${quarter}`,
    `/v1/attribution?groupBy=stage&${quarter}`,
  ]) {
    const ask = asking(stores, made.ownerKey, path);
    const first = await ask();
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push(await ask());
    times.sort((a, b) => a - b);
    const [median = 0, slowest = 0] = [times[Math.floor(times.length / 2)], times.at(-1)];
    console.log(`${ms(median)} median ${ms(slowest)} slowest ${ms(first)} first  GET ${path}`);
  }
  const report = await asking(stores, made.ownerKey, '/v1/reports', { week: WEEK })();
  const { rss, heapUsed } = process.memoryUsage();
  const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  console.log(`${ms(report)} first report of ${WEEK}; memory ${mb(rss)}, heap ${mb(heapUsed)}`);
}

/** One question to an API whose caches are its own; answers how long it took, in ms. */
function asking(stores: Stores, key: string, path: string, body?: object): () => Promise<number> {
  const secret = randomBytes(32);
  const deps: ApiDeps = {
    client: stores.client,
    tables: stores.tables,
    now: () => NOW,
    random: randomBytes,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    publicUrl: 'http://127.0.0.1',
    clickKeys: [secret],
    cursorKeys: [secret],
    slugSecret: secret,
    log: (entry) => console.error(entry),
    rateLimit: { capacity: 1e9, perSecond: 1e9 },
  };
  const app = createApi(deps);
  return async () => {
    const from = performance.now();
    const answer = await app.request(path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return performance.now() - from;
  };
}

function ms(time: number): string {
  return `${time.toFixed(0).padStart(6)} ms`;
}
