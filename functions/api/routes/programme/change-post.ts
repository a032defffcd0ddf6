import { isDeepStrictEqual } from 'node:util';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import { type FieldRefusal, wrong } from '../../../../shared/domain/reasons.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import type { StoredLink } from '../../../../shared/domain/schema/programme/links.ts';
import type { PostInput, StoredPost } from '../../../../shared/domain/schema/programme/posts.ts';
import type { BulkItem } from '../../bulk/part.ts';
import type { ApiDeps } from '../../deps.ts';
import { ok } from '../../http/call.ts';
import { Refusal } from '../../http/refusal.ts';
import { checkAddresses, refuseProblems, rulesFor, slugTaken, untilDecided } from '../../links.ts';
import { patched } from '../../records.ts';
import { checkNeighbours, type MakingPost, makePost, planPost } from './make-post.ts';
import { shownMade, shownPost } from './show-post.ts';

export type PostItem = BulkItem<'pst', PostInput>;

/** Makes the post of that id, or changes of the one that is there what isn't frozen. */
export async function putPostAs(item: PostItem, call: MakingPost, deps: ApiDeps) {
  const { id, body, over } = item;
  const { stores, at, now } = call;
  const existing = await untilDecided(async () => {
    const found = await stores.posts.find(id);
    if (found) return found;
    const made = await makePost(id, body, call, deps);
    return made instanceof Refusal ? ((await stores.posts.find(id)) ?? made) : made;
  });
  if (existing instanceof Refusal) return existing;
  // Said by its own name, it is the one it is, whatever else stands there; others find it by its address.
  await stores.postAddresses.claim(body, id, now);
  if ('post' in existing) return { status: 201 as const, body: await shownMade(existing, stores, deps) };
  await checkNeighbours(changeOf(body), stores);
  const { links, destination } = await linkChanges(existing, item, call, deps);
  for (const link of links)
    await stores.links.update(link.id, (it) => ({ ...it, destination, updatedAt: at }), now);
  const change = (standing: StoredPost) => ({
    ...changeOf(over(standing)),
    archivedAt: null,
    updatedAt: at,
  });
  return ok(await shownPost(await changePost(existing, change, stores, now), stores, deps));
}

/** Whether it would be made or changed; throws the refusal. */
export async function checkPostItem(item: PostItem, call: MakingPost, deps: ApiDeps): Promise<void> {
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

type PostChange = Parameters<typeof patched<StoredPost>>[1];

/** What routes are made of may have changed with a drop's post: its links follow before the change is acknowledged. */
export async function changePost(
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
const changeOf = ({
  format,
  publishedAt,
  url,
  campaignId,
  squadId,
  dropId,
  caption,
  tags,
  metadata,
}: PostInput) => ({
  format,
  publishedAt,
  url: url ?? null,
  campaignId: campaignId ?? null,
  squadId: squadId ?? null,
  dropId: dropId ?? null,
  caption: caption ?? null,
  tags: tags ?? null,
  metadata: metadata ?? null,
});

/** Which of a post's links are to lead elsewhere now, and where; what is frozen is refused, not passed over. */
export async function linkChanges(
  post: StoredPost,
  { body, says }: Pick<PostItem, 'body' | 'says'>,
  { stores, brandId }: MakingPost,
  deps: ApiDeps,
): Promise<{ links: StoredLink[]; destination: string }> {
  const all = await stores.links.listOfPost(post.id);
  const byId = new Map(all.map((link) => [link.id, link]));
  const own = Array.from({ length: MOST_PLACEMENTS }, (_, index) =>
    byId.get(derivedId('lnk', brandId, post.id, String(index)) as Id<'lnk'>),
  ).filter((link) => link !== undefined);
  const problems = frozenProblems(post, body, own);
  const rules = await rulesFor([body], await stores.getBrand(), deps);
  const { destination } = checkAddresses({ destination: body.destination }, rules, problems);
  const others = says('destination') ? all.filter((link) => link.destination !== destination) : [];
  if (own.length === 0 && others.length > 0) problems.push(wrong('destination', 'change-the-links'));
  refuseProblems(problems);
  return { links: others.filter((link) => own.includes(link)), destination };
}

const MOST_PLACEMENTS = 20;

function frozenProblems(post: StoredPost, body: PostInput, [first, ...others]: StoredLink[]) {
  const problems: FieldRefusal[] = [];
  const keep = (path: string, given: unknown, kept: unknown) => {
    if (!isDeepStrictEqual(given, kept))
      problems.push(wrong(path, 'not-changeable', { kept: String(JSON.stringify(kept)) }));
  };
  for (const path of ['creatorId', 'stage', 'platform'] as const) keep(path, body[path], post[path]);
  keep('messages', [...body.messages].sort(), [...post.messages].sort());
  if (first && body.domain !== undefined) keep('domain', body.domain, first.domain);
  if (first && body.slug !== undefined) keep('slug', foldSlug(body.slug), foldSlug(first.slug));
  if (first && body.placements !== undefined)
    keep(
      'placements',
      body.placements,
      [first, ...others].map(({ placement }) => placement),
    );
  return problems;
}
