import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { bucketSnapshots } from '../../shared/data/bucket-snapshots.ts';
import { keyFor, readSecretParameter } from '../../shared/data/secret-parameter.ts';
import { readClickKeys } from '../../shared/domain/click-keys.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { firstSuccess } from '../../shared/first-success.ts';
import { loadPainter } from '../reports/render/chart-png.ts';
import { createApi } from './app.ts';

const env = readEnv('api', process.env);
const logger = new Logger();
const ssm = new SSMClient({});
const client = new DynamoDBClient({});

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
  const outer = new OpenAPIHono();
  outer.get('/healthz', (c) => c.json({ status: 'ok' }));
  outer.route(
    '/',
    createApi({
      client,
      tables: tablesOf(env),
      now: Date.now,
      random: randomBytes,
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      publicUrl: env.VOUCH_PUBLIC_URL.replace(/\/+$/, ''),
      clickKeys: readClickKeys(clickKeys),
      cursorKeys: [keyFor('sealing', sealing)],
      slugSecret: keyFor('slug', sealing),
      snapshots: bucketSnapshots(new S3Client({}), env.SNAPSHOTS_BUCKET),
      mailFrom: env.MAIL_FROM,
      paint,
      log: (entry) => logger.error('request failed', entry as Record<string, string>),
      addressOf: (request) => request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown',
    }),
  );
  return handle(outer);
});

export async function handler(event: LambdaEvent, context: Context): Promise<APIGatewayProxyResult> {
  logger.addContext(context);
  return (await app())(event, context) as Promise<APIGatewayProxyResult>;
}
