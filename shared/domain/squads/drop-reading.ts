import type { Facts, LinkDay, PostFacts } from '../facts.ts';
import { median } from '../statistics/median.ts';
import { rankSum } from '../statistics/rank-sum.ts';
import { addDays } from '../time/week.ts';
import { type DropTimes, timingOf } from './drop-timing.ts';

export type DropClicks = { early: number; onTime: number; late: number; held: number };

/**
 * Clicks by how they lay to the drop; `held`: taps that came too early and led nowhere, no clicks. Whole days lie on one
 * side of each moment; of those that a moment cuts, the minutes are told.
 */
export function clicksOfDrop(
  times: DropTimes,
  days: readonly Pick<LinkDay, 'day' | 'clicks' | 'excluded'>[],
  cut: { days: ReadonlySet<string>; minutes: readonly { at: number; clicks: number }[] },
  middleOf: (day: string) => number,
): DropClicks {
  const sums: DropClicks = { early: 0, onTime: 0, late: 0, held: 0 };
  for (const { day, clicks, excluded } of days) {
    sums.held += excluded.early ?? 0;
    if (!cut.days.has(day)) sums[timingOf(middleOf(day), times)] += clicks;
  }
  for (const { at, clicks } of cut.minutes) sums[timingOf(at, times)] += clicks;
  return sums;
}

/** A post is compared by its first week; a younger one not yet. */
const FIRST_DAYS = 7;

type Side = { posts: number; clicks: number; median: number | null };
export type DropComparison = {
  drop: Side;
  ordinary: Side;
  /** How often one of the drop's posts had more clicks in its first week than an ordinary one of the squad. */
  better: number | null;
  p: number | null;
};

/** The drop's posts beside the squad's own of no drop, by the clicks of their first seven days. `today`: not over yet. */
export function compareDrop(
  { catalog, days }: Pick<Facts, 'catalog' | 'days'>,
  drop: { dropId: string; squadId: string },
  today: string,
): DropComparison {
  const clicks = firstWeeks(catalog, days);
  const isOver = ({ publishedOn }: PostFacts) => addDays(publishedOn, FIRST_DAYS) <= today;
  const counts = (isWanted: (post: PostFacts) => boolean) =>
    catalog.posts
      .filter((post) => post.squadId === drop.squadId && isOver(post) && isWanted(post))
      .map(({ postId }) => clicks.get(postId) ?? 0);
  const ours = counts(({ dropId }) => dropId === drop.dropId);
  const ordinary = counts(({ dropId }) => dropId === undefined);
  const test = rankSum(ours, ordinary);
  return { drop: sideOf(ours), ordinary: sideOf(ordinary), better: test?.share ?? null, p: test?.p ?? null };
}

function firstWeeks(catalog: Facts['catalog'], days: readonly LinkDay[]): Map<string, number> {
  const postOf = new Map(catalog.links.map(({ linkId, postId }) => [linkId, postId]));
  const last = new Map(
    catalog.posts.map(({ postId, publishedOn }) => [postId, addDays(publishedOn, FIRST_DAYS - 1)]),
  );
  const clicks = new Map<string, number>();
  for (const { linkId, day, clicks: more } of days) {
    const postId = postOf.get(linkId) ?? '';
    if (day <= (last.get(postId) ?? '')) clicks.set(postId, (clicks.get(postId) ?? 0) + more);
  }
  return clicks;
}

const sideOf = (counts: readonly number[]): Side => ({
  posts: counts.length,
  clicks: counts.reduce((sum, one) => sum + one, 0),
  median: counts.length > 0 ? median(counts) : null,
});
