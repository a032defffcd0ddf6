import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readSecretParameter } from '../../shared/data/access/secret-parameter.ts';
import { type DrainDeps, drainClicks } from '../../shared/data/chores/drain.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { triedAgain } from '../../shared/data/table/tried-again.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import { rescuedClick } from '../../shared/domain/click/rescued-click.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { KEYS_LIVE_MS, renewing } from '../../shared/renewing.ts';

const env = readEnv('drain', process.env);
const names = tablesOf(env);
const logger = new Logger();
const ssm = triedAgain(wireFromEnvironment('ssm', process.env));
const counts = createCountStore(tablesOn(withoutLogging(new DynamoDBClient({})), names));
const wire = wireFromEnvironment('dynamodb', process.env);

const clickKeys = renewing(
  async () => readClickKeys(await readSecretParameter(ssm, env.CLICK_KEYS_PARAMETER)),
  { everyMs: KEYS_LIVE_MS },
);

const ready = async (): Promise<DrainDeps> => ({
  wire,
  names,
  clickKeys: await clickKeys(),
  counts,
  newToken: () => randomBytes(9).toString('base64url'),
  now: Date.now,
});

/** Spilled and rescued clicks into the table, each under the key it was born with. A click that fails comes back alone. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const deps = await ready();
    const failed = await Promise.all(Records.map((record) => failureOf(record, deps)));
    return { batchItemFailures: failed.filter((failure) => failure !== undefined) };
  });

/** A spilled click is bare; one that an operator sends back from a log stands under its mark. */
function clickIn({ body }: SQSRecord, { clickKeys }: DrainDeps): Click {
  const click = rescuedClick(JSON.parse(body), clickKeys);
  if (!click) throw new Error('the message holds no click of ours');
  return click;
}

async function failureOf(
  record: SQSRecord,
  deps: DrainDeps,
): Promise<{ itemIdentifier: string } | undefined> {
  try {
    await drainClicks([clickIn(record, deps)], deps);
    return undefined;
  } catch (error) {
    logger.error('a spilled click could not be written', {
      messageId: record.messageId,
      error: error as Error,
    });
    return { itemIdentifier: record.messageId };
  }
}
