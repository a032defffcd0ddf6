import { type ChildProcess, spawn } from 'node:child_process';
import { cpuUsedMs } from '../support/cpu-used.ts';
import { type Load, load, median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { firstMatch, makeLinks, type RunningProduct, startProduct } from './product.ts';

const CONNECTIONS = 32;
const LINKS = 500;

const mainThreadUs = ({ pid }: ChildProcess): number => cpuUsedMs(pid, 'main thread') * 1_000;

type Measured = { usPerAnswer: number; load: Load };

async function measured(child: ChildProcess, run: () => Promise<Load>): Promise<Measured> {
  const before = mainThreadUs(child);
  const made = await run();
  return { usPerAnswer: (mainThreadUs(child) - before) / made.answered, load: made };
}

type Side = { name: string; product: RunningProduct; slugs: string[]; ratios: number[]; runs: Measured[] };

/**
 * What a recorded redirect costs the main thread, against a bare server that answers 302 to everything, in turns, while
 * counting goes on; an older build in the same rounds. CPU, because the load generator shares the cores.
 */
export async function mainThreadLines(
  seconds: number,
  rounds: number,
  older?: OlderBuild,
): Promise<string[]> {
  const bare = spawn(process.execPath, ['--import', 'tsx', 'test/bench/bare-server.ts']);
  const bareUrl = `http://127.0.0.1:${await firstMatch(bare, /port (\d+)/)}`;
  const sides = [await aSide('now'), ...(older ? [await aSide('before', older.folder)] : [])];
  for (let round = 0; round < rounds; round++)
    for (const { product, slugs, ratios, runs } of sides) {
      const yard = await measured(bare, () => load(bareUrl, CONNECTIONS, seconds));
      const vouch = await measured(product.process, () => load(product.url, CONNECTIONS, seconds, slugs));
      ratios.push(yard.usPerAnswer / vouch.usPerAnswer);
      runs.push(vouch);
    }
  bare.kill();
  for (const { product } of sides) {
    await product.kill('SIGTERM');
    product.remove();
  }
  return sides.map(told);
}

async function aSide(name: string, checkout?: string): Promise<Side> {
  const product = await startProduct(undefined, {}, checkout);
  const slugs = await makeLinks(product, LINKS);
  await load(product.url, CONNECTIONS, 2, slugs);
  return { name, product, slugs, ratios: [], runs: [] };
}

function told({ name, ratios, runs }: Side): string {
  const of = (pick: (run: Measured) => number) => median(runs.map(pick));
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(3));
  const failed = runs.reduce((sum, run) => sum + run.load.failed, 0);
  return (
    `main thread at ${CONNECTIONS} connections, ${name}: ${of((run) => run.usPerAnswer).toFixed(1)} µs an answer, ` +
    `${median(ratios).toFixed(3)} (${least}–${most}) of bare; ${of((run) => run.load.perSecond).toFixed(0)}/s, ` +
    `p99 ${of((run) => run.load.p99Ms).toFixed(1)} ms, failed ${failed}`
  );
}
