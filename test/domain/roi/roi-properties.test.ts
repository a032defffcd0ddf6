import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByLargestRemainder } from '../../../shared/domain/attribution/money-split.ts';
import type { Facts } from '../../../shared/domain/facts.ts';
import { unconverted } from '../../../shared/domain/money/unconverted.ts';
import { type PostDimension, valuesAlong } from '../../../shared/domain/post-filter.ts';
import { computeRoi, type RoiReport } from '../../../shared/domain/roi/compute-roi.ts';
import { ROI_GROUPS, type RoiGroup, spread, spreadEqually } from '../../../shared/domain/roi/placement.ts';
import type { RoiRow } from '../../../shared/domain/roi/roi-row.ts';
import { spendAllocator } from '../../../shared/domain/roi/spend-allocation.ts';
import { seededRandom, shuffle } from '../../../shared/domain/statistics/seeded-random.ts';
import { anyFacts, FIRST_DAY, LAST_DAY, ordersAsFacts, whollyRefunded } from './facts-arbitraries.ts';

const WHOLE_TIME = { basis: 'period', from: FIRST_DAY, to: LAST_DAY, draws: 20 } as const;
const anyRange = fc.record({
  basis: fc.constantFrom('period' as const, 'cohort' as const),
  from: fc.constantFrom(FIRST_DAY, '2026-09-10'),
  to: fc.constantFrom('2026-10-05', LAST_DAY),
  draws: fc.constant(40),
});

/** Whole amounts of a row; each must add up over the rows without a unit lost. */
const AMOUNTS: Record<string, (row: RoiRow) => number | null> = {
  clicks: (row) => row.clicks,
  netRevenue: (row) => row.netRevenueMinor,
  refunds: (row) => row.refundsMinor,
  grossProfit: (row) => row.grossProfitMinor,
  spend: (row) => row.spendMinor,
  committed: (row) => row.spendByState.committedMinor,
  accrued: (row) => row.spendByState.accruedMinor,
  paid: (row) => row.spendByState.paidMinor,
  giftsAtRetail: (row) => row.giftsAtRetailMinor,
};
const sumOf = ({ rows }: RoiReport, of: (row: RoiRow) => number | null) =>
  rows.reduce((all, row) => all + (of(row) ?? 0), 0);

function expectToAddUp(report: RoiReport, stages: RoiReport, groupBy: RoiGroup): void {
  for (const [name, of] of Object.entries(AMOUNTS)) {
    const what = `${name} by ${groupBy}`;
    expect(of(report.totals), what).toBe(of(stages.totals));
    if (name === 'grossProfit' && report.totals.grossProfitMinor === null) continue;
    expect(sumOf(report, of), what).toBe(of(report.totals));
    expect(sumOf(stages, of), what).toBe(of(report.totals));
  }
  for (const of of [(row: RoiRow) => row.orders, (row: RoiRow) => row.conversions]) {
    expect(of(report.totals), groupBy).toBe(of(stages.totals));
    expect(sumOf(report, of), groupBy).toBeCloseTo(of(report.totals), 9);
  }
  if (groupBy === 'channel') return;
  const posts = sumOf(report, (row) => row.posts);
  expect(posts, groupBy).toBeCloseTo(report.totals.posts ?? 0, 9);
}

