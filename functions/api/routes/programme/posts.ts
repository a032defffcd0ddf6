import { isDeepStrictEqual } from 'node:util';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import type { RecordsPage } from '../../../../shared/data/table/records-store.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import { givenInstruction, type NegativeInstruction } from '../../../../shared/domain/instructions.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import type { StoredLink } from '../../../../shared/domain/schema/programme/links.ts';
import {
  archivePost,
  checkPost,
  createPost,
  createPosts,
  getPost,
  getPostByExternalId,
  listPosts,
  type Post,
  PostInput,
  patchPost,
  putPost,
  type StoredPost,
} from '../../../../shared/domain/schema/programme/posts.ts';
import { tierOf } from '../../../../shared/domain/tier.ts';
import { type BulkItem, type ItemCall, itemOfPut } from '../../bulk/part.ts';
import type { Finder } from '../../bulk/references.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, created, ok } from '../../http/call.ts';
import { Refusal } from '../../http/refusal.ts';
import {
  checkAddresses,
  checkNames,
  refusalOfMade,
  refuseProblems,
  shownLink,
  slugTaken,
  untilDecided,
} from '../../links.ts';
import { contains, pageInOrder, postsPassing, sortOf } from '../../lists.ts';
import { holdingIn, type Remarking, remarking } from '../../post-remarks.ts';
import { rangeOf } from '../../range.ts';
import { archivedAtOf, externalIdTaken, idFor, patched } from '../../records.ts';

/** A post's links in the order in which its placements were asked for: a repeat is answered as the first was. */
const inOrderOf = <One extends { placement?: string | null }>(
  placements: readonly string[] | undefined,
  links: One[],
) =>
  placements === undefined
    ? links
    : links.toSorted((a, b) => placements.indexOf(a.placement ?? '') - placements.indexOf(b.placement ?? ''));

type PageWithLinks = RecordsPage<StoredPost> & { links: StoredLink[] };

