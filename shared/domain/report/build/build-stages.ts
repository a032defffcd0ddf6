import type { Facts } from '../../facts.ts';
import { NOT_TIED, WITHOUT_POST } from '../../orders/place.ts';
import { computeRoi, roiTotals } from '../../roi/compute-roi.ts';
import { isTooLittleSpent, type RoiRow } from '../../roi/roi-row.ts';
import { STAGES } from '../../vocabulary.ts';
import {
  type Figure,
  type FigureBasis,
  type Note,
  REST_OF_STAGES,
  type ReportPeriod,
  type RestRow,
  type StageMoney,
  type StageRow,
} from '../snapshot.ts';
import { ROI_DRAWS, ROI_LEVEL, shareOf } from '../snapshot-input.ts';

/** The stage table: money that moved in the week, and beside it this week's posts with all they have brought. */
export function buildStages(facts: Facts, period: ReportPeriod, draws = ROI_DRAWS): StageTable<StageRow> {
  const cohort = computeRoi(facts, { ...queryOf(period), basis: 'cohort', draws });
  return stageTable(moneyOf(facts, period, draws), cohort);
}

/** The same table without what this week's posts have brought since: a third of its work. */
export function buildMoney(facts: Facts, period: ReportPeriod): StageTable<StageMoney> {
  const money = moneyOf(facts, period);
  const withoutCohort = ({ cohort: _, ...row }: StageRow): StageMoney => row;
  const { stages, total, ...rest } = stageTable(money, { rows: [], totals: money.totals });
  return { stages: stages.map(withoutCohort), total: withoutCohort(total), ...rest };
}

/** What some days brought and cost, by stage. */
const moneyOf = (facts: Facts, days: Days, draws = ROI_DRAWS) =>
  computeRoi(factsWithin(facts, days), { ...queryOf(days), basis: 'period', draws });

/** The same in all. */
export const moneyInAll = (facts: Facts, days: Days): RoiRow =>
  roiTotals(factsWithin(facts, days), { ...queryOf(days), basis: 'period', draws: ROI_DRAWS });

const queryOf = ({ firstDay, lastDay }: Days) =>
  ({ groupBy: 'stage', from: firstDay, to: lastDay, level: ROI_LEVEL }) as const;

type StageTable<Row> = { stages: Row[]; total: Row; breakEvenRoas: Figure };
type Table = Pick<ReturnType<typeof computeRoi>, 'rows' | 'totals'>;

function stageTable(money: Table, cohort: Table): StageTable<StageRow> {
  const rowOf = (rows: RoiRow[], stage: string) => rows.find(({ group }) => group === stage);
  const stages = STAGES.flatMap((stage) => {
    const own = rowOf(money.rows, stage);
    return own ? [stageRow(stage, own, rowOf(cohort.rows, stage))] : [];
  });
  const rest = REST_OF_STAGES.map((stage) => {
    const isIts = ({ group }: RoiRow) => restOf(group) === stage;
    return restRow(stage, money.rows.filter(isIts), cohort.rows.filter(isIts));
  });
  return {
    stages: [...stages, ...rest.filter(hasAnything)],
    total: stageRow('total', money.totals, cohort.totals),
    breakEvenRoas: breakEvenOf(money.totals),
  };
}

/** By the same margin as the week's ROI, so that the two never contradict each other. */
const breakEvenOf = (row: RoiRow): Figure =>
  figure(
    row.breakEvenRoas === null ? null : shareOf(row.breakEvenRoas),
    'break-even-roas',
    noteOf(row, 'breakEvenRoas'),
  );

/** The row behind stages, creators or posts that a group belongs to; undefined for one of these. */
export function restOf(group: string | null): RestRow | undefined {
  if (group === WITHOUT_POST) return 'withoutPost';
  return group === null || group === NOT_TIED ? 'notTied' : undefined;
}

/**
 * What no post stands behind, so that the rows always add up to the total. Its orders and its spend have nothing to do
 * with each other: there is no ROI of it.
 */
function restRow(stage: RestRow, rows: readonly RoiRow[], cohort: readonly RoiRow[]): StageRow {
  const none: Figure = { value: null, basis: 'margin-roi', note: 'not-tied' };
  const { posts, orders, netRevenueMinor, spendMinor } = figuresOf(cohort);
  return {
    stage,
    ...figuresOf(rows),
    roi: none,
    roas: { ...none, basis: 'roas' },
    cohort: { posts, orders, netRevenueMinor, spendMinor, roi: none },
  };
}

