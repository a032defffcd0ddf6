import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { readSecretParameter, sealKeysOf, slugSecretOf } from '../../shared/data/access/secret-parameter.ts';
import type { SnapshotStore } from '../../shared/data/reports/snapshot-store.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { triedAgain } from '../../shared/data/table/tried-again.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import { createDns } from '../../shared/dns/ask-dns.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import { sealLetter } from '../../shared/domain/sealed/letter.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { firstSuccess } from '../../shared/first-success.ts';
import { createAddressLimits } from '../../shared/rate-limits.ts';
import { KEYS_LIVE_MS, madeFor, renewing } from '../../shared/renewing.ts';
import type { KeptEvent } from '../../shared/shops/receive-delivery.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { createApi } from './app.ts';
import type { ApiDeps } from './deps.ts';
import { ADDRESS_HEADER, aroundTheEdge, throughFront } from './front.ts';
import { callAs, onceIn } from './http/acting.ts';
import { whatFits } from './what-fits.ts';

const env = readEnv('api', process.env);
const logger = new Logger();
const metrics = new Metrics();
const ssm = triedAgain(wireFromEnvironment('ssm', process.env));
const sqs = triedAgain(wireFromEnvironment('sqs', process.env));
const tables = tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(env));

/** What only reports need, loaded with the first that is asked for. */
const bucket = firstSuccess(async () => {
  const { bucketSnapshots, S3Client } = await import('../../shared/data/reports/bucket-snapshots.ts');
  return bucketSnapshots(new S3Client({}), env.SNAPSHOTS_BUCKET);
});
const snapshots: SnapshotStore = {
  put: async (brandId, address, json) => (await bucket()).put(brandId, address, json),
  find: async (brandId, address) => (await bucket()).find(brandId, address),
};

/** The two files lie beside the bundle. */
const paint = firstSuccess(async () => {
  const { loadPainter } = await import('../../shared/report/render/chart-png.ts');
  return loadPainter(
    new URL('./index_bg.wasm', import.meta.url),
    new URL('./DejaVuSans.ttf', import.meta.url),
  );
});

const dns = createDns();

const readSecrets = async (): Promise<string[]> =>
  Promise.all(
    [
      env.CLICK_KEYS_PARAMETER,
      env.SEALING_KEY_PARAMETER,
      ...(env.EDGE_PROOF_PARAMETER ? [env.EDGE_PROOF_PARAMETER] : []),
    ].map((name) => readSecretParameter(ssm, name)),
  );
/** An SSM failure at the start fails one request, later none. */
const secrets = renewing(readSecrets, { everyMs: KEYS_LIVE_MS });

/** Made again when a secret was turned, not before: it holds the rate limits. */
const appWith = madeFor((clickKeys = '', sealing = '') => {
  const shared = sharedWith(clickKeys, sealing);
  const programs = createApi(apiDeps(shared, sealing));
  programs.get('/healthz', (c) => c.json({ status: 'ok' }));
  const answerPrograms = handle(whatFits(programs, shared.publicUrl));
  const pages = firstSuccess(async () =>
    handle(whatFits(await withPages(programs, shared, sealing), shared.publicUrl)),
  );
  return async (event: APIGatewayProxyEventV2, context: Context) => {
    const answer = OF_PROGRAMS.test(event.rawPath) ? answerPrograms : await pages();
    // hono wants an authorizer and a body in every event; AWS sends neither where there is none.
    return (await answer(event as unknown as LambdaEvent, context)) as APIGatewayProxyStructuredResultV2;
  };
});

/** Whatever else is asked for is a person's, and has the pages loaded. */
const OF_PROGRAMS = /^\/(v1(\/|$)|openapi\.json$|healthz$)/;

type Shared = ReturnType<typeof sharedWith>;

function sharedWith(clickKeys: string, sealing: string) {
  const given = { now: Date.now, random: randomBytes };
  return {
    ...given,
    stores: createStores({ ...given, tables, snapshots, slugSecret: slugSecretOf(sealing) }),
    publicUrl: env.VOUCH_PUBLIC_URL.replace(/\/+$/, ''),
    clickKeys: readClickKeys(clickKeys),
    addressLimits: createAddressLimits(),
    addressOf,
  };
}

const apiDeps = (shared: Shared, sealing: string): ApiDeps => ({
  ...shared,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  cursorKeys: sealKeysOf(sealing),
  dns,
  nameSecret: slugSecretOf(sealing),
  mailFrom: env.MAIL_FROM,
  paint,
  shopEventKept,
  log: (entry) => logger.error('request failed', entry as Record<string, string>),
});

/** The pages, over the API that programs ask. */
async function withPages(programs: Hono, shared: Shared, sealing: string): Promise<Hono> {
  const [{ createWebApp }, { createPages, pageFor }] = await Promise.all([
    import('../app/app.ts'),
    import('../pages/app.ts'),
  ]);
  const sealKeys = sealKeysOf(sealing);
  const deps = apiDeps(shared, sealing);
  const app = createApi({ ...deps, pageFor });
  const webApp = createWebApp({
    ...shared,
    sealKeys,
    paint,
    call: (person, request) => callAs(programs, person, request),
    once: onceIn(deps),
    // Sent on in either case: how long an answer takes tells nothing about an address.
    mail: async (letter) => {
      const MessageBody = JSON.stringify({ sealedLetter: sealLetter(letter, randomBytes(12), sealKeys) });
      await sqs('SendMessage', { QueueUrl: env.DELIVER_QUEUE_URL, MessageBody });
    },
    log: (entry) => logger.error('page failed', entry as Record<string, string>),
  });
  app.route('/', webApp);
  app.route('/', createPages({ ...shared, sealKeys }));
  return app;
}

/** The sealer's sweep would find the event; the queue has it find it now. The shop waits no longer for that. */
async function shopEventKept(event: KeptEvent): Promise<void> {
  try {
    const message = { QueueUrl: env.SHOP_EVENTS_QUEUE_URL, MessageBody: JSON.stringify(event) };
    await sqs('SendMessage', message, AbortSignal.timeout(QUEUE_MS));
  } catch (error) {
    logger.warn('a shop event waits for the sweep', { error: error as Error });
  }
}
const QUEUE_MS = 1_000;

/** Written by `throughFront`, whatever the caller sent. */
const addressOf = (request: Request): string => request.headers.get(ADDRESS_HEADER) ?? 'unknown';

export async function handler(
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2> {
  logger.addContext(context);
  const [clickKeys, sealing, edgeProof] = await secrets();
  const sent = throughFront(event, edgeProof);
  if (!sent) return aroundTheEdge(env.VOUCH_PUBLIC_URL);
  const answer = await appWith(clickKeys ?? '', sealing ?? '')(sent, context);
  if ((answer.statusCode ?? 500) >= 500) metrics.addMetric(METRICS.apiFailures, MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  return answer;
}
