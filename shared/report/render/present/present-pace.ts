import type { GoalPace, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { cell, lines, table, textBlock, type ViewSection, type ViewTable } from './view.ts';

/** How far running campaigns are on their goals, and how followers take to the posts. */
export function presentPace({ goals = [], engagement }: ReportSnapshot, speech: Speech): ViewSection {
  const { say, format } = speech;
  const tiers: ViewTable | undefined = engagement && {
    caption: say.pace.byTier,
    columns: [
      { label: say.pace.tier, align: 'left' },
      { label: say.stages.posts, align: 'right' },
      { label: say.pace.rate, align: 'right' },
    ],
    rows: engagement.tiers.map(({ tier, posts, rate }) => ({
      cells: [cell(tierText(tier, speech)), cell(format.count(posts)), cell(format.finePercent(rate))],
    })),
  };
  const measured = engagement
    ? [
        say.pace.engagement(format.finePercent(engagement.rate), format.count(engagement.days)),
        ...(engagement.before === null
          ? []
          : [say.pace.engagementWas(format.finePercent(engagement.before))]),
      ]
    : [];
  const told = [...goals.map((goal) => goalLine(goal, speech)), ...measured];
  return {
    id: 'pace',
    title: say.pace.title,
    blocks: told.length === 0 ? [textBlock(say.pace.none)] : [...lines(told), ...(tiers ? table(tiers) : [])],
  };
}

const tierText = (tier: string, { say }: Speech): string =>
  tier === 'out-of-range' ? say.pace.otherTier : tier.replace('-', '–');

const MONEY = new Set(['revenue', 'netRevenue', 'profit']);
/** Within so many points of the time gone a campaign is on pace. */
const ON_PACE = 0.1;

export function goalLine(
  { campaign, metric, target, reached, timeGone }: GoalPace,
  { say, format }: Speech,
): string {
  const write = (value: number) => (MONEY.has(metric) ? format.money(value) : format.count(value));
  const what = say.pace.metric[metric] ?? metric;
  const wanted = MONEY.has(metric) ? write(target) : `${write(target)} ${what}`;
  if (reached === null) return say.pace.notMeasured(campaign, wanted);
  const done = reached / target;
  const word = done >= timeGone + ON_PACE ? 'ahead' : done < timeGone - ON_PACE ? 'behind' : 'onPace';
  return say.pace.goal(
    campaign,
    write(reached),
    wanted,
    format.percent(done),
    format.percent(timeGone),
    say.pace[word],
  );
}
