import type { Catalog, CreatorFacts, PostFacts } from './facts.ts';
import { remembering } from './remember.ts';

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
  'tag',
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

/** Where a post stands; its placements are those of its links, its tags its own, its creator's and its links'. */
export const placeOfPost = (
  post: PostFacts,
  creator: Pick<CreatorFacts, 'source' | 'tags'> | undefined,
  { placement, tag }: OfLinks,
): PostPlace => ({
  stage: post.stage,
  creatorId: post.creatorId,
  postId: post.postId,
  platform: post.platform,
  format: post.format,
  message: post.messages,
  placement,
  tag: tagsOf(post, creator, { tags: tag }),
  ...(post.campaignId ? { campaignId: post.campaignId } : {}),
  ...(post.squadId ? { squadId: post.squadId } : {}),
  ...(post.tier ? { tier: post.tier } : {}),
  ...(creator ? { source: creator.source } : {}),
});

/** Each once: a click counts once for a tag, wherever it stands. */
const tagsOf = (...things: readonly ({ tags?: readonly string[] } | undefined)[]): string[] => [
  ...new Set(things.flatMap((thing) => thing?.tags ?? [])),
];

type OfLinks = { placement: readonly string[]; tag: readonly string[] };
const NO_LINKS: OfLinks = { placement: [], tag: [] };

function linksByPost({ links }: Pick<Catalog, 'links'>): Map<string, OfLinks> {
  const found = new Map<string, OfLinks>();
  for (const { postId, placement, tags = [] } of links) {
    if (postId === undefined || (placement === undefined && tags.length === 0)) continue;
    const known = found.get(postId) ?? NO_LINKS;
    found.set(postId, {
      placement: placement === undefined ? known.placement : [...known.placement, placement],
      tag: [...known.tag, ...tags],
    });
  }
  return found;
}

export type Places = {
  ofPost: (post: PostFacts) => PostPlace;
  /** Its post's with its creator's, and its own; of a link without a post only its own. */
  ofLink: (linkId: string) => PostPlace | undefined;
  ofCreator: (creatorId: string) => PostPlace;
};

/** Each place of a brand's catalog, made when it is first asked for. */
export function placesOf(catalog: Catalog): Places {
  const creators = new Map(catalog.creators.map((creator) => [creator.creatorId, creator]));
  const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
  const links = new Map(catalog.links.map((link) => [link.linkId, link]));
  const ofLinks = linksByPost(catalog);

  const ofPost = remembering((post: PostFacts) =>
    placeOfPost(post, creators.get(post.creatorId), ofLinks.get(post.postId) ?? NO_LINKS),
  );
  const ofLink = remembering((linkId: string): PostPlace | undefined => {
    const link = links.get(linkId);
    if (!link) return undefined;
    const own = { linkId, ...(link.placement ? { placement: link.placement } : {}) };
    if (link.postId === undefined) return { ...own, tag: tagsOf(link) };
    const post = posts.get(link.postId);
    if (!post) return undefined;
    // Not those of the post's other links.
    const { placement: _all, ...place } = ofPost(post);
    return { ...place, ...own, tag: tagsOf(link, post, creators.get(post.creatorId)) };
  });
  return {
    ofPost,
    ofLink,
    ofCreator(creatorId) {
      const creator = creators.get(creatorId);
      return { creatorId, tag: tagsOf(creator), ...(creator ? { source: creator.source } : {}) };
    },
  };
}
