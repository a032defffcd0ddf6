import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { announceLate, recountBatch } from '../../functions/recount/recount.ts';
import { type SealDeps, sealDue } from '../../functions/seal/seal.ts';
import { brandsOf } from '../../shared/data/brands-store.ts';
import { drainClicks } from '../../shared/data/drain.ts';
import { hourOf, type RawPartition, startOfHour } from '../../shared/data/keys.ts';
import { createSaltStore } from '../../shared/data/salt-store.ts';
import type { Click } from '../../shared/domain/click.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { createChangeFeed } from './change-feed.ts';
import { type EngineAddress, openStores, type Stores } from './clients.ts';
import { expireItems } from './expire.ts';
import { exportHourToFiles } from './export-hour.ts';
import { openJournalReader } from './journal-reader.ts';

export type BackgroundData = {
  engine: EngineAddress;
  journalFolder: string;
  exportsFolder: string;
  clickKey: Uint8Array;
};

const HOUR_MS = 3_600_000;
const now = () => Date.now();
const newToken = () => randomBytes(9).toString('base64url');
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A brand's zone and repeat window, asked for at most once a minute. */
function brandSettings({ client, tables }: Stores) {
  const brands = brandsOf(client, tables);
  const known = new Map<string, { timeZone: string; dedupeSeconds: number; until: number }>();
  return async function settingsOf(brandId: string) {
    const held = known.get(brandId);
    if (held && held.until > now()) return held;
    const brand = await brands.get(brandId as BrandId);
    const fresh = {
      timeZone: brand.timeZone,
      dedupeSeconds: brand.attribution.clickDedupe,
      until: now() + 60_000,
    };
    known.set(brandId, fresh);
    return fresh;
  };
}

/** How the counting is done on this machine; commands that recount use the same. */
export function countingDeps(stores: Stores, exportsFolder: string): SealDeps {
  const settingsOf = brandSettings(stores);
  const recount = {
    clicks: stores.clicks,
    counts: stores.counts,
    dedupeSecondsOf: async (brandId: string) => (await settingsOf(brandId)).dedupeSeconds,
    announce: announceLate(stores.counts, newToken),
  };
  return {
    clicks: stores.clicks,
    counts: stores.counts,
    recount,
    timeZoneOf: async (brandId) => (await settingsOf(brandId)).timeZone,
    recountOrders: async () => {},
    exportHour: exportHourToFiles(exportsFolder, stores.clicks),
    now,
    newToken,
  };
}

/**
 * The thread that does what Lambda's other functions do: carries the journal into the engine, recounts what was
 * touched, seals, and runs the sweeps. Everything it needs to know lies in the tables and the journal, so it may
 * die between any two steps.
 */
async function run({ engine, journalFolder, exportsFolder, clickKey }: BackgroundData): Promise<void> {
  const stores = openStores(engine);
  const deps = countingDeps(stores, exportsFolder);
  const feed = createChangeFeed((records) => recountBatch(records, deps.recount), now);
  const reader = openJournalReader(journalFolder);
  const drain = { ...stores, clickKeys: [clickKey] as const, newToken, now };
  const salts = createSaltStore({ ...stores, now, randomBytes });

  await recountUnsealed(stores, feed.note);
  every(1_000, async () => {
    const report = await sealDue(deps);
    if (report.drift !== 0) parentPort?.postMessage({ drift: report.drift });
  });
  every(10 * 60_000, () => salts.deleteOld());
  every(24 * HOUR_MS, () => expireItems(stores.client, stores.tables, exportsFolder, now()));
  parentPort?.postMessage('ready');

  for (;;) {
    const chunk = reader.next();
    if (chunk) {
      const partitions = await drainClicks(chunk.documents as Click[], drain);
      chunk.commit();
      for (const partition of partitions.values()) feed.note(partition);
    }
    await feed.run();
    if (!chunk) await sleep(25);
  }
}

/** At start every unsealed hour is counted again: whatever a crash interrupted is found by the hour index. */
async function recountUnsealed(
  { clicks, counts }: Stores,
  note: (partition: RawPartition) => void,
): Promise<void> {
  const through = await counts.findSealedThrough();
  if (through === undefined) return;
  for (let at = startOfHour(through) + HOUR_MS; at <= now(); at += HOUR_MS) {
    for (const { partition } of await clicks.listPartitionsOfHour(hourOf(at))) note(partition);
  }
}

/** Runs a duty again and again, never two of it at once; a failure is told and the next turn tries again. */
function every(milliseconds: number, duty: () => Promise<unknown>): void {
  const turn = async () => {
    try {
      await duty();
    } catch (reason) {
      parentPort?.postMessage({ failed: String((reason as Error).stack ?? reason) });
    }
    setTimeout(turn, milliseconds);
  };
  void turn();
}

if (parentPort) await run(workerData as BackgroundData);
