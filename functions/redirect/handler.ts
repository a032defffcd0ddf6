import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { findKeysCopy } from '../../shared/data/access/click-keys-copy.ts';
import { createClickWriter } from '../../shared/data/clicks/click-writer.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import { tableOf } from '../../shared/data/table/table.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { UNSIGNED_CLICK_MARK } from '../../shared/domain/click/rescued-click.ts';
import { readTarget } from '../../shared/domain/link/request-target.ts';
import { VIEWER_HOST_HEADER } from '../../shared/edge-headers.ts';
import { readRedirectEnv } from '../../shared/redirect-env.ts';
import { metricLine, REDIRECT_METRICS } from '../../shared/redirect-metrics.ts';
import { isAwsHost } from './aws-host.ts';
import { createClickKeySource } from './click-key-source.ts';
import { createFinders } from './finders.ts';
import { type ClickSinks, keepClick } from './keep-click.ts';
import { type LinkRequest, type RedirectDeps, redirect } from './redirect.ts';
import { createRepeatMemory } from './repeat-memory.ts';
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

const salts = tableOf(dynamodb, env.SALTS_TABLE);
const keySource = createClickKeySource(
  [
    (signal) => findKeysCopy(salts, signal),
    async (signal) => {
      const wanted = { Name: env.CLICK_KEYS_PARAMETER, WithDecryption: true };
      const answer = await ssm('GetParameter', wanted, signal);
      return (answer as { Parameter: { Value: string } }).Parameter.Value;
    },
  ],
  { now },
);
/** Begun while the instance starts, so that the first follower seldom waits for it. */
void keySource.find();

const depsWith = depsMaker();

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const answer = await redirect(linkRequestOf(event), depsWith(await keySource.find()));
  // No error, so the service level must hear of it from here: the store could not say where the link leads.
  if (answer.headers.refresh) countOne(REDIRECT_METRICS.redirectsUnknowable);
  const { status: statusCode, headers, body, base64: isBase64Encoded = false } = answer;
  return { statusCode, headers, body, isBase64Encoded };
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
    headers: { ...headers, host: hostAsked(headers, requestContext.domainName, behindEdge) },
    address: viewer ?? requestContext.http.sourceIp,
    ...(country ? { country } : {}),
  };
}

/** Behind the edge the name that it was asked by, as it writes down; else the HTTP API's. AWS's own are the shared one. */
function hostAsked(
  headers: APIGatewayProxyEventV2['headers'],
  domainName: string | undefined,
  behindEdge: boolean,
): string {
  const name = behindEdge ? headers[VIEWER_HOST_HEADER] : domainName;
  return name === undefined || isAwsHost(name) ? env.SHORT_HOST : name;
}

/** What one instance keeps between followers; a click without keys is kept in the log alone, and names nobody. */
function depsMaker(): (keys: ClickKeys | undefined) => RedirectDeps {
  const { finders } = createFinders(dynamodb, tables, { now, publicHost: env.SHORT_HOST });
  const saltStore = createSaltStore({ wire: dynamodb, tables, now, randomBytes });
  const shared = {
    ...finders,
    findSalt: (brandId: string, day: string) => saltStore.find(brandId, day),
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    now,
    randomBytes,
  };
  const unsigned: RedirectDeps = { ...shared, clickKeys: [randomBytes(32)], keep: logUnsigned };
  let signed: RedirectDeps = unsigned;
  return (keys) => {
    if (!keys) return unsigned;
    if (signed.clickKeys !== keys) {
      const sinks = sinksWith(createClickWriter(dynamodb, tables, keys));
      signed = { ...shared, clickKeys: keys, keep: (click) => keepClick(click, sinks) };
    }
    return signed;
  };
}

const sinksWith = (writeClick: ReturnType<typeof createClickWriter>): ClickSinks => ({
  table: (click, { signal }) => writeClick(click, signal),
  async spill(click, { signal }) {
    await sqs('SendMessage', { QueueUrl: env.SPILL_QUEUE_URL, MessageBody: JSON.stringify(click) }, signal);
  },
  log: writeLine,
  took(sink) {
    if (sink === 'spill') countOne(REDIRECT_METRICS.clicksSpilled);
    if (sink === 'log') countOne(REDIRECT_METRICS.clicksLogged);
  },
});

/** Rejects: an id that nobody could verify is not told to the follower. Replaying the line signs it. */
async function logUnsigned(click: Click): Promise<void> {
  writeLine(JSON.stringify({ [UNSIGNED_CLICK_MARK]: click }));
  countOne(REDIRECT_METRICS.clicksLogged);
  throw new Error('the click keys could not be had');
}

const countOne = (metric: string): void =>
  writeLine(metricLine(process.env.POWERTOOLS_METRICS_NAMESPACE ?? '', 'redirect', metric, 1, now()));

/** Past `console`: Lambda's JSON logging would wrap the line, and then neither CloudWatch nor replay knew it. */
function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
