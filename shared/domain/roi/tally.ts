import type { EngagementFact } from '../facts.ts';

/** Posts, orders and customers are counted in millionths, so that shares of them are whole numbers and sum exactly. */
export const WHOLE = 1_000_000;

export const DENOMINATORS = ['followers', 'reach', 'impressions', 'views'] as const;
export type Denominator = (typeof DENOMINATORS)[number];

/**
 * What is added up of everything that falls to a group, each at its place in a row of sums: named fields of an object would
 * be found by their name some hundred thousand times a question.
 */
export const AT = {
  posts: 0,
  clicks: 1,
  uniques: 2,
  conversions: 3,
  orders: 4,
  ordersByClick: 5,
  newCustomers: 6,
  knownCustomers: 7,
  netRevenueMinor: 8,
  grossProfitMinor: 9,
  /** Orders whose cost of goods is not known: no gross profit can be told. */
  unknownMargin: 10,
  /** Conversions whose revenue may hold tax and shipping. */
  netUnknown: 11,
  refundsMinor: 12,
  accruedMinor: 13,
  paidMinor: 14,
  committedMinor: 15,
  /** Gifts at retail value: shown for disclosure, never in ROI. */
  retailMinor: 16,
  /** The part of the spend that grows with revenue. */
  commissionMinor: 17,
  /** Customers of 90 days ago and before, and how many of them came back. */
  matured: 18,
  returned: 19,
} as const;
type Summed = keyof typeof AT;
export type SumPlace = (typeof AT)[Summed];
const SUMMED = Object.keys(AT) as Summed[];
export const PLACES: readonly SumPlace[] = Object.values(AT);

type Engaged = {
  engagements: number;
  engagedPosts: number;
  engagementOver: Record<Denominator, { engagements: number; denominator: number }>;
};

/** While it is added up: whole numbers at their places, and what is no single number. */
export type Sums = {
  at: Float64Array;
  /** Gross profit of each order (or share of one), for the interval. */
  profits: number[];
  engaged: Engaged;
};

/** Everything that a row of ROI is computed from. */
export type MoneyTally = Record<Summed, number> & Pick<Sums, 'profits'> & Engaged;

const nobodyEngaged = (): Engaged => ({
  engagements: 0,
  engagedPosts: 0,
  engagementOver: {
    followers: { engagements: 0, denominator: 0 },
    reach: { engagements: 0, denominator: 0 },
    impressions: { engagements: 0, denominator: 0 },
    views: { engagements: 0, denominator: 0 },
  },
});

export const emptySums = (): Sums => ({
  at: new Float64Array(SUMMED.length),
  profits: [],
  engaged: nobodyEngaged(),
});

/** The same by name. */
export function moneyTallyOf({ at, profits, engaged }: Sums): MoneyTally {
  const named = Object.fromEntries(SUMMED.map((name) => [name, at[AT[name]] ?? 0]));
  return { ...(named as Record<Summed, number>), profits, ...engaged };
}

export const emptyMoneyTally = (): MoneyTally => moneyTallyOf(emptySums());

/** Spend that enters ROI: what is due, whether or not the bill is paid. A promise (committed) is not due yet. */
export const spendMinorOf = (tally: MoneyTally): number => tally.accruedMinor + tally.paidMinor;

/** Null as soon as the cost of goods of one order is not known. */
export const grossProfitOf = (tally: MoneyTally): number | null =>
  tally.unknownMargin > 0 ? null : tally.grossProfitMinor;

/** Likes, comments, shares and saves of a snapshot, counted once for each denominator that the snapshot has. */
export function addEngagement(tally: Engaged, fact: EngagementFact, followers: number | undefined): void {
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