export function registerPosts(api: Api, deps: ApiDeps): void {
  const withLinks = async (post: StoredPost, links: StoredLink[], remarksOf: Remarking): Promise<Post> => ({
    ...post,
    links: links.map((link) => shownLink(link, deps)),
    ...(await remarksOf(post)),
  });
  const shown = async (post: StoredPost, stores: BrandStores, remarksOf = remarking(stores)): Promise<Post> =>
    withLinks(post, await stores.links.listOfPost(post.id), remarksOf);

  /** With its links as they were made; or as they are, when it was there before. */
  const whole = async ({ post, links }: MadePost, stores: BrandStores): Promise<Post> =>
    links ? withLinks(post, links, remarking(stores)) : shown(post, stores);

  api.on(createPost, async (call) => {
    const id = idFor('pst', call.body, call);
    const made = await untilDecided(() => makePost(id, call.body, call, deps));
    if (made instanceof Refusal) return made;
    const post = await whole(made, call.stores);
    return created({ ...post, links: inOrderOf(call.body.placements, post.links) }, '/v1/posts');
  });

  api.on(listPosts, async ({ stores, query, now, pageStart, pageEnd }) => {
    const { limit: _limit, cursor: _cursor, sort, q, from, to, interval, ...filter } = query;
    const range = { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(interval ? { interval } : {}) };
    const isPlain = !sort && !q && Object.keys({ ...range, ...filter }).length === 0;
    const page = isPlain ? await pageById() : await pageFromCatalog();
    const remarksOf = remarking(stores);
    const data = await Promise.all(
      page.records.map((post) =>
        withLinks(
          post,
          page.links.filter(({ postId }) => postId === post.id),
          remarksOf,
        ),
      ),
    );
    return ok({ data, nextCursor: pageEnd(page.lastKey) });

    async function pageById(): Promise<PageWithLinks> {
      const found = await stores.posts.list(pageStart());
      return { ...found, links: await stores.links.listOfPosts(found.records.map(({ id }) => id)) };
    }

    /** Which, and in which order, is told by what reports keep in memory; only the page itself is read. */
    async function pageFromCatalog(): Promise<PageWithLinks> {
      const brand = await stores.getBrand();
      const { catalog, archivedPosts } = await deps.stores.loader.loadProgramme(brand);
      const days = Object.keys(range).length > 0 ? rangeOf(range, brand, now) : undefined;
      const wanted = postsPassing(catalog, filter);
      const handles = new Map(catalog.creators.map(({ creatorId, handle }) => [creatorId, handle]));
      const { descending } = sortOf(sort);
      const found = catalog.posts.filter(
        ({ postId, creatorId, publishedOn }) =>
          !archivedPosts.has(postId) &&
          (!wanted || wanted.has(postId)) &&
          (!days || (publishedOn >= days.from && publishedOn <= days.to)) &&
          contains(q, handles.get(creatorId), postId),
      );
      const keyOf = ({ publishedAt, postId }: (typeof found)[number]) =>
        `${sort ? String(publishedAt).padStart(14, '0') : ''}|${postId}`;
      const { records: some, lastKey } = pageInOrder(found, pageStart(), keyOf, descending);
      const ids = new Set(some.map(({ postId }) => postId));
      const linkIds = catalog.links.filter(({ postId }) => ids.has(postId)).map(({ linkId }) => linkId);
      const [posts, links] = await Promise.all([
        stores.posts.getMany([...ids]),
        stores.links.getMany(linkIds),
      ]);
      return { records: posts, links, ...(lastKey ? { lastKey } : {}) };
    }
  });

  api.on(getPost, async ({ stores, params }) => ok(await shown(await stores.posts.get(params.id), stores)));

  api.on(getPostByExternalId, async ({ stores, brandId, params }) =>
    ok(await shown(await stores.posts.get(idOfExternal('pst', brandId, params.externalId)), stores)),
  );

  api.on(patchPost, async ({ stores, params, body: { archived, ...patch }, at, now }) => {
    const before = await stores.posts.get(params.id);
    await checkNeighbours(patch, stores);
    const change = { ...patch, ...archivedAtOf(archived, at), updatedAt: at };
    return ok(await shown(await changePost(before, () => change, stores, now), stores));
  });

  api.on(archivePost, async ({ stores, params, at }) =>
    ok(await shown(await stores.posts.archive(params.id, at), stores)),
  );

  const put = async (item: BulkItem<'pst', PostInput>, call: Making) => {
    const { id, body, over } = item;
    const { stores, at } = call;
    const existing = await untilDecided(async () => {
      const found = await stores.posts.find(id);
      if (found) return found;
      const made = await makePost(id, body, call, deps);
      return made instanceof Refusal ? ((await stores.posts.find(id)) ?? made) : made;
    });
    if (existing instanceof Refusal) return existing;
    if ('post' in existing) return { status: 201 as const, body: await whole(existing, stores) };
    await checkNeighbours(changeOf(body), stores);
    const { links, destination } = await linkChanges(existing, item, call, deps);
    for (const link of links)
      await stores.links.update(link.id, (it) => ({ ...it, destination, updatedAt: at }), call.now);
    const change = (standing: StoredPost) => ({
      ...changeOf(over(standing)),
      archivedAt: null,
      updatedAt: at,
    });
    return ok(await shown(await changePost(existing, change, stores, call.now), stores));
  };

  api.on(putPost, (call) => put(itemOfPut('pst', call), call));

  onMany(api, createPosts, (finder: Finder) => ({
    many: 'posts',
    one: 'post',
    prefix: 'pst',
    schema: PostInput,
    find: (id, stores) => stores.posts.find(id),
    besides: async ({ id }: StoredPost, stores) => {
      const links = await stores.links.listOfPost(id);
      return links[0] ? { destination: links[0].destination } : {};
    },
    async same(post: StoredPost, item, call) {
      const { links } = await linkChanges(post, item, call, deps);
      return links.length === 0 ? shown(post, call.stores) : undefined;
    },
    named: async ({ url }) => (typeof url === 'string' ? finder.findPost(url) : undefined),
    claims: ({ body }) => (body.slug === undefined ? [] : [['slug', foldSlug(body.slug)]]),
    check: (item, call) => checkPostItem(item, call, deps),
    async keep(item, call) {
      const kept = await put(item, call);
      if (!(kept instanceof Refusal)) await finder.notePost(kept.body);
      return kept;
    },
  }));

  api.on(checkPost, async ({ stores, params, body, at }) => {
    const holding = await holdingIn(stores)(await stores.posts.get(params.id));
    const results = new Map(
      namedResults(body.results, holding).map((result) => [result.instruction, { ...result, checkedAt: at }]),
    );
    const post = await stores.posts.update(params.id, (stored) => ({
      ...stored,
      checks: [
        ...stored.checks.filter(({ instruction }) => !results.has(instruction)),
        ...results.values(),
      ].slice(-200),
      updatedAt: at,
    }));
    for (const { instruction, result, note } of results.values()) {
      if (result !== 'violation') continue;
      await stores.emitEvent({
        type: 'creator.violation',
        subjectId: `${post.id}|${instruction}`,
        data: { creatorId: post.creatorId, postId: post.id, instruction, ...(note ? { note } : {}) },
        at,
      });
    }
    return ok(await shown(post, stores));
  });
}

