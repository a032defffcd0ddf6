import type { Facts } from '../facts.ts';
import { type PostFilter, wantedIn } from '../post-filter.ts';
import { addDays, daysBetween } from '../time/week.ts';
import { FOLLOWED_DAYS, type Followed } from './residual-curve.ts';

/** What ads cost and brought on one day, minor units of the brand's currency. */
export type AdDay = { day: string; spendMinor: number; clicks: number };

export const sumOfAds = (days: readonly AdDay[]) => ({
  spendMinor: days.reduce((sum, { spendMinor }) => sum + spendMinor, 0),
  clicks: days.reduce((sum, { clicks }) => sum + clicks, 0),
});

/** A day as it is stored. */
export const adDayOf = ({
  day,
  spend,
  clicks,
}: {
  day: string;
  spend: { amount: number };
  clicks: number;
}): AdDay => ({
  day,
  spendMinor: spend.amount,
  clicks,
});

/**
 * Every stretch of ads from its last day with spend on (0), while days are told and nothing is spent: the clicks that
 * came although nobody paid any more. A day that nobody told ends it: not known is not none. `lastSpendDay`: stretches
 * that end later are another question's.
 */
export function followAds(
  days: readonly AdDay[],
  { lastSpendDay, lastWholeDay }: { lastSpendDay: string; lastWholeDay: string },
): Followed[] {
  const told = new Map(days.filter(({ day }) => day <= lastWholeDay).map((one) => [one.day, one]));
  return [...told.values()]
    .filter(({ day, spendMinor }) => spendMinor > 0 && day <= lastSpendDay)
    .filter(({ day }) => !((told.get(addDays(day, 1))?.spendMinor ?? 0) > 0))
    .map(({ day, clicks }) => {
      const after = [clicks];
      for (let next = 1; next <= FOLLOWED_DAYS; next++) {
        const one = told.get(addDays(day, next));
        if (!one || one.spendMinor > 0) break;
        after.push(one.clicks);
      }
      return { clicks: after };
    });
}

/**
 * Every post published between the days, from the day of its publication (0) to the last whole day. `filter`: those that it
 * names, by the clicks of such links.
 */
export function followPosts(
  { catalog, days }: Pick<Facts, 'catalog' | 'days'>,
  { from, to, lastWholeDay, filter = {} }: PostsToFollow,
): Followed[] {
  const wanted = wantedIn(catalog, filter);
  const postOfLink = new Map(catalog.links.map(({ linkId, postId }) => [linkId, postId]));
  const clicks = new Map<string, number>();
  for (const row of days) {
    if (!wanted.link(row.linkId)) continue;
    const key = `${postOfLink.get(row.linkId)} ${row.day}`;
    clicks.set(key, (clicks.get(key) ?? 0) + row.clicks);
  }
  return catalog.posts
    .filter(({ publishedOn }) => publishedOn >= from && publishedOn <= to && publishedOn <= lastWholeDay)
    .filter(wanted.post)
    .map(({ postId, publishedOn }) => ({
      clicks: Array.from(
        { length: Math.min(FOLLOWED_DAYS, daysBetween(publishedOn, lastWholeDay)) + 1 },
        (_, day) => clicks.get(`${postId} ${addDays(publishedOn, day)}`) ?? 0,
      ),
    }));
}

type PostsToFollow = { from: string; to: string; lastWholeDay: string; filter?: PostFilter };
