import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { bucketSnapshots } from '../../shared/data/reports/bucket-snapshots.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { sweepReports } from './sweep-reports.ts';

/** Two sweeps of grace before a mail that has not gone counts as late. */
const OVERDUE_MS = 30 * MINUTE_MS;

const env = readEnv('reports', process.env);
const logger = new Logger();
const metrics = new Metrics();
const sqs = new SQSClient({});
const stores = createStores({
  tables: tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(env)),
  now: Date.now,
  random: randomBytes,
  snapshots: bucketSnapshots(new S3Client({}), env.SNAPSHOTS_BUCKET),
});

/** Every quarter of an hour: makes the reports that are due, and hands every delivery whose time has come to deliver. */
export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async () => {
    const { swept, failed } = await sweepReports(stores);
    for (const { brandId, reason } of failed)
      logger.error('a report failed', { brandId, error: reason as Error });
    const due = await stores.deliveries.listDue(Date.now());
    for (const { deliveryId } of due) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: env.DELIVER_QUEUE_URL,
          MessageBody: JSON.stringify({ deliveryId }),
        }),
      );
    }
    const overdue =
      due.filter(({ createdAtMs }) => createdAtMs < Date.now() - OVERDUE_MS).length + failed.length;
    metrics.addMetric(METRICS.reportsOverdue, MetricUnit.Count, overdue);
    logger.info('swept', { reports: swept.length, failed: failed.length, due: due.length, overdue });
    return { reports: swept.length, failed: failed.length, due: due.length };
  });
