import type { BrandStores } from '../../shared/data/stores.ts';
import type { RouteShape } from '../../shared/domain/schema/route.ts';
import type { Handler } from './http/call.ts';
import { Refusal } from './http/refusal.ts';

/**
 * Around every write to the catalog, and before it is acknowledged, tells the readers that theirs is outdated. A bulk that
 * is only tried outdates nothing.
 */
export function watchingCatalog<R extends RouteShape>(shape: R, handler: Handler<R>): Handler<R> {
  if (!shape.changesCatalogue) return handler;
  return async (call) => {
    const { stores, query } = call as { stores?: BrandStores; query?: { dryRun?: string } };
    if (query?.dryRun === 'true') return handler(call);
    await stores?.catalogChanging();
    const answer = await handler(call);
    if (!(answer instanceof Refusal)) await stores?.catalogChanged();
    return answer;
  };
}
