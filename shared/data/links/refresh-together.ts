import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { type Failure, inLanesApart } from '../table/lanes.ts';
import { inPortions } from '../table/write-many.ts';
import { rowToRoute } from './link-route-item.ts';
import type { LinkShelf } from './link-shelf.ts';

/** Routes that are written at once. */
const LANES = 10;
/** Links that are read together. */
export const READ_TOGETHER = 100;

/**
 * What redirects read of these links, as `refresh` writes it, but read together: rows, links, posts and brand are asked for once for all of
 * them. The rows are read first, so whoever changes a source or a row afterwards is noticed: that link is written by itself.
 * One that fails stops no other.
 */
export async function refreshTogether(
  shelf: LinkShelf,
  links: readonly StoredLink[],
): Promise<Failure<StoredLink>[]> {
  const failures: Failure<StoredLink>[] = [];
  for (const { some, routes, rows } of await rowsByDomain(shelf, links)) {
    const sources = await shelf.sourcesOf(some.map(({ id }) => id));
    const write = async (link: StoredLink) => {
      const source = sources.get(link.id);
      const isWritten = source && (await routes.writeOver(link.slug, rows.get(link.slug), source));
      if (isWritten) shelf.tellChanged(link);
      else await shelf.refresh(link);
    };
    failures.push(...(await inLanesApart(LANES, some, write)));
  }
  return failures;
}

/** The same of any number of them. */
export async function refreshAll(
  shelf: LinkShelf,
  links: readonly StoredLink[],
): Promise<Failure<StoredLink>[]> {
  const failures: Failure<StoredLink>[] = [];
  for (const some of inPortions(links, READ_TOGETHER)) failures.push(...(await refreshTogether(shelf, some)));
  return failures;
}

/** What redirects read of these links now. */
export async function routesOfAll(shelf: LinkShelf, links: readonly StoredLink[]): Promise<LinkRoute[]> {
  const all = await rowsByDomain(shelf, links);
  return all.flatMap(({ rows }) => [...rows.values()].flatMap((row) => rowToRoute(row) ?? []));
}

/** The rows of their routes, asked for together; each domain has its own space of slugs. */
async function rowsByDomain(shelf: LinkShelf, links: readonly StoredLink[]) {
  const domains = [...new Set(links.map(({ domainId }) => domainId))];
  return Promise.all(
    domains.map(async (domainId) => {
      const some = links.filter((link) => link.domainId === domainId);
      const routes = shelf.routesOf(domainId ? { domainId } : {});
      return { some, routes, rows: await routes.rowsOf(some.map(({ slug }) => slug)) };
    }),
  );
}
