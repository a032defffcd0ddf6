import type { Facts } from '../../facts.ts';
import { type Movement, type Series, whatMoved } from '../../roi/movement.ts';
import type { PostSpread } from '../../roi/promotions/post-spread.ts';
import { normalCdf } from '../../statistics/normal.ts';
import type { Stage } from '../../vocabulary.ts';
import type {
  Change,
  ChangeVerdict,
  ChannelGroup,
  Figure,
  Headline,
  Move,
  ReportPeriod,
  StageMoney,
  Subject,
} from '../snapshot.ts';
import { type Before, shareOf } from '../snapshot-input.ts';
import { moneyInAll, roiFigure } from './build-stages.ts';
import type { WeekCounts } from './week-counts.ts';
import { weekMovements } from './week-movements.ts';

export type HeadlineInput = {
  facts: Facts;
  before: Before;
  period: ReportPeriod;
  weeks: WeekCounts[];
  total: StageMoney;
  breakEvenRoas: Figure;
  /** Tests the brand's own figures alone. They are a family of their own, so they come out the same. */
  only?: 'brand';
  /** How far posts differ by themselves, where it is known from before. */
  spread?: PostSpread;
};

/** The figures on top with their changes, and every movement that was tested with them. */
export function buildHeadline(input: HeadlineInput): { headline: Headline; tested: Movement[] } {
  const { facts, before, period, weeks, total, only, spread } = input;
  const hours = period.provisional?.elapsedHours ?? period.hours;
  const { tested, ordersSpread } = weekMovements({
    facts,
    weeks,
    before,
    hours,
    running: period.provisional !== undefined,
    ...(only && { only }),
    ...(spread && { spread }),
  });
  const brand = (metric: Series['metric']) =>
    tested.find((one) => one.group === 'brand' && one.metric === metric);
  const last = moneyInAll(before.facts, before);
  const headline: Headline = {
    netRevenueMinor: { ...total.netRevenueMinor, change: revenueChange(input, ordersSpread) },
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
    breakEvenRoas: input.breakEvenRoas,
  };
  return { headline, tested };
}

const untested = (is: number | null, was: number | null): Change => ({
  previous: was,
  median: null,
  ratio: is !== null && was !== null && was > 0 ? shareOf(is / was - 1) : null,
  verdict: 'untested',
});

/** Surest first; at most five. */
export const buildMoved = (tested: Movement[], facts: Facts): Move[] =>
  whatMoved(tested).map((one) => ({
    subject: subjectOf(one.group, facts),
    metric: one.metric,
    was: shareOf(one.before),
    is: shareOf(one.now),
    change: { ...changeOf(one), verdict: one.verdict === 'new' ? 'new' : 'real' },
  }));

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

const VERDICTS: Record<Movement['verdict'], ChangeVerdict> = {
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
 * Revenue is a compound Poisson sum: its variance is Σx² over the order lines, and what posts differ by beside it. Two
 * weeks' sums per hour are compared by the normal approximation; under five orders in either week nothing can be told.
 */
function revenueChange({ weeks, before, period }: HeadlineInput, ordersSpread: number): Change {
  const [last, now] = weeks.slice(-2);
  if (!last || !now) return { previous: null, median: null, ratio: null, verdict: 'untested' };
  const [hoursNow, hoursBefore] = [period.provisional?.elapsedHours ?? period.hours, before.hours];
  const pooled = (now.netRevenueMinor + last.netRevenueMinor) / (hoursNow + hoursBefore);
  const byOrder = squares(now.nets) / hoursNow ** 2 + squares(last.nets) / hoursBefore ** 2;
  const spread = Math.sqrt(byOrder + ordersSpread * pooled ** 2);
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
function apart(is: Figure, was: Figure): ChangeVerdict {
  if (!is.interval || !was.interval) return 'untested';
  return is.interval.low > was.interval.high || is.interval.high < was.interval.low ? 'real' : 'chance';
}