/** Any facts are grouped in every way: what is drawn once for a claim is held to it by each of them. */
describe('whatever the facts, grouped in any way', () => {
  it('rows add up to the totals and to the stages, to the minor unit', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, ({ facts }, range) => {
        const stages = computeRoi(facts, { ...range, groupBy: 'stage' });
        for (const groupBy of ROI_GROUPS)
          expectToAddUp(computeRoi(facts, { ...range, groupBy }), stages, groupBy);
      }),
      { numRuns: 50 },
    );
  });

  it('the totals are the sums of the facts themselves, added up without any group', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, ({ facts }, range) => {
        const within = (day: string) => day >= range.from && day <= range.to;
        const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
        const lines = facts.orders.filter((line) => line.credits.length > 0 && within(line.day));
        const spent = facts.spend.filter((one) => within(one.incurredOn));
        const links = new Set(facts.catalog.links.map(({ linkId }) => linkId));
        const amounts = (some: typeof spent) => sum(some.map((one) => one.amountMinor));
        const added = {
          netRevenueMinor: sum(lines.map((line) => line.netMinor)),
          orders: lines.filter((line) => line.refundOf === undefined && line.kind === 'sale').length,
          spendMinor: amounts(
            spent.filter(({ state, basis }) => state !== 'committed' && basis !== 'retail'),
          ),
          giftsAtRetailMinor: amounts(spent.filter(({ basis }) => basis === 'retail')),
          clicks: sum(
            facts.days.filter((one) => within(one.day) && links.has(one.linkId)).map((one) => one.clicks),
          ),
        };
        for (const groupBy of ROI_GROUPS) {
          const { totals } = computeRoi(facts, { ...range, groupBy, basis: 'period' });
          const { netRevenueMinor, orders, spendMinor, giftsAtRetailMinor, clicks } = totals;
          expect({ netRevenueMinor, orders, spendMinor, giftsAtRetailMinor, clicks }, groupBy).toStrictEqual(
            added,
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('the order of the facts changes nothing, not even the interval', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, fc.string(), ({ facts }, range, seed) => {
        const other = shuffled(facts, seed);
        for (const groupBy of ROI_GROUPS) {
          const query = { ...range, groupBy };
          expect(computeRoi(other, query), groupBy).toEqual(computeRoi(facts, query));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('a refund of everything returns revenue and profit to zero in every row and every currency', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts, conversions }) => {
        const refunded = { ...facts, ...ordersAsFacts(whollyRefunded(conversions)) };
        for (const groupBy of ROI_GROUPS)
          for (const basis of ['period', 'cohort'] as const) {
            const query = { basis, groupBy, from: FIRST_DAY, to: LAST_DAY, draws: 20 };
            const { rows, totals } = computeRoi(refunded, query);
            for (const row of [...rows, totals]) {
              expect(row.netRevenueMinor, groupBy).toBe(0);
              expect(row.grossProfitMinor ?? 0, groupBy).toBe(0);
            }
          }
        for (const waiting of unconverted(refunded.unconverted))
          expect(waiting.amountMinor, waiting.currency).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

/** The filter that narrows to one row of the grouping. Credits and spend that name a creator without a post are both's. */
const FILTER_OF = {
  stage: 'stage',
  creator: 'creatorId',
  post: 'postId',
  campaign: 'campaignId',
  squad: 'squadId',
  tier: 'tier',
  platform: 'platform',
  source: 'source',
  format: 'format',
} as const satisfies Partial<Record<RoiGroup, PostDimension>>;

function expectToSayTheSame(row: RoiRow | undefined, totals: RoiReport['totals'], what: string): void {
  for (const [name, of] of Object.entries(AMOUNTS))
    if (name !== 'grossProfit') expect((row && of(row)) ?? 0, `${name} ${what}`).toBe(of(totals));
  expect(row?.posts ?? 0, what).toBe(totals.posts);
  // A shared order is split once by the rows and once by what lies inside: a millionth apart.
  expect(row?.orders ?? 0, what).toBeCloseTo(totals.orders, 4);
}

describe('whatever the facts, of one of them', () => {
  it('a filter says what its row says, and there is a row for all that it keeps', () => {
    fc.assert(
      fc.property(anyFacts, anyRange, ({ facts }, range) => {
        for (const groupBy of Object.keys(FILTER_OF) as (keyof typeof FILTER_OF)[]) {
          const { rows } = computeRoi(facts, { ...range, groupBy });
          for (const value of valuesAlong(facts.catalog, FILTER_OF[groupBy])) {
            const filter = { [FILTER_OF[groupBy]]: value };
            const { totals } = computeRoi(facts, { ...range, groupBy: 'platform', filter });
            expectToSayTheSame(
              rows.find(({ group }) => group === value),
              totals,
              `of ${groupBy} ${value}`,
            );
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('whatever the currency', () => {
  it('money without a rate is in no row, and is listed apart in its own currency, less what was refunded', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts, conversions }) => {
        const booked = conversions.filter((order) => order.booking && order.credits.length > 0);
        const { totals, unconverted } = computeRoi(facts, { ...WHOLE_TIME, groupBy: 'stage' });
        expect(totals.orders).toBe(booked.filter(({ kind }) => kind === 'sale').length);
        for (const { currency, amountMinor } of unconverted) {
          const waiting = conversions.filter(
            (order) => !order.booking && order.netAmount?.currency === currency,
          );
          const net = waiting.reduce((sum, order) => sum + (order.netAmount?.amount ?? 0), 0);
          expect(amountMinor).toBeLessThanOrEqual(net);
          if (waiting.every(({ refunds }) => refunds.length === 0)) expect(amountMinor).toBe(net);
        }
        const listed = unconverted.map(({ currency }) => currency);
        const missing = conversions
          .filter(({ booking }) => !booking)
          .map((order) => order.netAmount?.currency);
        expect(listed).toEqual([...new Set(missing)].sort());
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever the clicks', () => {
  it('a channel has its own clicks and no others', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts }) => {
        const links = new Set(facts.catalog.links.map(({ linkId }) => linkId));
        for (const row of computeRoi(facts, { ...WHOLE_TIME, groupBy: 'channel' }).rows) {
          const own = facts.channels.filter((one) => one.channel === row.group && links.has(one.linkId));
          expect(row.clicks).toBe(own.reduce((sum, one) => sum + one.clicks, 0));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever is shared out', () => {
  it('spend of every level reaches posts in parts that sum to it and differ by one unit at most', () => {
    fc.assert(
      fc.property(anyFacts, ({ facts }) => {
        const allocate = spendAllocator(facts.catalog);
        for (const spend of facts.spend) {
          const parts = allocate(spend).map((share) => share.minor);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(spend.amountMinor);
          expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('amounts are split to the last unit, equally or by any weights, also below zero', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 20 });
    const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + BigInt(part), 0n);
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (total, by) => {
        expect(
          sum(
            spread(
              total,
              by.map((weight) => ({ group: null, weight })),
            ),
          ),
        ).toBe(BigInt(total));
        expect(sum(spreadEqually(total, by.length))).toBe(BigInt(total));
      }),
      { numRuns: 300 },
    );
    expect(splitByLargestRemainder(10_000, [1, 1, 1])).toEqual([3334, 3333, 3333]);
  });
});

describe('what is generated', () => {
  it('reaches what these properties are about: intervals, refunds, missing rates, spend that nobody carries', () => {
    const some = fc.sample(anyFacts, { numRuns: 200, seed: 5 });
    const share = (is: (one: (typeof some)[number]) => boolean) => some.filter(is).length / some.length;
    const report = (facts: Facts) => computeRoi(facts, { ...WHOLE_TIME, groupBy: 'squad' });
    expect(share(({ facts }) => report(facts).totals.roiInterval !== null)).toBeGreaterThan(0.15);
    expect(share(({ facts }) => report(facts).rows.length > 2)).toBeGreaterThan(0.25);
    expect(share(({ facts }) => facts.orders.some((line) => line.refundOf))).toBeGreaterThan(0.5);
    expect(share(({ facts }) => facts.unconverted.length > 0)).toBeGreaterThan(0.25);
    expect(share(({ facts }) => facts.unconverted.length > 0 && facts.orders.length > 5)).toBeGreaterThan(
      0.25,
    );
  });
});

/** The same facts in another order, list by list. */
function shuffled(facts: Facts, seed: string): Facts {
  const random = seededRandom(seed);
  const { catalog } = facts;
  return {
    ...facts,
    catalog: {
      creators: shuffle(random, catalog.creators),
      posts: shuffle(random, catalog.posts),
      links: shuffle(random, catalog.links),
      campaigns: shuffle(random, catalog.campaigns),
      squads: shuffle(random, catalog.squads),
    },
    days: shuffle(random, facts.days),
    channels: shuffle(random, facts.channels),
    orders: shuffle(random, facts.orders),
    spend: shuffle(random, facts.spend),
    engagement: shuffle(random, facts.engagement),
  };
}
