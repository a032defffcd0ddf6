import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { bootstrapFirstBrand } from '../../functions/api/brand-maker.ts';
import { brandsOf } from '../../shared/data/access/brands-store.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import { type AppParts, createApp } from './app.ts';
import type { BackgroundData } from './background.ts';
import { type EngineAddress, openStores, type Stores } from './clients.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { loadDemo } from './demo/load-demo.ts';
import { createMissingTables, EngineFailure, embeddedAddress, startEngine } from './engine/engine.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import type { MailSettings } from './mailing.ts';
import { createRedirecting } from './redirecting.ts';
import { createLocalServer } from './server.ts';
import { readSettings, type Settings, UsageError } from './settings.ts';
import { welcome } from './welcome.ts';

const now = () => Date.now();
const TWO_HOURS_MS = 2 * 3_600_000;
/** Stopping takes a fraction of a second; what is left after this is safe on disk anyway. */
const STOP_DEADLINE_MS = 10_000;

/** `npm start`: the whole product on this machine. */
async function start(settings: Settings): Promise<void> {
  const folder = openDataFolder(settings.VOUCH_DATA_DIR);
  const engine = await openEngine(settings, folder);
  const stores = openStores(engine.address);
  await createMissingTables(stores.client, stores.tables);
  await stores.counts.takeAsSealed(hourOf(now() - TWO_HOURS_MS));
  const isNew = await bootstrap(stores, folder);

  const journal = openJournal({ folder: folder.journal, sync: settings.VOUCH_SYNC, now });
  const clickKeys = [folder.secrets.clickKey] as const;
  const redirecting = createRedirecting(stores, journal, clickKeys, now);
  const publicUrl = { base: settings.VOUCH_PUBLIC_URL ?? '' };
  const parts: AppParts = { settings, folder, stores, routeChanged: redirecting.routeChanged, publicUrl };
  const app = createApp(parts, now);
  const server = createLocalServer({
    redirect: redirecting.follow,
    fetch: app.fetch,
    trustProxy: settings.VOUCH_TRUST_PROXY,
  });
  const port = await listen(server, settings);
  publicUrl.base ||= `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`;
  const background = runBackground(
    engine.address,
    folder,
    {
      publicUrl: publicUrl.base,
      from: settings.VOUCH_MAIL_FROM,
      outbox: folder.outbox,
      sealKey: folder.secrets.cursorKey,
      ...(settings.VOUCH_SMTP_URL ? { smtpUrl: settings.VOUCH_SMTP_URL } : {}),
    },
    redirecting.routeChanged,
  );
  folder.write(
    'running.json',
    JSON.stringify({ pid: process.pid, url: publicUrl.base, engine: engine.address }),
  );

  stopOnSignal(async () => {
    server.close();
    server.closeIdleConnections();
    await background.stop();
    journal.close();
    await engine.stop();
    unlinkSync(folder.runningFile);
  });
  if (isNew && !settings.empty) await demonstrate(parts, journal);
  console.log(await welcome(parts, app));
}

/** Lives through the demo brand's eight weeks, on a clock of its own. */
async function demonstrate(parts: AppParts, journal: Journal): Promise<void> {
  const { folder, stores } = parts;
  let clock = now();
  const demoNow = () => clock;
  const { follow } = createRedirecting(stores, journal, [folder.secrets.clickKey], demoNow, {
    realNow: now,
  });
  const api = createApp(parts, demoNow, { rateLimit: { capacity: 1e9, perSecond: 1e9 } });
  folder.write('demo.json', '{"state":"loading"}\n');
  const result = await loadDemo({
    api: (request) => api.fetch(request),
    follow,
    setClock: (time) => {
      clock = time;
    },
    ownerKey: folder.read('owner.key')?.trim() ?? '',
    realNow: now(),
    progress: (line) => console.log(`  ${line}`),
  });
  folder.write('demo.json', `${JSON.stringify({ state: 'loaded', reports: result.reports })}\n`);
}

async function openEngine(
  settings: Settings,
  folder: DataFolder,
): Promise<{ address: EngineAddress; stop: () => Promise<void> }> {
  const tablePrefix = settings.VOUCH_TABLE_PREFIX;
  if (settings.VOUCH_ENGINE === 'endpoint') {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN,
    } = settings;
    const credentials = {
      accessKeyId,
      secretAccessKey,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
    const endpoint = settings.AWS_ENDPOINT_URL_DYNAMODB ?? '';
    return {
      address: { endpoint, region: settings.AWS_REGION, credentials, tablePrefix },
      stop: async () => {},
    };
  }
  const { endpoint, stop } = await startEngine(folder.engine);
  return { address: embeddedAddress(endpoint, tablePrefix), stop };
}

/** The first brand and the two keys, once. True on an empty data folder. */
async function bootstrap(stores: Stores, folder: DataFolder): Promise<boolean> {
  const { records } = await brandsOf(stores.client, stores.tables).list({ limit: 1 });
  if (records.length > 0 && folder.read('owner.key') && folder.read('operator.key')) return false;
  const deps = { client: stores.client, tables: stores.tables, now, random: randomBytes };
  const made = await bootstrapFirstBrand(deps, {
    name: 'Woolly & Co',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  });
  folder.write('operator.key', `${made.operatorKey}\n`);
  folder.write('owner.key', `${made.ownerKey}\n`);
  return true;
}

function listen(server: Server, { PORT, HOST }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (reason: NodeJS.ErrnoException) => {
      const taken = reason.code === 'EADDRINUSE';
      const hint = taken
        ? `port ${PORT} is taken; set PORT to a free one, or PORT=0 for any`
        : reason.message;
      reject(new UsageError(`cannot listen on ${HOST}:${PORT}: ${hint}`));
    });
    server.listen(PORT, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

/** The background thread, started again when it dies: its work lies in the tables and the journal. */
function runBackground(
  engine: EngineAddress,
  folder: DataFolder,
  mail: MailSettings,
  routeChanged: (slug: string) => void,
) {
  let stopping = false;
  let worker = launch();
  function launch(): Worker {
    const started = new Worker(new URL('./background-worker.mjs', import.meta.url), {
      workerData: {
        engine,
        journalFolder: folder.journal,
        exportsFolder: folder.exports,
        clickKey: folder.secrets.clickKey,
        mail,
      } satisfies BackgroundData,
    });
    started.on('message', (message: { drift?: number; failed?: string; routeChanged?: string } | string) => {
      if (typeof message === 'object' && message.routeChanged) routeChanged(message.routeChanged);
      else if (typeof message === 'object') console.error(JSON.stringify({ level: 'WARN', ...message }));
    });
    started.on('error', (reason) =>
      console.error(JSON.stringify({ level: 'ERROR', message: String(reason) })),
    );
    started.on('exit', () => {
      if (!stopping) setTimeout(() => (worker = launch()), 1_000);
    });
    return started;
  }
  return {
    stop: async () => {
      stopping = true;
      await worker.terminate();
    },
  };
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

try {
  await start(readSettings(process.env, process.argv.slice(2)));
} catch (reason) {
  console.error(`vouch: ${messageOf(reason)}`);
  process.exit(reason instanceof UsageError ? 2 : 1);
}

function messageOf(reason: unknown): string {
  if (reason instanceof EngineFailure) {
    return `the engine cannot open its files: ${reason.message}. Is another npm start using this data folder? If the files are damaged, move the folder away and start again, or restore a copy.`;
  }
  if (reason instanceof UsageError) return reason.message;
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
