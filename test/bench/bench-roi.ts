import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapFirstBrand } from '../../functions/api/brand-maker.ts';
import { bundleAsFunction } from '../../infra/build/bundle.ts';
import { type EngineAddress, openStores } from '../../infra/local/clients.ts';
import { readOptions, runCommand } from '../../infra/local/commands/command.ts';
import { createMissingTables, startEngine } from '../../infra/local/engine/engine.ts';
import { brandsOf } from '../../shared/data/access/brands-store.ts';
import { addDays, previousWeek } from '../../shared/domain/time/week.ts';
import type { Asked, Asking } from './ask-programme.ts';
import { type Size, seedProgramme } from './seed-programme.ts';

const HELP = `npm run bench:roi -- [--clicks 1000000] [--runs 15] [--reports 3] [--once] [--folder PATH] [--only TEXT]

Answer times of the routes that report, on a brand with 200 creators, 5,000 posts and 20,000 orders in a quarter, on
the embedded engine with its files on disk. The engine and the seeding have this process; what is measured is asked in
processes of their own, each the API bundled into one file as for Lambda, so that no compiling is measured: one for the
routes (the first answer, and the median and slowest of the following ones), and one for each report, with its CPU and
the most memory (RSS) that it held. Caches are empty. The routes' heap is Node's own choice, a report's is held to
128 MB, which leaves the other half of 256 MB to Node itself; VOUCH_BENCH_NODE adds options of Node's.
Reports are made oldest first, so that the later ones look again at four weeks.
Asked again with ten times the clicks (unless --once), to show that raw clicks are not read. --folder keeps the
seeded brands there and uses them again; a week that has its report already is then only looked at again. --only asks the
routes whose address contains the text.`;

const REPORT_HEAP = ['--max-old-space-size=128'];
const TO = '2026-09-30';
const FROM = addDays(TO, -90);
const WEEK = '2026-W39';
const NOW = Date.parse('2026-10-01T09:00:00Z');
const QUARTER = `from=${FROM}&to=${TO}`;
const PATHS = [
  `/v1/roi?groupBy=stage&${QUARTER}`,
  `/v1/roi?groupBy=creator&${QUARTER}`,
  `/v1/roi?groupBy=stage&basis=cohort&${QUARTER}`,
  `/v1/analytics/clicks?groupBy=stage,day&${QUARTER}`,
  `/v1/analytics/clicks?groupBy=channel&${QUARTER}`,
  `/v1/attribution?groupBy=stage&${QUARTER}`,
  `/v1/roi?groupBy=post&${QUARTER}`,
  `/v1/analytics/clicks?groupBy=link,day&${QUARTER}`,
];

await runCommand(async () => {
  const { values } = readOptions(HELP, {
    clicks: { type: 'string' },
    runs: { type: 'string' },
    reports: { type: 'string' },
    once: { type: 'boolean' },
    folder: { type: 'string' },
    only: { type: 'string' },
  });
  const clicks = Number(values.clicks ?? 1_000_000);
  const counts = {
    runs: Number(values.runs ?? 15),
    reports: Number(values.reports ?? 3),
    paths: PATHS.filter((path) => path.includes(String(values.only ?? ''))),
  };
  const kept = values.folder ? String(values.folder) : undefined;
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'vouch-bench-'));
  mkdirSync(folder, { recursive: true });
  const asker = bundleAsFunction({ file: 'test/bench/ask-programme.ts' }, 'ask-programme');
  const engine = await startEngine(join(folder, 'engine'));
  try {
    for (const factor of values.once ? [1] : [1, 10]) {
      const size = { creators: 200, posts: 5_000, clicks: clicks * factor, orders: 20_000 };
      const place = engine.address(`bench${size.clicks}-`);
      const key = await seededKey(join(folder, `key-${size.clicks}`), place, size);
      console.log(`\n${JSON.stringify(size)}; load ${loadavg()[0]?.toFixed(1)}`);
      await measure(asker, { engine: place, key, nowMs: NOW }, counts);
    }
  } finally {
    await engine.stop();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
});

/** The owner key of the seeded brand; a folder that was seeded before holds it. */
async function seededKey(keyFile: string, address: EngineAddress, size: Size): Promise<string> {
  if (existsSync(keyFile)) return readFileSync(keyFile, 'utf8');
  const stores = openStores(address);
  await createMissingTables(stores.wire, stores.names);
  const { brand, ownerKey } = await bootstrapFirstBrand(
    { ...stores, now: () => NOW },
    { name: 'Bench', timeZone: 'Europe/Berlin', currency: 'EUR' },
  );
  await brandsOf(stores.tables).update(brand.id, (old) => ({ ...old, grossMargin: 0.6 }));
  const place = { stores, brandId: brand.id, timeZone: 'Europe/Berlin', from: FROM, to: TO };
  await seedProgramme(place, size, 'bench');
  writeFileSync(keyFile, ownerKey);
  return ownerKey;
}

async function measure(
  asker: string,
  brand: Omit<Asking, 'questions'>,
  { runs, reports, paths }: { runs: number; reports: number; paths: string[] },
): Promise<void> {
  const { answers, peakRss } = await askApart(asker, {
    ...brand,
    questions: runs > 0 ? paths.map((path) => ({ path, times: runs + 1 })) : [],
  });
  for (const { path, times, cpus, bytes } of answers) {
    const [first = 0, ...later] = times;
    const [firstCpu = 0, ...laterCpu] = cpus;
    console.log(
      `${spread(later)} ${ms(first)} first; CPU ${spread(laterCpu)} ${ms(firstCpu)} first; ${bytes} bytes  GET ${path}`,
    );
  }
  if (runs > 0) console.log(`${' '.repeat(20)}at most ${mb(peakRss)} for all of these`);
  for (const week of lastWeeks(reports)) {
    const asked = await askApart(
      asker,
      {
        ...brand,
        questions: [{ path: '/v1/reports', body: { week }, times: 1 }],
      },
      REPORT_HEAP,
    );
    const took = `${ms(asked.answers[0]?.times[0] ?? 0)} (${ms(asked.cpuMs).trim()} CPU)`;
    console.log(`${took} report of ${week}, at most ${mb(asked.peakRss)}`);
  }
}

/** Oldest first, as brands get them: a report looks again at the four weeks before it that have one. */
function lastWeeks(count: number): string[] {
  const weeks = [WEEK];
  while (weeks.length < count) weeks.unshift(previousWeek(weeks[0] ?? WEEK));
  return weeks.slice(weeks.length - count);
}

/** Asks in a process of its own, whose memory is that of the asking alone. */
async function askApart(asker: string, asking: Asking, options: readonly string[] = []): Promise<Asked> {
  const env = { ...process.env, VOUCH_BENCH_ASKING: JSON.stringify(asking) };
  const args = [
    '--no-warnings',
    ...options,
    ...(process.env.VOUCH_BENCH_NODE ?? '').split(' ').filter(Boolean),
    asker,
  ];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the asking process ended with ${code}`);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Asked;
}

function spread(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const [median = 0, slowest = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return `${ms(median)} median ${ms(slowest)} slowest`;
}

function ms(time: number): string {
  return `${time.toFixed(0).padStart(6)} ms`;
}

function mb(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
