import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hourOf } from '../../shared/data/table/keys.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import { type AppParts, createApp } from './app.ts';
import { openStores } from './clients.ts';
import { now } from './counting.ts';
import { openDataFolder } from './data-folder.ts';
import { loadDemo } from './demo/load-demo.ts';
import { createMissingTables, EngineFailure } from './engine/engine.ts';
import { openEngine } from './engine/open-engine.ts';
import { listDeadKeys, makeFirstBrand } from './first-brand.ts';
import { backgroundTrouble, createHealth } from './health.ts';
import { moveWatermark, verifyInstallation } from './installation.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { takeFolder, writeManifest } from './manifest.ts';
import { createRedirecting } from './redirecting.ts';
import { createRescue, type Rescue } from './rescue.ts';
import { runBackground } from './run-background.ts';
import { createLocalServer } from './server.ts';
import {
  keepsMails,
  readSettings,
  type Settings,
  settingsHelp,
  UsageError,
  unknownVariables,
} from './settings.ts';
import { stopOnSignal } from './stopping.ts';
import { firstLine, welcome } from './welcome.ts';

const TWO_HOURS_MS = 2 * HOUR_MS;
/** What a request that was read may still take when we stop. */
const LAST_ANSWERS_MS = 1_000;

/** `npm start`: the whole product on this machine. */
async function start(settings: Settings): Promise<void> {
  console.log(firstLine());
  const folder = openDataFolder(settings.VOUCH_DATA_DIR);
  const taken = takeFolder(folder, settings.VOUCH_ENGINE, now());
  const isNew = taken.standing === 'new';
  if (isNew) folder.makeSecrets();
  const { secrets } = folder;
  const engine = await openEngine(settings, folder, (failed) => warn({ failed }));
  const stores = openStores(engine.address);
  await createMissingTables(stores.client, stores.names);
  const doubt = await verifyInstallation(stores, folder, taken);
  if (doubt) warn({ message: doubt });
  await stores.counts.takeAsSealed(hourOf(now() - TWO_HOURS_MS));
  if (isNew) await makeFirstBrand(stores, folder, taken.manifest.installation, settings);
  for (const name of await listDeadKeys(stores, folder))
    warn({ message: `${name} holds no key that is alive; npm run keys -- --help says how to make one` });

  const journal = openJournal({ folder: folder.journal, sync: settings.VOUCH_SYNC, now });
  const demo = isNew && !settings.empty ? 'loading' : taken.manifest.demo;
  writeManifest(folder, { ...taken.manifest, state: 'ready', demo });
  await moveWatermark(stores, folder, journal);
  const marking = setInterval(
    () => moveWatermark(stores, folder, journal).catch((reason) => warn({ failed: String(reason) })),
    MINUTE_MS,
  );
  const rescue = createRescue(folder, (line) => console.error(line));
  const redirecting = createRedirecting(stores, journal, rescue, [secrets.clickKey], now);
  const publicUrl = { base: settings.VOUCH_PUBLIC_URL ?? '' };
  const health = createHealth(
    {
      engine: engine.ask(stores),
      journal: async () => void (await journal.probe()),
      background: async () => backgroundTrouble(background.state(), performance.now()),
    },
    () => performance.now(),
  );
  const parts: AppParts = {
    settings,
    folder,
    stores,
    routeChanged: redirecting.routeChanged,
    publicUrl,
    health,
  };
  const app = createApp(parts, now);
  const server = createLocalServer({
    redirect: redirecting.follow,
    fetch: app.fetch,
    trustProxy: settings.VOUCH_TRUST_PROXY,
  });
  const port = await listen(server, settings);
  publicUrl.base ||= `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`;
  const background = runBackground(
    {
      engine: engine.address,
      journalFolder: folder.journal,
      exportsFolder: folder.exports,
      clickKey: secrets.clickKey,
      webhooks: { allowLoopback: settings.VOUCH_WEBHOOKS_TO_LOOPBACK, ownPorts: [port] },
      mail: {
        publicUrl: publicUrl.base,
        from: settings.VOUCH_MAIL_FROM,
        outbox: folder.outbox,
        sealKey: secrets.cursorKey,
        ...(settings.VOUCH_SMTP_URL ? { smtpUrl: settings.VOUCH_SMTP_URL } : {}),
        keepCopies: keepsMails(settings),
      },
    },
    { routeChanged: redirecting.routeChanged, warn },
  );
  folder.write('running.json', JSON.stringify({ pid: process.pid, url: publicUrl.base, ...engine.told }));

  stopOnSignal(async () => {
    clearInterval(marking);
    await Promise.all([closeServer(server), background.stop()]);
    rescue.flush();
    await moveWatermark(stores, folder, journal, true).catch(() => {});
    journal.close();
    await engine.stop();
    folder.remove('running.json');
  });
  if (demo === 'loading' && isNew) {
    await demonstrate(parts, journal, rescue);
    writeManifest(folder, { ...taken.manifest, state: 'ready', demo: 'loaded' });
  }
  console.log(await welcome(parts, { port, isHalfLoaded: demo === 'loading' && !isNew }));
}

const warn = (trouble: object): void => console.error(JSON.stringify({ level: 'WARN', ...trouble }));

/** Answers what was read, reads nothing more. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Lives through the demo brand's eight weeks, on a clock of its own. */
async function demonstrate(parts: AppParts, journal: Journal, rescue: Rescue): Promise<void> {
  const { folder, stores } = parts;
  let clock = now();
  const demoNow = () => clock;
  const { follow } = createRedirecting(stores, journal, rescue, [folder.secrets.clickKey], demoNow, {
    realNow: now,
  });
  const api = createApp(parts, demoNow, { rateLimit: { capacity: 1e9, perSecond: 1e9 } });
  await loadDemo({
    api: (request) => api.fetch(request),
    pages: (request) => api.fetch(request),
    follow,
    setClock: (time) => {
      clock = time;
    },
    ownerKey: folder.read('owner.key')?.trim() ?? '',
    realNow: now(),
    progress: (line) => console.log(`  ${line}`),
  });
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

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) console.log(settingsHelp());
  else {
    for (const name of unknownVariables(process.env))
      warn({ message: `${name} is no setting and is not read; npm start -- --help lists all` });
    await start(readSettings(process.env, args));
  }
} catch (reason) {
  console.error(`vouch: ${messageOf(reason)}`);
  process.exit(reason instanceof UsageError ? 2 : 1);
}

function messageOf(reason: unknown): string {
  if (reason instanceof EngineFailure) {
    return `the engine cannot open its files: ${reason.message}. Is another npm start using this data folder? If the files are damaged, move the folder away and start again, or restore a copy.`;
  }
  if (reason instanceof UsageError) return reason.message;
  if (isOfDisk(reason))
    return `the data folder cannot be written: ${reason.message}. Nothing was acknowledged.`;
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}

/** The system refused a file: a full or read-only disk, a folder of somebody else's. */
function isOfDisk(reason: unknown): reason is NodeJS.ErrnoException {
  return reason instanceof Error && typeof (reason as NodeJS.ErrnoException).path === 'string';
}