/** The rows' sums; null as soon as one of them is. */
function figuresOf(rows: readonly RoiRow[]) {
  const total = (read: (row: RoiRow) => number | null) =>
    rows.reduce<number | null>((sum, row) => {
      const value = read(row);
      return sum === null || value === null ? null : sum + value;
    }, 0);
  const orders = shareOf(total((row) => row.orders) ?? 0);
  const profit = total((row) => row.grossProfitMinor);
  return {
    posts: figure(
      total((row) => row.posts),
      'published-posts',
    ),
    clicks: figure(
      total((row) => row.clicks),
      'human-clicks',
    ),
    uniques: figure(
      total((row) => row.uniques),
      'unique-visitors',
    ),
    orders: figure(orders, 'credited-orders'),
    netRevenueMinor: figure(
      total((row) => row.netRevenueMinor),
      'net-revenue',
    ),
    grossProfitMinor: figure(profit, 'gross-profit', 'no-margin'),
    spendMinor: figure(
      total((row) => row.spendMinor),
      'accrued-spend',
    ),
  };
}

const hasAnything = ({
  posts,
  clicks,
  orders,
  netRevenueMinor,
  grossProfitMinor,
  spendMinor,
  cohort,
}: StageRow) =>
  [
    ...[posts, clicks, orders, netRevenueMinor, grossProfitMinor, spendMinor],
    ...[cohort.posts, cohort.orders, cohort.netRevenueMinor, cohort.spendMinor],
  ].some(({ value }) => value !== 0);

/**
 * What the money and clicks of some days are made of: of a period's ROI no other days count, and picking them first
 * spares looking up the post of each of the others. An order that was refunded in these days comes along; customers who
 * came back are not to be told from it.
 */
export function factsWithin(facts: Facts, { firstDay, lastDay }: Days): Facts {
  const isWithin = ({ day }: { day: string }) => day >= firstDay && day <= lastDay;
  const refunded = refundedElsewhere(facts.orders.filter(isWithin));
  return {
    ...facts,
    days: facts.days.filter(isWithin),
    orders: facts.orders.filter((order) => isWithin(order) || refunded.has(order.conversionId)),
  };
}
type Days = Pick<ReportPeriod, 'firstDay' | 'lastDay'>;

/** Orders that are given back among these, and were placed elsewhere. */
export function refundedElsewhere(orders: Facts['orders']): Set<string> {
  const refunded = new Set(orders.flatMap(({ refundOf }) => (refundOf === undefined ? [] : [refundOf])));
  for (const { conversionId } of orders) refunded.delete(conversionId);
  return refunded;
}

const stageRow = (stage: StageRow['stage'], row: RoiRow, cohort: RoiRow | undefined): StageRow => ({
  stage,
  posts: figure(row.posts, 'published-posts'),
  clicks: figure(row.clicks, 'human-clicks'),
  uniques: figure(row.uniques, 'unique-visitors'),
  orders: figure(shareOf(row.orders), 'credited-orders'),
  netRevenueMinor: figure(row.netRevenueMinor, 'net-revenue'),
  grossProfitMinor: figure(row.grossProfitMinor, 'gross-profit', 'no-margin'),
  spendMinor: figure(row.spendMinor, 'accrued-spend'),
  roi: roiFigure(row),
  roas: figure(row.roas, 'roas', noteOf(row, 'roas')),
  cohort: {
    posts: figure(cohort?.posts ?? 0, 'published-posts'),
    orders: figure(shareOf(cohort?.orders ?? 0), 'credited-orders'),
    netRevenueMinor: figure(cohort?.netRevenueMinor ?? 0, 'net-revenue'),
    spendMinor: figure(cohort?.spendMinor ?? 0, 'accrued-spend'),
    roi: cohort ? roiFigure(cohort) : { value: null, basis: 'margin-roi', note: 'no-posts' },
  },
});

const figure = (value: number | null, basis: FigureBasis, note: Note = 'unknown'): Figure =>
  value === null ? { value, basis, note } : { value, basis };

export const roiFigure = (row: RoiRow): Figure =>
  row.roi !== null && isTooLittleSpent(row.spendMinor, row)
    ? { value: null, basis: 'margin-roi', note: 'too-little-spend', facts: shareOf(row.orders) }
    : knownRoi(row);

const knownRoi = (row: RoiRow): Figure => ({
  ...figure(row.roi, 'margin-roi', noteOf(row, 'roi')),
  facts: shareOf(row.orders),
  ...(row.roi !== null && row.roiInterval && { interval: { ...row.roiInterval } }),
});

/** The ROI table's reasons in the snapshot's words. */
function noteOf({ notes }: RoiRow, field: string): Note {
  const code = notes.find((note) => note.field === field)?.code;
  const known: Record<string, Note> = {
    no_spend: 'no-spend',
    too_few_orders: 'too-few-orders',
    no_margin: 'no-margin',
    zero_margin: 'zero-margin',
  };
  return (code && known[code]) || 'unknown';
}
