import type { BrandStores } from '../../../../shared/data/stores.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import { type FieldRefusal, wrong } from '../../../../shared/domain/reasons.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import type { StoredLink } from '../../../../shared/domain/schema/programme/links.ts';
import type { PostInput, StoredPost } from '../../../../shared/domain/schema/programme/posts.ts';
import { tierOf } from '../../../../shared/domain/tier.ts';
import type { ItemCall } from '../../bulk/part.ts';
import type { ApiDeps } from '../../deps.ts';
import type { Refusal } from '../../http/refusal.ts';
import { domainReader } from '../../link-domains.ts';
import { checkAddresses, checkSlug, refusalOfMade, refuseProblems, rulesFor } from '../../links.ts';
import { externalIdTaken } from '../../records.ts';

export type MakingPost = Omit<ItemCall, 'newId'> & { newId: <P extends 'pst' | 'lnk'>(prefix: P) => Id<P> };

export type MadePost = { post: StoredPost; links?: StoredLink[] };

/** The post with one link per placement; all of it or nothing. */
export async function makePost(
  id: Id<'pst'>,
  input: PostInput,
  call: MakingPost,
  deps: ApiDeps,
): Promise<MadePost | Refusal | 'again'> {
  const { stores, origin, now, at } = call;
  const made = await stores.posts.originOf(id);
  if (made !== undefined && made !== origin) return externalIdTaken();
  const { post, links } = await planPost(id, input, call, deps);
  const outcome = await stores.links.make({ post, links, origin, now });
  if (outcome.kind === 'again') return 'again';
  if (outcome.kind !== 'made') return refusalOfMade(outcome) ?? 'again';
  await followDrop(post, stores, now);
  // Made by an earlier request: as it is now. By this one, a look ago too: as it was made, whoever changed it since.
  const earlier = made === undefined ? undefined : await stores.posts.get(id);
  if (earlier && earlier.createdAt !== at) return { post: earlier };
  return { post: outcome.post ?? post, links: outcome.links };
}

/** As it would be made. Throws what is wrong with it. */
export async function planPost(id: Id<'pst'>, input: PostInput, call: MakingPost, deps: ApiDeps) {
  const { stores, at } = call;
  const { destination, placements = [undefined], slug, domain, ...facts } = input;
  const creator = await checkNeighbours(facts, stores);
  const tier = tierOf(creator?.followers);
  const post: StoredPost = {
    id,
    ...facts,
    ...(tier ? { tier } : {}),
    checks: [],
    createdAt: at,
    updatedAt: at,
  };
  const links = await linksOfPlacements(post, { destination, placements, slug, domain }, call, deps);
  return { post, links };
}

/** A drop whose times changed while this post was made didn't know its links yet: asked after writing. */
async function followDrop({ id, dropId, createdAt }: StoredPost, stores: BrandStores, now: number) {
  const drop = dropId && (await stores.drops.find(dropId));
  if (drop && drop.updatedAt >= createdAt)
    await stores.links.rewriteOfPosts([id], now, async () => undefined);
}

type Placing = Record<'slug' | 'domain', string | undefined> & {
  destination: string;
  placements: readonly (string | undefined)[];
};

/** The first link gets the slug that was asked for, the others the same with their placement. */
async function linksOfPlacements(
  post: StoredPost,
  { destination, placements, slug, domain: asked }: Placing,
  call: MakingPost,
  deps: ApiDeps,
): Promise<StoredLink[]> {
  const problems: FieldRefusal[] = [];
  const brand = await call.stores.getBrand();
  const domain = await domainReader(brand, call.stores, deps)(asked, problems);
  const rules = await rulesFor([{ destination }], brand, deps);
  const links: StoredLink[] = [];
  for (const [index, placement] of placements.entries()) {
    const id = linkIdOf(post, index, call);
    const wished = slug === undefined || index === 0 ? slug : `${slug}-${placement}`;
    checkSlug(wished, problems);
    const own = wished ?? (await call.stores.links.freeSlug(id, domain));
    const addresses = checkAddresses({ destination }, rules, index === 0 ? problems : []);
    const stamps = { status: 'active' as const, createdAt: call.at, updatedAt: call.at };
    links.push({
      id,
      postId: post.id,
      slug: own,
      ...addresses,
      ...domain,
      ...(placement ? { placement } : {}),
      ...stamps,
    });
  }
  if (new Set(links.map((link) => foldSlug(link.slug))).size < links.length) {
    problems.push(wrong('placements', 'slugs-confused'));
  }
  refuseProblems(problems);
  return links;
}

/** A post that is sent again by its own name has the links that it has, not new ones. */
const linkIdOf = (
  { id, externalId }: StoredPost,
  index: number,
  { brandId, newId }: MakingPost,
): Id<'lnk'> =>
  externalId === undefined ? newId('lnk') : (derivedId('lnk', brandId, id, String(index)) as Id<'lnk'>);

type Neighbours = {
  creatorId?: string;
  campaignId?: string | null;
  squadId?: string | null;
  dropId?: string | null;
};

/** What a post names must exist in the brand. Answers the creator. */
export async function checkNeighbours(
  { creatorId, campaignId, squadId, dropId }: Neighbours,
  stores: BrandStores,
) {
  const creator = creatorId ? await stores.creators.find(creatorId) : undefined;
  const problems: FieldRefusal[] = [];
  if (creatorId && !creator) problems.push(wrong('creatorId', 'no-such', { what: 'creator' }));
  if (campaignId && !(await stores.campaigns.find(campaignId))) {
    problems.push(wrong('campaignId', 'no-such', { what: 'campaign' }));
  }
  if (squadId && !(await stores.squads.find(squadId))) {
    problems.push(wrong('squadId', 'no-such', { what: 'squad' }));
  }
  if (dropId && !(await stores.drops.find(dropId))) {
    problems.push(wrong('dropId', 'no-such', { what: 'drop' }));
  }
  refuseProblems(problems);
  return creator;
}
