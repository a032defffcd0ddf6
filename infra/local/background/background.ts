import { parentPort, workerData } from 'node:worker_threads';
import { recountBatch } from '../../../functions/recount/recount.ts';
import type { SealDeps } from '../../../functions/seal/seal.ts';
import { CHORES } from '../../../shared/data/chores/chores.ts';
import { partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import {
  createKnownPartitions,
  type KnownPartitions,
  type PlacedClick,
} from '../../../shared/data/counts/known-partitions.ts';
import { minuteRowsIn } from '../../../shared/data/counts/minute-rows.ts';
import { watchMoments } from '../../../shared/data/links/watch-moments.ts';
import { hourOf, type RawPartition, rawPartitionKey, startOfHour } from '../../../shared/data/table/keys.ts';
import { tableOf } from '../../../shared/data/table/table.ts';
import type { ClickKeys } from '../../../shared/domain/click/click-id.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { type EngineAddress, type LocalStores, openStores } from '../clients.ts';
import { countingDeps, now } from '../counting.ts';
import { type Carried, createJournalCarrier } from '../journal/carry-journal.ts';
import { createChangeFeed } from './change-feed.ts';
import { inTurns } from './in-turns.ts';
import { localChores } from './local-chores.ts';
import { createMailing, type MailSettings } from './mailing.ts';

export type BackgroundData = {
  engine: EngineAddress;
  journalFolder: string;
  exportsFolder: string;
  clickKey: Uint8Array;
  mail: MailSettings;
  webhooks: WebhookRoad;
  /** Whom to ask about brands' own domains; this machine's unless told. */
  dnsServers?: string[];
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
  const stores = openStores(data.engine, { routeChanged: tellMain });
  const sealing: SealDeps = {
    ...countingDeps(stores),
    failed: ({ kind, brandId, period }, reason) =>
      tellFailed(`${kind} ${period} of ${brandId} is tried again: ${String(reason)}`),
  };
  const carrying = createCarrying(data, stores, sealing);
  every(1_000, async () => tell({ carriedAgo: performance.now() - carrying.carriedAt() }));
  await recountUnsealed(stores, carrying.note);
  const { hasBacklog, hasLate } = carrying;
  const runMailing = untilStopped(stores, data.mail);
  const chores = localChores(data, { stores, sealing, runMailing, hasBacklog, hasLate, tell });
  for (const [name, chore] of Object.entries(chores) as [keyof typeof chores, () => Promise<unknown>][])
    every(CHORES[name].local, chore);
  for (;;) await carrying.next();
}

/** Mails until we are told to stop; says so when the mail that is on its way has been sent. */
function untilStopped(stores: LocalStores, mail: MailSettings): () => Promise<void> {
  let stopping = false;
  let mailing: Promise<unknown> = Promise.resolve();
  const mailReports = createMailing(stores, mail, () => stopping);
  parentPort?.on('message', () => {
    stopping = true;
    void mailing.then(() => tell({ stopped: true }));
  });
  return () => {
    const run = stopping ? Promise.resolve() : mailReports();
    mailing = run.catch(() => {});
    return run;
  };
}

/** The journal's clicks into the engine, and what they touched into the counts. */
function createCarrying({ clickKey, journalFolder }: BackgroundData, stores: LocalStores, deps: SealDeps) {
  const { dedupeSecondsOf } = deps.recount;
  const { timeZoneOf } = stores.brandSettings;
  const counted = watchMoments({
    ...stores,
    timeZoneOf,
    failed: (why) => tellFailed(`a link’s moments: ${String(why)}`),
  });
  const clickKeys = [clickKey] as const;
  const feed = createChangeFeed((records) => recountBatch(records, { ...deps.recount, counted }), steadily);
  const rows = minuteRowsIn(tableOf(stores.wire, stores.names.counts), stores.wire, now);
  const known = createKnownPartitions({ counts: rows, dedupeSecondsOf, counted, now, steadily });
  const drain = { ...stores, clickKeys, announced: new Set<string>(), rewritten: known.giveUp };
  const carryNext = createJournalCarrier(journalFolder, drain, tellFailed);
  let carriedAt = steadily();
  let backlog = false;
  let late = false;
  const count = inTurns(async () => {
    for (const partition of await known.write()) feed.note(partition);
    await feed.run();
  }, steadily);

  return {
    note: feed.note,
    carriedAt: () => carriedAt,
    hasBacklog: () => backlog,
    hasLate: () => late || feed.waitsBefore(hourOf(now())),
    async next(): Promise<void> {
      const carried = await carryNext();
      carriedAt = steadily();
      backlog = carried !== undefined && carried.clicks >= FEW;
      const thisHour = startOfHour(hourOf(now()));
      late = carried?.stored.some(({ at }) => at < thisHour) ?? false;
      if (carried) for (const partition of toBeRead(carried, known, clickKeys)) feed.note(partition);
      await count(backlog);
      if (!carried) await sleep(25);
      else if (!backlog) await sleep(A_MOMENT_MS);
    },
  };
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
