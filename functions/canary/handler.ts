import * as http from 'node:http';
import * as https from 'node:https';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import { minuteRowKey, readMinuteRowSort } from '../../shared/data/table/keys.ts';
import { numberOf, textOf } from '../../shared/data/table/row.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import { readEnv } from '../../shared/env.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { CANARY_HEADERS, clickCanary } from './canary.ts';

const env = readEnv('canary', process.env);
const logger = new Logger();
const metrics = new Metrics();
const wire = wireFromEnvironment('dynamodb', process.env);
const counts = tableOf(wire, env.COUNTS_TABLE);
const findRoute = createRouteLookup(wire, { records: env.RECORDS_TABLE });
const url = `${env.VOUCH_PUBLIC_URL.replace(/\/+$/, '')}/${env.CANARY_SLUG}`;

/** Less than the function's own time: a link that hangs is a link that failed, not a canary that died. */
const PATIENCE_MS = 10_000;

/** Not by `fetch`: Node's writes `sec-fetch-mode: cors` over whatever is asked for, and so says that it is none. */
function open(): Promise<{ status: number; location: string }> {
  return new Promise((resolve, reject) => {
    const { get } = url.startsWith('https:') ? https : http;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    get(url, { headers: CANARY_HEADERS, signal }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '' });
    }).on('error', reject);
  });
}

async function countedMinutes(day: string): Promise<string[]> {
  const route = await findRoute(env.CANARY_SLUG);
  if (!route) throw new Error('there is no canary link');
  const { pk } = minuteRowKey({ linkId: route.linkId, minute: `${day}T00:00`, shard: 0 });
  const minutes = new Set<string>();
  for await (const row of counts.query(pk))
    if ((numberOf(row, 'hits') ?? 0) > 0) minutes.add(readMinuteRowSort(textOf(row, 'sk') ?? '').minute);
  return [...minutes].sort();
}

/** Every minute. What was found is a metric; only what keeps the canary itself from asking is a failed invocation. */
export const handler = middy()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async () => {
    const report = await clickCanary({ open, countedMinutes, now: Date.now });
    if (!report.answered) logger.error('the canary link failed', { why: report.why });
    metrics.addMetric(METRICS.canaryAnswered, MetricUnit.Count, report.answered ? 1 : 0);
    if (report.missed !== undefined)
      metrics.addMetric(METRICS.canaryMinutesMissed, MetricUnit.Count, report.missed);
    return report;
  });
