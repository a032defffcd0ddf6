import { gunzipSync } from 'node:zlib';
import { createCountStore } from '../../../shared/data/counts/count-store.ts';
import type { HourRow } from '../../../shared/data/counts/hour-rows.ts';
import { hourRowsPartition } from '../../../shared/data/table/keys.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { queueEvent, scheduleEvent } from '../../support/aws-events.ts';
import type { AwsStandIn } from '../../support/aws-stand-in.ts';
import type { Engine } from '../../support/engine.ts';
import type { RunningLambda } from '../../support/lambda-runtime.ts';
import type { ScaleFront } from './front.ts';
import { meanOf, measured, NO_RUN, type Run } from './run.ts';
import { VIRAL } from './seed-scale.ts';

export type SealedScale = {
  plan: Run & { handedOver: number };
  /** Every brand's hour by itself: the mean, and the most that one took. */
  thinHour: Run & { most: { requests: number; wallMs: number } };
  /** The run that cuts the viral hour, and the pieces that it was cut into. */
  cut: Run & { pieces: number };
  /** A piece of it: the mean of those that were counted, but the last. */
  piece: Run;
  /** The last piece, whose run folds the hour as well; none where some were left out. */
  lastPiece?: Run;
  /** Bytes that the viral hour's raw clicks left as. */
  exportedBytes?: number;
  problems: string[];
};

type Sealer = { fn: RunningLambda; front: ScaleFront; aws: AwsStandIn };

/** Seals the thin hour of every brand and the viral one, message by message, as the queue would hand them out. */
export async function sealAll(
  sealer: Sealer,
  wish: { brands: number; pieces: number; viralHits: number; missedThin: number; missedViral: number },
): Promise<SealedScale> {
  const { fn, front } = sealer;
  const plan = await measured(fn, front, scheduleEvent());
  const hours = taken(sealer);
  const thin: Run[] = [];
  let cut: Run = NO_RUN;
  for (const body of hours) {
    const { run } = await measured(fn, front, queueEvent([body]));
    if (body.includes(VIRAL.brandId)) cut = run;
    else thin.push(run);
  }
  await fn.invoke(scheduleEvent());
  const pieces = taken(sealer).filter((body) => body.includes('"piece"'));
  const most = {
    requests: Math.max(...thin.map(({ requests }) => requests)),
    wallMs: Math.max(...thin.map(({ wallMs }) => wallMs)),
  };
  const handed = hours.length === wish.brands + 1 ? [] : [`${hours.length} hours were handed over`];
  const { exportedClicks, ...counted } = await countPieces(sealer, pieces, wish.pieces);
  const isWhole = counted.lastPiece !== undefined;
  const lost = isWhole && exportedClicks !== wish.viralHits;
  return {
    plan: { ...plan.run, handedOver: hours.length },
    thinHour: { ...meanOf(thin), most },
    cut: { ...cut, pieces: pieces.length },
    ...counted,
    problems: [
      ...handed,
      ...complaintsOf(fn, wish.missedThin, isWhole ? wish.missedViral : undefined),
      ...(lost
        ? [`${exportedClicks} of the viral hour's ${wish.viralHits} clicks left with its pieces`]
        : []),
    ],
  };
}

function taken({ aws }: Sealer): string[] {
  const queue = aws.queueUrl('to-seal');
  const waiting = aws.messages.get(queue) ?? [];
  aws.messages.delete(queue);
  return waiting;
}

/**
 * As many of the pieces as are wished. What they leave in the bucket is weighed, its lines are counted, and it is dropped:
 * together it is gigabytes. The lines tell which clicks were read: counts of the hour stood before it was sealed.
 */
async function countPieces({ fn, front, aws }: Sealer, pieces: readonly string[], most: number) {
  const runs: Run[] = [];
  const lines = new Map<string, number>();
  let exportedBytes = 0;
  for (const body of pieces.slice(0, most)) {
    aws.objects.clear();
    runs.push((await measured(fn, front, queueEvent([body]))).run);
    for (const [key, object] of aws.objects) {
      exportedBytes += object.length;
      lines.set(
        key,
        gunzipSync(object).reduce((sum, byte) => (byte === NEWLINE ? sum + 1 : sum), 0),
      );
    }
  }
  const lastPiece = runs.length === pieces.length ? runs.pop() : undefined;
  const exportedClicks = [...lines.values()].reduce((sum, count) => sum + count, 0);
  return { piece: meanOf(runs), ...(lastPiece && { lastPiece }), exportedBytes, exportedClicks };
}
const NEWLINE = 10;

/**
 * What the function's own metrics say that must not be: failures, and another drift than what had been missed on purpose. Of
 * a viral hour that wasn't counted whole nobody knows how much was found.
 */
function complaintsOf(fn: RunningLambda, missedThin: number, missedViral: number | undefined): string[] {
  const drift = [...fn.log().matchAll(/"AuditDrift":(\d+)/g)].reduce(
    (sum, [, hits]) => sum + Number(hits),
    0,
  );
  const isOff = missedViral === undefined ? drift < missedThin : drift !== missedThin + missedViral;
  const failed = [...fn.log().matchAll(/"SealFailures":(\d+)/g)].filter(([, count]) => count !== '0');
  const off = `a drift of ${drift} where ${missedThin} and ${missedViral ?? 'some'} hits had been missed`;
  return [...(isOff ? [off] : []), ...failed.map(([text]) => `failures: ${text}`)];
}

type Expected = { hour: string; hits: ReadonlyMap<string, number>; leftOut: boolean };

/**
 * What is not as it must be: each brand's hour holds all of its hits, and no mark of an hour stands. `leftOut`: pieces of
 * the viral hour were not counted, so that it can't be there.
 */
export async function missing(engine: Engine, { hour, hits, leftOut }: Expected): Promise<string[]> {
  const counts = createCountStore(tablesOn(engine.client, engine.tables));
  const problems: string[] = [];
  for (const [brandId, expected] of hits) {
    if (leftOut && brandId === VIRAL.brandId) continue;
    const packed = await counts.listPacked<HourRow>(hourRowsPartition(brandId), hour, hour);
    const found = [...packed.values()].flat().reduce((sum, { tally }) => sum + tally.hits, 0);
    if (found !== expected) problems.push(`${found} of ${expected} clicks are in the hour of ${brandId}`);
  }
  const marks = [...(await counts.listDirty('unsealed')), ...(await counts.listDirty('piece'))];
  const standing = marks.filter(({ brandId }) => !(leftOut && brandId === VIRAL.brandId));
  return standing.length === 0 ? problems : [...problems, `${standing.length} hours are unsealed`];
}
