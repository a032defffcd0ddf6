import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import { hourOf, packedMinutesPartition, startOfHour } from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { queueEvent, scheduleEvent, streamEvent } from '../../support/aws-events.ts';
import { type AwsStandIn, startAwsStandIn } from '../../support/aws-stand-in.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';
import { type ScaleFront, startScaleFront } from './front.ts';
import { brandOf, makeBrands, simulateViralHour, storeThinHour, VIRAL } from './seed-scale.ts';
import { functionsOver } from './start-functions.ts';

export type ScaleWish = {
  brands: number;
  /** Of the thin hour: clicks, each alone in its link's minute. */
  linkMinutes: number;
  /** Of the viral hour: clicks in each of its 960 raw partitions, and how many of its pieces are really counted. */
  perPartition: number;
  pieces: number;
};

/** One run of a function: requests to DynamoDB, CPU of its process, and the most memory that the process ever held. */
export type Run = { requests: number; cpuMs: number; wallMs: number; peakMb: number };
export type Scale = ScaleWish & {
  /** One full batch of the stream: 10,000 quiet links, or all there are. */
  recount: Run & { partitions: number };
  plan: Run & { handedOver: number };
  /** Every brand's hour by itself: the mean, and the most that one took. */
  thinHour: Run & { most: { requests: number; wallMs: number } };
  /** The run that cuts the viral hour, and one of its pieces. */
  cut: Run & { pieces: number };
  piece: Run & { clicks: number };
  /** Bytes that a link's minute takes in the pack of its brand's hour. */
  packedBytes: number;
  /** What did not add up: must be empty. */
  problems: string[];
};

const RECOUNT_BATCH = 10_000;
/** Of a function of 1,024 MB. */
const HEAP_MB = 900;

/** Runs the bundles that AWS would run over the embedded engine. Raw clicks of the viral hour are answered, not stored. */
export async function measureScale(wish: ScaleWish): Promise<Scale> {
  const engine = await startEngine();
  const aws = await startAwsStandIn({ '/vouch/test/click-keys': Buffer.alloc(32, 7).toString('base64url') });
  const startMs = startOfHour(hourOf(Date.now() - 3 * HOUR_MS));
  const brands = Array.from({ length: wish.brands }, (_, n) => brandOf(n));
  await makeBrands(engine, [...brands, VIRAL.brandId]);
  const clicks = await storeThinHour(engine, startMs, { ...wish, uncounted: RECOUNT_BATCH });
  const { pages, partitions } = await simulateViralHour(engine, startMs, wish.perPartition);
  await createCountStore(tablesOn(engine.client, engine.tables)).takeAsSealed(hourOf(startMs - HOUR_MS));
  const front = await startScaleFront(engine.endpoint, VIRAL.linkId, pages);
  const { start, stop } = functionsOver(engine, aws, front);
  try {
    const { problems: uncounted, ...recount } = await recountBatchOf(
      await start('recount', HEAP_MB),
      front,
      clicks,
    );
    const sealed = await sealAll(await start('seal', HEAP_MB), front, aws, wish);
    const problems = [...uncounted, ...sealed.problems, ...(await missing(engine, startMs, brands, wish))];
    const { piece, ...rest } = sealed;
    const packedBytes = (await bytesOfPacks(engine, brands)) / wish.linkMinutes;
    const piecesClicks = (partitions * wish.perPartition) / rest.cut.pieces;
    return {
      ...wish,
      recount,
      ...rest,
      packedBytes,
      piece: { ...piece, clicks: Math.round(piecesClicks) },
      problems,
    };
  } finally {
    await stop();
  }
}

async function recountBatchOf(fn: RunningLambda, front: ScaleFront, clicks: { pk: string; sk: string }[]) {
  const { run, answer } = await measured(fn, front, streamEvent(clicks));
  const { batchItemFailures } = answer as { batchItemFailures: unknown[] };
  const problems =
    batchItemFailures.length > 0 ? [`${batchItemFailures.length} partitions were not counted`] : [];
  return { ...run, partitions: clicks.length, problems };
}

