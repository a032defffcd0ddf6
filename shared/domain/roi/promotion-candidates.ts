import type { Facts } from '../facts.ts';
import type { Stage } from '../vocabulary.ts';
import { ledgerOf } from './compute-roi.ts';
import type { Candidate } from './promotions.ts';
import { emptyTally, grossProfitOf, spendOf, WHOLE } from './tally.ts';

/**
 * Every creator with posts in `stage` published between the days (both included), with all that these posts have brought
 * and cost so far. The days must lie within the facts: of an older post the cost is known and the sales are not. Who has
 * no such post has shown nothing and is not a candidate. Where one order's margin is not known, all are told by revenue.
 */
export function candidatesOf(facts: Facts, stage: Stage, days: { from: string; to: string }): Candidate[] {
  const posts = facts.catalog.posts.filter(
    (post) => post.stage === stage && post.publishedOn >= days.from && post.publishedOn <= days.to,
  );
  const { tallies } = ledgerOf(facts, { groupBy: 'post', basis: 'cohort', ...days });
  const priced = posts.every(({ postId }) => grossProfitOf(tallies.get(postId) ?? emptyTally()) !== null);
  const violated = new Map(facts.catalog.creators.map((creator) => [creator.creatorId, creator.violated]));
  const candidates = new Map<string, Candidate>();
  for (const { postId, creatorId } of posts) {
    const tally = tallies.get(postId);
    const known = candidates.get(creatorId) ?? emptyCandidate(creatorId, violated.get(creatorId) ?? false);
    candidates.set(creatorId, {
      ...known,
      posts: known.posts + 1,
      clicks: known.clicks + (tally?.clicks ?? 0),
      orders: known.orders + (tally ? tally.orders / WHOLE : 0),
      profitMinor:
        known.profitMinor + (tally ? (priced ? tally.grossProfitMinor : tally.netRevenueMinor) : 0),
      spendMinor: known.spendMinor + (tally ? spendOf(tally) : 0),
    });
  }
  return [...candidates.values()];
}

const emptyCandidate = (creatorId: string, violated: boolean): Candidate => ({
  creatorId,
  posts: 0,
  clicks: 0,
  orders: 0,
  profitMinor: 0,
  spendMinor: 0,
  violated,
});
