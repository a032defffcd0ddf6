import type { EngagementFact, Facts } from '../../domain/facts.ts';
import { type ShapeFlag, shapesIn } from '../../domain/selection/engagement-shape.ts';
import { type PostsOfStage, postsOfStage } from '../../domain/selection/posts-of-stage.ts';
import type { BrandStores } from '../stores.ts';
import { engagementFactOf } from './programme.ts';

const MOST_SNAPSHOTS = 500;
/** Snapshots are read post by post: of more posts the newest. */
const MOST_POSTS = 200;

/** What is odd about the engagement of these posts, by post; those without any snapshot, or in order, are left out. */
export async function shapesOfPosts(
  stores: Pick<BrandStores, 'engagement'>,
  facts: Pick<Facts, 'catalog' | 'engagement'>,
  asked: PostsOfStage,
): Promise<Map<string, ShapeFlag[]>> {
  const told = new Set(facts.engagement.map(({ postId }) => postId));
  const looked = postsOfStage(facts.catalog.posts, asked)
    .filter(({ postId }) => told.has(postId))
    .sort((one, other) => other.publishedAt - one.publishedAt)
    .slice(0, MOST_POSTS);
  const histories = await Promise.all(
    looked.map(async ({ postId }) => [postId, await snapshotsOfPost(stores, postId)] as const),
  );
  const shapes = shapesIn(facts, new Map(histories));
  return new Map([...shapes].filter(([, flags]) => flags.length > 0));
}

/** All snapshots of a post; of very many the oldest, where jumps are. */
export async function snapshotsOfPost(
  { engagement }: Pick<BrandStores, 'engagement'>,
  postId: string,
): Promise<EngagementFact[]> {
  const { snapshots } = await engagement.list(postId, { limit: MOST_SNAPSHOTS });
  return snapshots.map(engagementFactOf);
}
