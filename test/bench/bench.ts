import { spawn } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { readOptions, runCommand } from '../../infra/local/commands/command.ts';
import { UsageError } from '../../infra/local/settings.ts';
import { appPageLines } from './app-page.ts';
import { besideReaderLines } from './beside-reader.ts';
import { busyMinuteLines } from './busy-minute.ts';
import { coldStartLines } from './cold-start.ts';
import { firstFigureLines } from './first-figure.ts';
import { growthLines } from './growth.ts';
import { importLines } from './import-rows.ts';
import { hasWrk, type Load, load, median } from './load.ts';
import { mainThreadLines } from './main-thread.ts';
import { checkOut, type OlderBuild } from './older-build.ts';
import { oneRequestLines } from './one-request.ts';
import { firstMatch, makeLinks, type RunningProduct, startProduct, waitForHits } from './product.ts';
import { CPU_MEASURES } from './redirect-cpu.ts';
import { startLines } from './start.ts';
import { tapToFigureLines } from './tap-to-figure.ts';

const HELP = `npm run bench -- [--seconds 4] [--rounds 3] [--only NAME]
                [--beside COMMIT] [--page /app]

Measures the recorded redirect of npm start against a bare node:http server, in turns within the same minute, at 1, 32
and 128 connections, and prints ratios and medians; the CPU of both main threads; then CPU per redirect, part by part;
then capacity units per click and how they grow with links and history; then what a cold start of each function costs;
then a page, and an import. Everything runs on loopback, bounded in time. Needs Debian's wrk.

--only redirect: CPU of the main thread for a redirect, against a bare server, while counting goes on.
--only first: ROI by stage of a quarter, first of a fresh process and warm.
--only units: capacity units per click.
--only cold: what a cold start of redirect and API costs.
--only reader: followers beside one who asks for reports and exports without a pause.
--only clicks: the newest ten of 30,000 clicks in a minute, and the export of such minutes.
--only taps: CPU from tap to shown figure, thinly spread and on one link.
--only start: CPU of npm start -- --empty to its first healthz.
--only work: what one request sets off: a change of zone, an erasure, a year of refunds, a page of posts.
--only app: the first page of a brand with a million clicks (or --page), its CPU, and, of this build alone, followers'
p99 beside somebody who reads it.
--beside COMMIT: with one of these (units left out), an older build's in the same rounds.
--only import: 5,000 rows of an export, from the file to the store.

Other benches: npm run cost, npm run bench:roi, npm run bench:judge.`;

const CONNECTIONS = [1, 32, 128];

type Lines = AsyncIterable<string> | Promise<Iterable<string>>;
/** What can measure an older build in the same rounds, by its name in `--only`. */
const BESIDE_OLDER: Record<
  string,
  (rounds: number, older: OlderBuild | undefined, seconds: number) => Lines
> = {
  redirect: (rounds, older, seconds) => mainThreadLines(seconds, rounds, older),
  first: firstFigureLines,
  units: growthLines,
  cold: (_rounds, older) => coldStartLines(['redirect', 'api'], older),
  reader: besideReaderLines,
  clicks: busyMinuteLines,
  taps: tapToFigureLines,
  start: startLines,
};

await runCommand(async () => {
  const { values } = readOptions(HELP, {
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    beside: { type: 'string' },
    page: { type: 'string' },
  });
  const seconds = Number(values.seconds ?? 4);
  const rounds = Number(values.rounds ?? 3);
  if (!(seconds > 0) || !(rounds > 0)) throw new UsageError('--seconds and --rounds are positive numbers');
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const besideOlder = BESIDE_OLDER[String(values.only)];
  if (besideOlder) return tellBeside(values.beside, (older) => besideOlder(rounds, older, seconds));
  if (values.only === 'work') return tell(oneRequestLines(rounds));
  if (values.only === 'import') return tell(importLines());
  if (values.only === 'app') {
    const page = values.page ? String(values.page) : undefined;
    return tellBeside(values.beside, (older) => appPageLines(rounds, older, page));
  }
  if (!hasWrk()) throw new UsageError('the load is made by wrk: apt-get install wrk');
  console.log(`${rounds} rounds of ${seconds} s, medians`);
  await redirectAgainstBare(seconds, rounds);
  for (const line of await mainThreadLines(seconds, rounds)) console.log(line);
  for (const measure of CPU_MEASURES) console.log(await measure());
  await tell(growthLines());
  for (const line of await coldStartLines()) console.log(line);
  await tell(appPageLines(rounds));
  await tell(importLines());
});

async function tell(lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) console.log(line);
}

/** Lines of a bench that can measure an older build in the same rounds. */
async function tellBeside(
  commit: string | boolean | undefined,
  lines: (older?: OlderBuild) => Lines,
): Promise<void> {
  const older = commit ? checkOut(String(commit)) : undefined;
  try {
    for await (const line of await lines(older)) console.log(line);
  } finally {
    older?.remove();
  }
}

async function redirectAgainstBare(seconds: number, rounds: number): Promise<void> {
  const bare = spawn(process.execPath, ['--import', 'tsx', 'test/bench/bare-server.ts']);
  const bareUrl = `http://127.0.0.1:${await firstMatch(bare, /port (\d+)/)}`;
  const product = await startProduct();
  const slugs = await makeLinks(product, 1);
  await load(product.url, 32, 2, slugs);
  let answered = 0;
  console.log('connections   bare/s   vouch/s   ratio   p50 ms   p99 ms   bare p99   answered   errors');
  for (const connections of CONNECTIONS) {
    const runs: { bare: Load; vouch: Load }[] = [];
    for (let round = 0; round < rounds; round++) {
      const yard = await load(bareUrl, connections, seconds);
      runs.push({ bare: yard, vouch: await load(product.url, connections, seconds, slugs) });
    }
    answered += runs.reduce((sum, { vouch }) => sum + vouch.answered, 0);
    console.log(row(connections, runs));
  }
  await tellRecorded(product, answered);
  bare.kill();
  await product.kill('SIGTERM');
  product.remove();
}

function row(connections: number, runs: { bare: Load; vouch: Load }[]): string {
  const of = (pick: (run: { bare: Load; vouch: Load }) => number) => median(runs.map(pick));
  const errors = runs.reduce((sum, { vouch }) => sum + vouch.failed, 0);
  const cells = [
    connections.toFixed(0).padStart(11),
    of(({ bare }) => bare.perSecond)
      .toFixed(0)
      .padStart(8),
    of(({ vouch }) => vouch.perSecond)
      .toFixed(0)
      .padStart(9),
    of(({ bare, vouch }) => vouch.perSecond / bare.perSecond)
      .toFixed(3)
      .padStart(7),
    of(({ vouch }) => vouch.p50Ms)
      .toFixed(2)
      .padStart(8),
    of(({ vouch }) => vouch.p99Ms)
      .toFixed(2)
      .padStart(8),
    of(({ bare }) => bare.p99Ms)
      .toFixed(2)
      .padStart(10),
    runs
      .reduce((sum, { vouch }) => sum + vouch.answered, 0)
      .toFixed(0)
      .padStart(10),
    errors.toFixed(0).padStart(8),
  ];
  return cells.join(' ');
}

/** wrk counts answers it read; the warm-up and the answers cut off at its end are recorded too. */
async function tellRecorded(product: RunningProduct, answered: number): Promise<void> {
  const { shown, seconds } = await waitForHits(product, answered, 600);
  console.log(
    `answered ${answered}, recorded ${shown} (warm-up included), all counted ${seconds.toFixed(1)} s after the load`,
  );
}
