import type { BrandId } from '../../shared/domain/schema/common.ts';
import type { RouteShape } from '../../shared/domain/schema/route.ts';
import type { ApiDeps } from './deps.ts';
import type { Handler } from './http/call.ts';
import { Refusal } from './http/refusal.ts';

/** What reports read whole and keep in memory. */
const CATALOG = /^\/v1\/(creators|applications|campaigns|squads|posts|links|spend|engagement|fx|erasures)\b/;

/** After every write to the catalog, and before it is acknowledged, tells the readers that theirs is outdated. */
export function watchingCatalog<R extends RouteShape>(
  shape: R,
  handler: Handler<R>,
  deps: ApiDeps,
): Handler<R> {
  if (shape.method === 'get' || !CATALOG.test(shape.path)) return handler;
  const versions = deps.stores.catalogVersions;
  return async (call) => {
    const answer = await handler(call);
    const { brandId } = call as { brandId?: BrandId };
    if (!(answer instanceof Refusal) && brandId)
      await versions.change(brandId, Buffer.from(deps.random(9)).toString('base64url'));
    return answer;
  };
}
