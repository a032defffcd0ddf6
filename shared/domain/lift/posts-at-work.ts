import type { PostFacts } from '../facts.ts';
import { addDays, daysBetween } from '../time/week.ts';
import { CARRY_DAYS, MOST_WINDOW_DAYS } from './lift-of.ts';

type Days = { from: string; to: string };

/** Oldest first: those at work in these days, and before them whatever still worked when the next was posted. */
export function postsAtWork(posts: readonly PostFacts[], { from, to }: Days): PostFacts[] {
  const newestFirst = posts
    .filter(({ publishedOn }) => publishedOn <= to)
    .toSorted((one, other) => (one.publishedOn < other.publishedOn ? 1 : -1));
  let workedOn = from;
  const chain: PostFacts[] = [];
  for (const post of newestFirst) {
    if (addDays(post.publishedOn, CARRY_DAYS) <= workedOn) break;
    chain.unshift(post);
    if (post.publishedOn < workedOn) workedOn = post.publishedOn;
  }
  return chain;
}

/**
 * Since when the posts of these days have run without a pause, if that was before them: read from there, none of their own
 * stand in the way. Undefined where they began in these days, or so long before that no window reaches.
 */
export function runningSince(posts: readonly PostFacts[], days: Days): string | undefined {
  const first = beganBefore(posts, days);
  return first && isReadable(first, days) ? first : undefined;
}

/** Where they have run for longer than any window reaches: as many of their first days as one does. */
export function startOfLongRun(posts: readonly PostFacts[], days: Days): Days | undefined {
  const first = beganBefore(posts, days);
  return first && !isReadable(first, days)
    ? { from: first, to: addDays(first, MOST_WINDOW_DAYS - 1) }
    : undefined;
}

function beganBefore(posts: readonly PostFacts[], days: Days): string | undefined {
  const first = postsAtWork(posts, days)[0]?.publishedOn;
  return first && first < days.from ? first : undefined;
}

const isReadable = (first: string, { to }: Days): boolean => daysBetween(first, to) < MOST_WINDOW_DAYS;
