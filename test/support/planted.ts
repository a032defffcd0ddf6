import type { RouteShape } from '../../shared/domain/schema/route.ts';
import { type IdPool, withKnownIds } from './api-arbitraries.ts';
import type { Tenant } from './api-builders.ts';

/** One of everything that can be made from the examples in the schemas; the ids of it all. */
export async function planted(tenant: Tenant, shapes: readonly RouteShape[]): Promise<IdPool> {
  const pool: IdPool = new Map();
  for (let round = 0; round < 3; round++) {
    for (const shape of shapes) {
      if (shape.method !== 'post' || shape.scope === 'operator') continue;
      // A drop lies under its squad; nothing else is made under another thing and then named by itself.
      const path = shape.path.replace('/v1/squads/{id}/drops', `/v1/squads/${pool.get('sqd')?.[0]}/drops`);
      if (path.includes('{')) continue;
      // Reads weeks of counts that nobody has sealed here: minutes, not milliseconds.
      if (shape.path === '/v1/reports') continue;
      const example = exampleOf(shape);
      if (!example) continue;
      const body = {
        ...withKnownIds(example, pool, round),
        ...(shape.scope === 'public' ? { formToken: tenant.brand.applyToken } : {}),
      };
      const { text } = await tenant.as.post(path, body);
      for (const [id, prefix = ''] of text.matchAll(/\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{16}\b/g)) {
        pool.set(prefix, [...new Set([...(pool.get(prefix) ?? []), id])]);
      }
    }
  }
  return pool;
}

export const exampleOf = (shape: RouteShape): object | undefined =>
  (shape.body?.meta() as { example?: object } | undefined)?.example ?? {};
