import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import { minuteRowKey } from '../../shared/data/table/keys.ts';
import { numberOf } from '../../shared/data/table/row.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import { readEnv } from '../../shared/env.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { clickCanary } from './canary.ts';

const env = readEnv('canary', process.env);
const logger = new Logger();
const metrics = new Metrics();
const wire = wireFromEnvironment('dynamodb', process.env);
const counts = tableOf(wire, env.COUNTS_TABLE);
const findRoute = createRouteLookup(wire, { records: env.RECORDS_TABLE });
const url = `${env.VOUCH_PUBLIC_URL.replace(/\/+$/, '')}/${env.CANARY_SLUG}`;

async function open(): Promise<{ status: number; location: string }> {
  const answer = await fetch(url, { redirect: 'manual', headers: { 'user-agent': 'Vouch-Canary/1' } });
  return { status: answer.status, location: answer.headers.get('location') ?? '' };
}

async function countDay(day: string): Promise<number> {
  const route = await findRoute(env.CANARY_SLUG);
  if (!route) throw new Error('there is no canary link');
  const { pk } = minuteRowKey({ linkId: route.linkId, minute: `${day}T00:00`, shard: 0 });
  let hits = 0;
  for await (const row of counts.query(pk)) hits += numberOf(row, 'hits') ?? 0;
  return hits;
}

/** Every minute. A failed click is a failed invocation; the day's count is a metric. */
export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async () => {
    const { yesterday } = await clickCanary({ open, countDay, now: Date.now });
    if (yesterday !== undefined) metrics.addMetric(METRICS.canaryDayCount, MetricUnit.Count, yesterday);
    return { yesterday };
  });
