import type { Facts } from '../../facts.ts';
import { type LiftOf, type LiftScene, liftOf, MOST_WINDOW_DAYS } from '../../lift/lift-of.ts';
import { revenueOfLift, roiOfLift } from '../../lift/lift-worth.ts';
import { postsAtWork } from '../../lift/posts-at-work.ts';
import { READ_FIRST, type ToldDays, valueOfTotals } from '../../lift/told-days.ts';
import { type LiftRange, type ToldLift, toldLift } from '../../lift/told-lift.ts';
import { computeRoi } from '../../roi/compute-roi.ts';
import type { RoiRow } from '../../roi/roi-row.ts';
import { addDays, dayOf, daysBetween } from '../../time/week.ts';
import type { LiftMetric } from '../../vocabulary.ts';
import type { LiftOfWeek, ReportPeriod } from '../snapshot.ts';
import { shareOf } from '../snapshot-input.ts';
import { roiFigure } from './build-stages.ts';

/**
 * The shop without the posts at work in this week: since the first of those that ran on without a pause, for a post is
 * at work for a fortnight. Undefined where the shop tells no totals, or no post is at work.
 */
export function buildLift(
  facts: Facts,
  period: ReportPeriod,
  { told, asOfMs }: { told: ToldDays; asOfMs: number },
): LiftOfWeek | undefined {
  const metric = READ_FIRST.find((one) =>
    [...told.values()].some((day) => valueOfTotals(day, one) !== undefined),
  );
  const posts = postsAtWork(facts.catalog.posts, { from: period.firstDay, to: period.lastDay });
  const first = posts[0]?.publishedOn;
  if (!metric || !first) return undefined;
  const [today = ''] = [dayOf(asOfMs, facts.brand.timeZone), addDays(period.lastDay, 1)].sort();
  const scene = { told, posts: facts.catalog.posts, squads: facts.catalog.squads, metric, today };
  const isTooLong = daysBetween(first, period.lastDay) >= MOST_WINDOW_DAYS;
  const lift = isTooLong ? undefined : liftOf({ posts }, scene);
  const read = toldLift(lift);
  return {
    metric,
    since: first,
    ...rounded(isTooLong ? { ...read, reason: 'noQuietDays' } : read),
    ...(lift && read.total
      ? beside(lift, read.total, scene, { facts, isDetected: read.verdict === 'detected' })
      : {}),
  };
}

/** What was tracked on the same days, and the posts' ROI with and without what the shop had more. */
function beside(
  { window, quietDays }: LiftOf,
  total: LiftRange,
  scene: LiftScene,
  { facts, isDetected }: { facts: Facts; isDetected: boolean },
): Pick<LiftOfWeek, 'tracked' | 'roi'> {
  const roiOn = (basis: 'period' | 'cohort') =>
    computeRoi(facts, { groupBy: 'stage', basis, from: window.from, to: window.to, draws: 1 }).totals;
  const tracked = trackedOf(scene.metric, roiOn('period'));
  const revenue = isDetected ? revenueOfLift(total, quietDays, scene) : undefined;
  const margin = facts.brand.grossMargin;
  const roi = revenue && margin !== undefined ? roiBeside(revenue, margin, roiOn('cohort')) : undefined;
  return { ...(tracked !== undefined && { tracked: shareOf(tracked) }), ...(roi && { roi }) };
}

/** Undefined where ROI itself isn't printed. */
function roiBeside(revenue: LiftRange, margin: number, cohort: RoiRow): LiftOfWeek['roi'] {
  const tracked = roiFigure(cohort).value;
  const withLift = roiOfLift(revenue, margin, cohort.spendMinor);
  if (tracked === null || !withLift) return undefined;
  return { tracked: shareOf(tracked), withLift: roundedRange(withLift) };
}

function trackedOf(
  metric: LiftMetric,
  { orders, netRevenueMinor }: { orders: number; netRevenueMinor: number },
) {
  if (metric === 'orders') return orders;
  return metric === 'revenue' ? netRevenueMinor : undefined;
}

/** The reading as the snapshot keeps it: a millionth is more than anybody sees. */
function rounded(read: ToldLift): Omit<LiftOfWeek, 'metric' | 'since' | 'tracked' | 'roi'> {
  const { verdict, reason, perDay, share, expectedPerDay, smallestVisible, days, window } = read;
  return {
    verdict,
    ...(reason && { reason }),
    ...(window && { until: window.to }),
    ...(perDay && { perDay: { ...roundedRange(perDay), level: perDay.level } }),
    ...(share && { share: roundedRange(share) }),
    ...(expectedPerDay !== null && { expectedPerDay: shareOf(expectedPerDay) }),
    ...(smallestVisible !== null && { smallestVisible: shareOf(smallestVisible) }),
    days: days.map(({ day, actual, expected, low, high }) => ({
      day,
      actual,
      expected: shareOf(expected),
      low: shareOf(low),
      high: shareOf(high),
    })),
  };
}

const roundedRange = ({ low, high }: LiftRange): LiftRange => ({ low: shareOf(low), high: shareOf(high) });
