import { createDomainLookup } from '../../shared/data/links/domain-lookup.ts';
import { createFallbackLookup } from '../../shared/data/links/fallback-lookup.ts';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import type { TableNames } from '../../shared/data/table/table-shape.ts';
import type { Wire } from '../../shared/data/table/wire.ts';
import { createDomainFinder } from './domain-finder.ts';
import { createRouteCache, type RouteCacheOptions } from './route-cache.ts';

/** What followers ask of the table, each answer remembered for a while; `publicHost`: the one that all brands share. */
export function createFinders(
  wire: Wire,
  tables: Pick<TableNames, 'records'>,
  {
    publicHost,
    ...cached
  }: Pick<RouteCacheOptions, 'now' | 'deadlineMs'> & { publicHost: string | undefined },
) {
  const routes = createRouteCache(createRouteLookup(wire, tables), cached);
  const hosts = createRouteCache(createDomainLookup(wire, tables), cached);
  const fallbacks = createRouteCache(createFallbackLookup(wire, tables), cached);
  return {
    finders: {
      findDomain: createDomainFinder(hosts.find, () => publicHost),
      findRoute: routes.find,
      findFallback: fallbacks.find,
    },
    /** Of a slug, or of a host: who changed it needs not wait until it is old. */
    forget(name: string): void {
      routes.forget(name);
      hosts.forget(name);
    },
  };
}
