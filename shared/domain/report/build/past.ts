import type { Facts } from '../../facts.ts';
import { type PostSpread, postSpread } from '../../roi/promotions/post-spread.ts';
import { addDays } from '../../time/week.ts';
import { countWeeks, type WeekCounts } from './week-counts.ts';

/** What was counted before the two weeks that are compared, as far as the brand's own figures hang on it. */
export type Past = {
  weeks: Pick<WeekCounts, 'week' | 'clicks' | 'orders' | 'netRevenueMinor'>[];
  /** How far posts differ by themselves. */
  spread: Pick<PostSpread, 'within' | 'between' | 'tail'>;
};

/** From facts that may end before `firstDay`, on which the first of the two begins: none of its days are looked at. */
export function pastOf(facts: Facts, weeks: readonly string[], firstDay: string): Past {
  const { within, between, tail } = postSpread(facts, addDays(firstDay, -1));
  const counted = countWeeks(facts, [...weeks]);
  return {
    weeks: counted.map(({ week, clicks, orders, netRevenueMinor }) => ({
      week,
      clicks,
      orders,
      netRevenueMinor,
    })),
    spread: { within, between, tail },
  };
}

/** Names how a past is worked out: one that was kept by other code is not believed. */
export const pastForm = (): string => [pastOf, countWeeks, postSpread].join('\n');
