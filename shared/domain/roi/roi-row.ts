import type { CreditedOrder } from '../facts.ts';
import type { Interval } from '../statistics/beta.ts';
import { inOrder, poissonBootstrap, skewCorrectedInterval } from '../statistics/poisson-bootstrap.ts';
import type { GroupName } from './placement.ts';
import { LEAST } from './suppression.ts';
import {
  DENOMINATORS,
  type Denominator,
  grossProfitOf,
  type MoneyTally,
  spendMinorOf,
  WHOLE,
} from './tally.ts';
import {
  conversionInterval,
  conversionRate,
  type HiddenSplits,
  splitsByBuyer,
  type ThinRateNote,
} from './thin-rates.ts';

/** One line of the ROI table. Money in minor units of the brand's currency; rates are fractions; null has a note. */
export type RoiRow = {
  group: GroupName;
  posts: number | null;
  clicks: number;
  uniques: number | null;
  conversions: number;
  orders: number;
  ordersByClick: number;
  netRevenueMinor: number;
  /** What refunds took back, ≤ 0, already inside the net revenue. */
  refundsMinor: number;
  grossProfitMinor: number | null;
  /** Accrued and paid: what enters ROI. */
  spendMinor: number;
  spendByState: { committedMinor: number; accruedMinor: number; paidMinor: number };
  giftsAtRetailMinor: number;
  /** Margin ROI: (gross profit − spend)/spend. The headline. */
  roi: number | null;
  roiInterval: Interval | null;
  /** (net revenue − spend)/spend: never to be shown as "ROI" alone. */
  revenueRoi: number | null;
  roas: number | null;
  breakEvenRoas: number | null;
  cpcMinor: number | null;
  cpaMinor: number | null;
  cacMinor: number | null;
  aovMinor: number | null;
  conversionRate: number | null;
  conversionRateInterval: Interval | null;
  newCustomerShare: number | null;
  repeatRate: number | null;
  engagementRate: Record<Denominator | 'posts', number | null>;
  notes: ThinRateNote[];
};

export type RowOptions = {
  seed: string;
  draws: number;
  level: 0.9 | 0.95;
  grossMargin: number | undefined;
  hide: HiddenSplits;
  /** Some spend is in no row, for want of an exchange rate. */
  spendWaits?: boolean;
};

/** The formulas of the reference (roi-and-report §1.2), each null with its reason where it cannot be computed. */
export function roiRow(group: GroupName, tally: MoneyTally, options: RowOptions): RoiRow {
  const notes: ThinRateNote[] = netUnknownNote(
    'netRevenue',
    tally.netUnknown / WHOLE,
    tally.conversions / WHOLE,
  );
  const orders = tally.orders / WHOLE;
  const spend = spendMinorOf(tally);
  const profit = grossProfitOf(tally);
  const returns = returnsOf(tally, profit, options, notes);
  const ratio = (field: string, above: number, below: number, code: string, text: string): number | null => {
    if (below > 0) return above / below;
    notes.push({ field, code, text });
    return null;
  };
  return {
    group,
    posts: tally.posts / WHOLE,
    clicks: tally.clicks,
    uniques: tally.uniques,
    conversions: tally.conversions / WHOLE,
    orders,
    ordersByClick: tally.ordersByClick / WHOLE,
    netRevenueMinor: tally.netRevenueMinor,
    refundsMinor: tally.refundsMinor,
    grossProfitMinor: profit,
    spendMinor: spend,
    spendByState: {
      committedMinor: tally.committedMinor,
      accruedMinor: tally.accruedMinor,
      paidMinor: tally.paidMinor,
    },
    giftsAtRetailMinor: tally.retailMinor,
    ...returns,
    cpcMinor: ratio('cpc', spend, tally.clicks, 'no_clicks', 'no clicks'),
    cpaMinor: ratio('cpa', spend, orders, 'no_orders', 'no orders'),
    aovMinor: ratio('aov', tally.netRevenueMinor, orders, 'no_orders', 'no orders'),
    conversionRate: conversionRate(tally, notes),
    conversionRateInterval: conversionInterval(tally),
    ...splitsByBuyer(tally, options.hide, notes),
    engagementRate: engagementRates(tally),
    notes,
  };
}

/** Revenue of orders that told no net amount: who compares it should know. */
const netUnknownNote = (field: string, unknown: number, conversions: number): ThinRateNote[] =>
  unknown === 0
    ? []
    : [
        {
          field,
          code: 'net_unknown',
          text: `${round(unknown)} of ${round(conversions)} conversions told no net amount: tax and shipping may be in their revenue`,
        },
      ];

