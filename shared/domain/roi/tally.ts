import type { EngagementFact } from '../facts.ts';

/** Posts, orders and customers are counted in millionths, so that shares of them are whole numbers and sum exactly. */
export const WHOLE = 1_000_000;

export const DENOMINATORS = ['followers', 'reach', 'impressions', 'views'] as const;
export type Denominator = (typeof DENOMINATORS)[number];

/** Everything that a row of ROI is computed from, added up as whole numbers. */
export type MoneyTally = {
  posts: number;
  clicks: number;
  uniques: number;
  conversions: number;
  orders: number;
  ordersByClick: number;
  newCustomers: number;
  knownCustomers: number;
  netRevenueMinor: number;
  grossProfitMinor: number;
  /** Orders whose cost of goods is not known: no gross profit can be told. */
  unknownMargin: number;
  /** Conversions whose revenue may hold tax and shipping. */
  netUnknown: number;
  refundsMinor: number;
  accruedMinor: number;
  paidMinor: number;
  committedMinor: number;
  /** Gifts at retail value: shown for disclosure, never in ROI. */
  retailMinor: number;
  /** The part of the spend that grows with revenue. */
  commissionMinor: number;
  /** Gross profit of each order (or share of one), for the interval. */
  profits: number[];
  engagements: number;
  engagedPosts: number;
  engagementOver: Record<Denominator, { engagements: number; denominator: number }>;
  /** Customers of 90 days ago and before, and how many of them came back. */
  matured: number;
  returned: number;
};

export const emptyMoneyTally = (): MoneyTally => ({
  posts: 0,
  clicks: 0,
  uniques: 0,
  conversions: 0,
  orders: 0,
  ordersByClick: 0,
  newCustomers: 0,
  knownCustomers: 0,
  netRevenueMinor: 0,
  grossProfitMinor: 0,
  unknownMargin: 0,
  netUnknown: 0,
  refundsMinor: 0,
  accruedMinor: 0,
  paidMinor: 0,
  committedMinor: 0,
  retailMinor: 0,
  commissionMinor: 0,
  profits: [],
  engagements: 0,
  engagedPosts: 0,
  engagementOver: {
    followers: { engagements: 0, denominator: 0 },
    reach: { engagements: 0, denominator: 0 },
    impressions: { engagements: 0, denominator: 0 },
    views: { engagements: 0, denominator: 0 },
  },
  matured: 0,
  returned: 0,
});

/** Spend that enters ROI: what is due, whether or not the bill is paid. A promise (committed) is not due yet. */
export const spendMinorOf = (tally: MoneyTally): number => tally.accruedMinor + tally.paidMinor;

/** Null as soon as the cost of goods of one order is not known. */
export const grossProfitOf = (tally: MoneyTally): number | null =>
  tally.unknownMargin > 0 ? null : tally.grossProfitMinor;

/** Likes, comments, shares and saves of a snapshot, counted once for each denominator that the snapshot has. */
export function addEngagement(tally: MoneyTally, fact: EngagementFact, followers: number | undefined): void {
  const engagements = engagementsOf(fact);
  if (engagements === undefined) return;
  tally.engagements += engagements;
  tally.engagedPosts += 1;
  for (const name of DENOMINATORS) {
    const denominator = fact[name] ?? (name === 'followers' ? followers : undefined);
    if (!denominator) continue;
    tally.engagementOver[name].engagements += engagements;
    tally.engagementOver[name].denominator += denominator;
  }
}

/** Undefined while likes or comments are not known: without them it would be another figure, and a lower one. */
export const engagementsOf = ({
  likes,
  comments,
  shares = 0,
  saves = 0,
}: EngagementFact): number | undefined =>
  likes === undefined || comments === undefined ? undefined : likes + comments + shares + saves;
