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
import { bucketSnapshots } from '../../shared/data/reports/bucket-snapshots.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { createDns } from '../../shared/dns/ask-dns.ts';
import { checkDomainsDue } from '../../shared/dns/check-domains.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { handOver } from '../../shared/hand-over.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { listDueBrands, sweepBrand } from './sweep-reports.ts';

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

/**
 * Every quarter of an hour: names every brand whose report is due to the queue, and every delivery whose time has come
 * to the deliverer's. Between these the queue names one brand: its report alone is made then.
 */
export const handler = middy<Partial<SQSEvent>>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(({ Records }) => (Records ? makeNamed(Records) : nameDue()));

async function nameDue() {
  const { due: brands, failed } = await listDueBrands(stores);
  for (const { brandId, reason } of failed)
    logger.error('could not be asked for its report', { brandId, error: reason as Error });
  await handOver(
    sqs,
    env.TO_REPORT_QUEUE_URL,
    brands.map(({ brandId }) => ({ brandId })),
  );
  const due = await stores.deliveries.listDue(Date.now());
  await deliver(due.map(({ deliveryId }) => deliveryId));
  const late = Date.now() - OVERDUE_MS;
  const overdue = [
    ...due.map(({ createdAtMs }) => createdAtMs),
    ...brands.map(({ dueAtMs }) => dueAtMs),
  ].filter((at) => at < late).length;
  // Nobody knows whether a brand that cannot be asked is due: somebody has to look.
  metrics.addMetric(METRICS.reportsOverdue, MetricUnit.Count, overdue + failed.length);
  await checkDomains();
  logger.info('swept', { brands: brands.length, due: due.length, overdue });
  return { brands: brands.length, due: due.length, overdue };
}

/** Comes last: no report waits for a DNS that is slow, and what fails is asked again in a quarter of an hour. */
async function checkDomains(): Promise<void> {
  const publicHost = new URL(env.VOUCH_PUBLIC_URL).hostname;
  try {
    await checkDomainsDue({ stores, dns: createDns(), publicHost });
  } catch (error) {
    logger.error('domains could not be asked about', { error: error as Error });
  }
}

/** A brand that fails is still due: the next run names it again, and once it is late an alarm does. */
async function makeNamed(messages: readonly SQSRecord[]): Promise<SQSBatchResponse> {
  for (const { body } of messages) {
    const { brandId } = JSON.parse(body) as { brandId: BrandId };
    try {
      const made = await sweepBrand(stores, brandId);
      if (made) await deliver(made.deliveries);
      logger.info('report', { brandId, week: made?.week ?? 'none' });
    } catch (error) {
      logger.error('a report failed', { brandId, error: error as Error });
    }
  }
  return { batchItemFailures: [] };
}

const deliver = (deliveryIds: readonly string[]): Promise<void> =>
  handOver(
    sqs,
    env.DELIVER_QUEUE_URL,
    deliveryIds.map((deliveryId) => ({ deliveryId })),
  );