async function sealAll(fn: RunningLambda, front: ScaleFront, aws: AwsStandIn, wish: ScaleWish) {
  const queue = aws.queueUrl('to-seal');
  const taken = () => {
    const waiting = aws.messages.get(queue) ?? [];
    aws.messages.delete(queue);
    return waiting;
  };
  const plan = await measured(fn, front, scheduleEvent());
  const hours = taken();
  const thin: Run[] = [];
  let cut: Run = NO_RUN;
  for (const body of hours) {
    const { run } = await measured(fn, front, queueEvent([body]));
    if (body.includes(VIRAL.brandId)) cut = run;
    else thin.push(run);
  }
  await fn.invoke(scheduleEvent());
  const pieces = taken().filter((body) => body.includes('"piece"'));
  const counted: Run[] = [];
  for (const body of pieces.slice(0, wish.pieces))
    counted.push((await measured(fn, front, queueEvent([body]))).run);
  const drifted = [...fn.log().matchAll(/"AuditDrift":(\d+)/g)].filter(([, drift]) => drift !== '0');
  const failed = [...fn.log().matchAll(/"SealFailures":(\d+)/g)].filter(([, count]) => count !== '0');
  return {
    plan: { ...plan.run, handedOver: hours.length },
    thinHour: {
      ...meanOf(thin),
      most: {
        requests: Math.max(...thin.map(({ requests }) => requests)),
        wallMs: Math.max(...thin.map(({ wallMs }) => wallMs)),
      },
    },
    cut: { ...cut, pieces: pieces.length },
    piece: meanOf(counted),
    problems: [
      ...drifted.map(([text]) => `drift: ${text}`),
      ...failed.map(([text]) => `failures: ${text}`),
      ...(hours.length === wish.brands + 1 ? [] : [`${hours.length} hours were handed over`]),
    ],
  };
}

/** Every brand's hour is packed with all of its clicks, and no mark but the viral one's stands. */
async function missing(
  engine: Engine,
  startMs: number,
  brands: string[],
  wish: ScaleWish,
): Promise<string[]> {
  const counts = createCountStore(tablesOn(engine.client, engine.tables));
  const hour = hourOf(startMs);
  let hits = 0;
  for (const brandId of brands) {
    const packed = await counts.listPacked<{ tally: { hits: number } }>(`HOURS#${brandId}`, hour, hour);
    hits += [...packed.values()].flat().reduce((sum, { tally }) => sum + tally.hits, 0);
  }
  const unsealed = (await counts.listDirty('unsealed')).filter(({ brandId }) => brandId !== VIRAL.brandId);
  return [
    ...(hits === wish.linkMinutes ? [] : [`${hits} of ${wish.linkMinutes} clicks are in hours`]),
    ...(unsealed.length === 0 ? [] : [`${unsealed.length} hours are unsealed`]),
  ];
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

/** One invocation, and what it took. */
export async function measured(fn: RunningLambda, front: ScaleFront, event: unknown) {
  front.counted();
  const before = fn.spent();
  const began = performance.now();
  const answer = await fn.invoke(event);
  const wallMs = performance.now() - began;
  const after = fn.spent();
  const requests = Object.values(front.counted()).reduce((sum, count) => sum + count, 0);
  return { answer, run: { requests, cpuMs: after.cpuMs - before.cpuMs, wallMs, peakMb: after.peakMb } };
}

export const NO_RUN: Run = { requests: 0, cpuMs: 0, wallMs: 0, peakMb: 0 };

export function meanOf(runs: readonly Run[]): Run {
  const mean = (pick: (run: Run) => number) =>
    runs.reduce((sum, run) => sum + pick(run), 0) / (runs.length || 1);
  return {
    requests: mean(({ requests }) => requests),
    cpuMs: mean(({ cpuMs }) => cpuMs),
    wallMs: mean(({ wallMs }) => wallMs),
    peakMb: Math.max(0, ...runs.map(({ peakMb }) => peakMb)),
  };
}
