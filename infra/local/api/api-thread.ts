import { rmSync } from 'node:fs';
import { type MessagePort, workerData } from 'node:worker_threads';
import { type EngineAddress, openStores } from '../clients.ts';
import { now } from '../counting.ts';
import { openDataFolder } from '../folder/data-folder.ts';
import { createLog } from '../log.ts';
import type { Settings } from '../settings.ts';
import { createApiServer } from './api-server.ts';
import { createApp } from './app.ts';
import { askOver, type FromApi } from './between.ts';

export type ApiData = {
  settings: Settings;
  engine: EngineAddress;
  publicUrl: string;
  /** Where it listens: a socket in the closed folder. */
  socketPath: string;
  port: MessagePort;
};

/**
 * The thread that answers programs and people, so that a follower never waits for a report or an export: the API and
 * the pages over stores of its own. What it must know lies in the tables, so it may be started again at any moment.
 */
function run({ settings, engine, publicUrl, socketPath, port }: ApiData): void {
  const tell = (message: FromApi): void => port.postMessage(message);
  const ask = askOver(port);
  const app = createApp(
    {
      settings,
      folder: openDataFolder(settings.VOUCH_DATA_DIR),
      stores: openStores(engine),
      routeChanged: (slug) => tell({ routeChanged: slug }),
      publicUrl,
      health: () => ask('health'),
      metrics: { text: () => ask('metrics') },
      log: createLog(settings.VOUCH_LOG_LEVEL),
    },
    now,
  );
  rmSync(socketPath, { force: true });
  createApiServer(app.fetch).listen(socketPath, () => tell({ listening: true }));
}

if (workerData) run(workerData as ApiData);
