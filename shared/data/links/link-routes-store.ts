import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { zoneOffsets } from '../../domain/time/week.ts';
import { limitedKey, linkOwnerKey } from '../table/keys.ts';
import type { Stored } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';
import { undisturbed } from '../table/undisturbed.ts';
import { giveAlias } from './give-alias.ts';
import {
  DEFAULT_DOMAIN,
  findSpelled,
  routeKey,
  routeToRow,
  rowToRoute,
  spellingKey,
} from './link-route-item.ts';
import { asRead, nobodys, type Owner, type SlugSpace, takeRow } from './slug-row.ts';

/** What is read anew each time a route is written: the newest word on link, platform and brand. */
export type RouteSources = {
  link: StoredLink;
  platform: string | undefined;
  brand: Brand;
  /** Where the link's post belongs to a drop. */
  waits?: Waits | undefined;
};

/** Until when the link of an embargoed drop leads nowhere, and where meanwhile. */
export type Waits = Pick<LinkRoute, 'opensAt' | 'earlyDestination'>;

/**
 * Slug items: the reservation of a slug, and what the redirect reads. A route is derived from the link and the brand
 * and can be derived again at any time.
 */
export type LinkRoutes = {
  /** A reservation leads nowhere until its route is written. */
  reserve(slug: string, owner: Owner): Promise<'reserved' | 'taken'>;
  isFree(slug: string, linkId: string): Promise<boolean>;
  /**
   * A further address of a link: all that looks like it where nobody has that, else that exact spelling, unless it is
   * another's. Once given it stays.
   */
  alias(address: string, owner: Owner, slug: string): Promise<'given' | 'taken'>;
  /** For links from before case was folded: all that looks like the slug is its own, unless a twin came first. */
  claimSpellings(slug: string, owner: Owner): Promise<void>;
  /** Gives a reservation back that never led anywhere. */
  release(slug: string, linkId: string): Promise<void>;
  /** Writes the route anew from its sources; repeats when somebody else wrote in between. */
  refresh(slug: string, sources: () => Promise<RouteSources>): Promise<void>;
  /** What stands at these slugs, asked for together; missing where nothing does. */
  rowsOf(slugs: readonly string[]): Promise<ReadonlyMap<string, Stored>>;
  /** The route from sources that were read after the row; false when somebody else wrote since. */
  writeOver(slug: string, row: Stored | undefined, sources: RouteSources): Promise<boolean>;
  find(slug: string): Promise<LinkRoute | undefined>;
  /** The counted clicks reached this limit; a limit that was raised meanwhile is left alone. */
  close(slug: string, clickLimit: number): Promise<void>;
  /** For those who hold a link id and no brand. */
  noteOwner(linkId: string, brandId: string): Promise<void>;
};

export function linkRoutesIn(tables: Tables, space: string = DEFAULT_DOMAIN): LinkRoutes {
  const { records: table } = tables;
  const at: SlugSpace = { table, space };
  const read = (slug: string) => table.get(routeKey(slug, space));
  const takeSpellings = (slug: string, { linkId, brandId }: Owner) =>
    takeRow(table, { ...spellingKey(slug, space), linkId, brandId, slug });

  return {
    async reserve(slug, { linkId, brandId }) {
      if (!(await takeSpellings(slug, { linkId, brandId }))) return 'taken';
      if (await takeRow(table, { ...routeKey(slug, space), linkId, brandId })) return 'reserved';
      await giveSpellingsBack(at, slug, linkId);
      return 'taken';
    },
    async isFree(slug, linkId) {
      const rows = await Promise.all([read(slug), table.get(spellingKey(slug, space))]);
      return rows.every((row) => !row || row.released === true || row.linkId === linkId);
    },
    alias: (address, owner, slug) => giveAlias(at, address, owner, slug),
    async claimSpellings(slug, owner) {
      await takeSpellings(slug, owner);
    },
    release: (slug, linkId) =>
      undisturbed(`release of ${slug}`, () => releaseOnce(at, slug, linkId), MOST_REFRESHES),
    refresh: (slug, sources) =>
      undisturbed(`route of ${slug}`, () => refreshOnce(at, slug, sources), MOST_REFRESHES),
    async rowsOf(slugs) {
      const keys = new Map(slugs.map((slug) => [routeKey(slug, space).pk, slug]));
      const rows = await table.getMany(slugs.map((slug) => routeKey(slug, space)));
      return new Map(rows.map((row) => [keys.get(row.pk) ?? '', row]));
    },
    writeOver: (slug, row, sources) => writeOver(at, slug, row, sources),
    find: (slug) => findSpelled(slug, (key) => table.get(key), space),
    close: (slug, clickLimit) =>
      undisturbed(`limit of ${slug}`, () => closeOnce(at, slug, clickLimit), MOST_REFRESHES),
    noteOwner: (linkId, brandId) => table.put({ ...linkOwnerKey(linkId), brandId }),
  };
}

