import type { Tier } from './vocabulary.ts';

/** The tier of a follower count, lower bound included: 5,000 is "5-10k". Unknown stays unknown. */
export function tierOf(followers: number | undefined): Tier | undefined {
  if (followers === undefined) return undefined;
  if (followers < 1_000 || followers >= 500_000) return 'out-of-range';
  if (followers < 5_000) return '1-5k';
  if (followers < 10_000) return '5-10k';
  if (followers < 50_000) return '10-50k';
  return followers < 100_000 ? '50-100k' : '100-500k';
}
