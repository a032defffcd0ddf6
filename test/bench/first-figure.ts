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

/** CPU of answers, in ms: what was asked before, by a fresh process and again; and what nobody asked before. */
type Spent = { firsts: number[]; warm: number[]; newFirsts: number[]; newWarm: number[] };
type Side = { name: string; folder: string; checkout: string; unpacked: number[]; spent: Spent };

const nothingSpent = (): Spent => ({ firsts: [], warm: [], newFirsts: [], newWarm: [] });

/**
 * ROI by stage of a quarter with a million clicks, the first answer of a fresh product against the ones after it, CPU of the
 * whole process; this build and an older one in turns, each on its copy of one seeded folder. A question that was asked before
 * is found as it was answered, so another one too, which begins on days of before the programme.
 */
export async function* firstFigureLines(rounds: number, older?: OlderBuild): AsyncGenerator<string> {
  const seeded = await seededFolder(MILLION);
  const sides = [aSide('now', seeded), ...(older ? [aSide('before', seeded, older.folder)] : [])];
  try {
    // The first process after a change reads the records; those after it what it packed.
    for (const side of sides) await measure({ ...side, spent: { ...nothingSpent(), firsts: side.unpacked } });
    for (let round = 0; round < rounds; round++) for (const side of sides) await measure(side);
    for (const side of sides) yield* linesOf(side);
  } finally {
    for (const folder of [seeded, ...sides.map((side) => side.folder)])
      rmSync(folder, { recursive: true, force: true });
  }
}

function aSide(name: string, seeded: string, checkout = process.cwd()): Side {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-'));
  cpSync(seeded, folder, { recursive: true });
  return { name, folder, checkout, unpacked: [], spent: nothingSpent() };
}

function* linesOf({ name, unpacked, spent }: Side): Generator<string> {
  const told = `ROI by stage of ${MILLION.clicks} clicks, ${name}`;
  const worked = median(spent.newWarm);
  yield `${told}: ${rangeOf(spent.firsts)} ms CPU first, ${rangeOf(spent.warm)} warm, ${times(spent.firsts, spent.warm)} ×, ${(median(spent.firsts) / worked).toFixed(1)} × what working it out warm takes; ${unpacked} by the first process after a change`;
  yield `${told}, a range that nobody asked for: ${rangeOf(spent.newFirsts)} ms CPU first, ${rangeOf(spent.newWarm)} warm, ${times(spent.newFirsts, spent.newWarm)} ×`;
}

const rangeOf = (all: readonly number[]): string =>
  `${median([...all])} (${Math.min(...all)}–${Math.max(...all)})`;
const times = (one: readonly number[], other: readonly number[]): string =>
  (median([...one]) / median([...other])).toFixed(1);

const DAYS = 90;
let days = DAYS;

/** A question, and one of as many clicks that nobody has asked. */
function pathOf(isNew: boolean): string {
  const to = addDays(dayOf(Date.now(), 'UTC'), -1);
  return `/v1/roi?groupBy=stage&from=${addDays(to, isNew ? -++days : -DAYS)}&to=${to}`;
}

async function measure(side: Pick<Side, 'folder' | 'checkout' | 'spent'>): Promise<void> {
  const { firsts, warm, newFirsts, newWarm } = side.spent;
  await inProduct(side, async (cpuOf) => {
    firsts.push(await cpuOf(pathOf(false)));
    for (let time = 0; time < WARM; time++) warm.push(await cpuOf(pathOf(false)));
  });
  await inProduct(side, async (cpuOf) => {
    newFirsts.push(await cpuOf(pathOf(true)));
    for (let time = 0; time < WARM; time++) newWarm.push(await cpuOf(pathOf(true)));
  });
}

/** A start's own work is over before the first is asked. */
async function inProduct(
  { folder, checkout }: Pick<Side, 'folder' | 'checkout'>,
  work: (cpu: (path: string) => Promise<number>) => Promise<void>,
): Promise<void> {
  const product = await startProduct(folder, {}, checkout);
  await product.read('/v1/brand');
  await sleep(SETTLE_MS);
  await work((path) => cpuOf(product, path));
  await product.kill('SIGTERM');
}

async function cpuOf(product: RunningProduct, path: string): Promise<number> {
  const before = cpuUsedMs(product.process.pid);
  await product.read(path);
  return cpuUsedMs(product.process.pid) - before;
}
