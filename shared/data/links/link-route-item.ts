import type { LinkRoute } from '../../domain/link/link-route.ts';
import { foldSlug } from '../../domain/link/slug.ts';
import { type Item, textOf } from '../table/attribute.ts';
import { type Key, slugKey } from '../table/keys.ts';

/** Links without a domain of their own live under this one. */
export const DEFAULT_DOMAIN = '-';

/** The slug item's key, for any spelling of the slug. */
export const routeKey = (slug: string, domain = DEFAULT_DOMAIN): Key => slugKey(domain, foldSlug(slug));

/** The route as an item. `linkId` stands beside the document so that a reservation can be conditioned on it. */
export function routeToItem(route: LinkRoute, domain = DEFAULT_DOMAIN): Item {
  const key = routeKey(route.slug, domain);
  return {
    pk: { S: key.pk },
    sk: { S: key.sk },
    linkId: { S: route.linkId },
    brandId: { S: route.brandId },
    route: { S: JSON.stringify(route) },
  };
}

export function itemToRoute(item: Readonly<Record<string, unknown>>): LinkRoute | undefined {
  const json = textOf(item, 'route');
  return json ? (JSON.parse(json) as LinkRoute) : undefined;
}
