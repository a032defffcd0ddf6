import { createHmac } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { randomSlug } from '../../domain/link/slug.ts';
import { maybe } from '../../domain/schema/common.ts';
import { StoredLink } from '../../domain/schema/programme/links.ts';
import { StoredPost } from '../../domain/schema/programme/posts.ts';
import { brandsOf } from '../access/brands-store.ts';
import { postLinkId } from '../table/keys.ts';
import { type BrandRecords, RecordMissing } from '../table/records-store.ts';
import type { TableNames } from '../table/table-shape.ts';
import { linkRoutes } from './link-routes-store.ts';

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
  archivedAt: maybe(z.string()),
});
type Plan = z.infer<typeof Plan>;

/** A change whose routes may not all be rewritten yet: of one link, or of the whole brand. */
const Rewrite = z.object({
  id: z.string(),
  kind: z.literal('rewrite'),
  linkId: maybe(z.string()),
  startedAt: z.number(),
  archivedAt: maybe(z.string()),
});
const Intent = z.union([Plan, Rewrite]);

const Pointer = z.object({ id: z.string(), archivedAt: maybe(z.string()) });

/** An item holds 400 KB; what doesn't fit into one plan is refused before anything is written. */
export const MOST_PLAN_BYTES = 350_000;
/** Archived from the start, so that nobody carries it out: that it is there says that it was done. */
const SPELLINGS_CLAIMED = 'spellings-claimed';
/** An intent this old has no living request behind it (requests end within 30 s). */
const FORGOTTEN_MS = 60_000;

export type Made = { kind: 'made' } | { kind: 'slug-taken'; slugs: string[] } | { kind: 'too-large' };

export type Links = {
  make(creation: { post?: StoredPost; links: StoredLink[]; origin: string; now: number }): Promise<Made>;
  /** A slug that can't be guessed and is the same whenever the same link is made again. */
  freeSlug(linkId: string): Promise<string>;
  /** Changes the record, then what the redirect reads. */
  update(linkId: string, change: (link: StoredLink) => StoredLink, now: number): Promise<StoredLink>;
  /** After the brand's zone or repeat window changed: announce, change, rewrite. */
  rewriteAll(now: number, change: () => Promise<void>): Promise<void>;
  listOfPost(postId: string): Promise<StoredLink[]>;
  /** Finishes what was left half done; how many. */
  tidy(now: number): Promise<number>;
};

export const postsOf = (records: BrandRecords) => records.collection('POST', StoredPost);
export const linkRecords = (records: BrandRecords) => records.collection('LINK', StoredLink);

export function linksOf(
  client: DynamoDBClient,
  tables: TableNames,
  records: BrandRecords,
  options: { slugSecret: Uint8Array; routeChanged?: ((slug: string) => void) | undefined },
): Links {
  const routes = linkRoutes(client, tables);
  const brands = brandsOf(client, tables);
  const posts = postsOf(records);
  const links = linkRecords(records);
  const postLinks = records.collection('POSTLINK', Pointer);
  const intents = records.collection('INTENT', Intent);

  async function refresh(link: Pick<StoredLink, 'id' | 'slug'>): Promise<void> {
    await routes.refresh(link.slug, async () => {
      const newest = await links.get(link.id);
      const [post, brand] = await Promise.all([posts.get(newest.postId), brands.get(records.brandId)]);
      return { link: newest, platform: post.platform, brand };
    });
    options.routeChanged?.(link.slug);
  }

  async function carryOut(plan: Plan): Promise<Made> {
    const taken = plan.state === 'reserving' ? await reserveAll(plan) : [];
    const state = plan.state === 'reserving' ? await decide(plan.id, taken) : plan.state;
    if (state === 'gone')
      return (await allMade(plan)) ? { kind: 'made' } : { kind: 'slug-taken', slugs: taken };
    if (state === 'cancelled') await eachOf(plan.links, (link) => routes.release(link.slug, link.id));
    else await writeAll(plan);
    await intents.erase(plan.id);
    return state === 'cancelled' ? { kind: 'slug-taken', slugs: taken } : { kind: 'made' };
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

  async function reserveAll(plan: Plan): Promise<string[]> {
    const taken: string[] = [];
    await eachOf(plan.links, async (link) => {
      const outcome = await routes.reserve(link.slug, { linkId: link.id, brandId: records.brandId });
      if (outcome === 'taken') taken.push(link.slug);
    });
    return taken;
  }

  /** The first to decide decides; `gone`: somebody else carried it out already. */
  async function decide(planId: string, taken: string[]): Promise<Plan['state'] | 'gone'> {
    const wish = taken.length === 0 ? 'committed' : 'cancelled';
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

  const allMade = async (plan: Plan) =>
    (await links.getMany(plan.links.map(({ id }) => id))).length === plan.links.length;

  async function rewriteEvery(): Promise<void> {
    const all: StoredLink[] = [];
    for await (const link of links.all({ archived: true })) all.push(link);
    await eachOf(all, refresh);
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
      return carryOut(begun.kind === 'exists' && begun.existing.kind === 'create' ? begun.existing : plan);
    },
    async freeSlug(linkId) {
      for (let attempt = 0; ; attempt++) {
        const slug = randomSlug(lettersOf(options.slugSecret, `${linkId}|${attempt}`));
        if (await routes.isFree(slug, linkId)) return slug;
      }
    },
    async update(linkId, change, now) {
      await links.get(linkId);
      const intent = { id: `rewrite#${linkId}#${now}`, kind: 'rewrite' as const, linkId, startedAt: now };
      await intents.create(intent);
      const changed = await links.update(linkId, change);
      await refresh(changed);
      await intents.erase(intent.id);
      return changed;
    },
    async rewriteAll(now, change) {
      const intent = { id: `rewrite#brand#${now}`, kind: 'rewrite' as const, startedAt: now };
      await intents.create(intent);
      await change();
      await rewriteEvery();
      await intents.erase(intent.id);
    },
    async listOfPost(postId) {
      const ids: string[] = [];
      for await (const { id } of postLinks.all({ under: `${postId}#` }))
        ids.push(id.slice(postId.length + 1));
      return links.getMany(ids);
    },
    async tidy(now) {
      let finished = 0;
      await claimSpellings(now);
      for await (const intent of intents.all()) {
        if (intent.startedAt > now - FORGOTTEN_MS) continue;
        if (intent.kind === 'create') await carryOut(intent);
        else {
          if (intent.linkId) await refresh(await links.get(intent.linkId));
          else await rewriteEvery();
          await intents.erase(intent.id);
        }
        finished++;
      }
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
