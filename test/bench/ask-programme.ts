import { randomBytes } from 'node:crypto';
import { createApi } from '../../functions/api/app.ts';
import type { ApiDeps } from '../../functions/api/deps.ts';
import { type EngineAddress, openStores } from '../../infra/local/clients.ts';
import { createStores } from '../../shared/data/stores.ts';
import type { Tables } from '../../shared/data/table/tables.ts';
import { createDns } from '../../shared/dns/ask-dns.ts';
import { createAddressLimits } from '../../shared/rate-limits.ts';

/** What a fresh process is told to ask. Plain values: it crosses process borders. */
export type Asking = {
  engine: EngineAddress;
  key: string;
  nowMs: number;
  /** Asked one after another, each `times` over by an API whose caches begin empty. */
  questions: { path: string; body?: object; times: number }[];
};

/** In ms: the wall, and CPU of all threads of the asking process; the first is the one with empty caches. */
export type Answered = { path: string; times: number[]; cpus: number[]; bytes: number };
export type Asked = {
  answers: Answered[];
  /** The most memory that this process ever held, bytes. */
  peakRss: number;
  /** User and system time of all threads while it asked: what another load on the machine does not stretch. */
  cpuMs: number;
};

/** The child's side of `bench:roi`: reads what to ask from its environment, prints one line of JSON. */
async function askAll({ engine, key, nowMs, questions }: Asking): Promise<Asked> {
  const { tables } = openStores(engine);
  const before = process.cpuUsage();
  const answers: Answered[] = [];
  for (const { path, body, times } of questions) {
    const ask = asking(createApi(apiDeps(tables, nowMs)), key, path, body);
    const answered: Answered = { path, times: [], cpus: [], bytes: 0 };
    for (let run = 0; run < times; run++) {
      const { took, cpu, bytes } = await ask();
      answered.times.push(took);
      answered.cpus.push(cpu);
      answered.bytes = bytes;
    }
    answers.push(answered);
  }
  const { user, system } = process.cpuUsage(before);
  return { answers, peakRss: process.resourceUsage().maxRSS * 1024, cpuMs: (user + system) / 1_000 };
}

function apiDeps(tables: Tables, nowMs: number): ApiDeps {
  const secret = randomBytes(32);
  const given = { now: () => nowMs, random: randomBytes };
  return {
    ...given,
    stores: createStores({ ...given, tables, slugSecret: secret }),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    publicUrl: 'http://127.0.0.1',
    clickKeys: [secret],
    cursorKeys: [secret],
    nameSecret: secret,
    dns: createDns(),
    shopEventKept: () => {},
    log: (entry) => console.error(entry),
    addressLimits: createAddressLimits(),
    rateLimit: { capacity: 1e9, perSecond: 1e9 },
  };
}

/** One question; answers how long it took and the CPU it needed, in ms. */
function asking(app: ReturnType<typeof createApi>, key: string, path: string, body?: object) {
  return async (): Promise<{ took: number; cpu: number; bytes: number }> => {
    const from = performance.now();
    const before = process.cpuUsage();
    const answer = await app.request(path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    const { user, system } = process.cpuUsage(before);
    return { took: performance.now() - from, cpu: (user + system) / 1_000, bytes: Buffer.byteLength(text) };
  };
}

console.log(JSON.stringify(await askAll(JSON.parse(process.env.VOUCH_BENCH_ASKING ?? '{}') as Asking)));
process.exit(0);
