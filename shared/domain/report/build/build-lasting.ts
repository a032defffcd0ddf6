import type { Facts } from '../../facts.ts';
import { followAds, followPosts } from '../../ppc/follow.ts';
import { curvesBeside, type ResidualCurve } from '../../ppc/residual-curve.ts';
import { addDays, dayOf } from '../../time/week.ts';
import type { Lasting, LastingOfReport, ReportPeriod } from '../snapshot.ts';
import { LOOK_BACK_DAYS, type SnapshotInput, shareOf } from '../snapshot-input.ts';

/**
 * How clicks last once the money is spent, of posts and of ads, each from its own days of half a year, over the days that both are known for. Ends with the
 * week: what came later is the next report's. Undefined where the brand told no ads to set beside.
 */
export function buildLasting(
  facts: Facts,
  { firstDay, lastDay }: Pick<ReportPeriod, 'firstDay' | 'lastDay'>,
  { adDays = [], asOfMs }: Pick<SnapshotInput, 'adDays' | 'asOfMs'>,
): LastingOfReport | undefined {
  if (adDays.length === 0) return undefined;
  const from = addDays(firstDay, -LOOK_BACK_DAYS);
  const yesterday = addDays(dayOf(asOfMs, facts.brand.timeZone), -1);
  const lastWholeDay = yesterday < lastDay ? yesterday : lastDay;
  const { posts, ads } = curvesBeside({
    posts: followPosts(facts, { from, to: lastDay, lastWholeDay }),
    ads: followAds(adDays, { lastSpendDay: lastDay, lastWholeDay }),
  });
  return { posts: lastingOf(posts), ads: lastingOf(ads) };
}

function lastingOf(curve: ResidualCurve): Lasting {
  return curve.kind === 'told'
    ? { units: curve.units, left: curve.points.map(({ left }) => shareOf(left)) }
    : { units: curve.units, left: null, why: curve.reason };
}
