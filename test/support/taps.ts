import { createDomainFinder } from '../../functions/redirect/domain-finder.ts';
import { redirect } from '../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../functions/redirect/repeat-memory.ts';
import { createShardChooser } from '../../functions/redirect/shard-chooser.ts';
import { createDomainLookup } from '../../shared/data/links/domain-lookup.ts';
import { createFallbackLookup } from '../../shared/data/links/fallback-lookup.ts';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { countedBytes, type TestApi } from './api-builders.ts';
import { IPHONE } from './builders.ts';
import type { countingOf } from './counting.ts';
import { type Engine, wireTo } from './engine.ts';

/** Followers who tap a link now: through the real redirect, and counted at once. */
export function tapsOn(engine: Engine, api: TestApi, counting: ReturnType<typeof countingOf>) {
  const wire = wireTo(engine);
  const random = countedBytes('taps');
  const kept: Click[] = [];
  const deps = {
    findDomain: createDomainFinder(
      createDomainLookup(wire, engine.tables),
      () => new URL(api.deps.publicUrl).hostname,
    ),
    findRoute: createRouteLookup(wire, engine.tables),
    findFallback: createFallbackLookup(wire, engine.tables),
    findSalt: async () => Buffer.alloc(16, 5),
    keep: async (click: Click) => void kept.push(click),
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys: api.deps.clickKeys,
    now: () => api.clock.now,
    randomBytes: random,
  };
  let followers = 0;
  return async (slug: string, headers: Record<string, string> = {}) => {
    const address = `203.0.113.${++followers % 250}`;
    const request = { method: 'GET', path: `/${slug}`, query: '', address };
    const answer = await redirect({ ...request, headers: { 'user-agent': IPHONE, ...headers } }, deps);
    await counting.take(kept.splice(0));
    return answer;
  };
}
