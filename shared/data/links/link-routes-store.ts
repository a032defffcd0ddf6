import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { zoneOffsets } from '../../domain/time/week.ts';
import { type Key, limitedKey, linkOwnerKey } from '../table/keys.ts';
import { type Row, textOf } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';
import type { Table } from '../table/table.ts';
import { undisturbed } from '../table/undisturbed.ts';
import { giveAlias, SAME_TWINS } from './give-alias.ts';
import { findSpelled, routeKey, routeToRow, rowToRoute, spellingKey } from './link-route-item.ts';

type Owner = { linkId: string; brandId: string };

/** What is read anew each time a route is written: the newest word on link, platform and brand. */
export type RouteSources = {
  link: StoredLink;
  platform: string;
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
  find(slug: string): Promise<LinkRoute | undefined>;
  /** The counted clicks reached this limit; a limit that was raised meanwhile is left alone. */
  close(slug: string, clickLimit: number): Promise<void>;
  /** For those who hold a link id and no brand. */
  noteOwner(linkId: string, brandId: string): Promise<void>;
};

export function linkRoutesIn(tables: Tables): LinkRoutes {
  const { records: table } = tables;
  const read = (slug: string) => table.get(routeKey(slug));
  /** Takes what is free, or says whether it is the owner's already. */
  const take = async ({ pk, sk }: Key, owner: Owner & { slug?: string }): Promise<boolean> =>
    (await table.putIf({ pk, sk, ...owner }, FREE)) === 'done' ||
    (await table.get({ pk, sk }))?.linkId === owner.linkId;
  const takeSpellings = (slug: string, { linkId, brandId }: Owner) =>
    take(spellingKey(slug), { linkId, brandId, slug });
  const giveBack = (key: Key, linkId: string, condition: string) => {
    const row = { ...key, linkId: 'none', brandId: 'none', released: true };
    return table.putIf(row, condition, { ':me': linkId });
  };

  return {
    async reserve(slug, { linkId, brandId }) {
      if (!(await takeSpellings(slug, { linkId, brandId }))) return 'taken';
      if (await take(routeKey(slug), { linkId, brandId })) return 'reserved';
      await giveBack(spellingKey(slug), linkId, MINE);
      return 'taken';
    },
    async isFree(slug, linkId) {
      const rows = await Promise.all([read(slug), table.get(spellingKey(slug))]);
      return rows.every((row) => !row || row.released === true || row.linkId === linkId);
    },
    alias: (address, owner, slug) => giveAlias(table, address, owner, slug),
    async claimSpellings(slug, owner) {
      await takeSpellings(slug, owner);
    },
    async release(slug, linkId) {
      if ((await read(slug))?.route !== undefined) return;
      await giveBack(routeKey(slug), linkId, `${MINE} AND attribute_not_exists(route)`);
      await giveBack(spellingKey(slug), linkId, MINE);
    },
    refresh: (slug, sources) =>
      undisturbed(`route of ${slug}`, () => refreshOnce(table, slug, sources), MOST_REFRESHES),
    find: (slug) => findSpelled(slug, (key) => table.get(key)),
    async close(slug, clickLimit) {
      const before = await read(slug);
      const route = before && rowToRoute(before);
      if (!before || route?.clickLimit !== clickLimit) return;
      const row = withTwins(routeToRow({ ...route, limitReached: true }), before);
      const values = { ':was': textOf(before, 'route') ?? '', ':twins': textOf(before, 'twins') };
      await table.putIf(row, `route = :was AND ${SAME_TWINS(before)}`, values);
    },
    noteOwner: (linkId, brandId) => table.put({ ...linkOwnerKey(linkId), brandId }),
  };
}

async function refreshOnce(table: Table, slug: string, sources: () => Promise<RouteSources>) {
  const before = await table.get(routeKey(slug));
  const next = routeOf(await sources(), before && rowToRoute(before));
  if (before?.linkId !== next.linkId) throw new Error(`slug of ${next.linkId} is not reserved`);
  const row = withTwins(routeToRow(next), before);
  const was = textOf(before, 'route');
  // Said before the route can be followed, so that no limited link goes unwatched.
  if (next.clickLimit && !next.limitReached) await table.put(limitedKey(next.brandId, next.linkId));
  if (row.route === was) return { done: undefined };
  const unchanged = was === undefined ? 'attribute_not_exists(route)' : 'route = :was';
  const values = { ':me': next.linkId, ':was': was, ':twins': textOf(before, 'twins') };
  const outcome = await table.putIf(row, `${MINE} AND ${unchanged} AND ${SAME_TWINS(before)}`, values);
  return outcome === 'done' ? { done: undefined } : undefined;
}

/** Exact addresses of other links at this place stay, whoever writes its route. */
const withTwins = (row: ReturnType<typeof routeToRow>, before: Row | undefined) => {
  const twins = textOf(before ?? {}, 'twins');
  return twins === undefined ? row : { ...row, twins };
};

const MOST_REFRESHES = 50;
const MINE = 'linkId = :me';
/** Nobody has it, or who had it gave it back. */
const FREE = 'attribute_not_exists(pk) OR attribute_exists(released)';

/** Then a link that nobody has touched since asks the calendar again. */
const OFFSET_YEARS = 10;

/** What the redirect needs, from the records; `limitReached` is recount's to say while the limit stays the same. */
function routeOf({ link, platform, brand, waits }: RouteSources, before: LinkRoute | undefined): LinkRoute {
  return {
    slug: link.slug,
    linkId: link.id,
    brandId: brand.id,
    postId: link.postId,
    platform,
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
