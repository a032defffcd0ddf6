import type { BrandStores } from '../../../shared/data/stores.ts';
import type { EngagementFact, Facts } from '../../../shared/domain/facts.ts';
import { type ShapeFlag, shapeOf } from '../../../shared/domain/selection/engagement-shape.ts';

const MOST_SNAPSHOTS = 500;

/** All snapshots of a post; of very many the oldest, where jumps are. */
export async function snapshotsOfPost(
  { engagement }: Pick<BrandStores, 'engagement'>,
  postId: string,
): Promise<EngagementFact[]> {
  const { snapshots } = await engagement.list(postId, { limit: MOST_SNAPSHOTS });
  return snapshots.map(({ id: _, createdAt: __, takenAt, ...counts }) => ({
    ...counts,
    takenAt: Date.parse(takenAt),
  }));
}

const FEWEST_PEERS = 8;

/** What is odd about the posts whose histories are told; each beside the newest snapshots of its tier. */
export function shapesIn(
  { catalog, engagement }: Pick<Facts, 'catalog' | 'engagement'>,
  histories: ReadonlyMap<string, readonly EngagementFact[]>,
): Map<string, ShapeFlag[]> {
  const posts = new Map(catalog.posts.map((post) => [post.postId, post]));
  const peersOf = (tier: string | undefined) => {
    const own = engagement.filter(({ postId }) => posts.get(postId)?.tier === tier);
    return tier !== undefined && own.length >= FEWEST_PEERS ? own : engagement;
  };
  return new Map(
    [...histories].flatMap(([postId, history]) => {
      const post = posts.get(postId);
      return post ? [[postId, shapeOf(post, history, peersOf(post.tier))]] : [];
    }),
  );
}

const WORDS: Record<ShapeFlag, string> = {
  'engagement-far-above-tier': 'far more engagement per follower than posts of its tier have',
  'engagement-far-below-tier': 'far less engagement per follower than posts of its tier have',
  'comments-out-of-proportion': 'comments and likes are far out of their usual proportion',
  'late-jump': 'most of its engagement came at once, days after it was published',
  'followers-jump': 'a fifth more followers within a week',
};
export const sayShape = (code: ShapeFlag) => ({ code, text: WORDS[code] });
