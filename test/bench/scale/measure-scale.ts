import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import {
  hourOf,
  packedMinutesPartition,
  type RawPartition,
  rawPartitionKey,
  startOfHour,
} from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { streamEvent } from '../../support/aws-events.ts';
import { type AwsStandIn, startAwsStandIn } from '../../support/aws-stand-in.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';
import { type ScaleFront, startScaleFront } from './front.ts';
import { measured, type Run } from './run.ts';
import { missing, type SealedScale, sealAll } from './seal-hours.ts';
import { brandOf, makeBrands, SHARDS, simulateViralHour, storeThinHour, VIRAL } from './seed-scale.ts';
import { functionsOver } from './start-functions.ts';

export type ScaleWish = {
  brands: number;
  /** Of the thin hour: clicks, each alone in its link's minute. */
  linkMinutes: number;
  /** Of the viral hour: clicks in each of its 960 raw partitions, and how many of its pieces are really counted. */
  perPartition: number;
  pieces: number;
};

export type Scale = ScaleWish &
  Omit<SealedScale, 'piece'> & {
    /** One full batch of the stream: 10,000 quiet links, or all there are. */
    recount: Run & { partitions: number; cpuRunsMs?: number[] };
    /** One full batch of the viral link's clicks, of one minute: all of its partitions are read whole. */
    busyRecount?: Run & { clicks: number; cpuRunsMs?: number[] };
    piece: Run & { clicks: number };
    /** Hits that recount had missed, on purpose, and who sealed has found; a measurement from before left none out. */
    missed?: number;
    /** Bytes that a link's minute takes in the pack of its brand's hour. */
    packedBytes: number;
    /** What did not add up: must be empty. */
    problems: string[];
  };

const RECOUNT_BATCH = 10_000;
/** Of a function of 1,024 MB. */
const HEAP_MB = 900;

/**
 * Runs the bundles that AWS would run over the embedded engine, a thin hour and a viral one at once. Raw clicks of the
 * viral hour are answered, not stored.
 */
export function measureScale(wish: ScaleWish): Promise<Scale> {
  return withHours(wish, async (hours) => {
    const { engine, aws, front, start, brands, partitions, missedThin, startMs } = hours;
    const { problems: uncounted, ...recounted } = await recountBoth(hours);
    const fn = await start('seal', HEAP_MB);
    const hits = hitsOf(wish);
    // The busy batch has counted the last minute of them.
    const missedViral = partitions.length / SHARDS - 1;
    const { problems, piece, ...sealed } = await sealAll(
      { fn, front, aws },
      { ...wish, viralHits: hits.get(VIRAL.brandId) ?? 0, missedThin, missedViral },
    );
    const expected = { hour: hourOf(startMs), hits, leftOut: sealed.lastPiece === undefined };
    const packedBytes = (await bytesOfPacks(engine, brands)) / wish.linkMinutes;
    const clicksOfPiece = Math.round((partitions.length * wish.perPartition) / sealed.cut.pieces);
    return {
      ...wish,
      ...recounted,
      ...sealed,
      missed: missedThin + missedViral,
      piece: { ...piece, clicks: clicksOfPiece },
      packedBytes,
      problems: [...uncounted, ...problems, ...(await missing(engine, expected))],
    };
  });
}

/**
 * The two batches of recount by themselves, for when nothing but recount has changed. Requests are those of this run; CPU is the least
 * that a run took since both hours were measured: what else the machine does adds to it.
 */
export async function measureRecount(wish: ScaleWish, before: Scale): Promise<Scale> {
  const { recount, busyRecount, problems } = await withHours(wish, recountBoth);
  return {
    ...before,
    recount: leastCpu(recount, before.recount),
    ...(busyRecount && { busyRecount: leastCpu(busyRecount, before.busyRecount) }),
    problems,
  };
}

function leastCpu<T extends Run>(now: T, before: (Run & { cpuRunsMs?: number[] }) | undefined) {
  const cpuRunsMs = [...(before?.cpuRunsMs ?? (before ? [before.cpuMs] : [])), now.cpuMs];
  return { ...now, cpuMs: Math.min(...cpuRunsMs), cpuRunsMs };
}