/** Each under the name that it was given by; what nobody asked for can't have been kept or broken. */
function namedResults<R extends { instruction: string }>(
  results: readonly R[],
  holding: readonly NegativeInstruction[],
): R[] {
  const named = results.map((result) => ({
    ...result,
    instruction: givenInstruction(holding, result.instruction),
  }));
  refuseProblems(
    named.flatMap(({ instruction }, index) =>
      instruction === undefined
        ? [{ path: `results.${index}.instruction`, message: nobodyGave(holding) }]
        : [],
    ),
  );
  return named as R[];
}

const nobodyGave = (holding: readonly NegativeInstruction[]): string =>
  holding.length === 0
    ? 'nobody gave an instruction for this post; give one with PATCH /v1/brand (standingInstructions) or to its campaign'
    : `nobody gave this one; those that hold are ${holding.map(({ instruction }) => `"${instruction}"`).join(', ')}`;

type PostChange = Parameters<typeof patched<StoredPost>>[1];

/** What routes are made of may have changed with a drop's post: its links follow before the change is acknowledged. */
async function changePost(
  before: StoredPost,
  changeOf: (standing: StoredPost) => PostChange,
  stores: BrandStores,
  now: number,
): Promise<StoredPost> {
  const update = () => stores.posts.update(before.id, (post) => patched(post, changeOf(post)));
  const isOfDrop = before.dropId || changeOf(before).dropId;
  return isOfDrop ? stores.links.rewriteOfPosts([before.id], now, update) : update();
}

/** What of a post is not frozen, as a patch. */
const changeOf = ({ format, publishedAt, url, campaignId, squadId, dropId, caption }: PostInput) => ({
  format,
  publishedAt,
  url: url ?? null,
  campaignId: campaignId ?? null,
  squadId: squadId ?? null,
  dropId: dropId ?? null,
  caption: caption ?? null,
});

type Making = Omit<ItemCall, 'newId'> & { newId: <P extends 'pst' | 'lnk'>(prefix: P) => Id<P> };

type MadePost = { post: StoredPost; links?: StoredLink[] };