async function refreshOnce(at: SlugSpace, slug: string, sources: () => Promise<RouteSources>) {
  const before = await at.table.get(routeKey(slug, at.space));
  return (await writeOver(at, slug, before, await sources())) ? { done: undefined } : undefined;
}

async function writeOver(
  { table, space }: SlugSpace,
  slug: string,
  before: Stored | undefined,
  sources: RouteSources,
): Promise<boolean> {
  const next = routeOf(sources, before && rowToRoute(before));
  if (before?.linkId !== next.linkId) throw new Error(`slug ${slug} of ${next.linkId} is not reserved`);
  // Exact addresses of other links at this place stay, whoever writes its route.
  const row = { ...routeToRow(next, space), twins: before.twins };
  // Said before the route can be followed, so that no limited link goes unwatched.
  const { brandId, linkId, clickLimit } = next;
  if (clickLimit && !next.limitReached) await table.put({ ...limitedKey(brandId, linkId), clickLimit });
  if (row.route === before.route) return true;
  const { condition, values } = asRead(before);
  return (await table.putIf(row, condition, values)) === 'done';
}

async function closeOnce({ table, space }: SlugSpace, slug: string, clickLimit: number) {
  const before = await table.get(routeKey(slug, space));
  const route = before && rowToRoute(before);
  if (!before || route?.clickLimit !== clickLimit) return { done: undefined };
  const { condition, values } = asRead(before);
  const closed = routeToRow({ ...route, limitReached: true }, space);
  const outcome = await table.putIf({ ...closed, twins: before.twins }, condition, values);
  return outcome === 'done' ? { done: undefined } : undefined;
}

/** Gives back what never led anywhere; what others were given there meanwhile stays theirs. */
async function releaseOnce({ table, space }: SlugSpace, slug: string, linkId: string) {
  const key = routeKey(slug, space);
  const before = await table.get(key);
  if (before?.route !== undefined) return { done: undefined };
  if (before?.linkId === linkId) {
    const { condition, values } = asRead(before);
    if ((await table.putIf(nobodys(key, before.twins), condition, values)) !== 'done') return undefined;
  }
  await giveSpellingsBack({ table, space }, slug, linkId);
  return { done: undefined };
}

const giveSpellingsBack = ({ table, space }: SlugSpace, slug: string, linkId: string) =>
  table.putIf(nobodys(spellingKey(slug, space)), 'linkId = :me', { ':me': linkId });

const MOST_REFRESHES = 50;

/** Then a link that nobody has touched since asks the calendar again. */
const OFFSET_YEARS = 10;

/** What the redirect needs, from the records; `limitReached` is recount's to say while the limit stays the same. */
function routeOf({ link, platform, brand, waits }: RouteSources, before: LinkRoute | undefined): LinkRoute {
  return {
    slug: link.slug,
    linkId: link.id,
    brandId: brand.id,
    ...(link.postId ? { postId: link.postId } : {}),
    ...(platform ? { platform } : {}),
    destination: link.destination,
    status: link.status,
    ...(link.expiresAt ? { expiresAt: Date.parse(link.expiresAt) } : {}),
    ...(link.expiredDestination ? { expiredDestination: link.expiredDestination } : {}),
    ...(link.clickLimit ? { clickLimit: link.clickLimit } : {}),
    ...(link.clickLimit && before?.limitReached && before.clickLimit === link.clickLimit
      ? { limitReached: true }
      : {}),
    ...waits,
    ...(link.utm ? { utm: link.utm } : {}),
    ...(link.targeting ? { targeting: link.targeting } : {}),
    timeZone: brand.timeZone,
    offsets: zoneOffsets(brand.timeZone, Number(link.updatedAt.slice(0, 4)), OFFSET_YEARS),
    dedupeSeconds: brand.attribution.clickDedupe,
  };
}
