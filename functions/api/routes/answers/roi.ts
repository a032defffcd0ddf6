import type { Stores } from '../../../../shared/data/stores.ts';
import { roundMinor } from '../../../../shared/domain/money/money.ts';
import { REST_ROWS } from '../../../../shared/domain/orders/place.ts';
import { type PlaceInOrder, placeByFigure } from '../../../../shared/domain/place-in-order.ts';
import { placeOfRow } from '../../../../shared/domain/roi/compute-roi.ts';
import { SMALL_BANDS } from '../../../../shared/domain/roi/fold-ages.ts';
import { ROI_GROUPS, type RoiGroup } from '../../../../shared/domain/roi/placement.ts';
import type { RoiRow } from '../../../../shared/domain/roi/roi-row.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  getRoi,
  ROI_FIELDS,
  type RoiLine,
  type RoiQuestion,
  type RoiSort,
} from '../../../../shared/domain/schema/answers/roi.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { sortOf } from '../../reading/lists.ts';
import { rangeOf } from '../../reading/range.ts';
import { roiBySlices, roiReportOf } from '../../reading/roi-report.ts';
import { pageOfRows } from '../../reading/rows.ts';

export function registerRoi(api: Api, deps: ApiDeps): void {
  api.on(getRoi, async ({ brandId, query, now, at, pageStart, pageEnd }) => {
    const { groupBy, basis, model, sort, from: _from, to: _to, interval: _interval, ...others } = query;
    const { limit: _limit, cursor: _cursor, ...filter } = others;
    const brand = await deps.stores.brands.get(brandId);
    const { from, to } = rangeOf(query, brand, now);
    const { currency } = brand;
    const question = { basis, from, to, filter, ...(model ? { model } : {}) };
    const { rows, report } = await answer(deps.stores, brand, question, groupBy, now);
    const lines = rows.map(({ group, row, place }) => ({
      line: { ...group, ...roiLine(row, currency) },
      place,
    }));
    const page = pageOfRows(lines, pageStart(), ({ line, place }) => placeOf(line, place, sort));
    return ok({
      groupBy,
      basis,
      from,
      to,
      currency,
      rows: page.records.map(({ line }) => line),
      nextCursor: pageEnd(page.lastKey),
      totals: roiLine(report.totals, currency),
      rowsOverlap: groupBy === 'tag',
      unconverted: report.unconverted.map(({ amountMinor: amount, ...rest }) => ({ ...rest, amount })),
      asOf: at,
    });
  });
}

async function answer(stores: Stores, brand: Brand, question: Question, groupBy: RoiQuestion, now: number) {
  if (!isRoiGroup(groupBy)) {
    const { rows, whole } = await roiBySlices(stores, brand, question, groupBy, now);
    const lines = rows.map((line) => ({ group: { [ROI_FIELDS[groupBy]]: line.row.group }, ...line }));
    return { rows: lines, report: whole };
  }
  const report = await roiReportOf(stores, brand, { ...question, groupBy }, now);
  const rows = report.rows.map((row) => ({ group: groupOf(row, groupBy), row, place: placeOfRow(row) }));
  return { rows, report };
}

const isRoiGroup = (groupBy: RoiQuestion): groupBy is RoiGroup =>
  (ROI_GROUPS as readonly string[]).includes(groupBy);

type Question = Omit<Parameters<typeof roiReportOf>[2], 'groupBy'>;

const groupOf = ({ group }: RoiRow, groupBy: RoiGroup): Partial<RoiLine> =>
  group !== null && (REST_ROWS.includes(group) || group === SMALL_BANDS)
    ? { [ROI_FIELDS[groupBy]]: null, name: group }
    : { [ROI_FIELDS[groupBy]]: group };

/** Where a line stands: as the report has it, or by a figure of its own; rows without a group stay the last. */
function placeOf(line: RoiLine, place: PlaceInOrder, sort: string | undefined): PlaceInOrder {
  if (sort === undefined) return place;
  const { name, descending } = sortOf(sort);
  const shown = line[name as RoiSort];
  const figure = typeof shown === 'number' ? shown : (shown?.amount ?? null);
  return [lastness(line), ...placeByFigure(figure, descending), ...place];
}

const lastness = (line: RoiLine): number =>
  Number(Object.values(ROI_FIELDS).some((field) => line[field] === null));

/** A row as it is shown: money with its currency. */
export function roiLine(row: RoiRow, currency: string): RoiLine {
  const money = (amount: number) => ({ amount: roundMinor(amount), currency });
  const maybe = (amount: number | null) => (amount === null ? null : money(amount));
  return {
    posts: row.posts,
    clicks: row.clicks,
    uniques: row.uniques,
    conversions: row.conversions,
    orders: row.orders,
    netRevenue: money(row.netRevenueMinor),
    refunds: money(row.refundsMinor),
    grossProfit: maybe(row.grossProfitMinor),
    spend: money(row.spendMinor),
    spendByState: {
      committed: money(row.spendByState.committedMinor),
      accrued: money(row.spendByState.accruedMinor),
      paid: money(row.spendByState.paidMinor),
    },
    giftsAtRetail: money(row.giftsAtRetailMinor),
    roi: row.roi,
    roiInterval: row.roiInterval,
    revenueRoi: row.revenueRoi,
    roas: row.roas,
    breakEvenRoas: row.breakEvenRoas,
    cpc: maybe(row.cpcMinor),
    cpa: maybe(row.cpaMinor),
    cac: maybe(row.cacMinor),
    aov: maybe(row.aovMinor),
    conversionRate: row.conversionRate,
    conversionRateInterval: row.conversionRateInterval,
    newCustomerShare: row.newCustomerShare,
    repeatRate: row.repeatRate,
    engagementRate: row.engagementRate,
    notes: row.notes,
  };
}
