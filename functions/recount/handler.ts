import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { announceLate, type RecountDeps } from '../../shared/data/counts/recount.ts';
import { watchMoments } from '../../shared/data/links/watch-moments.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { handOver } from '../../shared/hand-over.ts';
import { type BatchAnswer, recountBatch } from './recount.ts';

const logger = new Logger();
const env = readEnv('recount', process.env);
const sqs = new SQSClient({});
const tables = tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(env));
const stores = createStores({ tables, now: Date.now, random: randomBytes });
const { clicks, counts, newToken } = stores;
const { dedupeSecondsOf, timeZoneOf } = stores.brandSettings;

/** Was something told to webhooks since they were last called? */
let isNews = false;

const deps: RecountDeps = {
  clicks,
  counts,
  announce: announceLate(counts, newToken),
  dedupeSecondsOf,
  counted: watchMoments({
    ...stores,
    timeZoneOf,
    told: () => {
      isNews = true;
    },
    failed: (failure) => logger.warn('moments of links wait for their hour to be sealed', failure as Error),
  }),
};

/** Fed by the click table's stream. Answers the records that must come again. */
export const handler = middy<DynamoDBStreamEvent, BatchAnswer>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const answer = await recountBatch(Records as Parameters<typeof recountBatch>[0], deps);
    if (answer.batchItemFailures.length > 0) {
      logger.error('partitions could not be counted', {
        failed: answer.batchItemFailures.length,
        of: Records.length,
      });
    }
    if (isNews) await callWebhooks();
    return answer;
  });

/** Once for all that a batch told: what is due stands in the table. Uncalled, they come within their minute. */
async function callWebhooks(): Promise<void> {
  isNews = false;
  try {
    await handOver(sqs, env.WEBHOOKS_QUEUE_URL, [{ due: 'now' }]);
  } catch (failure) {
    logger.warn('webhooks wait for their minute', failure as Error);
  }
}
