import type { Facts } from '../facts.ts';
import { computeRoi } from '../roi/compute-roi.ts';
import { type Movement, movements, type Series, whatMoved } from '../roi/movement.ts';
import { normalCdf } from '../statistics/normal.ts';
import { STAGES, type Stage } from '../vocabulary.ts';
import { daysWithin, roiFigure } from './build-stages.ts';
import {
  CHANNEL_GROUPS,
  type Change,
  type ChannelGroup,
  type Figure,
  type Headline,
  type Move,
  type ReportPeriod,
  type StageRow,
  type Subject,
  type Verdict,
} from './snapshot.ts';
import { type Before, ROI_DRAWS, ROI_LEVEL, shareOf } from './snapshot-input.ts';
import type { WeekCounts } from './week-counts.ts';

export type HeadlineInput = {
  facts: Facts;
  before: Before;
  period: ReportPeriod;
  weeks: WeekCounts[];
  total: StageRow;
};

/** The figures on top with their changes, and every movement that was tested with them. */
export function buildHeadline(input: HeadlineInput): { headline: Headline; tested: Movement[] } {
  const { facts, before, weeks, total } = input;
  const tested = movements(seriesOf(input));
  const brand = (metric: Series['metric']) =>
    tested.find((one) => one.group === 'brand' && one.metric === metric);
  const last = computeRoi(
    { ...before.facts, days: daysWithin(before.facts, before) },
    {
      groupBy: 'stage',
      basis: 'period',
      from: before.firstDay,
      to: before.lastDay,
      draws: ROI_DRAWS,
      level: ROI_LEVEL,
    },
  ).totals;
  const untested = (is: number | null, was: number | null): Change => ({
    previous: was,
    median: null,
    ratio: is !== null && was !== null && was > 0 ? shareOf(is / was - 1) : null,
    verdict: 'untested',
  });
  const margin = facts.brand.grossMargin;
  const headline: Headline = {
    netRevenueMinor: { ...total.netRevenueMinor, change: revenueChange(input) },
    marginRoi: {
      ...total.roi,
      change: {
        ...untested(total.roi.value, last.roi),
        ratio: null,
        verdict: apart(total.roi, roiFigure(last)),
      },
    },
    clicks: { ...total.clicks, change: changeOf(brand('clicks'), weeks) },
    orders: { ...total.orders, change: changeOf(brand('orders'), weeks) },
    spendMinor: { ...total.spendMinor, change: untested(total.spendMinor.value, last.spendMinor) },
    roas: total.roas,
    breakEvenRoas: margin
      ? { value: shareOf(1 / margin), basis: 'break-even-roas' }
      : { value: null, basis: 'break-even-roas', note: 'no-margin' },
  };
  return { headline, tested };
}

/** Surest first; at most five. */
export const buildMoved = (tested: Movement[], facts: Facts): Move[] =>
  whatMoved(tested).map((one) => ({
    subject: subjectOf(one.group, facts),
    metric: one.metric,
    was: shareOf(one.before),
    is: shareOf(one.now),
    change: { ...changeOf(one), verdict: one.verdict === 'new' ? 'new' : 'real' },
  }));

/** Everything that is tested, tested together: brand, stages, ways, creators. */
function seriesOf({ weeks, before, period }: HeadlineInput): Series[] {
  const now = weeks.at(-1);
  const last = weeks.at(-2);
  if (!now || !last) return [];
  const hours = period.provisional?.elapsedHours ?? period.hours;
  const earlier = weeks.slice(0, -2);
  const firstBusy = earlier.findIndex(({ clicks, orders }) => clicks + orders > 0);
  const past = firstBusy < 0 ? [] : earlier.slice(firstBusy);
  const series = (metric: Series['metric'], group: string, read: (week: WeekCounts) => number): Series => ({
    metric,
    group,
    now: { count: read(now), exposure: hours },
    before: { count: read(last), exposure: before.hours },
    history: past.map(read),
  });
  const creators = new Set([...now.clicksByCreator.keys(), ...last.clicksByCreator.keys()]);
  return [
    series('clicks', 'brand', ({ clicks }) => clicks),
    series('orders', 'brand', ({ orders }) => orders),
    ...STAGES.map((stage) =>
      series('clicks', `stage ${stage}`, (week) => week.clicksByStage.get(stage) ?? 0),
    ),
    ...STAGES.map((stage) =>
      series('orders', `stage ${stage}`, (week) => week.ordersByStage.get(stage) ?? 0),
    ),
    ...CHANNEL_GROUPS.map((group) => series('clicks', `channel ${group}`, ({ byGroup }) => byGroup[group])),
    ...[...creators]
      .sort()
      .map((id) => series('clicks', `creator ${id}`, (week) => week.clicksByCreator.get(id) ?? 0)),
  ];
}

