import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { createSaltStore } from '../../../shared/data/clicks/salt-store.ts';
import { type EngineAddress, type LocalStores, openStores } from '../clients.ts';
import { now } from '../counting.ts';
import { createMissingTables, EngineFailure, startEngine } from '../engine/engine.ts';
import { endpointOf } from '../engine/open-engine.ts';
import { type DataFolder, openDataFolder } from '../folder/data-folder.ts';
import { verifyInstallation } from '../folder/installation.ts';
import { takeFolder } from '../folder/manifest.ts';
import { readSettings, type Settings, UsageError } from '../settings.ts';

export type Product = {
  folder: DataFolder;
  stores: LocalStores;
  /** Where the embedded engine is asked; none with an endpoint. */
  socketPath?: string | undefined;
  /** Did we find it at work, or start its engine ourselves? */
  isRunning: boolean;
  stop: () => Promise<void>;
};

/** Options of a command, or its help, or one line that says what was wrong with them (exit code 2). */
export function readOptions<T extends ParseArgsConfig['options']>(help: string, options: T) {
  try {
    const parsed = parseArgs({ options: { ...options, help: { type: 'boolean' } }, allowPositionals: true });
    if ((parsed.values as { help?: boolean }).help) {
      console.log(help);
      process.exit(0);
    }
    return parsed as { values: Record<string, string | boolean | undefined>; positionals: string[] };
  } catch (reason) {
    throw new UsageError(`${(reason as Error).message.split('\n')[0]}; see --help`);
  }
}

/** Runs a command: mistakes of the caller end with 2, failures of ours with 1, each told in one line. */
export async function runCommand(work: () => Promise<void>): Promise<never> {
  try {
    await work();
    process.exit(0);
  } catch (reason) {
    const known = reason instanceof UsageError || reason instanceof EngineFailure;
    console.error(`vouch: ${known ? reason.message : ((reason as Error).stack ?? String(reason))}`);
    process.exit(reason instanceof UsageError ? 2 : 1);
  }
}

/** The product's stores: through the running `npm start` when there is one, else the engine is started for us. */
export async function openProduct({ spare }: { spare?: readonly string[] } = {}): Promise<Product> {
  const settings = readSettings(process.env, []);
  const folder = openDataFolder(settings.VOUCH_DATA_DIR);
  if (!folder.has('vouch.json'))
    throw new UsageError(`${folder.root} is no data folder of a product that was started (npm start)`);
  const taken = takeFolder(folder, settings.VOUCH_ENGINE, now(), spare);
  const running = await runningStores(settings, folder);
  if (running) {
    await verifyInstallation(running.stores, folder, taken);
    return {
      folder,
      stores: running.stores,
      socketPath: running.socketPath,
      isRunning: true,
      stop: async () => {},
    };
  }
  const engine = await startEngine(folder.engine);
  const address = engine.address(settings.VOUCH_TABLE_PREFIX);
  const stores = openStores(address);
  await createMissingTables(stores.wire, stores.names);
  await verifyInstallation(stores, folder, taken);
  return { folder, stores, socketPath: address.socketPath, isRunning: false, stop: engine.stop };
}

/** The stores of the product that is running, if its engine answers; with an endpoint, the ones there. */
async function runningStores(
  settings: Settings,
  folder: DataFolder,
): Promise<{ stores: LocalStores; socketPath?: string } | undefined> {
  if (settings.VOUCH_ENGINE === 'endpoint')
    return { stores: openStores({ ...endpointOf(settings), tablePrefix: settings.VOUCH_TABLE_PREFIX }) };
  const { engine } = JSON.parse(folder.read('running.json') ?? '{}') as { engine?: EngineAddress };
  const isThere = engine?.socketPath !== undefined && existsSync(engine.socketPath);
  if (!engine || !isThere) return undefined;
  const stores = openStores(engine);
  const answers = await stores.wire('ListTables', {}).catch(() => undefined);
  return answers ? { stores, socketPath: engine.socketPath ?? '' } : undefined;
}

/** What late clicks need to be stored and counted. */
export const drainDeps = ({ folder, stores }: Product) => ({
  ...stores,
  clickKeys: [folder.secrets.clickKey] as const,
});

export const saltsOf = ({ stores: { wire, names } }: Product) =>
  createSaltStore({ wire, tables: names, now, randomBytes });

/** One line that is written over itself on a terminal, and every few seconds elsewhere. */
export function progressLine(): (text: string) => void {
  let last = 0;
  return (text) => {
    const time = now();
    if (time - last < (process.stderr.isTTY ? 100 : 2_000)) return;
    last = time;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
  };
}
