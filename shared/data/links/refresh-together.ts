import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { type Failure, inLanesApart } from '../table/lanes.ts';
import type { LinkShelf } from './link-shelf.ts';

/** Routes that are written at once. */
const LANES = 10;

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
  for (const domainId of new Set(links.map((link) => link.domainId))) {
    const some = links.filter((link) => link.domainId === domainId);
    const routes = shelf.routesOf(domainId ? { domainId } : {});
    const rows = await routes.rowsOf(some.map(({ slug }) => slug));
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
