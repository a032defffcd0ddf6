import type { Catalog, CreatorFacts, PostFacts } from './facts.ts';
import { once, remembering, rememberingOf } from './remember.ts';
import type { RestRow } from './report/snapshot.ts';

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

/**
 * `without`: only what has no value along that dimension, so that the values and what has none make up the whole. `rest`:
 * of what no post can be named for, what came by a link without one, or by none at all.
 */
export type PostFilter = Partial<Record<PostDimension, string>> & { without?: PostDimension; rest?: RestRow };

/** What is known of a thing along each dimension: several values where it has several (messages, placements). */
export type PostPlace = Partial<Record<PostDimension, string | readonly string[]>>;

/** Does it lie where the filter says? What has no value along a dimension that is asked for does not. */
export const passes = (place: PostPlace, filter: PostFilter): boolean =>
  (filter.without === undefined || !place[filter.without]?.length) &&
  (filter.rest === undefined || restOf(place) === filter.rest) &&
  POST_DIMENSIONS.every((name) => {
    const wanted = filter[name];
    if (wanted === undefined) return true;
    const value = place[name];
    return typeof value === 'string' ? value === wanted : (value?.includes(wanted) ?? false);
  });

const restOf = ({ postId, linkId }: PostPlace): RestRow | undefined => {
  if (postId?.length) return undefined;
  return linkId?.length ? 'withoutPost' : 'notTied';
};

export const isFiltering = (filter: PostFilter): boolean =>
  filter.without !== undefined ||
  filter.rest !== undefined ||
  POST_DIMENSIONS.some((name) => filter[name] !== undefined);

/** Does the filter tell apart the links of one post? Then what was spent on the post is theirs in part. */
export const tellsLinksApart = ({ placement, tag, linkId, without }: PostFilter): boolean =>
  [placement, tag, linkId].some((wanted) => wanted !== undefined) ||
  ['placement', 'tag', 'linkId'].includes(without ?? '');

/** Where a post stands; its placements are those of its links, its tags its own, its creator's and its links'. */
export const placeOfPost = (
  post: PostFacts,
  creator: Pick<CreatorFacts, 'source' | 'tags'> | undefined,
  { linkId, placement, tag }: OfLinks,
): PostPlace => ({
  stage: post.stage,
  creatorId: post.creatorId,
  postId: post.postId,
  platform: post.platform,
  format: post.format,
  message: post.messages,
  linkId,
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

type OfLinks = Record<'linkId' | 'placement' | 'tag', readonly string[]>;
const NO_LINKS: OfLinks = { linkId: [], placement: [], tag: [] };

function linksByPost({ links }: Pick<Catalog, 'links'>): Map<string, OfLinks> {
  const found = new Map<string, OfLinks>();
  for (const { linkId, postId, placement, tags = [] } of links) {
    if (postId === undefined) continue;
    const known = found.get(postId) ?? NO_LINKS;
    found.set(postId, {
      linkId: [...known.linkId, linkId],
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
  /** Its link's; else its post's, which came by none of the post's links; else its creator's. */
  ofCredit: (credit: { linkId?: string; postId?: string; creatorId?: string }) => PostPlace;
};

/** Each place of a brand's catalog, made when it is first asked for. */
export const placesOf = rememberingOf((catalog: Catalog): Places => {
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
  const ofCreator = (creatorId: string): PostPlace => {
    const creator = creators.get(creatorId);
    return { creatorId, tag: tagsOf(creator), ...(creator ? { source: creator.source } : {}) };
  };
  const byNoLink = remembering((post: PostFacts) =>
    placeOfPost(post, creators.get(post.creatorId), NO_LINKS),
  );
  return {
    ofPost,
    ofLink,
    ofCreator,
    ofCredit({ linkId = '', postId = '', creatorId }) {
      const post = posts.get(postId);
      return ofLink(linkId) ?? (post ? byNoLink(post) : creatorId === undefined ? {} : ofCreator(creatorId));
    },
  };
});

/** Whom a filter keeps, of everything that figures are made of. */
export type Wanted = {
  post: (post: PostFacts) => boolean;
  link: (linkId: string) => boolean;
  /** Does a post bear something of what it cost there: by one of its links, or itself where it has none? */
  bearer: (post: PostFacts) => boolean;
  credit: (credit: Parameters<Places['ofCredit']>[0]) => boolean;
  /** A creator, campaign, squad or stage that something was booked on, and that has no post to carry it. */
  level: (on: PostPlace) => boolean;
};

const always = () => true;
const EVERYTHING: Wanted = { post: always, link: always, bearer: always, credit: always, level: always };

/** One answer for lists, clicks, ROI and dark social: what all of these filters keep. */
export const wantedIn = (catalog: Catalog, ...filters: readonly PostFilter[]): Wanted =>
  wantingIn(catalog)(...filters);

export type Wanting = (...filters: readonly PostFilter[]) => Wanted;

/** The same for whoever asks one catalog by many filters: where its posts and links stand is found once for all of them. */
export function wantingIn(catalog: Catalog): Wanting {
  const placesHere = once(() => placesOf(catalog));
  const linksOf = once(() => linkIdsByPost(catalog));
  return (...filters) => {
    const asked = filters.filter(isFiltering);
    return asked.length === 0 ? EVERYTHING : wantedOf(asked, placesHere(), linksOf);
  };
}

function wantedOf(
  asked: readonly PostFilter[],
  places: Places,
  linksOf: () => ReturnType<typeof linkIdsByPost>,
): Wanted {
  const isKept = (place: PostPlace) => asked.every((filter) => passes(place, filter));
  const post = remembering((one: PostFacts) => isKept(places.ofPost(one)));
  const link = remembering((linkId: string) => isKept(places.ofLink(linkId) ?? {}));
  return {
    post,
    link,
    bearer: (one) => linksOf().get(one.postId)?.some(link) ?? post(one),
    credit: (credit) => isKept(places.ofCredit(credit)),
    level: ({ creatorId, ...on }) =>
      isKept({ ...(typeof creatorId === 'string' ? places.ofCreator(creatorId) : {}), ...on }),
  };
}

/** The links of each post that has any. */
export const linkIdsByPost = (catalog: Pick<Catalog, 'links'>): ReadonlyMap<string, readonly string[]> =>
  new Map([...linksByPost(catalog)].map(([postId, { linkId }]) => [postId, linkId]));

/** Every value that something of the brand's has along a dimension, in order. */
export function valuesAlong(catalog: Catalog, dimension: PostDimension): string[] {
  const places = placesOf(catalog);
  const all = [
    ...catalog.posts.map(places.ofPost),
    ...catalog.links.map(({ linkId }) => places.ofLink(linkId)),
    ...catalog.creators.map(({ creatorId }) => places.ofCreator(creatorId)),
  ];
  return [...new Set(all.flatMap((place) => place?.[dimension] ?? []))].sort();
}
