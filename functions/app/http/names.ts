import type { Creator } from '../../../shared/domain/schema/programme/creators.ts';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import type { Visit } from './visit.ts';

/** What ids stand for, as far as this person may know: read once each, together. */
export async function creatorsNamed(
  { api, may }: Visit,
  rows: readonly { creatorId?: string | null | undefined }[],
): Promise<ReadonlyMap<string, Creator>> {
  if (!may('creators:read')) return new Map();
  const wanted = [...new Set(rows.map(({ creatorId }) => creatorId))].filter(
    (id): id is Creator['id'] => !!id,
  );
  const found = await Promise.all(
    wanted.map((id) => api.get('/v1/creators/{id}', { params: { id } }).catch(() => undefined)),
  );
  return new Map(found.flatMap((creator) => (creator ? [[creator.id as string, creator]] : [])));
}

export type NamedPost = { post: Post; handle: string };

/** Posts with the handle of who made them. */
export async function postsNamed(
  visit: Visit,
  rows: readonly { postId?: string | null | undefined }[],
): Promise<ReadonlyMap<string, NamedPost>> {
  if (!visit.may('posts:read')) return new Map();
  const wanted = [...new Set(rows.map(({ postId }) => postId))].filter((id): id is Post['id'] => !!id);
  const posts = await Promise.all(
    wanted.map((id) => visit.api.get('/v1/posts/{id}', { params: { id } }).catch(() => undefined)),
  );
  const creators = await creatorsNamed(
    visit,
    posts.flatMap((post) => post ?? []),
  );
  return new Map(
    posts.flatMap((post) =>
      post
        ? [[post.id as string, { post, handle: creators.get(post.creatorId)?.handle ?? post.creatorId }]]
        : [],
    ),
  );
}

/** Everything a select needs to choose from, as long as it can be looked through. */
const MOST_CHOICES = 500;
export async function choicesOf<T>(each: AsyncIterable<T>, name: (one: T) => readonly [string, string]) {
  const choices: (readonly [string, string])[] = [];
  for await (const one of each) {
    choices.push(name(one));
    if (choices.length === MOST_CHOICES) break;
  }
  return choices.sort(([, a], [, b]) => a.localeCompare(b));
}
