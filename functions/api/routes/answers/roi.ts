import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { NOT_TIED } from '../../../../shared/domain/orders/place.ts';
import type { RoiGroup } from '../../../../shared/domain/roi/placement.ts';
import type { RoiRow } from '../../../../shared/domain/roi/roi-row.ts';
import { getRoi, type RoiLine } from '../../../../shared/domain/schema/answers/roi.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { rangeOf } from '../../range.ts';
import { readingOf } from '../../reading.ts';
import { roiReportOf } from '../../roi-report.ts';

const FIELD: Record<RoiGroup, keyof RoiLine> = {
  stage: 'stage',
  creator: 'creatorId',
  post: 'postId',
  campaign: 'campaignId',
  squad: 'squadId',
  city: 'city',
  tier: 'tier',
  message: 'message',
  platform: 'platform',
  channel: 'channel',
};

export function registerRoi(api: Api, deps: ApiDeps): void {
  const { loader } = readingOf(deps);

  api.on(getRoi, async ({ brandId, query, now, at }) => {
    const { groupBy, basis, model } = query;
    const brand = await brandsOf(deps.client, deps.tables).get(brandId);
    const { from, to } = rangeOf(query, brand, now);
    const report = await roiReportOf(
      loader,
      brand,
      { groupBy, basis, from, to, ...(model ? { model } : {}) },
      now,
    );
    const { currency } = brand;
    return ok({
      groupBy,
      basis,
      from,
      to,
      currency,
      rows: report.rows.map((row) => ({ ...groupOf(row, groupBy), ...roiLine(row, currency) })),
      totals: roiLine(report.totals, currency),
      unconverted: report.unconverted.map(({ amountMinor: amount, ...rest }) => ({ ...rest, amount })),
      asOf: at,
    });
  });
}

const groupOf = ({ group }: RoiRow, groupBy: RoiGroup): Partial<RoiLine> =>
  group === NOT_TIED ? { [FIELD[groupBy]]: null, name: NOT_TIED } : { [FIELD[groupBy]]: group };

/** A row as it is shown: money with its currency. */
export function roiLine(row: RoiRow, currency: string): RoiLine {
  const money = (amount: number) => ({ amount: Math.round(amount), currency });
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
