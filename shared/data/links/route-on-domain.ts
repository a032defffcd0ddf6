import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { DomainHolder } from './domain-lookup.ts';
import { slugInSpace } from './link-route-item.ts';

type FindRoute = (name: string) => Promise<LinkRoute | undefined>;

/**
 * The link of an address on a brand's own domain: its own slugs come before those that its brand has among the shared
 * ones. `domain` undefined: the one that all brands share.
 */
export async function routeOnDomain(
  address: string,
  domain: DomainHolder | undefined,
  findRoute: FindRoute,
): Promise<LinkRoute | undefined> {
  if (!domain) return findRoute(address);
  const route = (await findRoute(slugInSpace(address, domain.id))) ?? (await findRoute(address));
  return route?.brandId === domain.brandId ? route : undefined;
}
