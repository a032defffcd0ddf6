import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import type { AppParts, Machine } from './api/app.ts';
import { type Behind, createHandOver } from './api/hand-over.ts';
import { createApiThread } from './api/run-api.ts';
import { runBackground } from './background/run-background.ts';
import { now } from './counting.ts';
import { EngineFailure } from './engine/engine.ts';
import { newSocketPath, removeOtherSockets } from './engine/engine-socket.ts';
import { moveWatermark } from './folder/installation.ts';
import { type Installation, openInstallation } from './folder/opening.ts';
import { createRescue, type Rescue } from './folder/rescue.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { createLog, type Log } from './log.ts';
import { createRedirecting, type Redirecting } from './redirecting.ts';
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
import { createWatching, type Watching } from './watch/watching.ts';
import { alreadyAnswering, firstLine, welcome } from './welcome.ts';

/** What a request that was read may still take when we stop. */
const LAST_ANSWERS_MS = 1_000;
/** So long the counting waits at the start for the API. */
const FIRST_ANSWER_MS = 3_000;

/** `npm start`: the whole product on this machine. */
async function start(settings: Settings): Promise<void> {
  console.log(firstLine());
  const log = createLog(settings.VOUCH_LOG_LEVEL);
  const installation = await openInstallation(settings, log);
  const { folder, stores, engine, demo, isNew } = installation;
  const journal = openJournal({ folder: folder.journal, sync: settings.VOUCH_SYNC, now });
  installation.noteDemo(demo);
  const rescue = createRescue(folder, (line) => console.error(line));
  const marking = await keepMarking(installation, journal, log);
  const watching = createWatching(installation, journal, log);
  const redirecting = redirectingOf(installation, journal, rescue, watching);
  const { routeChanged } = redirecting;
  const api = apiOf(installation, redirecting, watching);
  const server = serverOf(settings, redirecting, api.behind, watching);
  const running: Running = { installation, log, journal, rescue, marking, api, server };
  // From the first answer on: whoever is being answered when we are stopped gets the whole of it.
  const isStopping = stopOnSignal(() => stop(running));
  const port = await listen(server, settings);
  const publicUrl = settings.VOUCH_PUBLIC_URL ?? urlOf(settings, port);
  const machine: Machine = { settings, folder, stores, publicUrl };
  api.start(publicUrl);
  // Who waits for an answer goes before counting, also at the start; a thread that never answers doesn't hold it up.
  await Promise.race([api.behind.ready(), sleep(FIRST_ANSWER_MS)]);
  if (isStopping()) return;
  const { heard } = watching;
  running.background = runBackground(backgroundOf(installation, publicUrl, port), { routeChanged, heard });
  watching.watch(running.background);
  folder.write('running.json', JSON.stringify({ pid: process.pid, url: publicUrl, ...engine.told }));
  log({ level: 'INFO', message: 'answering', port, data: folder.root });

  if (demo === 'loading' && isNew) {
    await tellStory({ ...machine, ...watching, routeChanged }, journal, rescue);
    installation.noteDemo('loaded');
  }
  console.log(await welcome(machine, { port, isHalfLoaded: demo === 'loading' && !isNew }));
}

/** The demo, loaded here alone: it lives through the API in this thread, on a clock of its own. */
async function tellStory(parts: AppParts, journal: Journal, rescue: Rescue): Promise<void> {
  console.log(alreadyAnswering(parts));
  const { demonstrate } = await import('./demonstrating.ts');
  await demonstrate(parts, journal, rescue);
}

/** Says now and each minute how far the tables and the journal have come. */
async function keepMarking({ stores, folder }: Installation, journal: Journal, log: Log) {
  const move = (isClean = false) => moveWatermark(stores, folder, journal, isClean);
  await move();
  const failed = (reason: unknown) => log({ level: 'WARN', failed: String(reason) });
  const timer = setInterval(() => move().catch(failed), MINUTE_MS);
  return { stop: () => clearInterval(timer), last: () => move(true).catch(() => {}) };
}

/** What has to come to an end; `background` once counting has begun. */
type Running = {
  installation: Installation;
  log: Log;
  journal: Journal;
  rescue: Rescue;
  marking: Awaited<ReturnType<typeof keepMarking>>;
  api: ReturnType<typeof apiOf>;
  server: Server;
  background?: ReturnType<typeof runBackground>;
};

async function stop({ log, marking, server, background, api, ...folder }: Running): Promise<void> {
  log({ level: 'INFO', message: 'stopping' });
  marking.stop();
  await Promise.all([closeServer(server), background?.stop()]);
  await api.stop();
  await closeFolder({ marking, ...folder });
  log({ level: 'INFO', message: 'stopped' });
}

/** Once nobody writes any more. The mark says that the stop was orderly, so what was rescued comes first. */
async function closeFolder({
  installation: { folder, engine },
  journal,
  rescue,
  marking,
}: Pick<Running, 'installation' | 'journal' | 'rescue' | 'marking'>): Promise<void> {
  rescue.flush();
  await marking.last();
  journal.close();
  await engine.stop();
  folder.remove('running.json');
}

const redirectingOf = (
  { settings, folder, stores }: Installation,
  journal: Journal,
  rescue: Rescue,
  { metrics }: Watching,
): Redirecting =>
  createRedirecting(stores, journal, rescue, [folder.secrets.clickKey], now, {
    publicHost: hostOfUrl(settings.VOUCH_PUBLIC_URL),
    took: metrics.clickKept,
  });

const serverOf = (
  { VOUCH_TRUST_PROXY: trustProxy }: Settings,
  { follow: redirect }: Redirecting,
  behind: Behind,
  { requests }: Watching,
): Server => createLocalServer({ redirect, others: createHandOver(behind, requests), trustProxy, requests });

/** The thread of the API, not started yet, and what it hears from us. */
function apiOf(
  { settings, folder, engine }: Installation,
  { routeChanged }: Redirecting,
  { health, metrics, apiFailed: failed }: Watching,
) {
  const socketPath = newSocketPath(join(folder.root, 'api'));
  removeOtherSockets(socketPath);
  return createApiThread(
    { settings, engine: engine.address, socketPath },
    { routeChanged, failed, questions: { health, metrics: metrics.text } },
  );
}

/** What the background thread is told: plain values. */
function backgroundOf({ settings, folder, engine }: Installation, publicUrl: string, port: number) {
  const { secrets } = folder;
  return {
    engine: engine.address,
    journalFolder: folder.journal,
    exportsFolder: folder.exports,
    clickKey: secrets.clickKey,
    ...(settings.VOUCH_DNS_SERVERS ? { dnsServers: settings.VOUCH_DNS_SERVERS } : {}),
    webhooks: { allowLoopback: settings.VOUCH_WEBHOOKS_TO_LOOPBACK, ownPorts: [port] },
    mail: {
      publicUrl,
      from: settings.VOUCH_MAIL_FROM,
      outbox: folder.outbox,
      sealKey: secrets.cursorKey,
      ...(settings.VOUCH_SMTP_URL ? { smtpUrl: settings.VOUCH_SMTP_URL } : {}),
      keepCopies: keepsMails(settings),
      logLevel: settings.VOUCH_LOG_LEVEL,
    },
  };
}

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

const hostOfUrl = (url: string | undefined): string | undefined => url && new URL(url).hostname;

const urlOf = ({ HOST }: Settings, port: number): string =>
  `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;

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
      createLog('warn')({
        level: 'WARN',
        message: `${name} is no setting and is not read; npm start -- --help lists all`,
      });
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
