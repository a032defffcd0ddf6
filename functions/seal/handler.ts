import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { copyKeys } from '../../shared/data/access/click-keys-copy.ts';
import { readSecretParameter } from '../../shared/data/access/secret-parameter.ts';
import { CHORES, type ChoresOf } from '../../shared/data/chores/chores.ts';
import { tidyAll } from '../../shared/data/chores/tidy.ts';
import { closeUsedUpLinks, type LimitsWork, parcelsOfLimits } from '../../shared/data/clicks/click-limit.ts';
import { type EditExport, eraseExported } from '../../shared/data/clicks/erase-exported.ts';
import { forgetOldExports } from '../../shared/data/clicks/forget-exports.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import type { DirtyPeriod } from '../../shared/data/counts/count-store.ts';
import { keepUnpacked } from '../../shared/data/counts/keep-unpacked.ts';
import { placesOfLinks } from '../../shared/data/links/link-places.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { triedAgain } from '../../shared/data/table/tried-again.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { handOver } from '../../shared/hand-over.ts';
import type { OrderDesk } from '../../shared/orders/desk.ts';
import { applyKept } from '../../shared/shops/apply-soon.ts';
import { applyWaiting } from '../../shared/shops/apply-waiting.ts';
import type { KeptEvent } from '../../shared/shops/receive-delivery.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { compactDayInS3 } from './compact-day.ts';
import { countingOf } from './counting.ts';
import { exportDayToS3 } from './day-parts-to-s3.ts';
import { editExportInS3, exportPieceToS3, readExportFromS3 } from './export-hour-to-s3.ts';
import { forgetExportsInS3 } from './forget-exports-in-s3.ts';
import { createHandedOver } from './handed-over.ts';
import { listWork, overdueOf, planHours } from './plan.ts';
import { daysTouched, type SealDeps, sealMarked } from './seal.ts';

const env = readEnv('seal', process.env);
const logger = new Logger();
const metrics = new Metrics();
const stores = createStores({
  tables: tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(env)),
  now: Date.now,
  random: randomBytes,
});
const { counts, brandSettings: brands, now, newToken } = stores;
const s3 = new S3Client({});
const sqs = new SQSClient({});
const wire = wireFromEnvironment('dynamodb', process.env);
const saltsTable = tableOf(wire, env.SALTS_TABLE);
const ssm = triedAgain(wireFromEnvironment('ssm', process.env));
const salts = createSaltStore({
  wire,
  tables: { salts: env.SALTS_TABLE },
  now,
  randomBytes,
});

/** The file for large questions that a brand's day is in must be put together again. */
const changed = (brandHash: string, day: string) => counts.markDirty('file', brandHash, day, newToken());
const makeAnew = (brandId: string, day: string) => counts.markDirty('day', brandId, day, newToken());

const exportDay = exportDayToS3(s3, env.EXPORTS_BUCKET, {
  readHour: readExportFromS3(s3, env.EXPORTS_BUCKET),
  placesOf: (brandId, linkIds) => placesOfLinks(stores.brand(brandId as BrandId).records, linkIds),
  dedupeSecondsOf: brands.dedupeSecondsOf,
  changed,
});

/** An erased person goes from the exported hour, then the day is made anew of its hours. */
const editExport: EditExport = async (brandId, hour, edit) => {
  await editExportInS3(s3, env.EXPORTS_BUCKET)(brandId, hour, edit);
  for (const day of daysTouched(hour, await brands.timeZoneOf(brandId))) await makeAnew(brandId, day);
};

const deps: SealDeps = {
  ...countingOf(stores),
  exportAsRead: exportPieceToS3(s3, env.EXPORTS_BUCKET, now),
  exportDay,
  compactDay: compactDayInS3(s3, env.EXPORTS_BUCKET, { makeAnew, changed }),
  failed: ({ kind, brandId, period }, reason) =>
    logger.error('could not be sealed', { kind, brandId, period, error: reason as Error }),
};

/** Shops' orders are taken as the API takes them, with the click keys of the moment. */
async function orderDesk(): Promise<OrderDesk> {
  const clickKeys = readClickKeys(await readSecretParameter(ssm, env.CLICK_KEYS_PARAMETER));
  return { stores, clickKeys };
}

