import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { copyKeys } from '../../shared/data/access/click-keys-copy.ts';
import { readSecretParameter } from '../../shared/data/access/secret-parameter.ts';
import { CHORES, type ChoresOf } from '../../shared/data/chores/chores.ts';
import { tidyAll } from '../../shared/data/chores/tidy.ts';
import { dayObjectKey } from '../../shared/data/clicks/click-columns.ts';
import { closeUsedUpLinks } from '../../shared/data/clicks/click-limit.ts';
import { type EditExport, eraseExported } from '../../shared/data/clicks/erase-exported.ts';
import { forgetOldExports } from '../../shared/data/clicks/forget-exports.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import { placesOfLinks } from '../../shared/data/links/link-places.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import { FLAT_CLICK_VERSION } from '../../shared/domain/analytics/flat-click.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import type { OrderDesk } from '../../shared/orders/desk.ts';
import { applyKept } from '../../shared/shops/apply-soon.ts';
import { applyWaiting } from '../../shared/shops/apply-waiting.ts';
import type { KeptEvent } from '../../shared/shops/receive-delivery.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { countingOf } from './counting.ts';
import { type DayExport, exportDay } from './export-day.ts';
import { editExportInS3, exportHourToS3, readExportFromS3 } from './export-hour-to-s3.ts';
import { forgetExportsInS3 } from './forget-exports-in-s3.ts';
import { daysTouched, type SealDeps, sealDue } from './seal.ts';

const env = readEnv('seal', process.env);
const logger = new Logger();
const metrics = new Metrics();
const stores = createStores({
  tables: tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(env)),
  now: Date.now,
  random: randomBytes,
});
const { clicks, counts, brandSettings: brands, now, newToken } = stores;
const s3 = new S3Client({});
const wire = wireFromEnvironment('dynamodb', process.env);
const saltsTable = tableOf(wire, env.SALTS_TABLE);
const ssm = new SSMClient({});
const salts = createSaltStore({
  wire,
  tables: { salts: env.SALTS_TABLE },
  now,
  randomBytes,
});

const dayExport: DayExport = {
  readHour: readExportFromS3(s3, env.EXPORTS_BUCKET),
  placesOf: (brandId, linkIds) => placesOfLinks(stores.brand(brandId as BrandId).records, linkIds),
  dedupeSecondsOf: brands.dedupeSecondsOf,
  async write(brandId, day, Body) {
    const Key = dayObjectKey(FLAT_CLICK_VERSION, day, brandId);
    await s3.send(new PutObjectCommand({ Bucket: env.EXPORTS_BUCKET, Key, Body }));
  },
};

/** An erased person goes from the exported hour, then the day is made anew of its hours. */
const editExport: EditExport = async (brandId, hour, edit) => {
  await editExportInS3(s3, env.EXPORTS_BUCKET)(brandId, hour, edit);
  for (const day of daysTouched(hour, await brands.timeZoneOf(brandId)))
    await counts.markDirty('day', brandId, day, newToken());
};

const deps: SealDeps = {
  ...countingOf(stores),
  exportHour: exportHourToS3(s3, env.EXPORTS_BUCKET, clicks, now),
  exportDay: (day) => exportDay(day, dayExport),
  failed: ({ kind, brandId, period }, reason) =>
    logger.error('could not be sealed', { kind, brandId, period, error: reason as Error }),
};

/** Shops' orders are taken as the API takes them, with the click keys of the moment. */
async function orderDesk(): Promise<OrderDesk> {
  const clickKeys = readClickKeys(await readSecretParameter(ssm, env.CLICK_KEYS_PARAMETER));
  return { stores, clickKeys };
}

/** What is done before the sealing. None of them stops another, or the sealing. */
const chores: Omit<ChoresOf<'seal'>, 'sealHours'> = {
  copyClickKeys: async () => copyKeys(saltsTable, await readSecretParameter(ssm, env.CLICK_KEYS_PARAMETER)),
  forgetOldExports: async () =>
    isFirstTurnOfDay(now()) ? forgetOldExports(stores, forgetExportsInS3(s3, env.EXPORTS_BUCKET)) : 0,
  deleteOldSalts: () => salts.deleteOld(),
  tidy: () => tidyAll(stores),
  applyShopEvents: async () => applyWaiting(await orderDesk()),
  eraseExported: () => eraseExported(counts, editExport),
  closeUsedUpLinks: () => closeUsedUpLinks(stores),
};

/** Listing a whole bucket is done once a day; a turn that was left out is made up for tomorrow. */
const isFirstTurnOfDay = (at: number): boolean => at % CHORES.forgetOldExports.seal < CHORES.sealHours.seal;

/**
 * Every five minutes. Publishes the drift for each hour that it sealed: no drift is a 0, and silence is an alarm.
 * Between these, the queue names what shops sent: that alone is done then.
 */
export const handler = middy<Partial<SQSEvent>>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async ({ Records }) => {
    if (Records) return applyNamed(Records);
    const undone = await doChores();
    const report = await sealDue(deps);
    metrics.addMetric(METRICS.sealFailures, MetricUnit.Count, report.failed + undone);
    if (report.hours > 0) metrics.addMetric(METRICS.auditDrift, MetricUnit.Count, report.drift);
    logger.info('sealed', { ...report });
    return report;
  });

/** A kept event that fails stays due for the sweep, too; its message comes back alone. */
async function applyNamed(messages: readonly SQSRecord[]): Promise<SQSBatchResponse> {
  const desk = await orderDesk();
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { body, messageId } of messages) {
    try {
      await applyKept(JSON.parse(body) as KeptEvent, desk);
    } catch (error) {
      logger.error('a shop event waits', { messageId, error: error as Error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** How many failed; each is told in the log. */
async function doChores(): Promise<number> {
  let failed = 0;
  for (const [name, chore] of Object.entries(chores)) {
    try {
      const done = await chore();
      if (Number(done) > 0) logger.info(name, { done });
    } catch (error) {
      failed++;
      logger.error(`${name} failed`, { error: error as Error });
    }
  }
  return failed;
}
