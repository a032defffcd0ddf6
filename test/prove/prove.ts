import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { createCountReader } from '../../shared/data/counts/count-reader.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { type Random, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import { differences, type Totals, totalsOfClicks, totalsRead } from './check-totals.ts';
import { openCounting } from './counting.ts';
import { type Custody, openCustody, type Sink } from './custody.ts';
import type { Fault } from './fault-proxy.ts';
import { aFollower } from './followers.ts';
import { openStage, PROOF_KEYS, PROOF_START, type Stage, scanClicks } from './stage.ts';

export type ProveOptions = { clicks: number; faults: number; seed: string; say?: (line: string) => void };

export type ProveReport = {
  requests: number;
  /** Answers that named a click id. */
  acknowledged: number;
  /** Hits that the product called safe: those, and the ones that get no id (bots, opted out). */
  safe: number;
  stored: number;
  /** Promised and not in the store; in the store twice. Both must be 0. */
  lost: number;
  doubled: number;
  sinks: Record<Sink, number>;
  /** Answers that were no redirect and no "one moment" page, or exceptions: must be 0. */
  errors: number;
  moments: number;
  slowestMs: number;
  injected: Record<Fault, number>;
  retries: number;
  redelivered: number;
  kills: number;
  /** Brand hours sealed, the repeated ones too. */
  sealedHours: number;
  drift: number;
  differences: string[];
  /** What a second drain of everything changed: must be empty. */
  changedByRepeat: string[];
  seconds: number;
};

/** Bursts of one minute each, with an hour and a half between: many hours, days of every zone. */
const BURSTS = 16;
const BURST_GAP_MS = 95 * MINUTE_MS;
const FOLLOWERS_AT_ONCE = 48;

export const holds = (report: ProveReport): boolean =>
  report.lost === 0 &&
  report.doubled === 0 &&
  report.errors === 0 &&
  report.drift === 0 &&
  report.differences.length === 0 &&
  report.changedByRepeat.length === 0;

/**
 * Clicks through the real redirect, table, spill, log, journal, stream, recount and seal, with faults at every store
 * call and processes that die; then everything heals, is drained and sealed, and must add up.
 */
export async function prove({ clicks, faults, seed, say = () => {} }: ProveOptions): Promise<ProveReport> {
  const begun = performance.now();
  const stage = await openStage(seed);
  const custody = openCustody(stage);
  try {
    const report = await run(stage, custody, clicks, faults, say);
    return { ...report, seconds: Math.round((performance.now() - begun) / 100) / 10 };
  } finally {
    custody.close();
    await stage.close();
  }
}

type Answers = {
  acknowledged: Set<string>;
  errors: number;
  moments: number;
  slowestMs: number;
  retries: number;
};