/** The same of these lines: an order is one, whatever happened to it. */
export function netUnknownNoteOn(field: string, lines: readonly CreditedOrder[]): ThinRateNote[] {
  const orders = lines.filter(({ refundOf }) => refundOf === undefined);
  return netUnknownNote(field, orders.filter(({ netUnknown }) => netUnknown).length, orders.length);
}

type Returns = Pick<RoiRow, 'roi' | 'roiInterval' | 'revenueRoi' | 'roas' | 'breakEvenRoas'>;

function returnsOf(
  tally: MoneyTally,
  profit: number | null,
  options: RowOptions,
  notes: ThinRateNote[],
): Returns {
  const spend = spendMinorOf(tally);
  const margin =
    profit !== null && tally.netRevenueMinor > 0 ? profit / tally.netRevenueMinor : options.grossMargin;
  const breakEvenRoas = margin && margin > 0 ? 1 / margin : null;
  if (margin === undefined || profit === null) {
    notes.push({ field: 'breakEvenRoas', code: 'no_margin', text: 'the margin is not known' });
  } else if (breakEvenRoas === null) {
    notes.push({
      field: 'breakEvenRoas',
      code: 'zero_margin',
      text: 'without a margin no revenue breaks even',
    });
  }
  const refuse = (fields: string[], code: string, text: string) => {
    notes.push(...fields.map((field) => ({ field, code, text })));
    return { roi: null, roiInterval: null, revenueRoi: null, roas: null, breakEvenRoas };
  };
  const all = ['roi', 'roiInterval', 'revenueRoi', 'roas'];
  if (spend <= 0)
    return refuse(all, 'no_spend', options.spendWaits ? 'no spend with an exchange rate' : 'no spend booked');
  const orders = tally.orders / WHOLE;
  if (orders < LEAST.events) {
    return refuse(all, 'too_few_orders', `too few orders (${round(orders)})`);
  }
  const roas = tally.netRevenueMinor / spend;
  const byRevenue = { revenueRoi: roas - 1, roas, breakEvenRoas };
  if (profit === null) {
    return {
      ...refuse(['roi', 'roiInterval'], 'no_margin', 'no gross margin and no cost of goods'),
      ...byRevenue,
    };
  }
  return { roi: (profit - spend) / spend, roiInterval: roiInterval(tally, options), ...byRevenue };
}

/** Under the worth of one average order a percentage of the spend says nothing but that little was spent. */
export const isTooLittleSpent = (
  spendMinor: number,
  { netRevenueMinor, orders }: Pick<RoiRow, 'netRevenueMinor' | 'orders'>,
): boolean => orders > 0 && spendMinor * orders < netRevenueMinor;

/**
 * What the same spend might have returned by chance. Commission rises and falls with the orders drawn, the rest of
 * the spend is fixed; ROI rises with profit in both cases, so the ends of the profit interval carry over.
 */
export function roiInterval(
  tally: MoneyTally,
  { seed, draws, level }: Pick<RowOptions, 'seed' | 'draws' | 'level'>,
): Interval {
  // What is in order already is ordered again in no time.
  const profits = inOrder(tally.profits);
  const sums = poissonBootstrap(profits, { seed, draws });
  const { low, high } = skewCorrectedInterval(profits, sums, level);
  const total = tally.grossProfitMinor;
  const fixed = spendMinorOf(tally) - tally.commissionMinor;
  const at = (profit: number) => {
    const spend =
      fixed + (total > 0 ? (tally.commissionMinor * Math.max(0, profit)) / total : tally.commissionMinor);
    return (profit - spend) / Math.max(1, spend);
  };
  return { low: at(low), high: at(high), level };
}

const round = (orders: number): number => Number(orders.toFixed(2));

/** Five rates that must not be mixed: the same creator differs tenfold between them. */
function engagementRates(tally: MoneyTally): RoiRow['engagementRate'] {
  const rates: RoiRow['engagementRate'] = {
    followers: null,
    reach: null,
    impressions: null,
    views: null,
    posts: null,
  };
  for (const name of DENOMINATORS) {
    const { engagements, denominator } = tally.engagementOver[name];
    if (denominator > 0) rates[name] = engagements / denominator;
  }
  if (tally.engagedPosts > 0) rates.posts = tally.engagements / tally.engagedPosts;
  return rates;
}
