import type { LinkRoute } from '../../domain/link/link-route.ts';
import { foldSlug, placeOfSlug } from '../../domain/link/slug.ts';
import { foldKey, type Key, slugKey } from '../table/keys.ts';
import { type Row, textOf } from '../table/row.ts';

/** Links without a domain of their own live under this one. */
export const DEFAULT_DOMAIN = '-';

/** The slug item's key. */
export const routeKey = (slug: string, domain = DEFAULT_DOMAIN): Key => slugKey(domain, placeOfSlug(slug));

/** The key of what says whose all spellings of the slug are. */
export const spellingKey = (slug: string, domain = DEFAULT_DOMAIN): Key => foldKey(domain, foldSlug(slug));

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

/** Exact addresses at this place that lead to other links: address → slug. */
export function twinsOf(row: Row | undefined): Readonly<Record<string, string>> {
  const json = row && textOf(row, 'twins');
  return json ? (JSON.parse(json) as Record<string, string>) : {};
}

/**
 * The link that was given this very spelling, else the one that holds all spellings that look like it. An alias is a
 * spelling that names another slug; one that looks like another link's is a twin, and only that exact.
 */
export async function findSpelled(
  slug: string,
  rowAt: (key: Key) => Promise<Row | undefined>,
): Promise<LinkRoute | undefined> {
  const routeAt = async (spelling: string) => {
    const row = await rowAt(routeKey(spelling));
    return row && rowToRoute(row);
  };
  const row = await rowAt(routeKey(slug));
  const twins = twinsOf(row);
  if (Object.hasOwn(twins, slug)) return routeAt(twins[slug] as string);
  const exact = row && rowToRoute(row);
  if (exact) return exact;
  const holder = textOf((await rowAt(spellingKey(slug))) ?? {}, 'slug');
  return holder === undefined ? undefined : routeAt(holder);
}
