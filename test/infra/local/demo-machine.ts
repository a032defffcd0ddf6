import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createApi } from '../../../functions/api/app.ts';
import { bootstrapFirstBrand } from '../../../functions/api/brand-maker.ts';
import { createPages } from '../../../functions/pages/app.ts';
import type { BackgroundData } from '../../../infra/local/background/background.ts';
import { openStores } from '../../../infra/local/clients.ts';
import { type DemoResult, loadDemo } from '../../../infra/local/demo/load-demo.ts';
import { createMissingTables, startEngine } from '../../../infra/local/engine/engine.ts';
import { openJournal } from '../../../infra/local/journal/journal.ts';
import { createRedirecting } from '../../../infra/local/redirecting.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { hourOf } from '../../../shared/data/table/keys.ts';
import { createDns } from '../../../shared/dns/ask-dns.ts';
import { createAddressLimits } from '../../../shared/rate-limits.ts';

const PUBLIC_URL = 'http://127.0.0.1:8787';

/** One machine in a folder of its own, as `npm start` puts it together, with the demo brand loaded. */
export async function aDemoMachine(realNow: number) {
  const root = mkdtempSync(join(tmpdir(), 'vouch-demo-'));
  const engine = await startEngine(join(root, 'engine'));
  const address = engine.address('vouch-');
  const stores = openStores(address);
  await createMissingTables(stores.wire, stores.names);
  await stores.counts.takeAsSealed(hourOf(Date.now() - 7_200_000));
  const clickKey = randomBytes(32);
  const journal = openJournal({ folder: join(root, 'journal'), sync: false, now: () => Date.now() });
  const slugSecret = randomBytes(32);
  const sealKey = randomBytes(32);
  const workerData: BackgroundData = {
    engine: address,
    journalFolder: join(root, 'journal'),
    exportsFolder: join(root, 'exports'),
    clickKey,
    webhooks: { allowLoopback: false, ownPorts: [] },
    mail: {
      publicUrl: PUBLIC_URL,
      from: 'vouch@localhost',
      outbox: join(root, 'outbox'),
      sealKey,
      logLevel: 'warn',
    },
  };
  const background = new Worker(
    new URL('../../../infra/local/background/background-worker.mjs', import.meta.url),
    {
      workerData,
    },
  );
  const troubles: unknown[] = [];
  background.on('message', (message: { drift?: number; failed?: string }) => {
    if (message.drift !== undefined || message.failed !== undefined) troubles.push(message);
  });
  background.on('error', (reason) => {
    console.error('background', reason);
    troubles.push(reason);
  });

  let clock = realNow;
  const now = () => clock;
  const redirecting = createRedirecting(stores, journal, { keep: console.error }, [clickKey], now, {
    realNow: Date.now,
  });
  const { routeChanged } = redirecting;
  const given = { now, random: randomBytes };
  const deps = {
    ...given,
    stores: createStores({ ...given, tables: stores.tables, slugSecret, routeChanged }),
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    publicUrl: PUBLIC_URL,
    clickKeys: [clickKey] as const,
    cursorKeys: [sealKey] as const,
    nameSecret: slugSecret,
    log: (entry: unknown) => void troubles.push(entry),
    dns: createDns(),
    shopEventKept: () => {},
    addressLimits: createAddressLimits(),
  };
  const { ownerKey } = await bootstrapFirstBrand(deps.stores, {
    name: 'Woolly & Co',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  });
  const app = createApi(deps);
  const api = (request: Request) => app.fetch(request);
  const pages = createPages({ ...deps, sealKeys: [sealKey] });
  const started = performance.now();
  const demo: DemoResult = await loadDemo({
    api,
    pages: (request) => pages.fetch(request),
    follow: redirecting.follow,
    setClock: (at) => {
      clock = at;
    },
    ownerKey,
    realNow,
    patienceMs: Number(process.env.PATIENCE ?? 60_000),
  });
  return {
    demo,
    seconds: (performance.now() - started) / 1_000,
    stores,
    troubles,
    /** JSON as the API says it; `at`: at another moment than the start. */
    async ask(path: string, at = clock) {
      clock = at;
      const response = await api(
        new Request(`http://localhost${path}`, { headers: { authorization: `Bearer ${ownerKey}` } }),
      );
      return JSON.parse(await response.text());
    },
    async stop() {
      await background.terminate();
      journal.close();
      await engine.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
