import type { LinkRoute } from '../../domain/link/link-route.ts';
import { foldSlug } from '../../domain/link/slug.ts';
import { type Key, slugKey } from '../table/keys.ts';
import { type Row, textOf } from '../table/row.ts';

/** Links without a domain of their own live under this one. */
export const DEFAULT_DOMAIN = '-';

/** The slug item's key, for any spelling of the slug. */
export const routeKey = (slug: string, domain = DEFAULT_DOMAIN): Key => slugKey(domain, foldSlug(slug));

/** The route as a row. `linkId` stands beside the document so that a reservation can be conditioned on it. */
export const routeToRow = (route: LinkRoute, domain = DEFAULT_DOMAIN) => ({
  ...routeKey(route.slug, domain),
  linkId: route.linkId,
  brandId: route.brandId,
  route: JSON.stringify(route),
});

export function rowToRoute(row: Row): LinkRoute | undefined {
  const json = textOf(row, 'route');
  return json ? (JSON.parse(json) as LinkRoute) : undefined;
}
