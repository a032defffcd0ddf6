import type { Catalog, CreatorFacts, PostFacts } from './facts.ts';

/** What a post, or a link of it, can be told by. One list for clicks, ROI and lists, in the API and on the pages. */
export const POST_DIMENSIONS = [
  'stage',
  'creatorId',
  'postId',
  'linkId',
  'campaignId',
  'squadId',
  'platform',
  'tier',
  'source',
  'format',
  'placement',
  'message',
] as const;
export type PostDimension = (typeof POST_DIMENSIONS)[number];

export type PostFilter = Partial<Record<PostDimension, string>>;

/** What is known of a thing along each dimension: several values where it has several (messages, placements). */
export type PostPlace = Partial<Record<PostDimension, string | readonly string[]>>;

/** Does it lie where the filter says? What has no value along a dimension that is asked for does not. */
export const passes = (place: PostPlace, filter: PostFilter): boolean =>
  POST_DIMENSIONS.every((name) => {
    const wanted = filter[name];
    if (wanted === undefined) return true;
    const value = place[name];
    return typeof value === 'string' ? value === wanted : (value?.includes(wanted) ?? false);
  });

export const isFiltering = (filter: PostFilter): boolean =>
  POST_DIMENSIONS.some((name) => filter[name] !== undefined);

/** Where a post stands; its placements are those of its links. */
export const placeOfPost = (
  post: PostFacts,
  creator: Pick<CreatorFacts, 'source'> | undefined,
  placements: readonly string[],
): PostPlace => ({
  stage: post.stage,
  creatorId: post.creatorId,
  postId: post.postId,
  platform: post.platform,
  format: post.format,
  message: post.messages,
  placement: placements,
  ...(post.campaignId ? { campaignId: post.campaignId } : {}),
  ...(post.squadId ? { squadId: post.squadId } : {}),
  ...(post.tier ? { tier: post.tier } : {}),
  ...(creator ? { source: creator.source } : {}),
});

export type Places = {
  ofPost: (post: PostFacts) => PostPlace;
  /** Its post's, and its own; of a link without a post only its own. */
  ofLink: (linkId: string) => PostPlace | undefined;
  ofCreator: (creatorId: string) => PostPlace;
};

/** Each place of a brand's catalog, made when it is first asked for. */
export function placesOf(catalog: Catalog): Places {
  const creators = new Map(catalog.creators.map((creator) => [creator.creatorId, creator]));
  const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
  const links = new Map(catalog.links.map((link) => [link.linkId, link]));
  const placements = new Map<string, string[]>();
  for (const { postId, placement } of catalog.links)
    if (placement && postId !== undefined)
      placements.set(postId, [...(placements.get(postId) ?? []), placement]);
  const ofPosts = new Map<string, PostPlace>();
  const ofLinks = new Map<string, PostPlace | undefined>();

  const ofPost = (post: PostFacts): PostPlace => {
    const made =
      ofPosts.get(post.postId) ??
      placeOfPost(post, creators.get(post.creatorId), placements.get(post.postId) ?? []);
    ofPosts.set(post.postId, made);
    return made;
  };
  const makeOfLink = (linkId: string): PostPlace | undefined => {
    const link = links.get(linkId);
    if (!link) return undefined;
    const own = { linkId, ...(link.placement ? { placement: link.placement } : {}) };
    if (link.postId === undefined) return own;
    const post = posts.get(link.postId);
    if (!post) return undefined;
    const { placement: _all, ...place } = ofPost(post);
    return { ...place, ...own };
  };
  return {
    ofPost,
    ofLink(linkId) {
      if (!ofLinks.has(linkId)) ofLinks.set(linkId, makeOfLink(linkId));
      return ofLinks.get(linkId);
    },
    ofCreator(creatorId) {
      const source = creators.get(creatorId)?.source;
      return { creatorId, ...(source ? { source } : {}) };
    },
  };
}
