import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { readSecretParameter, sealKeysOf } from '../../shared/data/access/secret-parameter.ts';
import { createStores } from '../../shared/data/stores.ts';
import { tablesOn, withoutLogging } from '../../shared/data/table/sdk.ts';
import { triedAgain } from '../../shared/data/table/tried-again.ts';
import { wireFromEnvironment } from '../../shared/data/table/wire-from-environment.ts';
import { readEnv } from '../../shared/env.ts';
import { KEYS_LIVE_MS, renewing } from '../../shared/renewing.ts';
import { deliverDue, type WebhookDeps } from './deliver-due.ts';
import { createRoads } from './roads.ts';
import { sendSafely } from './send-safely.ts';

const env = readEnv('webhooks', process.env);
const logger = new Logger();
const ssm = triedAgain(wireFromEnvironment('ssm', process.env));
const stores = createStores({
  tables: tablesOn(withoutLogging(new DynamoDBClient({})), {
    records: env.RECORDS_TABLE,
    clicks: '',
    counts: '',
  }),
  now: Date.now,
  random: randomBytes,
});
/** The next minute's run begins when this one should be over. */
const WORKING_MS = 50_000;

const secret = renewing(() => readSecretParameter(ssm, env.SEALING_KEY_PARAMETER), { everyMs: KEYS_LIVE_MS });

const roads = createRoads();

const ready = async (): Promise<WebhookDeps> => ({
  stores,
  sealKeys: sealKeysOf(await secret()),
  now: Date.now,
  dice: Math.random,
  send: sendSafely,
  roads,
});

/**
 * Every minute, and when a queue says that there is something new: sends what is due until nothing is, or until the
 * minute is nearly over. What a message says is only that.
 */
export const handler = middy()
  .use(injectLambdaContext(logger))
  .handler(async (_event: unknown, _context: Context) => {
    const deps = await ready();
    const until = Date.now() + WORKING_MS;
    let tried = 0;
    for (let last = -1; last !== 0 && Date.now() < until; tried += last) last = await deliverDue(deps);
    logger.info('webhooks', { tried });
    return { tried, batchItemFailures: [] };
  });
