import type { BrandStores } from '../../../shared/data/stores.ts';
import type { Facts } from '../../../shared/domain/facts.ts';
import { rankEngagement } from '../../../shared/domain/roi/promotions/engagement-ranking.ts';
import { shapesIn, snapshotsOfPost } from './shapes.ts';

type Posts = { stage: string; from: string; to: string };

/** Snapshots are read post by post: of more posts the newest. */
const MOST_POSTS = 200;

/** What stands beside a ranking of these creators: how their posts were rated, and what is odd about their engagement. */
export async function readBeside(
  stores: Pick<BrandStores, 'engagement'>,
  facts: Facts,
  { stage, from, to }: Posts,
  creatorIds: readonly string[],
) {
  const asked = new Set(creatorIds);
  const posts = facts.catalog.posts
    .filter((post) => post.stage === stage && post.publishedOn >= from && post.publishedOn <= to)
    .filter(({ creatorId }) => asked.has(creatorId))
    .sort((one, other) => other.publishedAt - one.publishedAt);
  const told = new Set(facts.engagement.map(({ postId }) => postId));
  const looked = posts.filter(({ postId }) => told.has(postId)).slice(0, MOST_POSTS);
  const histories = await Promise.all(
    looked.map(async ({ postId }) => [postId, await snapshotsOfPost(stores, postId)] as const),
  );
  const shapes = shapesIn(facts, new Map(histories));
  const rates = new Map(
    rankEngagement(facts.catalog, facts.engagement).map(({ creatorId, rate }) => [creatorId, rate]),
  );
  const ratings = facts.ratings ?? [];
  return (creatorId: string) => {
    const own = posts.filter((post) => post.creatorId === creatorId);
    const theirs = new Set(own.map(({ postId }) => postId));
    const rated = ratings.filter(({ postId }) => theirs.has(postId));
    const sum = rated.reduce((all, { creativity }) => all + creativity, 0);
    return {
      creativity: rated.length > 0 ? sum / rated.length : null,
      ratings: rated.length,
      engagementRate: rates.get(creatorId) ?? null,
      shape: [...new Set(own.flatMap(({ postId }) => shapes.get(postId) ?? []))],
    };
  };
}