async function run(
  stage: Stage,
  custody: Custody,
  clicks: number,
  faults: number,
  say: (line: string) => void,
): Promise<Omit<ProveReport, 'seconds'>> {
  const { proxy, stream, clock } = stage;
  const dice = seededRandom(`${stage.seed}|run`);
  const answers: Answers = { acknowledged: new Set(), errors: 0, moments: 0, slowestMs: 0, retries: 0 };
  const counting = openCounting(stage, custody.newToken);
  const perBurst = Math.ceil(clicks / BURSTS);
  let asked = 0;
  for (let burst = 0; asked < clicks; burst++) {
    proxy.setRate(faults);
    const count = Math.min(perBurst, clicks - asked);
    await followAll(stage, custody, answers, { startMs: PROOF_START + burst * BURST_GAP_MS, count, dice });
    asked += count;
    await Promise.all([
      counting.deliver(4, 0.4),
      counting.deliver(4, 0.4),
      mayFail(custody.drainJournal(0.2)),
    ]);
    await Promise.all([counting.seal(0.5), counting.seal(0.5), counting.deliver(2, 0.4)]);
    // Only some of what was spilled comes back in time; the rest finds its hour sealed, or being sealed.
    if (dice() < 0.4) await Promise.all([mayFail(custody.replay(0.2)), counting.seal(0.5)]);
    if (burst % 4 === 3) say(`${asked} of ${clicks} requests; ${stream.waiting} changes wait to be counted`);
  }
  proxy.setRate(0);
  clock.now = PROOF_START + 60 * HOUR_MS;
  say('healed; replaying spill and log, draining journal and stream, sealing');
  const settle = async () => {
    await custody.replay(0);
    await custody.drainJournal(0);
    while (stream.waiting > 0) await counting.deliver(50, 0);
    return counting.sealAll();
  };
  const sealed = await settle();
  const said = await totals(stage);
  const stored = await scanClicks(stage);

  say('all of it once more: nothing may change');
  stream.rewind();
  custody.rewind();
  await settle();
  const changes = differences(await totals(stage), said);
  const more = (await scanClicks(stage)).length - stored.length;
  if (more !== 0) changes.push(`${more} more items`);

  const ids = new Set(stored.map((click) => click.id));
  const promised = new Set([...answers.acknowledged, ...custody.safe]);
  return {
    ...answers,
    requests: asked,
    acknowledged: answers.acknowledged.size,
    safe: custody.safe.size,
    stored: ids.size,
    lost: [...promised].filter((id) => !ids.has(id)).length,
    doubled: stored.length - ids.size,
    sinks: custody.sinks,
    injected: proxy.injected,
    redelivered: stream.redelivered,
    kills: counting.kills(),
    sealedHours: counting.resealed(),
    drift: sealed.drift,
    differences: differences(said, totalsOfClicks(stored, stage.links, PROOF_KEYS)),
    changedByRepeat: changes,
  };
}

/** A minute of followers, many at once; instances die under them, and some clients send the same click again. */
async function followAll(
  { links, clock }: Stage,
  custody: Custody,
  answers: Answers,
  { startMs, count, dice }: { startMs: number; count: number; dice: Random },
): Promise<void> {
  let next = 0;
  async function lane(): Promise<void> {
    while (next < count) {
      clock.now = startMs + Math.floor((MINUTE_MS * next++) / count);
      if (dice() < 1 / 1_000) custody.kill(Math.floor(dice() * 3));
      const instance = custody.instances[pickInstance(dice)];
      if (!instance) continue;
      const asked = performance.now();
      try {
        const answer = await instance.front.follow(aFollower(dice, links));
        if (instance.dead) continue;
        if (answer.status === 302) noteAnswer(answers, answer.headers.location ?? '');
        else if (answer.headers.refresh) answers.moments++;
        else answers.errors++;
      } catch {
        answers.errors++;
      }
      answers.slowestMs = Math.max(answers.slowestMs, Math.round(performance.now() - asked));
      if (instance.last && dice() < 0.03) {
        answers.retries++;
        await custody.instances[Math.floor(dice() * 3)]?.front.retry(instance.last);
      }
    }
  }
  await Promise.all(Array.from({ length: FOLLOWERS_AT_ONCE }, lane));
}

/** Two in seven write to the table one by one, as in the cloud; the rest through the journal, as on one machine. */
const pickInstance = (dice: Random): number => Math.min(2, Math.floor(dice() * 7));

function noteAnswer(answers: Answers, location: string): void {
  const clickId = new URL(location).searchParams.get('vclid');
  if (clickId) answers.acknowledged.add(clickId);
}

function totals({ client, tables, clock, links }: Stage): Promise<Totals> {
  const [clicks, counts] = [
    createClickStore(tablesOn(client, tables)),
    createCountStore(tablesOn(client, tables)),
  ];
  const reader = createCountReader(clicks, counts, () => clock.now);
  return totalsRead(reader, links, '2026-11-20', '2026-11-24');
}

/** A drain that fails has not said that it is done, and is done again. */
const mayFail = (work: Promise<void>): Promise<void> => work.catch(() => {});
