import { type ChildProcess, spawn } from 'node:child_process';
import { cpuUsedMs } from '../support/cpu-used.ts';
import { type Load, load, median } from './load.ts';
import { firstMatch, makeLinks, startProduct } from './product.ts';

const mainThreadUs = ({ pid }: ChildProcess): number => cpuUsedMs(pid, 'main thread') * 1_000;

type Measured = { usPerAnswer: number; load: Load };

async function measured(child: ChildProcess, run: () => Promise<Load>): Promise<Measured> {
  const before = mainThreadUs(child);
  const made = await run();
  return { usPerAnswer: (mainThreadUs(child) - before) / made.answered, load: made };
}

/**
 * What a recorded redirect costs the main thread, against a bare server that answers 302 to everything, in turns, while
 * counting goes on. CPU, because the load generator shares the cores.
 */
export async function mainThreadLines(seconds: number, rounds: number, connections = 32): Promise<string[]> {
  const bare = spawn(process.execPath, ['--import', 'tsx', 'test/bench/bare-server.ts']);
  const bareUrl = `http://127.0.0.1:${await firstMatch(bare, /port (\d+)/)}`;
  const product = await startProduct();
  const slugs = await makeLinks(product, 500);
  await load(product.url, connections, 2, slugs);
  const ratios: number[] = [];
  const lines: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const yard = await measured(bare, () => load(bareUrl, connections, seconds));
    const vouch = await measured(product.process, () => load(product.url, connections, seconds, slugs));
    ratios.push(yard.usPerAnswer / vouch.usPerAnswer);
    lines.push(
      `main thread: bare ${yard.usPerAnswer.toFixed(1)} µs, Vouch ${vouch.usPerAnswer.toFixed(1)} µs an answer, ` +
        `ratio ${ratios.at(-1)?.toFixed(3)}; ${vouch.load.perSecond.toFixed(0)}/s, p99 ${vouch.load.p99Ms} ms, failed ${vouch.load.failed}`,
    );
  }
  bare.kill();
  await product.kill('SIGTERM');
  product.remove();
  return [...lines, `main thread, median of ${rounds}: ${median(ratios).toFixed(3)}`];
}
