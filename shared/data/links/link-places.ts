import type { LinkPlace } from '../../domain/analytics/flat-click.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { linkRecords, postsOf } from './link-shelf.ts';

/** Where the posts of these links stand in the programme; links that are gone are left out. */
export async function placesOfLinks(
  records: BrandRecords,
  linkIds: readonly string[],
): Promise<Map<string, LinkPlace>> {
  const links = await linkRecords(records).getMany(linkIds);
  const posts = new Map(
    (await postsOf(records).getMany([...new Set(links.flatMap(({ postId }) => postId ?? []))])).map(
      (post) => [post.id, post],
    ),
  );
  return new Map(
    links.flatMap(({ id, postId }) => {
      const post = postId && posts.get(postId);
      if (!post) return [];
      const { creatorId, stage, platform } = post;
      return [[id, { postId, creatorId, stage, platform }] as const];
    }),
  );
}
