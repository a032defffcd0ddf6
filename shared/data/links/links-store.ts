import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LinkRoute } from '../../domain/link/link-route.ts';
import { randomSlug } from '../../domain/link/slug.ts';
import { maybe } from '../../domain/schema/common.ts';
import { StoredLink } from '../../domain/schema/programme/links.ts';
import { StoredPost } from '../../domain/schema/programme/posts.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { brandsOf } from '../access/brands-store.ts';
import { postLinkId } from '../table/keys.ts';
import { type BrandRecords, type Collection, type Keepable, RecordMissing } from '../table/records-store.ts';
import type { Tables } from '../table/sdk.ts';
import { undisturbed } from '../table/undisturbed.ts';
import { linkRoutesIn } from './link-routes-store.ts';
import { nameClaims } from './name-claims.ts';

/**
 * A creation of several items: the post, if any, its links, their slugs. Written first and removed last, so that
 * whoever finds it can finish it: the caller's retry, or the sweep.
 * Its state is the one point of decision: `reserving` while slugs are collected; then `committed` (everything will be
 * written) or `cancelled` (everything will be given back), never both.
 */
const Plan = z.object({
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
type Plan = z.infer<typeof Plan>;

/** A change whose routes may not all be rewritten yet: of one link, or of the whole brand. */
const Rewrite = z.object({
  id: z.string(),
  kind: z.literal('rewrite'),
  linkId: maybe(z.string()),
  startedAt: z.number(),
  failures: maybe(z.int()),
  archivedAt: maybe(z.string()),
});
const Intent = z.union([Plan, Rewrite]);

const Pointer = z.object({ id: z.string(), archivedAt: maybe(z.string()) });

/** An item holds 400 KB; what doesn't fit into one plan is refused before anything is written. */
export const MOST_PLAN_BYTES = 350_000;
/** Archived from the start, so that nobody carries it out: that it is there says that it was done. */
const SPELLINGS_CLAIMED = 'spellings-claimed';
/** An intent this old has no living request behind it (requests end within 30 s). */
const FORGOTTEN_MS = MINUTE_MS;

/** A minute after the other; then an operator has to look. */
const MOST_FAILURES = 10;

/** `made`: as this request made it, whatever became of it since. `again`: another had the name; look what is there now. */
export type Made =
  | { kind: 'made'; post?: StoredPost; links: StoredLink[] }
  | { kind: 'slug-taken'; slugs: string[] }
  | { kind: 'again' }
  | { kind: 'too-large' };

const NOTHING_TAKEN: { names: string[]; slugs: string[] } = { names: [], slugs: [] };

/** Names that others may use in another plan, in the order in which everybody takes them. */
const namesIn = (plan: Plan): string[] =>
  plan.links.flatMap(({ id, externalId }) => (externalId === undefined ? [] : [id])).sort();

const madeOf = ({ post, links }: Plan): Made => ({ kind: 'made', links, ...(post ? { post } : {}) });

/** Its own for each change: two in one millisecond must not take each other's away. */
const rewriteId = (what: string): string => `rewrite#${what}#${randomUUID()}`;

/** The records as they are read; changed only by what also rewrites the route. */
export type Links = Pick<Collection<StoredLink>, 'find' | 'get' | 'getMany' | 'list' | 'all' | 'originOf'> & {
  make(creation: { post?: StoredPost; links: StoredLink[]; origin: string; now: number }): Promise<Made>;
  /** A slug that can't be guessed and is the same whenever the same link is made again. */
  freeSlug(linkId: string): Promise<string>;
  /** Changes the record, then what the redirect reads. */
  update(linkId: string, change: (link: StoredLink) => StoredLink, now: number): Promise<StoredLink>;
  /** After the brand's zone or repeat window changed: announce, change, rewrite. */
  rewriteAll<T>(now: number, change: () => Promise<T>): Promise<T>;
  /** Has the sweep rewrite every route, if one of them is old; `name` says why, and only once. */
  rewriteIfOld(name: string, isOld: (route: LinkRoute) => boolean): Promise<void>;
  listOfPost(postId: string): Promise<StoredLink[]>;
  /** Finishes what was left half done; how many. */
  tidy(now: number): Promise<number>;
};

export const postsOf = (records: BrandRecords) => records.collection('POST', StoredPost);
export const linkRecords = (records: BrandRecords) => records.collection('LINK', StoredLink);

export function linksOf(
  tables: Tables,
  records: BrandRecords,
  options: { slugSecret?: Uint8Array | undefined; routeChanged?: ((slug: string) => void) | undefined },
): Links {
  const routes = linkRoutesIn(tables);
  const brands = brandsOf(tables);
  const posts = postsOf(records);
  const links = linkRecords(records);
  const postLinks = records.collection('POSTLINK', Pointer);
  const intents = records.collection('INTENT', Intent);
  const claims = nameClaims(tables.records, records.brandId);

  async function refresh(link: Pick<StoredLink, 'id' | 'slug'>): Promise<void> {
    await routes.refresh(link.slug, async () => {
      const newest = await links.get(link.id);
      const [post, brand] = await Promise.all([posts.get(newest.postId), brands.get(records.brandId)]);
      return { link: newest, platform: post.platform, brand };
    });
    options.routeChanged?.(link.slug);
  }

  async function carryOut(plan: Plan): Promise<Made> {
    const { names, slugs } = plan.state === 'reserving' ? await reserveAll(plan) : NOTHING_TAKEN;
    const isFree = names.length + slugs.length === 0;
    const state = plan.state === 'reserving' ? await decide(plan.id, isFree) : plan.state;
    if (state === 'committed') await writeAll(plan);
    // Who never held the names reserved nothing.
    else if (state === 'cancelled' && names.length === 0)
      await eachOf(plan.links, (link) => routes.release(link.slug, link.id));
    await eachOf(namesIn(plan), (name) => claims.release(name, plan.id));
    if (state !== 'gone') await intents.erase(plan.id);
    if (state === 'committed' || (state === 'gone' && (await isMade(plan)))) return madeOf(plan);
    // Cancelled by somebody who saw a slug taken that we saw free, or a name: it is asked again from the beginning.
    return slugs.length > 0 ? { kind: 'slug-taken', slugs } : { kind: 'again' };
  }

  async function writeAll(plan: Plan): Promise<void> {
    if (plan.post) await posts.create(plan.post, plan.origin);
    await eachOf(plan.links, async (link) => {
      await links.create(link, plan.origin);
      await postLinks.create({ id: postLinkId(link.postId, link.id) });
      await routes.noteOwner(link.id, records.brandId);
      await refresh(link);
    });
  }

  /** Names first: only who holds them all may reserve slugs for what they name. */
  async function reserveAll(plan: Plan): Promise<{ names: string[]; slugs: string[] }> {
    const names = await takeNames(plan);
    if (names.length > 0) return { names, slugs: [] };
    const slugs: string[] = [];
    await eachOf(plan.links, async (link) => {
      const outcome = await routes.reserve(link.slug, { linkId: link.id, brandId: records.brandId });
      if (outcome === 'taken') slugs.push(link.slug);
    });
    return { names, slugs };
  }

  /**
   * Holds every name of the plan, or answers those that are somebody else's. In one order everywhere, so that two
   * plans never wait for each other; whose plan stands in the way is finished first.
   */
  async function takeNames(plan: Plan): Promise<string[]> {
    for (const name of namesIn(plan)) await holdName(name, plan.id);
    const taken: string[] = [];
    if (plan.post && (await isOthers(posts, plan.post.id, plan.origin))) taken.push(plan.post.id);
    await eachOf(plan.links, async ({ id }) => {
      if (await isOthers(links, id, plan.origin)) taken.push(id);
    });
    return taken;
  }

  const holdName = (name: string, planId: string): Promise<void> =>
    undisturbed(`holding ${name}`, async () => {
      const holder = await claims.claim(name, planId);
      if (holder === planId) return { done: undefined };
      const other = await intents.find(holder);
      if (other?.kind === 'create') await carryOut(other);
      else await claims.takeOver(name, holder, planId);
      return undefined;
    });

  async function isOthers(
    collection: Pick<Collection<Keepable>, 'find' | 'originOf'>,
    id: string,
    origin: string,
  ): Promise<boolean> {
    return (await collection.originOf(id)) !== origin && (await collection.find(id)) !== undefined;
  }

  /** The first to decide decides; `gone`: somebody else carried it out already. */
  async function decide(planId: string, isFree: boolean): Promise<Plan['state'] | 'gone'> {
    const wish = isFree ? 'committed' : 'cancelled';
    try {
      const decided = await intents.update(planId, (intent) =>
        intent.kind === 'create' && intent.state === 'reserving' ? { ...intent, state: wish } : intent,
      );
      return decided.kind === 'create' ? decided.state : 'gone';
    } catch (failure) {
      if (failure instanceof RecordMissing) return 'gone';
      throw failure;
    }
  }

  async function isMade(plan: Plan): Promise<boolean> {
    const origins = await Promise.all(plan.links.map(({ id }) => links.originOf(id)));
    return origins.every((origin) => origin === plan.origin);
  }

  async function rewriteEvery(): Promise<void> {
    const all: StoredLink[] = [];
    for await (const link of links.all({ archived: true })) all.push(link);
    const failures: unknown[] = [];
    await eachOf(all, (link) => refresh(link).catch((reason) => void failures.push(reason)));
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} routes not rewritten`);
  }

  async function finish(intent: z.infer<typeof Intent>): Promise<void> {
    if (intent.kind === 'create') {
      await carryOut(intent);
      return;
    }
    if (intent.linkId) await refresh(await links.get(intent.linkId));
    else await rewriteEvery();
    await intents.erase(intent.id);
  }

  /** Each failure is noted on the intent; after some it is set aside, kept for whoever looks, and told a last time. */
  async function noteFailure(intent: z.infer<typeof Intent>, now: number): Promise<void> {
    const count = (intent.failures ?? 0) + 1;
    const archivedAt = count < MOST_FAILURES ? {} : { archivedAt: new Date(now).toISOString() };
    await intents.update(intent.id, (stored) => ({ ...stored, failures: count, ...archivedAt }));
  }

  /** Once per brand: its links from before case was folded get the spellings that look like theirs. */
  async function claimSpellings(now: number): Promise<void> {
    if (await intents.find(SPELLINGS_CLAIMED)) return;
    const all: StoredLink[] = [];
    for await (const link of links.all({ archived: true })) all.push(link);
    await eachOf(all, ({ id, slug }) =>
      routes.claimSpellings(slug, { linkId: id, brandId: records.brandId }),
    );
    const archivedAt = new Date(now).toISOString();
    await intents.create({ id: SPELLINGS_CLAIMED, kind: 'rewrite', startedAt: now, archivedAt });
  }

  return {
    find: links.find,
    get: links.get,
    getMany: links.getMany,
    list: links.list,
    all: links.all,
    originOf: links.originOf,
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
      const begun = await intents.create(plan);
      if (begun.kind === 'created') return carryOut(plan);
      // Set aside, or another's: it is finished, and then this one is answered as if that had been there.
      const found = begun.existing;
      const isOurs = found.kind === 'create' && found.origin === origin;
      const outcome = found.kind === 'create' ? await carryOut(found) : undefined;
      return isOurs && outcome ? outcome : { kind: 'again' };
    },
    async freeSlug(linkId) {
      const { slugSecret } = options;
      if (!slugSecret) throw new Error('who may not choose slugs asked for one');
      for (let attempt = 0; ; attempt++) {
        const slug = randomSlug(lettersOf(slugSecret, `${linkId}|${attempt}`));
        if (await routes.isFree(slug, linkId)) return slug;
      }
    },
    async update(linkId, change, now) {
      await links.get(linkId);
      const intent = { id: rewriteId(linkId), kind: 'rewrite' as const, linkId, startedAt: now };
      await intents.create(intent);
      const changed = await links.update(linkId, change);
      await refresh(changed);
      await intents.erase(intent.id);
      return changed;
    },
    async rewriteAll(now, change) {
      const intent = { id: rewriteId('brand'), kind: 'rewrite' as const, startedAt: now };
      await intents.create(intent);
      const changed = await change();
      await rewriteEvery();
      await intents.erase(intent.id);
      return changed;
    },
    async rewriteIfOld(name, isOld) {
      for await (const { slug } of links.all({ archived: true })) {
        const route = await routes.find(slug);
        if (!route || !isOld(route)) continue;
        await intents.create({ id: `rewrite#${name}`, kind: 'rewrite', startedAt: 0 });
        return;
      }
    },
    async listOfPost(postId) {
      const ids: string[] = [];
      for await (const { id } of postLinks.all({ under: `${postId}#` }))
        ids.push(id.slice(postId.length + 1));
      return links.getMany(ids);
    },
    async tidy(now) {
      let finished = 0;
      const failures: unknown[] = [];
      await claimSpellings(now);
      for await (const intent of intents.all()) {
        if (intent.startedAt > now - FORGOTTEN_MS) continue;
        try {
          await finish(intent);
          finished++;
        } catch (reason) {
          failures.push(new Error(`${intent.id} of ${records.brandId}: ${String(reason)}`));
          await noteFailure(intent, now).catch((noting) => failures.push(noting));
        }
      }
      if (failures.length > 0)
        throw new AggregateError(failures, `${failures.length} intents not finished, first ${failures[0]}`);
      return finished;
    },
  };
}

/** Ten at a time. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += 10)
    await Promise.all(items.slice(start, start + 10).map(work));
}

/** An endless stream of bytes that only the holder of the secret can foresee. */
function lettersOf(secret: Uint8Array, name: string): (count: number) => Uint8Array {
  let block = 0;
  return (count) =>
    createHmac('sha512', secret).update(`slug|${name}|${block++}`).digest().subarray(0, count);
}
