import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Brand } from '../../domain/schema/access/brand.ts';
import { maybe } from '../../domain/schema/common.ts';
import { StoredLink } from '../../domain/schema/programme/links.ts';
import { StoredPost } from '../../domain/schema/programme/posts.ts';
import { brandsOf } from '../access/brands-store.ts';
import { waitsOf } from '../programme/drops-store.ts';
import type { BrandRecords } from '../table/records-store.ts';
import type { Tables } from '../table/tables.ts';
import { slugInSpace } from './link-route-item.ts';
import { linkRoutesIn, type RouteSources } from './link-routes-store.ts';
import { nameClaims } from './name-claims.ts';

/**
 * A creation of several items: the post, if any, its links, their slugs. Written first and removed last, so that
 * whoever finds it can finish it: the caller's retry, or the sweep.
 * Its state is the one point of decision: `reserving` while slugs are collected; then `committed` (everything will be
 * written) or `cancelled` (everything will be given back), never both.
 */
export const Plan = z.object({
  id: z.string(),
  kind: z.literal('create'),
  state: z.enum(['reserving', 'committed', 'cancelled']),
  post: maybe(StoredPost),
  links: z.array(StoredLink),
  origin: z.string(),
  startedAt: z.number(),
  failures: maybe(z.int()),
  archivedAt: maybe(z.string()),
});
export type Plan = z.infer<typeof Plan>;

/** A change whose routes may not all be rewritten yet: of one link, or of the whole brand. */
const Rewrite = z.object({
  id: z.string(),
  kind: z.literal('rewrite'),
  linkId: maybe(z.string()),
  startedAt: z.number(),
  /** Of a brand: its links up to this id are done, so many of them. */
  after: maybe(z.string()),
  done: maybe(z.int()),
  failures: maybe(z.int()),
  archivedAt: maybe(z.string()),
});
export type Rewrite = z.infer<typeof Rewrite>;

export const BRAND_REWRITE = 'rewrite#brand#';

/** Its own for each change: two in one millisecond must not take each other's away. */
export const rewriteOf = (startedAt: number, linkId?: string): Rewrite => ({
  id: `${linkId ? `rewrite#${linkId}#` : BRAND_REWRITE}${randomUUID()}`,
  kind: 'rewrite',
  startedAt,
  ...(linkId ? { linkId } : {}),
});

const Intent = z.union([Plan, Rewrite]);
export type Intent = z.infer<typeof Intent>;

const Pointer = z.object({ id: z.string(), archivedAt: maybe(z.string()) });

export const postsOf = (records: BrandRecords) => records.collection('POST', StoredPost);
export const linkRecords = (records: BrandRecords) => records.collection('LINK', StoredLink);

/** What tells a link from others of its slug's space. */
export type NamedLink = Pick<StoredLink, 'id' | 'slug' | 'domainId'>;

/** Everything that a brand's links are made of: their records, what announces a change, and what redirects read. */
export function linkShelf(
  tables: Tables,
  records: BrandRecords,
  routeChanged?: ((slug: string) => void) | undefined,
) {
  const [posts, links] = [postsOf(records), linkRecords(records)];
  /** Where the slug of a link is told apart from others. */
  const routesOf = ({ domainId }: Pick<StoredLink, 'domainId'>) => linkRoutesIn(tables, domainId);
  const brands = brandsOf(tables);
  const sourcesFrom = async (
    of: readonly { link: StoredLink; post: StoredPost | undefined }[],
    brand: Brand,
  ): Promise<RouteSources[]> => {
    const found = of.flatMap(({ post }) => post ?? []);
    const waitsFor = await waitsOf(records, found, brand.timeZone);
    return of.map(({ link, post }) => {
      const platform = post ? post.platform : link.platform;
      return { link, platform, brand, waits: post && waitsFor(post) };
    });
  };
  const tellChanged = ({ slug, aliases, domainId }: NamedLink & Pick<StoredLink, 'aliases'>): void => {
    for (const address of [slug, ...(aliases ?? [])]) routeChanged?.(slugInSpace(address, domainId));
  };

  return {
    records,
    posts,
    links,
    routesOf,
    postLinks: records.collection('POSTLINK', Pointer),
    intents: records.collection('INTENT', Intent),
    claims: nameClaims(tables.records, records.brandId),
    tellChanged,
    /** What redirects read of this link, written anew from the newest records. */
    async refresh(link: NamedLink & Pick<StoredLink, 'aliases'>): Promise<void> {
      await routesOf(link).refresh(link.slug, async () => {
        const newest = await links.get(link.id);
        const [post, brand] = await Promise.all([
          newest.postId === undefined ? undefined : posts.get(newest.postId),
          brands.get(records.brandId),
        ]);
        const [sources] = await sourcesFrom([{ link: newest, post }], brand);
        return sources as RouteSources;
      });
      tellChanged(link);
    },
    /** What the routes of these links are made of, asked for together; a link that lacks some of it is left out. */
    async sourcesOf(linkIds: readonly string[]): Promise<ReadonlyMap<string, RouteSources>> {
      const newest = await links.getMany(linkIds);
      const postIds = new Set(newest.flatMap(({ postId }) => postId ?? []));
      const [found, brand] = await Promise.all([posts.getMany([...postIds]), brands.get(records.brandId)]);
      const byId = new Map(found.map((post) => [post.id as string, post]));
      const whole = newest.filter(({ postId }) => postId === undefined || byId.has(postId));
      const of = whole.map((link) => ({ link, post: link.postId && byId.get(link.postId) }));
      return new Map((await sourcesFrom(of, brand)).map((sources) => [sources.link.id, sources]));
    },
    async giveAlias(address: string, link: NamedLink): Promise<'given' | 'taken'> {
      const owner = { linkId: link.id, brandId: records.brandId };
      const outcome = await routesOf(link).alias(address, owner, link.slug);
      if (outcome === 'given') routeChanged?.(slugInSpace(address, link.domainId));
      return outcome;
    },
  };
}
export type LinkShelf = ReturnType<typeof linkShelf>;

/** Ten at a time. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += 10)
    await Promise.all(items.slice(start, start + 10).map(work));
}
