import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import { createBrandSettings } from '../../shared/data/brand-settings.ts';
import { createClickStore } from '../../shared/data/click-store.ts';
import { createCountStore } from '../../shared/data/count-store.ts';
import { recountOrders } from '../../shared/data/orders-store.ts';
import { announceLate } from '../../shared/data/recount.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { exportHourToS3 } from './export-hour-to-s3.ts';
import { type SealDeps, sealDue } from './seal.ts';

const env = readEnv('seal', process.env);
const tables = tablesOf(env);
const logger = new Logger();
const metrics = new Metrics();
const client = new DynamoDBClient({});
const clicks = createClickStore(client, tables);
const counts = createCountStore(client, tables);
const brands = createBrandSettings(client, tables, Date.now);
const newToken = (): string => randomBytes(9).toString('base64url');

const deps: SealDeps = {
  clicks,
  counts,
  recount: {
    clicks,
    counts,
    announce: announceLate(counts, newToken),
    dedupeSecondsOf: brands.dedupeSecondsOf,
  },
  timeZoneOf: brands.timeZoneOf,
  recountOrders: (brandId, day) => recountOrders({ client, tables, counts, newToken }, brandId, day),
  exportHour: exportHourToS3(new S3Client({}), env.EXPORTS_BUCKET, clicks),
  now: Date.now,
  newToken,
};

/** Every five minutes. Publishes the drift for each hour that it sealed: no drift is a 0, and silence is an alarm. */
export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async () => {
    const report = await sealDue(deps);
    if (report.hours > 0) metrics.addMetric(METRICS.auditDrift, MetricUnit.Count, report.drift);
    logger.info('sealed', { ...report });
    return report;
  });
