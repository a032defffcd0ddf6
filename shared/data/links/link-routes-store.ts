import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { Brand } from '../../domain/schema/access/brand.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { zoneOffsets } from '../../domain/time/week.ts';
import { limitedKey, linkOwnerKey } from '../table/keys.ts';
import { putIf } from '../table/records-store.ts';
import type { TableNames } from '../table/table-shape.ts';
import { itemToRoute, routeKey, routeToItem } from './link-route-item.ts';

/** What is read anew each time a route is written: the newest word on link, platform and brand. */
export type RouteSources = { link: StoredLink; platform: string; brand: Brand };

/**
 * Slug items: the reservation of a slug, and what the redirect reads. A route is derived from the link and the brand
 * and can be derived again at any time.
 */
export type LinkRoutes = {
  /** A reservation leads nowhere until its route is written. */
  reserve(slug: string, owner: { linkId: string; brandId: string }): Promise<'reserved' | 'taken'>;
  isFree(slug: string, linkId: string): Promise<boolean>;
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

export function linkRoutes(client: DynamoDBClient, tables: TableNames): LinkRoutes {
  const table = tables.records;
  const read = async (slug: string) => {
    const { pk, sk } = routeKey(slug);
    const key = { pk: { S: pk }, sk: { S: sk } };
    return (await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  };
  const reservation = (slug: string, { linkId, brandId }: { linkId: string; brandId: string }) => {
    const { pk, sk } = routeKey(slug);
    return { pk: { S: pk }, sk: { S: sk }, linkId: { S: linkId }, brandId: { S: brandId } };
  };

  /** Said before the route can be followed, so that no limited link goes unwatched. */
  const watch = async ({ brandId, linkId }: LinkRoute): Promise<void> => {
    const { pk, sk } = limitedKey(brandId, linkId);
    await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: pk }, sk: { S: sk } } }));
  };

  return {
    async reserve(slug, owner) {
      if (await putIf(client, table, reservation(slug, owner), FREE)) return 'reserved';
      return (await read(slug))?.linkId?.S === owner.linkId ? 'reserved' : 'taken';
    },
    async isFree(slug, linkId) {
      const item = await read(slug);
      return !item || item.released?.BOOL === true || item.linkId?.S === linkId;
    },
    async release(slug, linkId) {
      const item = { ...reservation(slug, { linkId: 'none', brandId: 'none' }), released: { BOOL: true } };
      const mine = { ':me': { S: linkId } };
      await putIf(client, table, item, 'linkId = :me AND attribute_not_exists(route)', mine);
    },
    async refresh(slug, sources) {
      for (let attempt = 0; attempt < 50; attempt++) {
        const before = await read(slug);
        const next = routeOf(await sources(), before && itemToRoute(before));
        if (before?.linkId?.S !== next.linkId) throw new Error(`slug of ${next.linkId} is not reserved`);
        const item = routeToItem(next);
        const was = before.route?.S;
        if (next.clickLimit && !next.limitReached) await watch(next);
        if (item.route && 'S' in item.route && item.route.S === was) return;
        const unchanged = was === undefined ? 'attribute_not_exists(route)' : 'route = :was';
        const condition = `linkId = :me AND ${unchanged}`;
        const values = { ':me': { S: next.linkId }, ...(was === undefined ? {} : { ':was': { S: was } }) };
        if (await putIf(client, table, item as Parameters<typeof putIf>[2], condition, values)) return;
      }
      throw new Error(`route of ${slug}: too many writers`);
    },
    async find(slug) {
      const item = await read(slug);
      return item && itemToRoute(item);
    },
    async close(slug, clickLimit) {
      const before = await read(slug);
      const route = before && itemToRoute(before);
      if (!before || route?.clickLimit !== clickLimit) return;
      const item = routeToItem({ ...route, limitReached: true }) as Parameters<typeof putIf>[2];
      await putIf(client, table, item, 'route = :was', { ':was': { S: before.route?.S ?? '' } });
    },
    async noteOwner(linkId, brandId) {
      const { pk, sk } = linkOwnerKey(linkId);
      const item = { pk: { S: pk }, sk: { S: sk }, brandId: { S: brandId } };
      await client.send(new PutItemCommand({ TableName: table, Item: item }));
    },
  };
}

/** Nobody has it, or who had it gave it back. */
const FREE = 'attribute_not_exists(pk) OR attribute_exists(released)';

/** Then a link that nobody has touched since asks the calendar again. */
const OFFSET_YEARS = 5;

/** What the redirect needs, from the records; `limitReached` is recount's to say while the limit stays the same. */
function routeOf({ link, platform, brand }: RouteSources, before: LinkRoute | undefined): LinkRoute {
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
    ...(link.utm ? { utm: link.utm } : {}),
    ...(link.targeting ? { targeting: link.targeting } : {}),
    timeZone: brand.timeZone,
    offsets: zoneOffsets(brand.timeZone, Number(link.updatedAt.slice(0, 4)), OFFSET_YEARS),
    dedupeSeconds: brand.attribution.clickDedupe,
  };
}
