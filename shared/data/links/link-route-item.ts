import type { LinkRoute } from '../../domain/link/link-route.ts';
import { foldSlug, placeOfSlug } from '../../domain/link/slug.ts';
import { foldKey, type Key, slugKey } from '../table/keys.ts';
import { type Row, textOf } from '../table/row.ts';

/** Where links live that are on no domain of a brand's own. Each of those is a space of its own, named by its id. */
export const DEFAULT_DOMAIN = '-';

/** What the redirect's memory calls a slug: in the space of a brand's own domain with the domain before it. */
export const slugInSpace = (slug: string, space: string | undefined): string =>
  space === undefined ? slug : `${space}#${slug}`;
/** No address of a link holds a "#". */
export function readSlugInSpace(name: string): { slug: string; space?: string } {
  const at = name.indexOf('#');
  return at < 0 ? { slug: name } : { slug: name.slice(at + 1), space: name.slice(0, at) };
}

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
  space = DEFAULT_DOMAIN,
): Promise<LinkRoute | undefined> {
  const routeAt = async (spelling: string) => {
    const row = await rowAt(routeKey(spelling, space));
    return row && rowToRoute(row);
  };
  const row = await rowAt(routeKey(slug, space));
  const twins = twinsOf(row);
  if (Object.hasOwn(twins, slug)) return routeAt(twins[slug] as string);
  const exact = row && rowToRoute(row);
  if (exact) return exact;
  const holder = textOf((await rowAt(spellingKey(slug, space))) ?? {}, 'slug');
  return holder === undefined ? undefined : routeAt(holder);
}