function subjectOf(group: string, { catalog }: Facts): Subject {
  const [kind, id = ''] = group.split(' ');
  if (kind === 'stage') return { kind, stage: id as Stage };
  if (kind === 'channel') return { kind, channel: id as ChannelGroup };
  if (kind === 'creator') {
    const creator = catalog.creators.find(({ creatorId }) => creatorId === id);
    return { kind, creatorId: id, name: creator?.displayName ?? creator?.handle ?? id };
  }
  return { kind: 'brand' };
}

const VERDICTS: Record<Movement['verdict'], Verdict> = {
  new: 'new',
  gone: 'real',
  up: 'real',
  down: 'real',
  'could be chance': 'chance',
  unchanged: 'untested',
};

function changeOf(movement: Movement | undefined, weeks: WeekCounts[] = []): Change {
  if (!movement) return { previous: null, median: null, ratio: null, verdict: 'untested' };
  const { before, change, medianOfLastFour, verdict, p } = movement;
  const old = weeks.slice(0, -1).some(({ clicks, orders }) => clicks + orders > 0);
  return {
    previous: before,
    median: old || weeks.length === 0 ? medianOfLastFour : null,
    ratio: change === null ? null : shareOf(change),
    verdict: before === 0 && movement.now > 0 ? 'new' : VERDICTS[verdict],
    pValue: shareOf(p),
  };
}

/**
 * Revenue is a compound Poisson sum: its variance is Σx² over the order lines (reference §3.2). Two weeks' sums per
 * hour are compared by the normal approximation; under five orders in either week nothing can be told.
 */
function revenueChange({ weeks, before, period }: HeadlineInput): Change {
  const [last, now] = weeks.slice(-2);
  if (!last || !now) return { previous: null, median: null, ratio: null, verdict: 'untested' };
  const [hoursNow, hoursBefore] = [period.provisional?.elapsedHours ?? period.hours, before.hours];
  const spread = Math.sqrt(squares(now.nets) / hoursNow ** 2 + squares(last.nets) / hoursBefore ** 2);
  const difference = now.netRevenueMinor / hoursNow - last.netRevenueMinor / hoursBefore;
  const p = spread > 0 ? 2 * (1 - normalCdf(Math.abs(difference) / spread)) : 1;
  const enough = Math.min(now.nets.length, last.nets.length) >= 5;
  const isNew = last.netRevenueMinor === 0 && now.netRevenueMinor > 0;
  return {
    previous: last.netRevenueMinor,
    median: null,
    ratio:
      last.netRevenueMinor > 0
        ? shareOf(((now.netRevenueMinor / last.netRevenueMinor) * hoursBefore) / hoursNow - 1)
        : null,
    verdict: isNew ? 'new' : enough && p <= 0.05 ? 'real' : 'chance',
    pValue: shareOf(p),
  };
}

const squares = (values: number[]): number => values.reduce((sum, value) => sum + value * value, 0);

/** Two estimates differ when their intervals do not touch: a strict test, but one that a reader can repeat by eye. */
function apart(is: Figure, was: Figure): Verdict {
  if (!is.interval || !was.interval) return 'untested';
  return is.interval.low > was.interval.high || is.interval.high < was.interval.low ? 'real' : 'chance';
}
