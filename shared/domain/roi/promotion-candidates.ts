import type { Facts } from '../facts.ts';
import type { Stage } from '../vocabulary.ts';
import { ledgerOf } from './compute-roi.ts';
import type { Candidate } from './promotions.ts';
import { grossProfitOf, spendOf, WHOLE } from './tally.ts';

/**
 * Every creator with posts in `stage`, with all that these posts have brought and cost so far. Who has no post there
 * has shown nothing and is not a candidate.
 */
export function candidatesOf(facts: Facts, stage: Stage): Candidate[] {
  const posts = facts.catalog.posts.filter((post) => post.stage === stage);
  const days = posts.map((post) => post.publishedOn).sort();
  const [from, to] = [days.at(0), days.at(-1)];
  if (from === undefined || to === undefined) return [];
  const { tallies } = ledgerOf(facts, { groupBy: 'post', basis: 'cohort', from, to });
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
      profitMinor: known.profitMinor + (tally ? (grossProfitOf(tally) ?? tally.netRevenueMinor) : 0),
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
