import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createClickWriter } from '../../shared/data/clicks/click-writer.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import { readTarget } from '../../shared/domain/link/request-target.ts';
import { readRedirectEnv } from '../../shared/redirect-env.ts';
import { METRICS, metricLine } from '../../shared/telemetry.ts';
import { type ClickSinks, keepClick } from './keep-click.ts';
import { type LinkRequest, type RedirectDeps, redirect } from './redirect.ts';
import { createRepeatMemory } from './repeat-memory.ts';
import { createRouteCache } from './route-cache.ts';
import { createShardChooser } from './shard-chooser.ts';

const env = readRedirectEnv(process.env);
const tables = {
  clicks: env.CLICKS_TABLE,
  counts: env.COUNTS_TABLE,
  records: env.RECORDS_TABLE,
  salts: env.SALTS_TABLE,
};
const now = (): number => Date.now();
const dynamodb = wireFromEnvironment('dynamodb', process.env);
const sqs = wireFromEnvironment('sqs', process.env);
const ssm = wireFromEnvironment('ssm', process.env);

/** Begun while the instance starts, so that the first follower seldom waits for it; a failure is tried again. */
let ready: Promise<RedirectDeps> | undefined = makeDeps();
ready.catch(() => {});

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  ready ??= makeDeps();
  try {
    const answer = await redirect(linkRequestOf(event), await ready);
    // No error, so the service level must hear of it from here: the store could not say where the link leads.
    if (answer.headers.refresh) countOne(METRICS.redirectsUnknowable);
    const { status: statusCode, headers, body, base64: isBase64Encoded = false } = answer;
    return { statusCode, headers, body, isBase64Encoded };
  } catch (failure) {
    ready = undefined;
    throw failure;
  }
}

/** The event's form is the same from an HTTP API and from a function URL. */
function linkRequestOf({
  rawPath,
  rawQueryString,
  headers,
  requestContext,
}: APIGatewayProxyEventV2): LinkRequest {
  const behindEdge = env.BEHIND_CLOUDFRONT === 'yes';
  const country = behindEdge ? headers['cloudfront-viewer-country'] : undefined;
  const viewer = behindEdge ? headers['cloudfront-viewer-address']?.replace(/:\d+$/, '') : undefined;
  return {
    method: requestContext.http.method,
    path: readTarget(rawPath).path,
    query: rawQueryString,
    headers,
    address: viewer ?? requestContext.http.sourceIp,
    ...(country ? { country } : {}),
  };
}

async function makeDeps(): Promise<RedirectDeps> {
  const clickKeys = await fetchClickKeys();
  const routes = createRouteCache(createRouteLookup(dynamodb, tables), { now });
  const salts = createSaltStore({ wire: dynamodb, tables, now, randomBytes });
  const writeClick = createClickWriter(dynamodb, tables, clickKeys);
  const sinks: ClickSinks = {
    table: (click, { signal }) => writeClick(click, signal),
    async spill(click, { signal }) {
      await sqs('SendMessage', { QueueUrl: env.SPILL_QUEUE_URL, MessageBody: JSON.stringify(click) }, signal);
    },
    log: writeLine,
    took(sink) {
      if (sink === 'spill') countOne(METRICS.clicksSpilled);
      if (sink === 'log') countOne(METRICS.clicksLogged);
    },
  };
  return {
    findRoute: (slug) => routes.find(slug),
    findSalt: (brandId, day) => salts.find(brandId, day),
    keep: (click) => keepClick(click, sinks),
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys,
    now,
    randomBytes,
  };
}

async function fetchClickKeys(): Promise<ClickKeys> {
  const answer = await ssm('GetParameter', { Name: env.CLICK_KEYS_PARAMETER, WithDecryption: true });
  return readClickKeys((answer as { Parameter: { Value: string } }).Parameter.Value);
}

const countOne = (metric: string): void =>
  writeLine(metricLine(process.env.POWERTOOLS_METRICS_NAMESPACE ?? '', 'redirect', metric, 1, now()));

/** Past `console`: Lambda's JSON logging would wrap the line, and then neither CloudWatch nor replay knew it. */
function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
