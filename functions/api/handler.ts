import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import type { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { keyFor, readSecretParameter } from '../../shared/data/access/secret-parameter.ts';
import { bucketSnapshots } from '../../shared/data/reports/bucket-snapshots.ts';
import { withoutLogging } from '../../shared/data/table/sdk.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import { clientAddress, type ProxyTrust } from '../../shared/domain/click/client-address.ts';
import { sealLetter } from '../../shared/domain/sealed/letter.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { firstSuccess } from '../../shared/first-success.ts';
import { loadPainter } from '../../shared/report/render/chart-png.ts';
import { createWebApp } from '../app/app.ts';
import { createPages, pageFor } from '../pages/app.ts';
import { createApi } from './app.ts';
import { callAs } from './http/acting.ts';

const env = readEnv('api', process.env);
const logger = new Logger();
const ssm = new SSMClient({});
const sqs = new SQSClient({});
const client = withoutLogging(new DynamoDBClient({}));

/** The two files lie beside the bundle. */
const paint = firstSuccess(() =>
  loadPainter(new URL('./index_bg.wasm', import.meta.url), new URL('./DejaVuSans.ttf', import.meta.url)),
);

/** The app is made when its secrets are here; an SSM failure fails one request and is tried again by the next. */
const app = firstSuccess(async () => {
  const [clickKeys, sealing] = await Promise.all([
    readSecretParameter(ssm, env.CLICK_KEYS_PARAMETER),
    readSecretParameter(ssm, env.SEALING_KEY_PARAMETER),
  ]);
  const sealKeys = [keyFor('sealing', sealing)] as const;
  const shared = {
    client,
    tables: tablesOf(env),
    now: Date.now,
    random: randomBytes,
    publicUrl: env.VOUCH_PUBLIC_URL.replace(/\/+$/, ''),
    clickKeys: readClickKeys(clickKeys),
    snapshots: bucketSnapshots(new S3Client({}), env.SNAPSHOTS_BUCKET),
    addressOf,
  };
  const api = createApi({
    ...shared,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    cursorKeys: sealKeys,
    slugSecret: keyFor('slug', sealing),
    mailFrom: env.MAIL_FROM,
    paint,
    pageFor,
    log: (entry) => logger.error('request failed', entry as Record<string, string>),
  }) as unknown as Hono;
  api.get('/healthz', (c) => c.json({ status: 'ok' }));
  api.route(
    '/',
    createWebApp({
      ...shared,
      sealKeys,
      call: (person, request) => callAs(api, person, request),
      // Sent on in either case: how long an answer takes tells nothing about an address.
      mail: async (letter) => {
        const MessageBody = JSON.stringify({ sealedLetter: sealLetter(letter, randomBytes(12), sealKeys) });
        await sqs.send(new SendMessageCommand({ QueueUrl: env.DELIVER_QUEUE_URL, MessageBody }));
      },
      log: (entry) => logger.error('page failed', entry as Record<string, string>),
    }),
  );
  api.route('/', createPages({ ...shared, sealKeys }));
  return handle(api);
});

/** API Gateway adds whom it saw on the right: the client, or CloudFront, which added the client before it. */
const TRUST: ProxyTrust = env.BEHIND_CLOUDFRONT === 'yes' ? { kind: 'hops', count: 1 } : { kind: 'nobody' };

function addressOf(request: Request): string {
  const told = (request.headers.get('x-forwarded-for') ?? 'unknown').split(',');
  return clientAddress({ peer: told.at(-1) ?? '', forwardedFor: told.slice(0, -1).join(',') }, TRUST);
}

export async function handler(event: LambdaEvent, context: Context): Promise<APIGatewayProxyResult> {
  logger.addContext(context);
  return (await app())(event, context) as Promise<APIGatewayProxyResult>;
}