/** What is done beside the sealing. None of them stops another. */
const chores: Omit<ChoresOf<'seal'>, 'sealHours'> = {
  copyClickKeys: async () => copyKeys(saltsTable, await readSecretParameter(ssm, env.CLICK_KEYS_PARAMETER)),
  forgetOldExports: async () =>
    isFirstTurnOfDay(now())
      ? forgetOldExports(stores, forgetExportsInS3(s3, env.EXPORTS_BUCKET, changed))
      : 0,
  keepUnpacked: async () => (isFirstTurnOfDay(now()) ? keepUnpacked(stores) : 0),
  deleteOldSalts: () => salts.deleteOld(),
  tidy: () => tidyAll(stores, Math.floor(now() / CHORES.tidy.seal)),
  applyShopEvents: async () => applyWaiting(await orderDesk()),
  eraseExported: () => eraseExported(counts, editExport),
  closeUsedUpLinks: async () => handOver(sqs, env.TO_SEAL_QUEUE_URL, await parcelsOfLimits(stores)),
};

/** What is done once a day; a turn that was left out is made up for tomorrow. */
const isFirstTurnOfDay = (at: number): boolean => at % DAY_MS < CHORES.sealHours.seal;

/** Marks that went to the queue a short while ago, as far as this instance knows: a second message would be idle. */
const handedOver = createHandedOver(now);

/**
 * Every five minutes: plans the hours that are over, hands every mark that can be worked off to the queue, and does the
 * chores. Between these, queues name one mark, or what shops sent: that alone is done then.
 */
export const handler = middy<Partial<SQSEvent>>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(({ Records }) => (Records ? doNamed(Records) : planAndHandOver()));

/** Publishes how long the longest waiting hour waits, 0 too: silence is an alarm. */
async function planAndHandOver() {
  const hours = await planHours(deps);
  const work = handedOver.without(await listWork(counts));
  await handOver(
    sqs,
    env.TO_SEAL_QUEUE_URL,
    work.map(({ kind, brandId, period }) => ({ kind, brandId, period })),
  );
  handedOver.note(work);
  const unsealedMinutes = Math.floor((await overdueOf(deps)) / MINUTE_MS);
  metrics.addMetric(METRICS.unsealedMinutes, MetricUnit.Count, unsealedMinutes);
  const undone = await doChores();
  metrics.addMetric(METRICS.sealFailures, MetricUnit.Count, undone);
  const report = { hours, handedOver: work.length, unsealedMinutes, undone };
  logger.info('planned', report);
  return report;
}

async function doNamed(messages: readonly SQSRecord[]): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { body, messageId } of messages) {
    try {
      await doOne(JSON.parse(body));
    } catch (error) {
      logger.error('what a queue named waits', { messageId, error: error as Error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function doOne(named: Work | LimitsWork | KeptEvent): Promise<void> {
  if ('kind' in named) return sealNamed(named);
  if ('limitsOf' in named) return closeNamed(named);
  await applyKept(named, await orderDesk());
}

/** What fails is looked at again by the next turn, five minutes on. */
async function closeNamed({ limitsOf }: LimitsWork): Promise<void> {
  const failed = await undoneOf('closeUsedUpLinks', () => closeUsedUpLinks(stores, limitsOf));
  metrics.addMetric(METRICS.sealFailures, MetricUnit.Count, failed);
}

/** A mark as a message names it. Whether it still stands, and under which token, the table says. */
type Work = Pick<DirtyPeriod, 'kind' | 'brandId' | 'period'>;

/** What fails stays marked and is handed over again by a later plan: the message has done its part. */
async function sealNamed({ kind, brandId, period }: Work): Promise<void> {
  const marked = await counts.findDirty(kind, brandId, period);
  if (!marked) return;
  const report = await sealMarked(marked, deps);
  metrics.addMetric(METRICS.sealFailures, MetricUnit.Count, report.failed);
  if (report.hours > 0 || report.drift > 0)
    metrics.addMetric(METRICS.auditDrift, MetricUnit.Count, report.drift);
  logger.info('sealed', { kind, brandId, period, ...report });
}

/** How many failed; each is told in the log. */
async function doChores(): Promise<number> {
  let failed = 0;
  for (const [name, chore] of Object.entries(chores)) failed += await undoneOf(name, chore);
  return failed;
}

/** 1 where it failed. */
async function undoneOf(name: string, chore: () => Promise<unknown>): Promise<number> {
  try {
    const done = await chore();
    if (Number(done) > 0) logger.info(name, { done });
    return 0;
  } catch (error) {
    logger.error(`${name} failed`, { error: error as Error });
    return 1;
  }
}
