import { createHmac, randomUUID } from 'node:crypto';
import type { LinkRoute } from '../../domain/link/link-route.ts';
import { randomSlug } from '../../domain/link/slug.ts';
import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import type { BrandRecords, Collection } from '../table/records-store.ts';
import type { Tables } from '../table/sdk.ts';
import { type Aliased, addAddresses } from './add-addresses.ts';
import { carryOut, type Made } from './carry-out-plan.ts';
import { eachOf, linkShelf, type Plan } from './link-shelf.ts';
import { rewriteEvery, tidyLinks } from './tidy-links.ts';

/** An item holds 400 KB; what doesn't fit into one plan is refused before anything is written. */
export const MOST_PLAN_BYTES = 350_000;
/** Its own for each change: two in one millisecond must not take each other's away. */
const rewriteId = (what: string): string => `rewrite#${what}#${randomUUID()}`;

/** The records as they are read; changed only by what also rewrites the route. */
export type Links = Pick<Collection<StoredLink>, 'find' | 'get' | 'getMany' | 'list' | 'all' | 'originOf'> & {
  make(creation: { post?: StoredPost; links: StoredLink[]; origin: string; now: number }): Promise<Made>;
  /** Slugs of links to be made that others have. */
  takenOf(links: readonly Pick<StoredLink, 'id' | 'slug'>[]): Promise<string[]>;
  /** A slug that can't be guessed and is the same whenever the same link is made again. */
  freeSlug(linkId: string): Promise<string>;
  /** Changes the record, then what the redirect reads. */
  update(linkId: string, change: (link: StoredLink) => StoredLink, now: number): Promise<StoredLink>;
  /** Further addresses of a link: all of them or, where one is another link's, those before it. Safe to repeat. */
  addAliases(linkId: string, addresses: readonly string[], at: string): Promise<Aliased>;
  /** After the brand's zone or repeat window changed: announce, change, rewrite. */
  rewriteAll<T>(now: number, change: () => Promise<T>): Promise<T>;
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
  const listOfPost = async (postId: string): Promise<StoredLink[]> => {
    const ids: string[] = [];
    for await (const { id } of shelf.postLinks.all({ under: `${postId}#` }))
      ids.push(id.slice(postId.length + 1));
    return shelf.links.getMany(ids);
  };
  return {
    find,
    get,
    getMany,
    list,
    all,
    originOf,
    async make({ post, links: wanted, origin, now }) {
      const id = `create#${post?.id ?? wanted[0]?.id}`;
      const plan: Plan = {
        id,
        kind: 'create',
        state: 'reserving',
        links: wanted,
        origin,
        startedAt: now,
        ...(post ? { post } : {}),
      };
      if (Buffer.byteLength(JSON.stringify(plan)) > MOST_PLAN_BYTES) return { kind: 'too-large' };
      const begun = await shelf.intents.create(plan);
      if (begun.kind === 'created') return carryOut(plan, shelf);
      // Set aside, or another's: it is finished, and then this one is answered as if that had been there.
      const found = begun.existing;
      const isOurs = found.kind === 'create' && found.origin === origin;
      const outcome = found.kind === 'create' ? await carryOut(found, shelf) : undefined;
      return isOurs && outcome ? outcome : { kind: 'again' };
    },
    async takenOf(wanted) {
      const free = await Promise.all(wanted.map(({ id, slug }) => shelf.routes.isFree(slug, id)));
      return wanted.flatMap(({ slug }, index) => (free[index] ? [] : [slug]));
    },
    async freeSlug(linkId) {
      const { slugSecret } = options;
      if (!slugSecret) throw new Error('who may not choose slugs asked for one');
      for (let attempt = 0; ; attempt++) {
        const slug = randomSlug(lettersOf(slugSecret, `${linkId}|${attempt}`));
        if (await shelf.routes.isFree(slug, linkId)) return slug;
      }
    },
    async update(linkId, change, now) {
      await shelf.links.get(linkId);
      const intent = { id: rewriteId(linkId), kind: 'rewrite' as const, linkId, startedAt: now };
      await shelf.intents.create(intent);
      const changed = await shelf.links.update(linkId, change);
      await shelf.refresh(changed);
      await shelf.intents.erase(intent.id);
      return changed;
    },
    addAliases: (linkId, addresses, at) => addAddresses(shelf, linkId, addresses, at),
    async rewriteAll(now, change) {
      const intent = { id: rewriteId('brand'), kind: 'rewrite' as const, startedAt: now };
      await shelf.intents.create(intent);
      const changed = await change();
      await rewriteEvery(shelf);
      await shelf.intents.erase(intent.id);
      return changed;
    },
    async rewriteOfPosts(postIds, now, change) {
      const links = (await Promise.all(postIds.map(listOfPost))).flat();
      const intents = links.map(({ id }) => ({
        id: rewriteId(id),
        kind: 'rewrite' as const,
        linkId: id,
        startedAt: now,
      }));
      await eachOf(intents, async (intent) => void (await shelf.intents.create(intent)));
      const changed = await change();
      await eachOf(links, (link) => shelf.refresh(link));
      await eachOf(intents, ({ id }) => shelf.intents.erase(id));
      return changed;
    },
    async rewriteIfOld(name, isOld) {
      for await (const { slug } of shelf.links.all({ archived: true })) {
        const route = await shelf.routes.find(slug);
        if (!route || !isOld(route)) continue;
        await shelf.intents.create({ id: `rewrite#${name}`, kind: 'rewrite', startedAt: 0 });
        return;
      }
    },
    listOfPost,
    async listOfPosts(postIds) {
      const wanted = new Set(postIds);
      const last = postIds.at(-1) ?? '';
      const ids: string[] = [];
      for await (const { id } of shelf.postLinks.all({ after: postIds[0] ?? '' })) {
        const [postId = '', linkId = ''] = id.split('#');
        if (postId > last) break;
        if (wanted.has(postId)) ids.push(linkId);
      }
      return shelf.links.getMany(ids);
    },
    tidy: (now) => tidyLinks(shelf, now),
  };
}

/** An endless stream of bytes that only the holder of the secret can foresee. */
function lettersOf(secret: Uint8Array, name: string): (count: number) => Uint8Array {
  let block = 0;
  return (count) =>
    createHmac('sha512', secret).update(`slug|${name}|${block++}`).digest().subarray(0, count);
}
