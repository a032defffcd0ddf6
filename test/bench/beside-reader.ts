import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, dayOf } from '../../shared/domain/time/week.ts';
import { seededFolder } from './app-page.ts';
import { followSteadily, percentile } from './follow-steadily.ts';
import { median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { firstMatch, makeLinks, type RunningProduct, startProduct } from './product.ts';
import type { Reading } from './reader.ts';

const SIZE = { creators: 100, posts: 1_000, clicks: 100_000, orders: 5_000 };
const TAPS_PER_SECOND = 200;
const SECONDS = 6;
const SETTLE_MS = 3_000;

type Side = {
  name: string;
  product: RunningProduct;
  slugs: string[];
  alone: number[];
  beside: number[];
  longest: number;
};

/**
 * Followers alone and beside one who asks for reports, lists and an export without a pause, by this build and an older
 * one on copies of the same folder, in turns: how long they wait from the moment at which they come.
 */
export async function* besideReaderLines(rounds: number, older?: OlderBuild): AsyncGenerator<string> {
  const folder = await seededFolder(SIZE);
  const sides = [await aSide('now', folder), ...(older ? [await aSide('before', folder, older.folder)] : [])];
  try {
    for (let round = 0; round < rounds; round++) for (const side of sides) await measure(side);
    for (const { name, alone, beside, longest } of sides) {
      const [p99, with99] = [median(alone), median(beside)];
      yield `followers at ${TAPS_PER_SECOND}/s, ${name}: p99 ${p99.toFixed(1)} ms alone, ${with99.toFixed(1)} ms beside a reader (${(with99 / p99).toFixed(1)} ×), longest ${longest.toFixed(0)} ms`;
    }
  } finally {
    for (const { product } of sides) {
      await product.kill('SIGTERM');
      product.remove();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function aSide(name: string, seeded: string, checkout?: string): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-'));
  cpSync(seeded, folder, { recursive: true });
  const product = await startProduct(folder, {}, checkout);
  const slugs = await makeLinks(product, 20);
  await followSteadily(product.url, slugs, TAPS_PER_SECOND, 2);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return { name, product, slugs, alone: [], beside: [], longest: 0 };
}

async function measure(side: Side): Promise<void> {
  const { product, slugs } = side;
  side.alone.push(percentile(await followSteadily(product.url, slugs, TAPS_PER_SECOND, SECONDS), 0.99));
  const reading = await keepAsking(product);
  const waits = await followSteadily(product.url, slugs, TAPS_PER_SECOND, SECONDS);
  await reading.stop();
  side.beside.push(percentile(waits, 0.99));
  side.longest = Math.max(side.longest, ...waits);
}

/** In a process of its own: in this one followers would wait for its reading as well. */
async function keepAsking(product: RunningProduct) {
  const to = addDays(dayOf(Date.now(), 'UTC'), -1);
  const quarter = `from=${addDays(to, -90)}&to=${to}`;
  const paths = [
    `/v1/roi?groupBy=post&${quarter}`,
    `/v1/analytics/clicks?groupBy=link,day&${quarter}`,
    `/v1/attribution?groupBy=stage&${quarter}`,
    `/v1/exports/conversions.csv?${quarter}`,
  ];
  const key = readFileSync(join(product.folder, 'owner.key'), 'utf8').trim();
  const reading: Reading = { url: product.url, key, paths };
  const env = { ...process.env, VOUCH_BENCH_READING: JSON.stringify(reading) };
  const args = ['--import', 'tsx', 'test/bench/reader.ts'];
  const reader = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(reader, 'exit');
  await firstMatch(reader, /(reading)/);
  return {
    async stop(): Promise<void> {
      if (!reader.kill()) throw new Error('the reader ended by itself');
      await ended;
    },
  };
}
