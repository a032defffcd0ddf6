import type { StoredLink } from '../../domain/schema/programme/links.ts';
import type { LinkShelf } from './link-shelf.ts';

/** Which links does a post have? Of one, and of a page of posts in the order of their ids, asked at once. */
export const linksOfPosts = ({ links, postLinks }: LinkShelf) => ({
  async listOfPost(postId: string): Promise<StoredLink[]> {
    const ids: string[] = [];
    for await (const { id } of postLinks.all({ under: `${postId}#` })) ids.push(id.slice(postId.length + 1));
    return links.getMany(ids);
  },
  async listOfPosts(postIds: readonly string[]): Promise<StoredLink[]> {
    const wanted = new Set(postIds);
    const last = postIds.at(-1) ?? '';
    const ids: string[] = [];
    for await (const { id } of postLinks.all({ after: postIds[0] ?? '' })) {
      const [postId = '', linkId = ''] = id.split('#');
      if (postId > last) break;
      if (wanted.has(postId)) ids.push(linkId);
    }
    return links.getMany(ids);
  },
});
