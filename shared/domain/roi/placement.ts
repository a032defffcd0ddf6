import { splitByLargestRemainder } from '../attribution/money-split.ts';
import type { Catalog, CreatorFacts, CreditedOrder, Facts, PostFacts, SpendFact } from '../facts.ts';
import { NOT_TIED, restRowOf } from '../orders/place.ts';
import { remembering, rememberingOf } from '../remember.ts';

export const ROI_GROUPS = [
  'stage',
  'creator',
  'post',
  'campaign',
  'squad',
  'drop',
  'campaignWeek',
  'city',
  'tier',
  'message',
  'platform',
  'channel',
  'source',
  'ageBand',
  'format',
] as const;
export type RoiGroup = (typeof ROI_GROUPS)[number];

/**
 * A group's name; one of `REST_ROWS` for what no post can be named for; null for posts that have no such group (no
 * campaign, no squad). They keep every grouping's sum the brand's.
 */
export type GroupName = string | null;
export type Part = { group: GroupName; weight: number };

type Credit = CreditedOrder['credits'][number];

/** Where things fall under one grouping. */
export type GroupPlaces = {
  /** A post's own things: itself, its clicks, its spend. */
  ofPost: (post: PostFacts) => Part[];
  /** The clicks of a link without a post. */
  ofLink: (linkId: string) => Part[];
  /** A credit and the post that it was traced to, if any. */
  ofCredit: (credit: Credit, post: PostFacts | undefined) => Part[];
  /** Spend on a creator, campaign, squad or stage that has no post to carry it. */
  ofLevel: (on: SpendFact['on']) => Part[];
};

const NO_GROUP: Part[] = [{ group: null, weight: 1 }];

/**
 * A post counts for one group, except for its messages, which share it equally, and channels, which share it by the
 * clicks that they brought (`clicksByChannel` of the post, or of the link that has none).
 */
export function placementFor(
  groupBy: RoiGroup,
  clicksByChannel: ReadonlyMap<string, ReadonlyMap<string, number>>,
  creators: ReadonlyMap<string, CreatorFacts>,
): GroupPlaces {
  if (groupBy === 'channel') {
    const channelsOf = (id: string) => orNoGroup([...(clicksByChannel.get(id) ?? [])].map(asPart));
    return {
      ofPost: ({ postId }) => channelsOf(postId),
      ofLink: channelsOf,
      ofCredit: (credit) => (credit.channel ? whole(credit.channel) : NO_GROUP),
      ofLevel: () => whole(NOT_TIED),
    };
  }
  const ofPost = remembering(placesOfPosts(groupBy, creators));
  const ofCreator = (creatorId: string) => groupOfCreator(creatorId, groupBy, creators);
  return {
    ofPost,
    ofLink: (linkId) => whole(restRowOf({ linkId })),
    ofCredit(credit, post) {
      if (post) return ofPost(post);
      return whole(credit.creatorId === undefined ? restRowOf(credit) : ofCreator(credit.creatorId));
    },
    ofLevel: (on) => whole('creatorId' in on ? ofCreator(on.creatorId) : (levelOf(on, groupBy) ?? NOT_TIED)),
  };
}

/** What a creator has of her own; all else that figures are grouped by is a post's. */
const OF_CREATOR = {
  creator: ({ creatorId }) => creatorId,
  source: ({ source }) => source,
  ageBand: ({ ageBand }) => ageBand,
  city: ({ city }) => city,
} as const satisfies Partial<Record<RoiGroup, (creator: CreatorFacts) => string | undefined>>;

const isOfCreator = (groupBy: RoiGroup): groupBy is keyof typeof OF_CREATOR => groupBy in OF_CREATOR;

/** What names a creator and no post of hers stands where she does, as it does for a filter; by what is a post's, nowhere. */
function groupOfCreator(
  creatorId: string,
  groupBy: RoiGroup,
  creators: ReadonlyMap<string, CreatorFacts>,
): GroupName {
  if (!isOfCreator(groupBy)) return NOT_TIED;
  const creator = creators.get(creatorId);
  if (!creator) return groupBy === 'creator' ? creatorId : NOT_TIED;
  return OF_CREATOR[groupBy](creator) ?? null;
}

