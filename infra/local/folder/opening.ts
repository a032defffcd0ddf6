import { hourOf } from '../../../shared/data/table/keys.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { type LocalStores, openStores } from '../clients.ts';
import { now } from '../counting.ts';
import { createMissingTables } from '../engine/engine.ts';
import { openEngine } from '../engine/open-engine.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import { openDataFolder } from './data-folder.ts';
import { listDeadKeys, makeFirstBrand } from './first-brand.ts';
import { verifyInstallation } from './installation.ts';
import { takeFolder, writeManifest } from './manifest.ts';

const TWO_HOURS_MS = 2 * HOUR_MS;

export type Installation = Awaited<ReturnType<typeof openInstallation>>;

/** The data folder, its engine and its tables, as they belong together; made at the first start. */
export async function openInstallation(settings: Settings, log: Log) {
  const folder = openDataFolder(settings.VOUCH_DATA_DIR);
  const taken = takeFolder(folder, settings.VOUCH_ENGINE, now());
  const isNew = taken.standing === 'new';
  if (isNew) folder.makeSecrets();
  const engine = await openEngine(settings, folder, (failed) => log({ level: 'WARN', failed }));
  const stores = openStores(engine.address);
  await createMissingTables(stores.wire, stores.names);
  const doubt = await verifyInstallation(stores, folder, taken);
  if (doubt) log({ level: 'WARN', message: doubt });
  if (isNew) await noFormerIndex(stores);
  await stores.counts.takeAsSealed(hourOf(now() - TWO_HOURS_MS));
  if (isNew) await makeFirstBrand(stores, folder, taken.manifest.installation, settings);
  for (const name of await listDeadKeys(stores, folder))
    log({
      level: 'WARN',
      message: `${name} holds no key that is alive; npm run keys -- --help says how to make one`,
    });
  const demo = isNew && !settings.empty ? 'loading' : taken.manifest.demo;
  /** Said once what lies in the folder is whole. */
  const noteDemo = (state: typeof demo): void =>
    writeManifest(folder, { ...taken.manifest, state: 'ready', demo: state });
  return { settings, folder, engine, stores, isNew, demo, noteDemo };
}

/** Tables in which nobody has sealed were never a former release's: nothing is looked for where one would have put it. */
async function noFormerIndex({ counts }: LocalStores): Promise<void> {
  if ((await counts.findSealedThrough()) === undefined) await counts.sayFormerIndexEnd(hourOf(0));
}
