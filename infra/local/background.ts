import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { recountBatch } from '../../functions/recount/recount.ts';
import { type SealDeps, sealDue } from '../../functions/seal/seal.ts';
import { deliverDue } from '../../functions/webhooks/deliver-due.ts';
import { type Outgoing, sendSafely } from '../../functions/webhooks/send-safely.ts';
import { tidyAll } from '../../shared/data/chores/tidy.ts';
import { closeUsedUpLinks } from '../../shared/data/clicks/click-limit.ts';
import { partitionOfClick } from '../../shared/data/clicks/click-writer.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import {
  createKnownPartitions,
  type KnownPartitions,
  type PlacedClick,
} from '../../shared/data/counts/known-partitions.ts';
import { minuteRowsIn } from '../../shared/data/counts/minute-rows.ts';
import { hourOf, type RawPartition, rawPartitionKey, startOfHour } from '../../shared/data/table/keys.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import { applyWaiting } from '../../shared/shops/apply-waiting.ts';
import { createChangeFeed } from './change-feed.ts';
import { type EngineAddress, type LocalStores, openStores } from './clients.ts';
import { countingDeps, newToken, now } from './counting.ts';
import { expireItems } from './expire.ts';
import { exportMarked } from './export-hour.ts';
import { inTurns } from './in-turns.ts';
import { type Carried, createJournalCarrier } from './journal/carry-journal.ts';
import { createMailing, type MailSettings } from './mailing.ts';

export type BackgroundData = {
  engine: EngineAddress;
  journalFolder: string;
  exportsFolder: string;
  clickKey: Uint8Array;
  mail: MailSettings;
  webhooks: WebhookRoad;
};

/** What the thread says: how long ago it had the journal empty or carried some of it in, and what others must know. */
export type FromBackground =
  | { carriedAgo: number }
  | { drift: number }
  | { failed: string }
  | { routeChanged: string }
  | { stopped: true };

/** So few clicks wait for those of the next moment: each trip asks the engine the same questions. */
const FEW = 300;
const A_MOMENT_MS = 200;
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The thread that does what Lambda's other functions do: carries the journal into the engine, recounts what was
 * touched, seals, and runs the sweeps. Everything it needs to know lies in the tables and the journal, so it may
 * die between any two steps.
 */
async function run(data: BackgroundData): Promise<void> {
  const { engine, journalFolder, exportsFolder, clickKey, mail, webhooks } = data;
  const stores = openStores(engine, { routeChanged: tellMain });
  const deps: SealDeps = {
    ...countingDeps(stores),
    failed: ({ kind, brandId, period }, reason) =>
      tellFailed(`${kind} ${period} of ${brandId} is tried again: ${String(reason)}`),
  };
  const feed = createChangeFeed((records) => recountBatch(records, deps.recount), steadily);
  const known = createKnownPartitions({
    counts: minuteRowsIn(tableOf(stores.wire, stores.names.counts)),
    dedupeSecondsOf: deps.recount.dedupeSecondsOf,
    now,
    steadily,
  });
  const clickKeys = [clickKey] as const;
  const announced = new Set<string>();
  const drain = { ...stores, clickKeys, newToken, now, announced, rewritten: known.giveUp };
  const carryNext = createJournalCarrier(journalFolder, drain, tellFailed);
  const salts = createSaltStore({ wire: stores.wire, tables: stores.names, now, randomBytes });

  let stopping = false;
  let mailing: Promise<unknown> = Promise.resolve();
  let carriedAt = performance.now();
  parentPort?.on('message', () => {
    stopping = true;
    void mailing.then(() => tell({ stopped: true }));
  });
  every(1_000, async () => tell({ carriedAgo: performance.now() - carriedAt }));

  await recountUnsealed(stores, feed.note);
  let backlog = false;
  const seal = inTurns(async () => {
    const report = await sealDue(deps);
    if (report.drift !== 0) tell({ drift: report.drift });
  }, steadily);
  every(300, () => seal(backlog));
  every(10 * MINUTE_MS, () => salts.deleteOld());
  every(2_000, () => closeUsedUpLinks(stores));
  const runMailing = createMailing(stores, mail, () => stopping);
  every(MINUTE_MS, () => {
    const run = stopping ? Promise.resolve() : runMailing();
    mailing = run.catch(() => {});
    return run;
  });
  every(2_000, () =>
    deliverDue({
      stores,
      sealKeys: [mail.sealKey],
      now,
      dice: Math.random,
      send: (outgoing: Outgoing) => sendSafely(outgoing, webhooks),
    }),
  );
  every(30_000, () => applyWaiting({ stores, clickKeys }));
  every(MINUTE_MS, () => tidyAll(stores));
  every(5 * MINUTE_MS, () => exportMarked(stores, exportsFolder, now));
  every(DAY_MS, () => expireItems(stores.client, stores.names, exportsFolder, now()));

  const count = inTurns(async () => {
    for (const partition of await known.write()) feed.note(partition);
    await feed.run();
  }, steadily);
  for (;;) {
    const carried = await carryNext();
    carriedAt = performance.now();
    backlog = carried !== undefined && carried.clicks >= FEW;
    if (carried) for (const partition of toBeRead(carried, known, clickKeys)) feed.note(partition);
    await count(backlog);
    if (!carried) await sleep(25);
    else if (!backlog) await sleep(A_MOMENT_MS);
  }
}

/** The partitions of carried clicks that can't be counted from what was carried. */
function toBeRead({ stored, partitions }: Carried, known: KnownPartitions, keys: ClickKeys): RawPartition[] {
  const counted: PlacedClick[] = [];
  for (const click of stored) {
    const partition = partitionOfClick(click, keys);
    if (partitions.has(rawPartitionKey(partition))) counted.push({ click, partition });
    else known.giveUp(partition);
  }
  return known.take(counted);
}

/** Milliseconds that no change of the clock touches, for what only measures how long. */
const steadily = (): number => performance.now();

/** The redirect's cache lies in the main thread. */
const tellMain = (slug: string): void => tell({ routeChanged: slug });

/** What the operator reads as a warning. */
const tellFailed = (failed: string): void => tell({ failed });

const tell = (message: FromBackground): void => parentPort?.postMessage(message);

/** Where webhooks of one machine may go on that machine. */
export type WebhookRoad = { allowLoopback: boolean; ownPorts: readonly number[] };

/** At start every unsealed hour is counted again: whatever a crash interrupted is found by the hour index. */
async function recountUnsealed(
  { clicks, counts }: LocalStores,
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
      tellFailed(String((reason as Error).stack ?? reason));
    }
    setTimeout(turn, milliseconds);
  };
  void turn();
}

if (parentPort) await run(workerData as BackgroundData);
