import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStores } from '../../infra/local/clients.ts';
import { startEngine } from '../../infra/local/engine/engine.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { addDays, dayOf } from '../../shared/domain/time/week.ts';
import { cpuUsedMs } from '../support/cpu-used.ts';
import { followSteadily, percentile } from './follow-steadily.ts';
import { median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { makeLinks, type RunningProduct, startProduct } from './product.ts';
import { type Size, seedProgramme } from './seed-programme.ts';

export const MILLION: Size = { creators: 200, posts: 5_000, clicks: 1_000_000, orders: 20_000 };
const TAPS_PER_SECOND = 200;
/** Asked again so often by each start. */
const WARM = 5;
/** A person looks at a page for at least so long before asking for another. */
const LOOK_MS = 1_000;
/** What the background still does after a start is not the page's. */
export const SETTLE_MS = 8_000;

type Page = { path: string; cookie: string; url: string };

type Side = { name: string; folder: string; checkout: string; fresh: number[]; warm: number[] };

/**
 * The first page of a brand with a million clicks in a quarter, in the running product with its files on disk: CPU of
 * the whole process (engine, API, background), fresh and warm, this build and an older one in turns; then followers' p99
 * alone and beside somebody who opens the page again and again, in turns.
 */
export async function* appPageLines(
  rounds: number,
  older?: OlderBuild,
  path = '/app',
  size = MILLION,
): AsyncGenerator<string> {
  const seeded = await seededFolder(size);
  const sides = [aSide('now', seeded), ...(older ? [aSide('before', seeded, older.folder)] : [])];
  try {
    // The first process after a change reads the records; those after it what it packed.
    for (const side of sides) await measure({ ...side, fresh: [], warm: [] }, path);
    for (let round = 0; round < rounds; round++) for (const side of sides) await measure(side, path);
    for (const { name, fresh, warm } of sides)
      yield `${path} of ${size.clicks} clicks, ${name}: CPU of the process ${told(fresh)} ms fresh, ${told(warm)} ms warm`;
    if (!older) yield* besideReader(seeded, path, rounds);
  } finally {
    for (const folder of [seeded, ...sides.map((side) => side.folder)])
      rmSync(folder, { recursive: true, force: true });
  }
}

const told = (values: number[]): string =>
  `${median(values).toFixed(0)} (${Math.min(...values)}–${Math.max(...values)})`;

function aSide(name: string, seeded: string, checkout = process.cwd()): Side {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-'));
  cpSync(seeded, folder, { recursive: true });
  return { name, folder, checkout, fresh: [], warm: [] };
}

async function measure({ folder, checkout, fresh, warm }: Omit<Side, 'name'>, path: string): Promise<void> {
  const product = await startProduct(folder, {}, checkout);
  const { page, cpuMs } = await coldPage(product, path);
  fresh.push(cpuMs);
  for (let time = 0; time < WARM; time++) warm.push(await cpuOf(product, () => open(page)));
  await product.kill('SIGTERM');
}

/** A data folder whose first brand has had that quarter, up to yesterday. */
export async function seededFolder(size: Size): Promise<string> {
  const first = await startProduct();
  const { body } = await first.api('PATCH', '/v1/brand', { grossMargin: 0.6 });
  await first.kill('SIGTERM');
  const timeZone = String(body.timeZone);
  const to = addDays(dayOf(Date.now(), timeZone), -1);
  const engine = await startEngine(join(first.folder, 'engine'));
  const stores = openStores(engine.address('vouch-'));
  const place = { stores, brandId: body.id as BrandId, timeZone, from: addDays(to, -90), to };
  await seedProgramme(place, size, 'bench');
  await engine.stop();
  return first.folder;
}

/** CPU of the first page of a process that has answered nothing but a sign-in, ms. */
async function coldPage(product: RunningProduct, path: string): Promise<{ page: Page; cpuMs: number }> {
  const page = { path, url: product.url, cookie: await signIn(product) };
  await sleep(SETTLE_MS);
  return { page, cpuMs: await cpuOf(product, () => open(page)) };
}

async function* besideReader(folder: string, path: string, rounds: number): AsyncGenerator<string> {
  const product = await startProduct(folder);
  const { page } = await coldPage(product, path);
  const slugs = await makeLinks(product, 20);
  const ratios: number[] = [];
  await followSteadily(page.url, slugs, TAPS_PER_SECOND, 2);
  for (let round = 1; round <= rounds; round++) {
    const alone = await followSteadily(page.url, slugs, TAPS_PER_SECOND, 10);
    const reading = keepReading(page);
    const beside = await followSteadily(page.url, slugs, TAPS_PER_SECOND, 10);
    const pages = await reading.stop();
    const [p99, with99] = [percentile(alone, 0.99), percentile(beside, 0.99)];
    ratios.push(with99 / p99);
    yield `followers at ${TAPS_PER_SECOND}/s: p99 ${p99.toFixed(1)} ms alone, ${with99.toFixed(1)} ms beside ${pages} readings of ${page.path} (longest ${Math.max(...beside).toFixed(0)} ms), ratio ${ratios.at(-1)?.toFixed(2)}`;
  }
  await product.kill('SIGTERM');
  yield `followers beside a reader, median of ${rounds}: ${median(ratios).toFixed(2)}`;
}

function keepReading(page: Page) {
  let reading = true;
  const done = (async () => {
    let pages = 0;
    for (; reading; pages++) {
      await open(page);
      await sleep(LOOK_MS);
    }
    return pages;
  })();
  return {
    stop: () => {
      reading = false;
      return done;
    },
  };
}

async function open({ url, path, cookie }: Page): Promise<void> {
  const answer = await fetch(url + path, { headers: { cookie }, redirect: 'manual' });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
}

/** As a browser does with the link that the start prints; answers the session's cookie. */
async function signIn(product: RunningProduct): Promise<string> {
  const link = /http\S+\/app\/in\/\S+/.exec(product.said())?.[0] ?? '';
  const answer = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: product.url, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const [cookie = ''] = answer.headers.getSetCookie().flatMap((line) => /^[^;]+/.exec(line) ?? []);
  if (!cookie) throw new Error(`nobody was signed in: ${answer.status}`);
  return cookie;
}

/** CPU of all threads while it was asked, ms. */
async function cpuOf({ process: child }: RunningProduct, ask: () => Promise<void>): Promise<number> {
  const before = cpuUsedMs(child.pid);
  await ask();
  return cpuUsedMs(child.pid) - before;
}
