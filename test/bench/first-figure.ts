import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, dayOf } from '../../shared/domain/time/week.ts';
import { cpuUsedMs } from '../support/cpu-used.ts';
import { MILLION, SETTLE_MS, seededFolder } from './app-page.ts';
import { median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { type RunningProduct, startProduct } from './product.ts';

const WARM = 5;

type Side = {
  name: string;
  folder: string;
  checkout: string;
  unpacked: number[];
  firsts: number[];
  warm: number[];
};

/**
 * ROI by stage of a quarter with a million clicks, the first answer of a fresh product against the ones after it, CPU of the
 * whole process; this build and an older one in turns, each on its copy of one seeded folder.
 */
export async function* firstFigureLines(rounds: number, older?: OlderBuild): AsyncGenerator<string> {
  const seeded = await seededFolder(MILLION);
  const sides = [aSide('now', seeded), ...(older ? [aSide('before', seeded, older.folder)] : [])];
  try {
    // The first process after a change reads the records; those after it what it packed.
    for (const side of sides) await measure({ ...side, firsts: side.unpacked });
    for (const { warm } of sides) warm.length = 0;
    for (let round = 0; round < rounds; round++) for (const side of sides) await measure(side);
    for (const { name, unpacked, firsts, warm } of sides) {
      const [first, later] = [median(firsts), median(warm)];
      yield `ROI by stage of ${MILLION.clicks} clicks, ${name}: ${first} ms CPU first (${Math.min(...firsts)}–${Math.max(...firsts)}), ${later} warm (${Math.min(...warm)}–${Math.max(...warm)}), ${(first / later).toFixed(1)} ×; ${unpacked} by the first process after a change`;
    }
  } finally {
    for (const folder of [seeded, ...sides.map((side) => side.folder)])
      rmSync(folder, { recursive: true, force: true });
  }
}

function aSide(name: string, seeded: string, checkout = process.cwd()): Side {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-'));
  cpSync(seeded, folder, { recursive: true });
  return { name, folder, checkout, unpacked: [], firsts: [], warm: [] };
}

/** A start's own work is over before the first is asked. */
async function measure({
  folder,
  checkout,
  firsts,
  warm,
}: Pick<Side, 'folder' | 'checkout' | 'firsts' | 'warm'>): Promise<void> {
  const product = await startProduct(folder, {}, checkout);
  const to = addDays(dayOf(Date.now(), 'UTC'), -1);
  const path = `/v1/roi?groupBy=stage&from=${addDays(to, -90)}&to=${to}`;
  await product.read('/v1/brand');
  await sleep(SETTLE_MS);
  firsts.push(await cpuOf(product, path));
  for (let time = 0; time < WARM; time++) warm.push(await cpuOf(product, path));
  await product.kill('SIGTERM');
}

async function cpuOf(product: RunningProduct, path: string): Promise<number> {
  const before = cpuUsedMs(product.process.pid);
  await product.read(path);
  return cpuUsedMs(product.process.pid) - before;
}