/** The post with one link per placement; all of it or nothing. */
async function makePost(
  id: Id<'pst'>,
  input: PostInput,
  call: Making,
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
async function planPost(id: Id<'pst'>, input: PostInput, call: Making, deps: ApiDeps) {
  const { stores, at } = call;
  const { destination, placements = [undefined], slug, ...facts } = input;
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
  const links = await linksOfPlacements(post, { destination, placements, slug }, call, deps);
  return { post, links };
}

/** A drop whose times changed while this post was made didn't know its links yet: asked after writing. */
async function followDrop({ id, dropId, createdAt }: StoredPost, stores: BrandStores, now: number) {
  const drop = dropId && (await stores.drops.find(dropId));
  if (drop && drop.updatedAt >= createdAt)
    await stores.links.rewriteOfPosts([id], now, async () => undefined);
}

/** Whether it would be made or changed; throws the refusal. */
async function checkPostItem(item: BulkItem<'pst', PostInput>, call: Making, deps: ApiDeps): Promise<void> {
  const { stores } = call;
  const existing = await stores.posts.find(item.id);
  if (existing) {
    await checkNeighbours(changeOf(item.body), stores);
    await linkChanges(existing, item, call, deps);
    return;
  }
  const { links } = await planPost(item.id, item.body, call, deps);
  const slugs = await stores.links.takenOf(links);
  if (slugs.length > 0) throw slugTaken(slugs);
}

/** Which of a post's links are to lead elsewhere now, and where; what is frozen is refused, not passed over. */
async function linkChanges(
  post: StoredPost,
  { body, says }: Pick<BulkItem<'pst', PostInput>, 'body' | 'says'>,
  { stores, brandId }: Making,
  deps: ApiDeps,
): Promise<{ links: StoredLink[]; destination: string }> {
  const all = await stores.links.listOfPost(post.id);
  const byId = new Map(all.map((link) => [link.id, link]));
  const own = Array.from({ length: MOST_PLACEMENTS }, (_, index) =>
    byId.get(derivedId('lnk', brandId, post.id, String(index)) as Id<'lnk'>),
  ).filter((link) => link !== undefined);
  const problems = frozenProblems(post, body, own);
  const brand = await stores.getBrand();
  const { destination } = checkAddresses({ destination: body.destination }, brand, deps, problems);
  const others = says('destination') ? all.filter((link) => link.destination !== destination) : [];
  if (own.length === 0 && others.length > 0)
    problems.push({ path: 'destination', message: 'cannot be changed here: change the links of the post' });
  refuseProblems(problems);
  return { links: others.filter((link) => own.includes(link)), destination };
}

const MOST_PLACEMENTS = 20;

function frozenProblems(post: StoredPost, body: PostInput, [first, ...others]: StoredLink[]) {
  const problems: { path: string; message: string }[] = [];
  const keep = (path: string, given: unknown, kept: unknown) => {
    if (!isDeepStrictEqual(given, kept))
      problems.push({ path, message: `cannot be changed; it is ${JSON.stringify(kept)}` });
  };
  for (const path of ['creatorId', 'stage', 'platform'] as const) keep(path, body[path], post[path]);
  keep('messages', [...body.messages].sort(), [...post.messages].sort());
  if (first && body.slug !== undefined) keep('slug', foldSlug(body.slug), foldSlug(first.slug));
  if (first && body.placements !== undefined)
    keep(
      'placements',
      body.placements,
      [first, ...others].map(({ placement }) => placement),
    );
  return problems;
}

type Placing = { destination: string; placements: readonly (string | undefined)[]; slug: string | undefined };

/** The first link gets the slug that was asked for, the others the same with their placement. */
async function linksOfPlacements(
  post: StoredPost,
  { destination, placements, slug }: Placing,
  call: Making,
  deps: ApiDeps,
): Promise<StoredLink[]> {
  const problems: { path: string; message: string }[] = [];
  const brand = await call.stores.getBrand();
  const links: StoredLink[] = [];
  for (const [index, placement] of placements.entries()) {
    const id = linkIdOf(post, index, call);
    const wished = slug === undefined || index === 0 ? slug : `${slug}-${placement}`;
    checkNames(wished === undefined ? {} : { slug: wished }, deps, problems);
    const own = wished ?? (await call.stores.links.freeSlug(id));
    const addresses = checkAddresses({ destination }, brand, deps, index === 0 ? problems : []);
    const stamps = { status: 'active' as const, createdAt: call.at, updatedAt: call.at };
    links.push({
      id,
      postId: post.id,
      slug: own,
      ...addresses,
      ...(placement ? { placement } : {}),
      ...stamps,
    });
  }
  if (new Set(links.map((link) => foldSlug(link.slug))).size < links.length) {
    problems.push({ path: 'placements', message: 'are too easily confused in the slugs made from them' });
  }
  refuseProblems(problems);
  return links;
}

/** A post that is sent again by its own name has the links that it has, not new ones. */
const linkIdOf = ({ id, externalId }: StoredPost, index: number, { brandId, newId }: Making): Id<'lnk'> =>
  externalId === undefined ? newId('lnk') : (derivedId('lnk', brandId, id, String(index)) as Id<'lnk'>);

type Neighbours = {
  creatorId?: string;
  campaignId?: string | null;
  squadId?: string | null;
  dropId?: string | null;
};

/** What a post names must exist in the brand. Answers the creator. */
async function checkNeighbours({ creatorId, campaignId, squadId, dropId }: Neighbours, stores: BrandStores) {
  const creator = creatorId ? await stores.creators.find(creatorId) : undefined;
  const problems: { path: string; message: string }[] = [];
  if (creatorId && !creator) problems.push({ path: 'creatorId', message: 'there is no such creator' });
  if (campaignId && !(await stores.campaigns.find(campaignId))) {
    problems.push({ path: 'campaignId', message: 'there is no such campaign' });
  }
  if (squadId && !(await stores.squads.find(squadId))) {
    problems.push({ path: 'squadId', message: 'there is no such squad' });
  }
  if (dropId && !(await stores.drops.find(dropId))) {
    problems.push({ path: 'dropId', message: 'there is no such drop' });
  }
  refuseProblems(problems);
  return creator;
}
