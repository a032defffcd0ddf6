import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { createCountReader } from '../../shared/data/counts/count-reader.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { createOrderReader } from '../../shared/data/orders/orders-store.ts';
import { createFactsLoader } from '../../shared/data/programme/facts-loader.ts';
import { bucketSnapshots } from '../../shared/data/reports/bucket-snapshots.ts';
import { tableDeliveries } from '../../shared/data/reports/deliveries-store.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { type SweepDeps, sweepReports } from './sweep-reports.ts';

/** Two sweeps of grace before a mail that has not gone counts as late. */
const OVERDUE_MS = 30 * MINUTE_MS;

const env = readEnv('reports', process.env);
const logger = new Logger();
const metrics = new Metrics();
const sqs = new SQSClient({});
const tables = tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(env));
const now = Date.now;
const counts = createCountStore(tables);
const countReader = createCountReader(createClickStore(tables), counts, now);
const newToken = (): string => randomBytes(9).toString('base64url');
const orders = createOrderReader({ tables, counts, newToken });

const deps: SweepDeps = {
  tables,
  now,
  countReader,
  loader: createFactsLoader({ tables, now, countReader, orders }),
  snapshots: bucketSnapshots(new S3Client({}), env.SNAPSHOTS_BUCKET),
  deliveries: tableDeliveries(tables),
};

/** Every quarter of an hour: makes the reports that are due, and hands every delivery whose time has come to deliver. */
export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async () => {
    const { swept, failed } = await sweepReports(deps);
    for (const { brandId, reason } of failed)
      logger.error('a report failed', { brandId, error: reason as Error });
    const due = await deps.deliveries.listDue(now());
    for (const { deliveryId } of due) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: env.DELIVER_QUEUE_URL,
          MessageBody: JSON.stringify({ deliveryId }),
        }),
      );
    }
    const overdue = due.filter(({ createdAtMs }) => createdAtMs < now() - OVERDUE_MS).length + failed.length;
    metrics.addMetric(METRICS.reportsOverdue, MetricUnit.Count, overdue);
    logger.info('swept', { reports: swept.length, failed: failed.length, due: due.length, overdue });
    return { reports: swept.length, failed: failed.length, due: due.length };
  });