/** A level without posts still has its place when that very level is asked for. */
function levelOf(on: SpendFact['on'], groupBy: RoiGroup): string | undefined {
  if (groupBy === 'stage' && 'stage' in on) return on.stage;
  if (groupBy === 'campaign' && 'campaignId' in on) return on.campaignId;
  return groupBy === 'squad' && 'squadId' in on ? on.squadId : undefined;
}

type OfPost = (post: PostFacts, creator: CreatorFacts | undefined) => string | undefined | readonly string[];

const OF_POST: Record<Exclude<RoiGroup, 'channel'>, OfPost> = {
  stage: ({ stage }) => stage,
  creator: ({ creatorId }) => creatorId,
  post: ({ postId }) => postId,
  campaign: ({ campaignId }) => campaignId,
  squad: ({ squadId }) => squadId,
  drop: ({ dropId }) => dropId,
  campaignWeek: ({ campaignWeek }) => campaignWeek,
  city: ({ city }) => city,
  tier: ({ tier }) => tier,
  platform: ({ platform }) => platform,
  source: (_post, creator) => creator && OF_CREATOR.source(creator),
  ageBand: (_post, creator) => creator && OF_CREATOR.ageBand(creator),
  format: ({ format }) => format,
  message: ({ messages }) => [...new Set(messages)].sort(),
};

/** Each group's parts once, as thousands of posts share them. */
function placesOfPosts(groupBy: Exclude<RoiGroup, 'channel'>, creators: ReadonlyMap<string, CreatorFacts>) {
  const groupOf = OF_POST[groupBy];
  const wholeOf = remembering(whole);
  return (post: PostFacts): Part[] => {
    const found = groupOf(post, creators.get(post.creatorId));
    if (found === undefined) return NO_GROUP;
    if (typeof found === 'string') return wholeOf(found);
    return orNoGroup(found.map((group) => ({ group, weight: 1 })));
  };
}

/** The post that a credit belongs to: the one it names, else its link's. Links without a post are known too, without one. */
export const postFinder = ({ catalog }: Pick<Facts, 'catalog'>) => finderIn(catalog);

const finderIn = rememberingOf((catalog: Catalog) => {
  const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
  const known = catalog.links.filter(({ postId }) => postId === undefined || posts.has(postId));
  const postOfLink = new Map(known.map(({ linkId, postId = '' }) => [linkId, posts.get(postId)]));
  return {
    ofLink: (linkId: string) => postOfLink.get(linkId),
    isKnown: (linkId: string) => postOfLink.has(linkId),
    ofCredit: ({ postId, linkId = '' }: Credit): PostFacts | undefined =>
      postId === undefined ? postOfLink.get(linkId) : posts.get(postId),
  };
});

/** A whole amount over parts, exactly. Equal weights, the common case, need no big integers. */
export function spread(total: number, parts: readonly Part[]): number[] {
  if (parts.length === 1) return [total];
  const first = parts[0]?.weight;
  if (parts.every((part) => part.weight === first)) return spreadEqually(total, parts.length);
  return splitByLargestRemainder(
    total,
    parts.map((part) => part.weight),
  );
}

/** Parts that differ by at most one unit; the first ones are the larger, and a negative total mirrors a positive. */
export function spreadEqually(total: number, parts: number): number[] {
  const whole = Math.trunc(total / parts);
  const left = Math.abs(total - whole * parts);
  return Array.from({ length: parts }, (_, index) => whole + (index < left ? Math.sign(total) : 0));
}

const orNoGroup = (parts: Part[]): Part[] => (parts.length > 0 ? parts : NO_GROUP);
const whole = (group: GroupName): Part[] => [{ group, weight: 1 }];
const asPart = ([group, weight]: [string, number]): Part => ({ group, weight });
