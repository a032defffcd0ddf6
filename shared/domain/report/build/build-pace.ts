import type { CampaignFacts, Facts } from '../../facts.ts';
import { computeRoi } from '../../roi/compute-roi.ts';
import { addDays, daysBetween } from '../../time/week.ts';
import type { EngagementOfWeek, GoalPace, ReportPeriod } from '../snapshot.ts';
import { shareOf } from '../snapshot-input.ts';

const MONTH_DAYS = 28;

/**
 * Likes, comments, shares and saves per follower of the posts of the last four weeks, beside the four weeks before and by
 * tier. One basis, followers at the time, so that the figures can be compared. Undefined where nothing was measured.
 */
export function buildEngagement(facts: Facts, { lastDay }: ReportPeriod): EngagementOfWeek | undefined {
  const rates = (until: string) => {
    const days = { from: addDays(until, 1 - MONTH_DAYS), to: until };
    return computeRoi(facts, { groupBy: 'tier', basis: 'cohort', ...days, draws: 1 });
  };
  const [now, before] = [rates(lastDay), rates(addDays(lastDay, -MONTH_DAYS))];
  const rate = now.totals.engagementRate.followers;
  if (rate === null) return undefined;
  const was = before.totals.engagementRate.followers;
  return {
    days: MONTH_DAYS,
    rate: shareOf(rate),
    before: was === null ? null : shareOf(was),
    tiers: now.rows.flatMap(({ group, engagementRate, posts }) =>
      group === null || engagementRate.followers === null
        ? []
        : [{ tier: group, rate: shareOf(engagementRate.followers), posts: posts ?? 0 }],
    ),
  };
}

/** Of campaigns that run in the week and have a goal: how far they are, and how much of their time is gone. */
export const buildGoals = (facts: Facts, period: ReportPeriod): GoalPace[] =>
  facts.catalog.campaigns
    .filter(({ startsOn, endsOn }) => startsOn <= period.lastDay && endsOn >= period.firstDay)
    .flatMap((campaign) => paceOf(facts, campaign, period));

function paceOf(facts: Facts, campaign: CampaignFacts, { lastDay }: ReportPeriod): GoalPace[] {
  const { goal, campaignId, name, startsOn, endsOn } = campaign;
  if (!goal || goal.target <= 0) return [];
  const until = lastDay < endsOn ? lastDay : endsOn;
  const { rows } = computeRoi(facts, {
    groupBy: 'campaign',
    basis: 'period',
    from: startsOn,
    to: until,
    draws: 1,
  });
  const row = rows.find(({ group }) => group === campaignId);
  const measured: Record<string, number | null> = {
    orders: row?.orders ?? 0,
    sales: row?.orders ?? 0,
    conversions: row?.conversions ?? 0,
    clicks: row?.clicks ?? 0,
    visitors: row?.uniques ?? 0,
    posts: row?.posts ?? 0,
    revenue: row?.netRevenueMinor ?? 0,
    netRevenue: row?.netRevenueMinor ?? 0,
    profit: row?.grossProfitMinor ?? 0,
  };
  const reached = measured[goal.metric];
  const whole = daysBetween(startsOn, endsOn) + 1;
  return [
    {
      campaignId,
      campaign: name,
      metric: goal.metric,
      target: goal.target,
      reached: reached === undefined ? null : reached,
      timeGone: shareOf((daysBetween(startsOn, until) + 1) / whole),
    },
  ];
}
