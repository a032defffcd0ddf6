import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { BrandRecords, Collection } from '../table/records-store.ts';
import type { Tables } from '../table/tables.ts';
import { type Aliased, addAddresses } from './add-addresses.ts';
import type { Made } from './carry-out-plan.ts';
import { freeSlugFinder } from './free-slug.ts';
import { linkShelf, type NamedLink } from './link-shelf.ts';
import { linksOfPosts } from './links-of-posts.ts';
import { type Creation, makeByPlan } from './make-by-plan.ts';
import { type Rewriting, rewritesOf } from './rewrite-links.ts';
import { tidyLinks } from './tidy-links.ts';

/** The records as they are read; changed only by what also rewrites the route. */
export type Links = Pick<Collection<StoredLink>, 'find' | 'get' | 'getMany' | 'list' | 'all' | 'originOf'> & {
  make(creation: Creation): Promise<Made>;
  /** Slugs of links to be made that others have. */
  takenOf(links: readonly NamedLink[]): Promise<string[]>;
  /** A slug that can't be guessed and is the same whenever the same link is made again. */
  freeSlug(linkId: string, place?: Pick<StoredLink, 'domainId'>): Promise<string>;
  /** Changes the record, then what the redirect reads. */
  update(linkId: string, change: (link: StoredLink) => StoredLink, now: number): Promise<StoredLink>;
  /** Further addresses of a link: all of them or, where one is another link's, those before it. Safe to repeat. */
  addAliases(linkId: string, addresses: readonly string[], at: string): Promise<Aliased>;
  /** After the brand's zone or repeat window changed: announce, change, rewrite; of many links the rest is the sweep's. */
  rewriteAll<T>(now: number, change: () => Promise<T>): Promise<T>;
  /** How far the sweep is with what a change of the brand left to it. */
  findRewriting(): Promise<Rewriting | undefined>;
  /** After something of these posts changed that their routes are made of: announce, change, rewrite. */
  rewriteOfPosts<T>(postIds: readonly string[], now: number, change: () => Promise<T>): Promise<T>;
  /** Has the sweep rewrite every route, if one of them is old; `name` says why, and only once. */
  rewriteIfOld(name: string, isOld: (route: LinkRoute) => boolean): Promise<void>;
  listOfPost(postId: string): Promise<StoredLink[]>;
  /** The same of a page of posts, in the order of their ids: asked at once, not post by post. */
  listOfPosts(postIds: readonly string[]): Promise<StoredLink[]>;
  /** Finishes what was left half done; how many. */
  tidy(now: number): Promise<number>;
};

export function linksOf(
  tables: Tables,
  records: BrandRecords,
  options: { slugSecret?: Uint8Array | undefined; routeChanged?: ((slug: string) => void) | undefined },
): Links {
  const shelf = linkShelf(tables, records, options.routeChanged);
  const { find, get, getMany, list, all, originOf } = shelf.links;
  const lists = linksOfPosts(shelf);
  return {
    ...{ find, get, getMany, list, all, originOf },
    ...lists,
    ...rewritesOf(shelf, lists.listOfPost),
    make: (creation) => makeByPlan(shelf, creation),
    async takenOf(wanted) {
      const free = await Promise.all(wanted.map((link) => shelf.routesOf(link).isFree(link.slug, link.id)));
      return wanted.flatMap(({ slug }, index) => (free[index] ? [] : [slug]));
    },
    freeSlug: freeSlugFinder(shelf, options.slugSecret),
    addAliases: (linkId, addresses, at) => addAddresses(shelf, linkId, addresses, at),
    tidy: (now) => tidyLinks(shelf, now),
  };
}
