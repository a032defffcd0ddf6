import { freshBrand } from '../../../functions/api/brand-maker.ts';
import { createStores, type Stores } from '../../../shared/data/stores.ts';
import { hourOf } from '../../../shared/data/table/keys.ts';
import { inLanes } from '../../../shared/data/table/lanes.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import type { BrandId } from '../../../shared/domain/schema/common.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { addDays, daysOfWeek, previousWeek, weekOf } from '../../../shared/domain/time/week.ts';
import { queueEvent, scheduleEvent } from '../../support/aws-events.ts';
import { type AwsStandIn, startAwsStandIn } from '../../support/aws-stand-in.ts';
import { aBrandId } from '../../support/builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';
import { type Size, seedProgramme } from '../seed-programme.ts';
import { type ScaleFront, startScaleFront } from './front.ts';
import { meanOf, measured, type Run } from './run.ts';
import { functionsOver } from './start-functions.ts';

/** Brands that a Monday meets, as eight weeks left them; the middle one is as large as the demo. */
export const BRAND_SIZES = {
  small: { creators: 6, posts: 15, clicks: 2_000, orders: 40 },
  middle: { creators: 24, posts: 72, clicks: 30_000, orders: 700 },
  large: { creators: 200, posts: 5_000, clicks: 1_000_000, orders: 20_000 },
} as const satisfies Record<string, Size>;
export type SizeName = keyof typeof BRAND_SIZES;

export type ReportsWish = {
  /** Brands whose report is due: this many have their own programme, all others have none yet. */
  due: number;
  made: Record<SizeName, number>;
};

export type ReportsScale = ReportsWish & {
  /** The quarter-hourly run that asks every brand whether it is due. */
  sweep: Run & { named: number };
  /** One brand's report: the run that one message of the queue asks for. */
  report: Partial<Record<SizeName, Run & { largest: number }>>;
  /** One mail of such a report. */
  mail: Partial<Record<SizeName, Run & { bytes: number }>>;
  /** The sweep of an hour in which nothing is due, as all but a few of a week's are. */
  idle: Run;
  problems: string[];
};

const ZONE = 'Europe/Berlin';
const LANES = 4;
const WEEKS = 8;
/** Of reports' 1,769 MB and deliver's 1,024. */
const HEAP_MB = { reports: 1_600, deliver: 900 };

/** The Monday of many brands through the bundles of reports and deliver, over the embedded engine. */
export async function measureReports(wish: ReportsWish): Promise<ReportsScale> {
  const engine = await startEngine();
  const aws = await startAwsStandIn({ '/vouch/test/sealing-key': Buffer.alloc(32, 7).toString('base64url') });
  const front = await startScaleFront(engine.endpoint, 'none', []);
  const { start, stop } = functionsOver(engine, aws, front);
  try {
    const sizes = await seedBrands(engine, wish);
    const { sweep, messages } = await sweepOnce(await start('reports', HEAP_MB.reports), front, aws);
    const problems = messages.length === wish.due ? [] : [`${messages.length} of ${wish.due} were named`];
    const rest = messages.filter(({ brandId }) => ![...sizes.values()].some((brands) => brands.has(brandId)));
    const report: ReportsScale['report'] = {};
    const mail: ReportsScale['mail'] = {};
    for (const [name, brands] of sizes) {
      const ours = messages.filter(({ brandId }) => brands.has(brandId));
      // The first of each function is a brand without anything: what loading takes is no brand's.
      const fn = await start('reports', HEAP_MB.reports);
      const [, ...runs] = await eachOf(fn, front, [...rest.splice(0, 1), ...ours]);
      report[name] = { ...meanOf(runs), largest: Math.max(...runs.map(({ requests }) => requests)) };
      mail[name] = await mailsOf(await start('deliver', HEAP_MB.deliver), front, aws);
      const mails = aws.mails.splice(0).length - 1;
      if (mails !== ours.length || ours.length !== brands.size)
        problems.push(`${mails} mails of ${brands.size} ${name} brands`);
    }
    const last = await start('reports', HEAP_MB.reports);
    await eachOf(last, front, rest);
    aws.messages.clear();
    const again = await sweepOnce(last, front, aws);
    if (again.messages.length > 0) problems.push(`${again.messages.length} were named again`);
    return {
      ...wish,
      sweep: { ...sweep, named: messages.length },
      report,
      mail,
      idle: again.sweep,
      problems,
    };
  } finally {
    await stop();
  }
}

