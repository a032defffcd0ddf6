import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createApi } from '../../../functions/api/app.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { type apiDeps, caller, SLUG_SECRET } from '../../support/api-builders.ts';
import type { Engine } from '../../support/engine.ts';
import type { FaultProxy } from '../fault-proxy.ts';

const ATTEMPTS = 3;
/** As often as the SDK's own, without its pauses: what a run proves doesn't take longer for them. */
const AT_ONCE = {
  acquireInitialRetryToken: async () => tokenOf(0),
  refreshRetryTokenForRetry: async (token: { getRetryCount: () => number }) => {
    const count = token.getRetryCount() + 1;
    if (count >= ATTEMPTS) throw new Error('no more attempts');
    return tokenOf(count);
  },
  recordSuccess: () => {},
};
const tokenOf = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 });

/**
 * A process of its own: once killed, none of its calls reaches the store or comes back. It knows no time-out: the proxy
 * cuts off who hangs, at the pace of the run.
 */
export function openProcess(
  proxy: FaultProxy,
  names: Engine['tables'],
  base: ReturnType<typeof apiDeps>,
  key: string,
) {
  let dead = false;
  const client = new DynamoDBClient({
    endpoint: proxy.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    retryStrategy: AT_ONCE,
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      if (dead) throw new Error('the process is dead');
      const answer = await next(args);
      if (dead) throw new Error('the process is dead');
      return answer;
    },
    // Within the SDK's own repeats.
    { step: 'finalizeRequest', priority: 'low', name: 'mortality' },
  );
  const stores = createStores({ ...base, tables: tablesOn(client, names), slugSecret: SLUG_SECRET });
  return {
    stores,
    as: caller(createApi({ ...base, stores, log: () => {} }), key),
    kill: () => {
      dead = true;
    },
  };
}
