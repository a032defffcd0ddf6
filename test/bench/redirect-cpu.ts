import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LinkRequest, type RedirectDeps, redirect } from '../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../functions/redirect/repeat-memory.ts';
import { createShardChooser } from '../../functions/redirect/shard-chooser.ts';
import { openJournal } from '../../infra/local/journal/journal.ts';
import { pooledRandom } from '../../infra/local/pooled-random.ts';
import { judge } from '../../shared/domain/judge/judge.ts';

const TIMES = 40_000;
const AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 10.21.0 (iPhone7,2; iOS 10_2_1)';

const ROUTE = {
  slug: 'hotlink',
  linkId: 'lnk_0123456789abcdef',
  brandId: 'brd_0123456789abcdef',
  postId: 'pst_0123456789abcdef',
  platform: 'instagram',
  destination: 'https://shop.example/socks',
  status: 'active',
  timeZone: 'Europe/Berlin',
  dedupeSeconds: 30,
} as const;

const SALT = new Uint8Array(16);

/** CPU per redirect inside the handler: judgement, everything but keeping the click, and with the journal. */
export const CPU_MEASURES = [
  () => tell('judge alone', judgeOnly),
  () => tell('redirect, click kept nowhere', nowhere),
  () => tell('redirect, journalled', journalled),
];

async function tell(name: string, work: () => Promise<number>): Promise<string> {
  return `${name.padEnd(30)} ${(await work()).toFixed(1)} µs CPU`;
}

const request = (n: number): LinkRequest => ({
  method: 'GET',
  path: '/hotlink',
  query: 'utm_source=bench',
  headers: { 'user-agent': AGENT, 'sec-fetch-site': 'none' },
  address: `10.0.${(n >> 8) % 256}.${n % 256}`,
});

async function judgeOnly(): Promise<number> {
  return cpuOf(async (n) => judge({ ...request(n), platformIssued: 'instagram' }));
}

async function nowhere(): Promise<number> {
  return measured(async () => {});
}

async function journalled(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-bench-'));
  const journal = openJournal({ folder, sync: false, now: Date.now });
  const cpu = await measured((click) => journal.append(click));
  journal.close();
  rmSync(folder, { recursive: true });
  return cpu;
}

function measured(keep: RedirectDeps['keep']): Promise<number> {
  const deps: RedirectDeps = {
    // In memory, as nearly every follower finds them.
    findRoute: () => ROUTE,
    findFallback: async () => undefined,
    findSalt: () => SALT,
    keep,
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys: [randomBytes(32)],
    now: Date.now,
    randomBytes: pooledRandom(),
  };
  return cpuOf((n) => redirect(request(n), deps));
}

/** 32 at a time, as from 32 connections; the first tenth is warm-up. */
async function cpuOf(work: (n: number) => unknown): Promise<number> {
  let started = process.cpuUsage();
  for (let n = 0; n < TIMES; n += 32) {
    if (n === Math.floor(TIMES / 320) * 32) started = process.cpuUsage();
    await Promise.all(Array.from({ length: 32 }, (_, index) => work(n + index)));
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / (TIMES * 0.9);
}