async function seedBrands(engine: Engine, { due, made }: ReportsWish): Promise<Map<SizeName, Set<string>>> {
  const tables = tablesOn(engine.client, engine.tables);
  const stores = createStores({ tables, now: Date.now, random: (bytes) => Buffer.alloc(bytes, 1) });
  const sizes = new Map<SizeName, Set<string>>();
  const brands = Array.from({ length: due }, (_, n) => aBrandId(`monday ${n}`) as BrandId);
  await inLanes(LANES, brands, (brandId) => dueBrand(stores, brandId));
  const lastDay = daysOfWeek(weekDue()).at(-1) ?? '';
  let taken = 0;
  for (const [name, count] of Object.entries(made) as [SizeName, number][]) {
    const some = brands.slice(taken, taken + count);
    taken += count;
    if (count === 0) continue;
    sizes.set(name, new Set(some));
    for (const brandId of some) {
      const place = { stores, brandId, timeZone: ZONE, from: addDays(lastDay, 1 - 7 * WEEKS), to: lastDay };
      await seedProgramme(place, BRAND_SIZES[name], brandId);
    }
  }
  // A sealer was there until an hour ago: what it has not closed a report reads minute by minute.
  await stores.counts.takeAsSealed(hourOf(Date.now() - 2 * HOUR_MS));
  return sizes;
}

/** The newest week whose Monday morning has come: on a Monday before seven it is not yet last week. */
const weekDue = (): string => previousWeek(weekOf(Date.now() - 7 * HOUR_MS, ZONE));

async function dueBrand(stores: Stores, brandId: BrandId): Promise<void> {
  const at = new Date().toISOString();
  const wish = { name: 'Scale', timeZone: ZONE, currency: 'EUR' };
  await stores.brands.create(freshBrand(wish as never, brandId, `apply-${brandId}`, at));
  await stores.brand(brandId).reportSettings.put({
    recipients: ['owner@brand.example.com'],
    weekday: 'monday',
    time: '07:00',
    timeZone: ZONE as never,
    enabled: true,
    locale: 'en',
    linkShowsSpend: false,
    suppressed: [],
    firstWeek: weekDue() as never,
    createdAt: at as never,
    updatedAt: at as never,
  });
}

async function sweepOnce(fn: RunningLambda, front: ScaleFront, aws: AwsStandIn) {
  const { run } = await measured(fn, front, scheduleEvent());
  const bodies = aws.messages.get(aws.queueUrl('to-report')) ?? [];
  return { sweep: run, messages: bodies.map((body) => JSON.parse(body) as { brandId: string }) };
}

async function eachOf(fn: RunningLambda, front: ScaleFront, messages: readonly object[]): Promise<Run[]> {
  const runs: Run[] = [];
  for (const message of messages)
    runs.push((await measured(fn, front, queueEvent([JSON.stringify(message)]))).run);
  return runs;
}

/** The mails that the reports before asked for, one a run. */
async function mailsOf(fn: RunningLambda, front: ScaleFront, aws: AwsStandIn) {
  const queue = aws.queueUrl('deliver');
  const wanted = [...new Set(aws.messages.get(queue))].map((body) => JSON.parse(body) as object);
  aws.messages.delete(queue);
  const [, ...runs] = await eachOf(fn, front, wanted);
  const bytes = aws.mails.slice(1).reduce((sum, { raw }) => sum + raw.length, 0) / (runs.length || 1);
  return { ...meanOf(runs), bytes: Math.round(bytes) };
}
