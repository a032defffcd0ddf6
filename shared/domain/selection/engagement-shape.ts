import type { EngagementFact, Facts } from '../facts.ts';
import { engagementsOf } from '../roi/tally.ts';
import { FAR, modifiedZ } from '../statistics/modified-z.ts';
import { DAY_MS } from '../time/units.ts';

/** Why engagement doesn't look as people make it. A reason to look, never to drop. */
export const SHAPE_FLAGS = [
  'engagement-far-above-tier',
  'engagement-far-below-tier',
  'comments-out-of-proportion',
  'late-jump',
  'followers-jump',
] as const;
export type ShapeFlag = (typeof SHAPE_FLAGS)[number];

/** Fewer posts to compare with say nothing of what is usual; fewer likes have any proportion. */
const LEAST = { peers: 8, likes: 50 };

/** Engagement per follower, and comments per like: what a post is compared by. */
const perFollower = (one: EngagementFact): number | undefined => {
  const engagements = engagementsOf(one);
  return one.followers && engagements !== undefined ? Math.log((engagements + 1) / one.followers) : undefined;
};
const perLike = ({ likes, comments }: EngagementFact): number | undefined =>
  likes !== undefined && comments !== undefined && likes >= LEAST.likes
    ? Math.log((comments + 1) / (likes + 1))
    : undefined;

/**
 * What is odd about one post's counters. `history`: all its snapshots. `peers`: the newest snapshot of each post of its
 * tier (of all posts, where the tier has fewer than eight).
 */
export function shapeOf(
  post: { publishedAt: number },
  history: readonly EngagementFact[],
  peers: readonly EngagementFact[],
): ShapeFlag[] {
  const inTime = history.toSorted((one, other) => one.takenAt - other.takenAt);
  const newest = inTime.at(-1);
  if (!newest) return [];
  const rate = distance(perFollower, newest, peers);
  const comments = distance(perLike, newest, peers);
  const found: (ShapeFlag | false)[] = [
    rate > FAR && 'engagement-far-above-tier',
    rate < -FAR && 'engagement-far-below-tier',
    Math.abs(comments) > FAR && 'comments-out-of-proportion',
    stepsOf(inTime).some((step) => isLateJump(post, step)) && 'late-jump',
    stepsOf(inTime).some(isFollowersJump) && 'followers-jump',
  ];
  return found.filter((flag) => flag !== false);
}

/** What is odd about the posts whose histories are told; each beside the newest snapshots of its tier. */
export function shapesIn(
  { catalog, engagement }: Pick<Facts, 'catalog' | 'engagement'>,
  histories: ReadonlyMap<string, readonly EngagementFact[]>,
): Map<string, ShapeFlag[]> {
  const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
  const peersOf = (tier: string | undefined) => {
    const own = engagement.filter(({ postId }) => posts.get(postId)?.tier === tier);
    return tier !== undefined && own.length >= LEAST.peers ? own : engagement;
  };
  return new Map(
    [...histories].flatMap(([postId, history]) => {
      const post = posts.get(postId);
      return post ? [[postId, shapeOf(post, history, peersOf(post.tier))]] : [];
    }),
  );
}

function distance(
  figure: (one: EngagementFact) => number | undefined,
  of: EngagementFact,
  peers: readonly EngagementFact[],
): number {
  const own = figure(of);
  const theirs = peers.flatMap((peer) => figure(peer) ?? []);
  return own === undefined || theirs.length < LEAST.peers ? 0 : (modifiedZ(own, theirs) ?? 0);
}

type Step = { before: EngagementFact; after: EngagementFact };

const stepsOf = (inTime: readonly EngagementFact[]): Step[] =>
  inTime.slice(1).flatMap((after, i) => {
    const before = inTime[i];
    return before ? [{ before, after }] : [];
  });

/** Counters fade as clicks do: three days on, a day that brings thrice the days before, and most of all there is, is no reader's. */
const LATE = { ageDays: 3, times: 3, least: 50 };

function isLateJump({ publishedAt }: { publishedAt: number }, { before, after }: Step): boolean {
  const ageDays = (before.takenAt - publishedAt) / DAY_MS;
  const [had, has] = [engagementsOf(before), engagementsOf(after)];
  if (had === undefined || has === undefined || ageDays < LATE.ageDays) return false;
  const gained = has - had;
  if (gained < LATE.least || gained < has / 2) return false;
  const days = Math.max((after.takenAt - before.takenAt) / DAY_MS, 1 / 24);
  return gained / days > LATE.times * (had / ageDays);
}

/** A fifth more followers within a week; in how few days doesn't matter. */
const FOLLOWERS = { growth: 0.2, days: 7, least: 200 };

function isFollowersJump({ before, after }: Step): boolean {
  const [had, has] = [before.followers, after.followers];
  if (!had || !has || has - had < FOLLOWERS.least) return false;
  return has / had > 1 + FOLLOWERS.growth && after.takenAt - before.takenAt <= FOLLOWERS.days * DAY_MS;
}
