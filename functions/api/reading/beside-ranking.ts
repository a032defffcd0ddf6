import type { Facts } from '../../../shared/domain/facts.ts';
import { rankEngagement } from '../../../shared/domain/roi/promotions/engagement-ranking.ts';
import type { ShapeFlag } from '../../../shared/domain/selection/engagement-shape.ts';
import {
  creatorsIn,
  type PostsOfStage,
  postsOfStage,
} from '../../../shared/domain/selection/posts-of-stage.ts';
import type { Stage } from '../../../shared/domain/vocabulary.ts';

/** What stands beside a ranking of creators: how their posts were rated, what is odd about their engagement, and who is in the stage above already. */
export function besideRanking(
  facts: Facts,
  asked: PostsOfStage,
  above: Stage,
  shapes: ReadonlyMap<string, ShapeFlag[]>,
) {
  const posts = postsOfStage(facts.catalog.posts, asked);
  const rates = new Map(
    rankEngagement(facts.catalog, facts.engagement).map(({ creatorId, rate }) => [creatorId, rate]),
  );
  const there = creatorsIn(facts.catalog.posts, above);
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
      there: there.has(creatorId),
      shape: [...new Set(own.flatMap(({ postId }) => shapes.get(postId) ?? []))],
    };
  };
}
