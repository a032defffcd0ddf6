import type { BrandStores } from '../../../../shared/data/stores.ts';
import type { StoredLink } from '../../../../shared/domain/schema/programme/links.ts';
import type { Post, StoredPost } from '../../../../shared/domain/schema/programme/posts.ts';
import type { ApiDeps } from '../../deps.ts';
import { shownLink } from '../../links.ts';
import { type Remarking, remarking } from '../../reading/post-remarks.ts';
import type { MadePost } from './make-post.ts';

/** A post as the API shows it, with its links as they are. */
export const shownPost = async (post: StoredPost, stores: BrandStores, deps: ApiDeps): Promise<Post> =>
  postWithLinks(post, await stores.links.listOfPost(post.id), remarking(stores), deps);

export const postWithLinks = async (
  post: StoredPost,
  links: readonly StoredLink[],
  remarksOf: Remarking,
  deps: ApiDeps,
): Promise<Post> => ({
  ...post,
  links: links.map((link) => shownLink(link, deps)),
  ...(await remarksOf(post)),
});

/** With its links as they were made; or as they are, when it was there before. */
export const shownMade = async (
  { post, links }: MadePost,
  stores: BrandStores,
  deps: ApiDeps,
): Promise<Post> =>
  links ? postWithLinks(post, links, remarking(stores), deps) : shownPost(post, stores, deps);
