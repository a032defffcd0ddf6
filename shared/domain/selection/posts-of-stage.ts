import type { PostFacts } from '../facts.ts';

/** A part of a brand's posts: one stage, published between two days (both included). */
export type PostsOfStage = { stage: string; from: string; to: string };

/** Who has a post in that stage, whenever it was. */
export const creatorsIn = (posts: readonly PostFacts[], stage: string): ReadonlySet<string> =>
  new Set(posts.filter((post) => post.stage === stage).map(({ creatorId }) => creatorId));

export const postsOfStage = (posts: readonly PostFacts[], { stage, from, to }: PostsOfStage): PostFacts[] =>
  posts.filter((post) => post.stage === stage && post.publishedOn >= from && post.publishedOn <= to);
