import type { LinkRoute } from '../../domain/link/link-route.ts';
import { andThen, type Soon } from '../../domain/soon.ts';
import type { DomainHolder } from './domain-lookup.ts';
import { slugInSpace } from './link-route-item.ts';

/** At once where it is remembered. */
type FindRoute = (name: string) => Soon<LinkRoute | undefined>;

/**
 * The link of an address on a brand's own domain: its own slugs come before those that its brand has among the shared
 * ones.
 */
export function routeOnDomain(
  address: string,
  domain: DomainHolder,
  findRoute: FindRoute,
): Soon<LinkRoute | undefined> {
  const own = findRoute(slugInSpace(address, domain.id));
  const found = andThen(own, (route) => route ?? findRoute(address));
  return andThen(found, (route) => (route?.brandId === domain.brandId ? route : undefined));
}
