import type { Facts, PostFacts } from '../../facts.ts';
import { postsOfStage } from '../../selection/posts-of-stage.ts';
import { daysBetween } from '../../time/week.ts';
import type { Stage } from '../../vocabulary.ts';
import { roiTallies } from '../compute-roi.ts';
import { usualShareBy } from '../decay/decay.ts';
import { emptyMoneyTally, grossProfitOf, type MoneyTally, spendMinorOf, WHOLE } from '../tally.ts';
import { engagementBesideTier } from './engagement-ranking.ts';

/** What one creator did in the stage that promotion leaves. Followers are not here: they never enter. */
export type PromotionCandidate = {
  creatorId: string;
  posts: number;
  clicks: number;
  orders: number;
  profitMinor: number;
  spendMinor: number;
  violated: boolean;
  /** Each post's clicks so far, and the share of all its clicks that a post of its platform usually has by its age. */
  postClicks: readonly { clicks: number; share: number }[];
  /** Profit of each order (or share of one). */
  profits: readonly number[];
  /** Of these posts, where its shape is genuine: how far above the usual of the tier, in logarithms. */
  engagement?: number;
};

/**
 * Every creator with posts in `stage` published between the days (both included), with all that these posts have brought
 * and cost so far. The days must lie within the facts: of an older post the cost is known and the sales are not. Who has
 * no such post has shown nothing and is not a candidate. Where one order's margin is not known, all are told by revenue.
 */
export function candidatesOf(
  facts: Facts,
  stage: Stage,
  days: { from: string; to: string },
): PromotionCandidate[] {
  const posts = postsOfStage(facts.catalog.posts, { stage, ...days });
  const tallies = roiTallies(facts, { groupBy: 'post', basis: 'cohort', ...days });
  const tallyOf = ({ postId }: PostFacts) => tallies.get(postId) ?? emptyMoneyTally();
  const priced = posts.every((post) => grossProfitOf(tallyOf(post)) !== null);
  const violated = new Map(facts.catalog.creators.map((creator) => [creator.creatorId, creator.violated]));
  const candidates = new Map<string, PromotionCandidate>();
  for (const post of posts) {
    const known = candidates.get(post.creatorId) ?? emptyCandidate(post.creatorId, violated);
    candidates.set(post.creatorId, withPost(known, tallyOf(post), priced, shareSoFar(post, days.to)));
  }
  const odd = new Set(facts.oddPosts);
  const engagements = engagementBesideTier(
    posts.filter(({ postId }) => !odd.has(postId)),
    facts.engagement,
  );
  return [...candidates.values()].map((one) => {
    const engagement = engagements.get(one.creatorId);
    return inOrder({ ...one, ...(engagement !== undefined && { engagement }) });
  });
}

/** Lists by size: the last digit of a sum depends on its order, and posts come in the order of their ids. */
const inOrder = (one: PromotionCandidate): PromotionCandidate => ({
  ...one,
  postClicks: one.postClicks.toSorted((a, b) => a.clicks - b.clicks || a.share - b.share),
  profits: one.profits.toSorted((a, b) => a - b),
});

const withPost = (
  known: PromotionCandidate,
  tally: MoneyTally,
  priced: boolean,
  share: number,
): PromotionCandidate => ({
  ...known,
  posts: known.posts + 1,
  clicks: known.clicks + tally.clicks,
  orders: known.orders + tally.orders / WHOLE,
  profitMinor: known.profitMinor + (priced ? tally.grossProfitMinor : tally.netRevenueMinor),
  spendMinor: known.spendMinor + spendMinorOf(tally),
  postClicks: [...known.postClicks, { clicks: tally.clicks, share }],
  profits: priced ? [...known.profits, ...tally.profits] : known.profits,
});

/** By the end of that day; a post of the same day is taken to be half a day old. */
const shareSoFar = ({ platform, publishedOn }: PostFacts, until: string): number =>
  usualShareBy(platform, daysBetween(publishedOn, until) + 0.5);

const emptyCandidate = (creatorId: string, violated: ReadonlyMap<string, boolean>): PromotionCandidate => ({
  creatorId,
  posts: 0,
  clicks: 0,
  orders: 0,
  profitMinor: 0,
  spendMinor: 0,
  violated: violated.get(creatorId) ?? false,
  postClicks: [],
  profits: [],
});
