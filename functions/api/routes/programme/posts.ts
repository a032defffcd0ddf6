import type { PostAt } from '../../../../shared/data/programme/post-addresses-store.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
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
import { type BulkPart, itemOfPut } from '../../bulk/part.ts';
import type { Finder } from '../../bulk/references.ts';
import { onMany } from '../../bulk/take-many.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, type Call, created, type Handler, ok } from '../../http/call.ts';
import { Refusal, refuse } from '../../http/refusal.ts';
import { untilDecided } from '../../links.ts';
import { archivedAtOf, idFor } from '../../records.ts';
import { changePost, checkPostItem, linkChanges, putPostAs } from './change-post.ts';
import { checkingPost } from './check-post.ts';
import { listingPosts } from './list-posts.ts';
import { checkNeighbours, makePost } from './make-post.ts';
import { shownMade, shownPost } from './show-post.ts';

export function registerPosts(api: Api, deps: ApiDeps): void {
  api.on(createPost, create(deps));
  api.on(listPosts, listingPosts(deps));
  api.on(getPost, async ({ stores, params }) =>
    ok(await shownPost(await stores.posts.get(params.id), stores, deps)),
  );
  api.on(getPostByExternalId, async ({ stores, brandId, params }) => {
    const post = await stores.posts.get(idOfExternal('pst', brandId, params.externalId));
    return ok(await shownPost(post, stores, deps));
  });
  api.on(patchPost, patch(deps));
  api.on(archivePost, async ({ stores, params, at }) =>
    ok(await shownPost(await stores.posts.archive(params.id, at), stores, deps)),
  );
  api.on(putPost, (call) => putPostAs(itemOfPut('pst', call), call, deps));
  onMany(api, createPosts, partOf(deps));
  api.on(checkPost, checkingPost(deps));
}

const create =
  (deps: ApiDeps): Handler<typeof createPost> =>
  async (call) => {
    const { body, stores, now } = call;
    const id = idFor('pst', body, call);
    const other = await stores.postAddresses.claim(body, id, now);
    if (other && body.externalId === undefined) return repeatOrRefuse(other, call, deps);
    const made = await heldWhile(stores, { ...body, id }, () =>
      untilDecided(() => makePost(id, body, call, deps)),
    );
    if (made instanceof Refusal) return made;
    const post = await shownMade(made, call.stores, deps);
    return created({ ...post, links: inOrderOf(call.body.placements, post.links) }, '/v1/posts');
  };

/** The request that made it, sent again, gets its answer; another one is told which to change. */
async function repeatOrRefuse(
  other: string,
  { stores, origin, body }: Call<typeof createPost>,
  deps: ApiDeps,
) {
  const isRepeat = (await stores.posts.originOf(other)) === origin;
  const standing = isRepeat ? await stores.posts.find(other) : undefined;
  if (!standing) return postExists(other);
  const post = await shownPost(standing, stores, deps);
  return created({ ...post, links: inOrderOf(body.placements, post.links) }, '/v1/posts');
}

const postExists = (other: string): Refusal =>
  refuse(
    409,
    'post-exists',
    `A post of this creator stands at this address already, ${other}; change that one.`,
  );

/** What is refused leaves its address to others. */
async function heldWhile<T>(
  { postAddresses }: BrandStores,
  post: PostAt & { id: string },
  make: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
  try {
    const made = await make();
    if (made instanceof Refusal) await postAddresses.release(post, post.id);
    return made;
  } catch (failure) {
    if (failure instanceof Refusal) await postAddresses.release(post, post.id);
    throw failure;
  }
}

/** A post's links in the order in which its placements were asked for: a repeat is answered as the first was. */
const inOrderOf = <One extends { placement?: string | null }>(
  placements: readonly string[] | undefined,
  links: One[],
) =>
  placements === undefined
    ? links
    : links.toSorted((a, b) => placements.indexOf(a.placement ?? '') - placements.indexOf(b.placement ?? ''));

const patch =
  (deps: ApiDeps): Handler<typeof patchPost> =>
  async ({ stores, params, body: { archived, ...said }, at, now }) => {
    const before = await stores.posts.get(params.id);
    await checkNeighbours(said, stores);
    const after = { creatorId: before.creatorId, url: said.url === undefined ? before.url : said.url };
    const isElsewhere = said.url !== undefined && said.url !== before.url;
    const isNamed = isElsewhere || (archived === false && before.archivedAt !== undefined);
    const other = isNamed ? await stores.postAddresses.claim(after, before.id, now) : undefined;
    if (other) return postExists(other);
    const change = { ...said, ...archivedAtOf(archived, at), updatedAt: at };
    const changed = await changePost(before, () => change, stores, now);
    if (isElsewhere) await stores.postAddresses.release(before, before.id);
    return ok(await shownPost(changed, stores, deps));
  };

const partOf =
  (deps: ApiDeps) =>
  (finder: Finder): BulkPart<'pst', PostInput, StoredPost, Post> => ({
    many: 'posts',
    one: 'post',
    prefix: 'pst',
    schema: PostInput,
    find: (id, stores) => stores.posts.find(id),
    besides: async ({ id }, stores) => {
      const [first] = await stores.links.listOfPost(id);
      if (!first) return {};
      const { destination, domain } = first;
      return { destination, ...(domain ? { domain } : {}) };
    },
    async same(post, item, call) {
      const { links } = await linkChanges(post, item, call, deps);
      return links.length === 0 ? shownPost(post, call.stores, deps) : undefined;
    },
    named: async ({ url }) => (typeof url === 'string' ? finder.findPost(url) : undefined),
    claims: ({ body }) => (body.slug === undefined ? [] : [['slug', foldSlug(body.slug)]]),
    check: (item, call) => checkPostItem(item, call, deps),
    async keep(item, call) {
      const kept = await putPostAs(item, call, deps);
      if (!(kept instanceof Refusal)) await finder.notePost(kept.body);
      return kept;
    },
  });