type Recounted = Pick<Scale, 'recount' | 'busyRecount' | 'problems'>;
type Hours = ReturnType<typeof functionsOver> & {
  engine: Engine;
  aws: AwsStandIn;
  front: ScaleFront;
  startMs: number;
  brands: string[];
  clicks: { pk: string; sk: string }[];
  missedThin: number;
  partitions: RawPartition[];
};

/** Both hours stored or simulated, and whatever functions they are counted by; all of it ends with the work. */
async function withHours<T>(wish: ScaleWish, work: (hours: Hours) => Promise<T>): Promise<T> {
  const engine = await startEngine();
  const aws = await startAwsStandIn({ '/vouch/test/click-keys': Buffer.alloc(32, 7).toString('base64url') });
  const startMs = startOfHour(hourOf(Date.now() - 3 * HOUR_MS));
  const brands = Array.from({ length: wish.brands }, (_, n) => brandOf(n));
  await makeBrands(engine, [...brands, VIRAL.brandId]);
  const uncounted = Math.min(RECOUNT_BATCH, Math.ceil(wish.linkMinutes / 2));
  const { clicks, missed: missedThin } = await storeThinHour(engine, startMs, { ...wish, uncounted });
  const { pages, partitions } = await simulateViralHour(engine, startMs, wish.perPartition);
  await createCountStore(tablesOn(engine.client, engine.tables)).takeAsSealed(hourOf(startMs - HOUR_MS));
  const front = await startScaleFront(engine.endpoint, VIRAL.linkId, pages);
  const functions = functionsOver(engine, aws, front);
  try {
    return await work({ ...functions, engine, aws, front, startMs, brands, clicks, missedThin, partitions });
  } finally {
    await functions.stop();
  }
}

async function recountBoth({ start, front, clicks, partitions }: Hours): Promise<Recounted> {
  const recounter = await start('recount', HEAP_MB);
  const recount = await recountBatchOf(recounter, front, clicks);
  const busy = await recountBatchOf(recounter, front, busyMinute(partitions));
  return {
    recount: { ...recount.run, partitions: clicks.length },
    busyRecount: { ...busy.run, clicks: RECOUNT_BATCH },
    problems: [...recount.problems, ...busy.problems],
  };
}

/** What each brand's hour must come to. */
function hitsOf({ brands, linkMinutes, perPartition }: ScaleWish): Map<string, number> {
  const thin = Array.from({ length: brands }, (_, n): [string, number] => [
    brandOf(n),
    Math.ceil((linkMinutes - n) / brands),
  ]);
  return new Map([...thin, [VIRAL.brandId, 60 * SHARDS * perPartition]]);
}

async function recountBatchOf(fn: RunningLambda, front: ScaleFront, clicks: { pk: string; sk: string }[]) {
  const { run, answer } = await measured(fn, front, streamEvent(clicks));
  const { batchItemFailures } = answer as { batchItemFailures: unknown[] };
  const problems =
    batchItemFailures.length > 0 ? [`${batchItemFailures.length} partitions were not counted`] : [];
  return { run, problems };
}

/** A batch that names each shard of the viral link's last minute as often. */
function busyMinute(partitions: readonly RawPartition[]): { pk: string; sk: string }[] {
  const last = partitions.slice(-SHARDS).map(rawPartitionKey);
  return Array.from({ length: RECOUNT_BATCH }, (_, n) => ({
    pk: last[n % SHARDS] ?? '',
    sk: `clk_${n}`,
  }));
}

/** As DynamoDB counts an item: names, values, and a hundred bytes. */
async function bytesOfPacks(engine: Engine, brands: readonly string[]): Promise<number> {
  const { counts } = tablesOn(engine.client, engine.tables);
  let bytes = 0;
  for (const brandId of brands)
    for await (const row of counts.query(packedMinutesPartition(brandId)))
      for (const [name, value] of [...Object.entries(row), ['', new Uint8Array(100)] as const])
        bytes += name.length + (value instanceof Uint8Array ? value.length : String(value).length);
  return bytes;
}
