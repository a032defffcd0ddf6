import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { cpuUsedMs } from '../support/cpu-used.ts';
import { median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { makeLinks, type RunningProduct, startProduct } from './product.ts';

const PER_MINUTE = 30_000;
const SHARDS = 16;
/** Minutes of that many on one day; on the day before a tenth of them. */
const MINUTES = 3;
const SETTLE_MS = 6_000;
/** Ten clicks are longer; a list or a file without any isn't. */
const LEAST_BYTES = 2_000;
/** CPU is told in ticks of 10 ms, so a short answer is asked for several times. */
const ASKS = 8;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 340.0.0.22.109 (iPhone14,5; iOS 17_5; en_US; scale=3.00; 1170x2532)';
const READING = {
  kind: 'counted',
  channel: 'own_inapp',
  app: 'instagram',
  strength: 'deterministic',
  confidence: 0.97,
  device: 'mobile',
  os: 'ios',
  browser: 'webview',
  trigger: 'link',
} as const;
const SAME = {
  country: 'DE',
  rulesVersion: 'bench',
  referrerOnly: 'Organic Social',
  raw: { method: 'GET', query: 'utm_source=ig&igsh=MXgyZ3F6', headers: { 'user-agent': IPHONE } },
};
const KEYS: ClickKeys = [Buffer.alloc(32, 7)];

type Side = { name: string; product: RunningProduct; day: string; dayBefore: string };

/**
 * A link with thirty thousand clicks in a minute, of two days ago: CPU of the whole process for its newest ten, and for
 * the export of a day and of one with a tenth of its clicks; by this build and an older one in turns, each on a folder
 * that its own code has filled and counted.
 */
export async function* busyMinuteLines(rounds: number, older?: OlderBuild): AsyncGenerator<string> {
  const sides = [await aSide('now')];
  if (older) sides.push(await aSide('before', older.folder));
  try {
    const spent = new Map(sides.map(({ name }) => [name, { list: [], few: [], many: [] } as Spent]));
    for (let round = 0; round < rounds; round++) {
      for (const side of sides) await measure(side, spent.get(side.name) as Spent);
    }
    for (const { name } of sides) yield* linesOf(name, spent.get(name) as Spent);
  } finally {
    for (const { product } of sides) {
      await product.kill('SIGTERM');
      product.remove();
    }
  }
}

type Spent = { list: number[]; few: number[]; many: number[]; idleMb?: number; mostMb?: number };

async function measure({ product, day, dayBefore }: Side, spent: Spent): Promise<void> {
  const on = (one: string) => `from=${one}&to=${one}`;
  for (let ask = 0; ask < ASKS; ask++)
    spent.list.push(await cpuOf(product, `/v1/clicks?limit=10&${on(day)}`));
  spent.idleMb ??= forgetPeak(product);
  spent.few.push(await cpuOf(product, `/v1/exports/clicks.csv?${on(dayBefore)}`));
  spent.many.push(await cpuOf(product, `/v1/exports/clicks.csv?${on(day)}`));
  spent.mostMb = memoryMb(product, 'VmHWM');
}

function* linesOf(name: string, { list, few, many, idleMb = 0, mostMb = 0 }: Spent): Generator<string> {
  const clicks = MINUTES * PER_MINUTE;
  const [first = 0, ...others] = list;
  const mean = others.reduce((sum, ms) => sum + ms, 0) / others.length;
  yield `${name}: newest 10 of ${PER_MINUTE} clicks in a minute: ${first} ms CPU first, ${mean.toFixed(0)} then (mean of ${others.length}; ${Math.min(...others)}–${Math.max(...others)})`;
  const perSecond = many.map((ms) => (clicks / ms) * 1_000);
  yield `${name}: clicks.csv, ${clicks} lines: ${median(perSecond).toFixed(0)} a second of CPU (${Math.min(...perSecond).toFixed(0)}–${Math.max(...perSecond).toFixed(0)}), ${(median(many) / median(few)).toFixed(1)} × the CPU of a tenth of them, ${(mostMb - idleMb).toFixed(0)} MB above idle (${idleMb.toFixed(0)})`;
}

async function cpuOf({ process: child, read }: RunningProduct, path: string): Promise<number> {
  const before = cpuUsedMs(child.pid);
  const bytes = await read(path);
  if (bytes < LEAST_BYTES)
    throw new Error(`${path}: ${bytes} bytes, the clicks that were laid down are not there`);
  return cpuUsedMs(child.pid) - before;
}

function memoryMb({ process: child }: RunningProduct, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1_024;
}

/** From here on the peak counts anew (proc(5), clear_refs); answers what the process holds now. */
function forgetPeak(product: RunningProduct): number {
  writeFileSync(`/proc/${product.process.pid}/clear_refs`, '5');
  return memoryMb(product, 'VmRSS');
}

async function aSide(name: string, checkout = process.cwd()): Promise<Side> {
  const first = await startProduct(undefined, {}, checkout);
  await makeLinks(first, 1);
  await first.api('PATCH', '/v1/brand', { timeZone: 'UTC' });
  const brand = await first.api('GET', '/v1/brand');
  const links = await first.api('GET', '/v1/links');
  const linkId = (links.body.data as { id: string }[])[0]?.id ?? '';
  await first.kill('SIGTERM');
  // The last minutes of a day, as the newest are looked for from its end.
  const late = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 86_400_000 - 5 * MINUTE_MS;
  const dayBeforeMs = late - 86_400_000;
  await seedMinutes(checkout, first.folder, { brandId: String(brand.body.id), linkId }, [
    ...Array.from({ length: MINUTES }, (_, nth) => ({ at: late + nth * MINUTE_MS, clicks: PER_MINUTE })),
    { at: dayBeforeMs, clicks: (MINUTES * PER_MINUTE) / 10 },
  ]);
  const product = await startProduct(first.folder, {}, checkout);
  await sleep(SETTLE_MS);
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { name, product, day: dayOf(late), dayBefore: dayOf(dayBeforeMs) };
}

type Minute = { at: number; clicks: number };
type Place = { brandId: string; linkId: string };

/** Written and counted by that checkout's own code: it may lay a click and its count otherwise. */
async function seedMinutes(checkout: string, folder: string, place: Place, minutes: readonly Minute[]) {
  const own = (path: string) => import(join(checkout, path));
  const { openStores } = (await own(
    'infra/local/clients.ts',
  )) as typeof import('../../infra/local/clients.ts');
  const { startEngine } = (await own(
    'infra/local/engine/engine.ts',
  )) as typeof import('../../infra/local/engine/engine.ts');
  const engine = await startEngine(join(folder, 'engine'));
  const stores = openStores(engine.address('vouch-'));
  for (const minute of minutes) await seedMinute(own, stores, place, minute);
  await engine.stop();
}

async function seedMinute(
  own: (path: string) => Promise<unknown>,
  stores: ReturnType<typeof import('../../infra/local/clients.ts').openStores>,
  { brandId, linkId }: Place,
  { at: startMs, clicks: count }: Minute,
): Promise<void> {
  const writer = (await own(
    'shared/data/clicks/click-writer.ts',
  )) as typeof import('../../shared/data/clicks/click-writer.ts');
  const { inPortions, writeMany } = (await own(
    'shared/data/table/write-many.ts',
  )) as typeof import('../../shared/data/table/write-many.ts');
  const { recountMany } = (await own(
    'shared/data/counts/recount-many.ts',
  )) as typeof import('../../shared/data/counts/recount-many.ts');
  const { announceLate } = (await own(
    'shared/data/counts/recount.ts',
  )) as typeof import('../../shared/data/counts/recount.ts');
  const { mintClickId } = (await own(
    'shared/domain/click/mint-click-id.ts',
  )) as typeof import('../../shared/domain/click/mint-click-id.ts');
  const partitions = Array.from({ length: SHARDS }, (_, shard) => ({
    linkId,
    minute: new Date(startMs).toISOString().slice(0, 16),
    shard,
  }));
  const writes = Array.from({ length: count }, (_, index) => {
    const shard = index % SHARDS;
    const at = startMs + Math.floor((index * MINUTE_MS) / count);
    const id = mintClickId({ linkId, at, shard }, randomBytes(6), KEYS);
    const visitor = `v${shard}-${index % (count - 100)}`.padEnd(22, '0');
    const verdict = { ...READING, evidence: ['ua:instagram', 'header:x-requested-with'] };
    const click = { ...SAME, id, brandId, linkId, at, visitor, verdict };
    return writer.clickWrite(click, partitions[shard] as (typeof partitions)[0], stores.names);
  });
  for (const some of inPortions(writes)) await writeMany(stores.wire, some);
  const failed = await recountMany(partitions, {
    clicks: stores.clicks,
    counts: stores.counts,
    announce: announceLate(stores.counts, () => randomBytes(6).toString('hex')),
    dedupeSecondsOf: async () => 30,
  });
  if (failed.length > 0) throw new Error(`${failed.length} partitions were not counted`);
}
