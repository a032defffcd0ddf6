import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { readSecretParameter, sealKeysOf } from '../../shared/data/access/secret-parameter.ts';
import { bucketSnapshots } from '../../shared/data/reports/bucket-snapshots.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { triedAgain } from '../../shared/data/table/tried-again.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import { openLetter } from '../../shared/domain/sealed/letter.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { KEYS_LIVE_MS, madeFor, renewing } from '../../shared/renewing.ts';
import { composeLetter, type LetterDeps, suppressedReason } from '../../shared/report/compose-letter.ts';
import { METRICS } from '../../shared/telemetry.ts';
import { afterSending } from './mail/after-sending.ts';
import { type SendDeps, sendDelivery, settle } from './mail/send-delivery.ts';
import { sendLetter } from './mail/send-letter.ts';
import { deliveryEventOf, SesEvent } from './mail/ses-event.ts';
import { sesMailer } from './mail/ses-mailer.ts';

/** Three kinds of message: a delivery to send, a letter to somebody who signs in, and what SES says became of one (EventBridge's envelope). */
const Message = z.union([
  z.object({ deliveryId: z.string() }),
  z.object({ sealedLetter: z.string() }),
  z.object({ source: z.literal('aws.ses'), detail: SesEvent }),
]);

const env = readEnv('deliver', process.env);
const logger = new Logger();
const metrics = new Metrics();
const ssm = triedAgain(wireFromEnvironment('ssm', process.env));
const stores = createStores({
  tables: tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(env)),
  now: Date.now,
  random: randomBytes,
  snapshots: bucketSnapshots(new S3Client({}), env.SNAPSHOTS_BUCKET),
});
/** The SDK's own second attempt after a time-out could be a second mail. */
const mailer = sesMailer(new SESv2Client({ maxAttempts: 1 }), {
  configurationSet: env.SES_CONFIGURATION_SET,
});

const secret = renewing(() => readSecretParameter(ssm, env.SEALING_KEY_PARAMETER), { everyMs: KEYS_LIVE_MS });
const depsWith = madeFor((sealing = ''): SendDeps => {
  const letters: LetterDeps = {
    stores,
    publicUrl: env.VOUCH_PUBLIC_URL.replace(/\/+$/, ''),
    from: env.MAIL_FROM,
    sealKeys: sealKeysOf(sealing),
  };
  return {
    store: stores.deliveries,
    mailer,
    compose: (delivery) => composeLetter(letters, delivery),
    suppressedReason: ({ reportId, recipient }) => suppressedReason(stores, reportId, recipient),
    nowMs: Date.now,
    ...afterSending({
      stores,
      now: Date.now,
      log({ effect, ...about }) {
        logger.warn(effect, about);
        if (effect === 'give-up') metrics.addMetric(METRICS.mailsGivenUp, MetricUnit.Count, 1);
      },
    }),
  };
});

const host = new URL(env.VOUCH_PUBLIC_URL).hostname;

async function sendSealed(sealed: string): Promise<void> {
  const letter = openLetter(sealed, sealKeysOf(await secret()));
  await sendLetter({ mailer, from: env.MAIL_FROM, host, now: Date.now }, letter);
}

/** A message that fails comes back alone; a delivery's own state says whether there is still something to do. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async ({ Records }) => {
    const deps = depsWith(await secret());
    const failed = await Promise.all(Records.map((record) => failureOf(record, deps)));
    return { batchItemFailures: failed.filter((failure) => failure !== undefined) };
  });

async function failureOf(record: SQSRecord, deps: SendDeps): Promise<{ itemIdentifier: string } | undefined> {
  try {
    await handle(Message.parse(JSON.parse(record.body)), deps);
    return undefined;
  } catch (error) {
    logger.error('a delivery message failed', { messageId: record.messageId, error: error as Error });
    return { itemIdentifier: record.messageId };
  }
}

async function handle(message: z.infer<typeof Message>, deps: SendDeps): Promise<void> {
  if ('deliveryId' in message) return send(message.deliveryId, deps);
  if ('sealedLetter' in message) return sendSealed(message.sealedLetter);
  const told = deliveryEventOf(message.detail);
  if (told) await settle(deps, told.deliveryId, told.event);
}

async function send(deliveryId: string, deps: SendDeps): Promise<void> {
  const { kind } = await sendDelivery(deps, deliveryId);
  logger.info('delivery', { deliveryId, outcome: kind });
}
