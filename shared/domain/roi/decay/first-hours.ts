import type { FirstHours, PostFacts } from '../../facts.ts';
import { DAY_MS, HOUR_MS } from '../../time/units.ts';
import { dayBounds } from '../../time/week.ts';

/** Most of what a post brings comes in its first week. */
const FIRST_DAYS = 7;

type Published = Pick<PostFacts, 'postId' | 'publishedOn' | 'publishedAt'>;

/** Which clicks the first hours are made of: from the start of the day of publication until `untilMs` (exclusive). */
export type FirstHoursSpan = { fromMs: number; untilMs: number };

/** Undefined before the post is a day old: its first whole days are known by the hour, at most seven of them. */
export function firstHoursSpan(
  post: Published,
  timeZone: string,
  asOfMs: number,
): FirstHoursSpan | undefined {
  const days = Math.min(FIRST_DAYS, Math.floor((asOfMs - post.publishedAt) / DAY_MS));
  if (days < 1) return undefined;
  return {
    fromMs: dayBounds(post.publishedOn, timeZone).startMs,
    untilMs: post.publishedAt + days * DAY_MS,
  };
}

/** Clicks by hour of the post's age; those of the day of publication that came before it count in the first hour. */
export function firstHoursOf(
  { postId, publishedAt }: Published,
  { untilMs }: FirstHoursSpan,
  clicked: readonly { at: number; clicks: number }[],
): FirstHours {
  const hours = Array.from({ length: Math.round((untilMs - publishedAt) / HOUR_MS) }, () => 0);
  for (const { at, clicks } of clicked) {
    const hour = Math.max(0, Math.floor((at - publishedAt) / HOUR_MS));
    if (hour < hours.length) hours[hour] = (hours[hour] ?? 0) + clicks;
  }
  return { postId, clicks: hours };
}
