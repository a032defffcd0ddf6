import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { DomainHolder } from './domain-lookup.ts';
import { slugInSpace } from './link-route-item.ts';

/** At once where it is remembered. */
type FindRoute = (name: string) => LinkRoute | undefined | Promise<LinkRoute | undefined>;

/**
 * The link of an address on a brand's own domain: its own slugs come before those that its brand has among the shared
 * ones.
 */
export async function routeOnDomain(
  address: string,
  domain: DomainHolder,
  findRoute: FindRoute,
): Promise<LinkRoute | undefined> {
  const route = (await findRoute(slugInSpace(address, domain.id))) ?? (await findRoute(address));
  return route?.brandId === domain.brandId ? route : undefined;
}
