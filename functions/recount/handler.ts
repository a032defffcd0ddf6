import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createBrandSettings } from '../../shared/data/access/brand-settings.ts';
import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { announceLate, type RecountDeps } from '../../shared/data/counts/recount.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { readEnv, tablesOf } from '../../shared/env.ts';
import { type BatchAnswer, recountBatch } from './recount.ts';

const logger = new Logger();
const tables = tablesOn(withoutLogging(new DynamoDBClient({})), tablesOf(readEnv('recount', process.env)));
const counts = createCountStore(tables);

const deps: RecountDeps = {
  clicks: createClickStore(tables),
  counts,
  announce: announceLate(counts, () => randomBytes(9).toString('base64url')),
  dedupeSecondsOf: createBrandSettings(tables, Date.now).dedupeSecondsOf,
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
    return answer;
  });
