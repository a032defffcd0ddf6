import { splitByLargestRemainder } from '../attribution/money-split.ts';
import type { CreditedOrder, Facts, PostFacts } from '../facts.ts';
import { addDays } from '../time/week.ts';

export const ROI_GROUPS = [
  'stage',
  'creator',
  'post',
  'campaign',
  'squad',
  'city',
  'tier',
  'message',
  'platform',
  'channel',
] as const;
export type RoiGroup = (typeof ROI_GROUPS)[number];

/** A group's name, or null: the row of what could not be placed, which keeps every grouping's sum the brand's. */
export type GroupName = string | null;
export type Part = { group: GroupName; weight: number };

type Credit = CreditedOrder['credits'][number];

/** Where things fall under one grouping. */
export type Placement = {
  /** A post's own things: itself, its clicks, its spend. */
  ofPost: (post: PostFacts) => Part[];
  /** A credit and the post that it was traced to, if any. */
  ofCredit: (credit: Credit, post: PostFacts | undefined) => Part[];
};

const NOWHERE: Part[] = [{ group: null, weight: 1 }];

/**
 * A post counts for one group, except for its messages, which share it equally, and channels, which share it by the
 * clicks that they brought (`clicksByChannel` of the post).
 */
export function placementFor(
  groupBy: RoiGroup,
  clicksByChannel: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Placement {
  if (groupBy === 'channel') {
    return {
      ofPost: (post) => orNowhere([...(clicksByChannel.get(post.postId) ?? [])].map(asPart)),
      ofCredit: (credit) => (credit.channel ? [{ group: credit.channel, weight: 1 }] : NOWHERE),
    };
  }
  const ofPost = remembering((post: PostFacts) =>
    orNowhere(groupsOfPost(post, groupBy).map((group) => ({ group, weight: 1 }))),
  );
  return {
    ofPost,
    ofCredit: (credit, post) => {
      if (groupBy === 'creator') return [{ group: credit.creatorId, weight: 1 }];
      return post ? ofPost(post) : NOWHERE;
    },
  };
}

function groupsOfPost(post: PostFacts, groupBy: Exclude<RoiGroup, 'channel'>): string[] {
  const one: Record<typeof groupBy, string | undefined | string[]> = {
    stage: post.stage,
    creator: post.creatorId,
    post: post.postId,
    campaign: post.campaignId,
    squad: post.squadId,
    city: post.city,
    tier: post.tier,
    platform: post.platform,
    message: [...new Set(post.messages)].sort(),
  };
  const found = one[groupBy];
  return Array.isArray(found) ? found : found === undefined ? [] : [found];
}

/** When an order was placed, and how far back it looked; the brand's window where it doesn't say. */
type Moment = { day: string; windowDays?: number | undefined };

/**
 * The post that a credit belongs to: the one it names, its link's, else (a coupon or a survey names only the
 * creator) the creator's newest post published on or before that day and within the order's attribution window.
 */
export function postFinder({ catalog, brand }: Pick<Facts, 'catalog' | 'brand'>) {
  const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
  const postOfLink = new Map(catalog.links.map(({ linkId, postId }) => [linkId, posts.get(postId)]));
  const byCreator = new Map<string, PostFacts[]>();
  for (const post of catalog.posts) {
    const known = byCreator.get(post.creatorId);
    if (known) known.push(post);
    else byCreator.set(post.creatorId, [post]);
  }
  for (const list of byCreator.values()) list.sort(newestFirst);
  const latest = (creatorId: string, { day, windowDays = brand.windowDays }: Moment) => {
    const earliest = addDays(day, -windowDays);
    return byCreator.get(creatorId)?.find((post) => post.publishedOn <= day && post.publishedOn >= earliest);
  };
  return {
    ofLink: (linkId: string) => postOfLink.get(linkId),
    ofCredit: (credit: Credit, order: Moment): PostFacts | undefined =>
      (credit.postId === undefined ? postOfLink.get(credit.linkId ?? '') : posts.get(credit.postId)) ??
      latest(credit.creatorId, order),
  };
}

/** A whole amount over parts, exactly. Equal weights, the common case, need no big integers. */
export function spread(total: number, parts: readonly Part[]): number[] {
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

const newestFirst = (one: PostFacts, other: PostFacts): number =>
  other.publishedAt - one.publishedAt || (one.postId < other.postId ? -1 : 1);

const orNowhere = (parts: Part[]): Part[] => (parts.length > 0 ? parts : NOWHERE);
const asPart = ([group, weight]: [string, number]): Part => ({ group, weight });

function remembering<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
