import type { ShapeFlag } from '../../../shared/domain/selection/engagement-shape.ts';

const WORDS: Record<ShapeFlag, string> = {
  'engagement-far-above-tier': 'far more engagement per follower than posts of its tier have',
  'engagement-far-below-tier': 'far less engagement per follower than posts of its tier have',
  'comments-out-of-proportion': 'comments and likes are far out of their usual proportion',
  'late-jump': 'most of its engagement came at once, days after it was published',
  'followers-jump': 'a fifth more followers within a week',
};
export const sayShape = (code: ShapeFlag) => ({ code, text: WORDS[code] });
