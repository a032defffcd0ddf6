import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readSecretParameter } from '../../shared/data/access/secret-parameter.ts';
import { type DrainDeps, drainClicks } from '../../shared/data/chores/drain.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { withoutLogging } from '../../shared/data/table/sdk.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { readClickKeys } from '../../shared/domain/click/click-keys.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { firstSuccess } from '../../shared/first-success.ts';

const env = readEnv('drain', process.env);
const tables = tablesOf(env);
const logger = new Logger();
const ssm = new SSMClient({});
const counts = createCountStore(withoutLogging(new DynamoDBClient({})), tables);
const wire = wireFromEnvironment('dynamodb', process.env);

const ready = firstSuccess(
  async (): Promise<DrainDeps> => ({
    wire,
    tables,
    clickKeys: readClickKeys(await readSecretParameter(ssm, env.CLICK_KEYS_PARAMETER)),
    counts,
    newToken: () => randomBytes(9).toString('base64url'),
    now: Date.now,
  }),
);

/** Spilled clicks into the table, each under the key it was born with. A click that fails comes back alone. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const deps = await ready();
    const failed = await Promise.all(Records.map((record) => failureOf(record, deps)));
    return { batchItemFailures: failed.filter((failure) => failure !== undefined) };
  });

async function failureOf(
  record: SQSRecord,
  deps: DrainDeps,
): Promise<{ itemIdentifier: string } | undefined> {
  try {
    await drainClicks([JSON.parse(record.body) as Click], deps);
    return undefined;
  } catch (error) {
    logger.error('a spilled click could not be written', {
      messageId: record.messageId,
      error: error as Error,
    });
    return { itemIdentifier: record.messageId };
  }
}
