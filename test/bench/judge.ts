/** Prints what judging costs and weighs: `npx tsx test/bench/judge.ts`. */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { isbot } from 'isbot';
import type { Hit } from '../../shared/domain/click/hit.ts';
import { readAfresh } from '../../shared/domain/judge/agent.ts';
import { judge } from '../../shared/domain/judge/judge.ts';

const ROUNDS = 21;

await weigh();
const agents = [
  ...agentsOf('ua_intoli_useragents'),
  ...agentsOf('ua_inapp_spy'),
  ...agentsOf('ua_social_preview'),
  ...agentsOf('ua_isbot_browsers'),
];
console.log(
  `${cpus()[0]?.model}, node ${process.version}, ${agents.length} user agents, best and median CPU time of ${ROUNDS}`,
);
const honest = hitsOf(agents.filter((_, i) => i < 501));
time('warm: real traffic, user agents seen before', 100_000, (i) => judge(pick(honest, i)));
const fresh = Array.from({ length: ROUNDS + 1 }, (_, round) =>
  hitsOf(agents.map((agent) => flat(`${agent} u/${round}`))),
);
let round = -1;
time('cold: every user agent for the first time', agents.length, (i) => {
  if (i === 0) round += 1;
  judge(pick(fresh[round] ?? [], i));
});
time('isbot alone, for scale', agents.length * 10, (i) => isbot(agents[i % agents.length] ?? ''));
time('of which the user agent, isbot included', agents.length * 10, (i) =>
  readAfresh(agents[i % agents.length] ?? ''),
);
const long = hitsOf(Array.from({ length: 500 }, (_, i) => `${i}${'a1./;('.repeat(10_923)}`));
time('hostile: 64 KB user agent', 500, (i) => judge(pick(long, i)));

/** A string as it comes off the wire: one piece, not a chain of joined ones. */
function flat(text: string): string {
  return Buffer.from(text).toString('utf8');
}

function hitsOf(userAgents: string[]): Hit[] {
  const referers = [
    '',
    '',
    'https://l.instagram.com/',
    'https://www.google.de/',
    'https://blog.example.com/a',
    'android-app://com.slack/',
  ];
  const queries = ['', '', 'fbclid=IwAR0abcdef', 'utm_source=ig&utm_medium=social', 'qr=1'];
  return userAgents.map((agent, i) => ({
    method: 'GET',
    headers: {
      'user-agent': agent,
      'sec-fetch-site': i % 2 ? 'none' : 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      ...(referers[i % 6] && { referer: referers[i % 6] }),
    },
    query: queries[i % 5] ?? '',
    platformIssued: 'instagram',
  }));
}

function pick(hits: Hit[], i: number): Hit {
  const hit = hits[i % hits.length];
  if (!hit) throw new Error('no hits to time');
  return hit;
}

/** CPU time, the collector's and the compiler's threads included: what other programs do meanwhile is not ours. */
function time(name: string, times: number, run: (i: number) => unknown): void {
  const costs: number[] = [];
  for (let r = 0; r <= ROUNDS; r += 1) {
    const started = process.cpuUsage();
    for (let i = 0; i < times; i += 1) run(i);
    const { user, system } = process.cpuUsage(started);
    if (r > 0) costs.push((user + system) / times);
  }
  costs.sort((a, b) => a - b);
  console.log(`${name.padEnd(48)} ${costs[0]?.toFixed(2)} / ${costs[Math.floor(ROUNDS / 2)]?.toFixed(2)} µs`);
}

function agentsOf(name: string): string[] {
  const file = new URL(`../fixtures/labelled/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { ua: string }).ua);
}

async function weigh(): Promise<void> {
  const entry = fileURLToPath(new URL('../../shared/domain/judge/judge.ts', import.meta.url));
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = built.outputFiles[0]?.contents ?? new Uint8Array();
  console.log(
    `judge, its tables and isbot, minified: ${(code.length / 1024).toFixed(1)} KB (gzip ${(gzipSync(code).length / 1024).toFixed(1)} KB)`,
  );
}
