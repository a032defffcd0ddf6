import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CreditedOrder, Facts } from '../../../shared/domain/facts.ts';
import { computeRoi } from '../../../shared/domain/roi/compute-roi.ts';
import { ROI_GROUPS } from '../../../shared/domain/roi/placement.ts';
import { spendAllocator } from '../../../shared/domain/roi/spend-allocation.ts';
import { seededRandom, shuffle } from '../../../shared/domain/seeded-random.ts';
import { CHANNELS, STAGES } from '../../../shared/domain/vocabulary.ts';
import { addDays } from '../../../shared/domain/week.ts';
import { aBrand, aCreator, aLinkDay, anOrder, aPost, aRefund, aSpend, someFacts } from './facts-builder.ts';

const START = '2026-09-01';
const day = fc.integer({ min: 0, max: 75 }).map((days) => addDays(START, days));
const creatorId = fc.constantFrom('crt_a', 'crt_b', 'crt_c');
const postId = fc.integer({ min: 0, max: 7 }).map((n) => `pst_${n}`);

const posts = fc
  .array(
    fc.record({
      creatorId,
      stage: fc.constantFrom(...STAGES),
      publishedOn: day,
      messages: fc.array(fc.constantFrom('warmth', 'looks', 'eco'), { maxLength: 4 }),
      campaignId: fc.option(fc.constantFrom('cmp_1', 'cmp_2'), { nil: undefined }),
      squadId: fc.option(fc.constant('sqd_1'), { nil: undefined }),
      city: fc.option(fc.constantFrom('Berlin', 'Paris'), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.map((over, i) => aPost({ ...defined(over), postId: `pst_${i}` })));

const orders = fc.array(
  fc.record({
    day,
    netMinor: fc.integer({ min: 0, max: 30_000 }),
    attributedBy: fc.constantFrom('click' as const, 'coupon' as const),
    newCustomer: fc.boolean(),
    customerId: fc.constantFrom('ann', 'ben', 'cleo', 'dan'),
    refunded: fc.constantFrom(0, 0, 0.5, 1),
    credits: fc.array(
      fc.record({
        creatorId,
        postId: fc.option(postId, { nil: undefined }),
        channel: fc.option(fc.constantFrom(...CHANNELS), { nil: undefined }),
        weight: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 25 },
);

const spends = fc.array(
  fc.record({
    incurredOn: day,
    amountMinor: fc.integer({ min: 1, max: 99_999 }),
    state: fc.constantFrom('committed' as const, 'accrued' as const, 'paid' as const),
    basis: fc.constantFrom('cash' as const, 'cogs' as const, 'retail' as const),
    kind: fc.constantFrom('fee' as const, 'commission' as const),
    on: fc.oneof(
      postId.map((id) => ({ postId: id })),
      creatorId.map((id) => ({ creatorId: id })),
      fc.constantFrom({ campaignId: 'cmp_1' }, { campaignId: 'cmp_x' }, { squadId: 'sqd_1' }),
      fc.constantFrom(...STAGES).map((stage) => ({ stage })),
    ),
  }),
  { maxLength: 12 },
);

const clickDays = fc.array(fc.record({ day, link: fc.integer({ min: 0, max: 7 }), clicks: fc.nat(500) }), {
  maxLength: 20,
});

const anyFacts: fc.Arbitrary<Facts> = fc
  .record({ posts, orders, spends, clickDays })
  .map(({ posts: list, orders: lines, spends: costs, clickDays: days }) =>
    someFacts({
      brand: aBrand({ grossMargin: 0.37 }),
      catalog: {
        posts: list,
        links: list.map((post, i) => ({ linkId: `lnk_${i}`, postId: post.postId })),
        creators: ['crt_a', 'crt_b', 'crt_c'].map((id) => aCreator({ creatorId: id })),
      },
      days: days.map(({ link, ...over }) =>
        aLinkDay({ ...over, linkId: `lnk_${link}`, uniques: over.clicks }),
      ),
      channels: days.map(({ link, ...over }) => ({
        ...over,
        linkId: `lnk_${link}`,
        channel: 'dark_app' as const,
      })),
      orders: lines.flatMap(linesOf),
      spend: costs.map((over, i) => aSpend({ ...over, spendId: `spd_${i}` })),
    }),
  );

function linesOf(
  {
    credits,
    refunded,
    ...over
  }: {
    refunded: number;
    netMinor: number;
    day: string;
    credits: (Omit<CreditedOrder['credits'][number], 'share' | 'postId' | 'channel'> & { weight: number })[];
  },
  i: number,
): CreditedOrder[] {
  const whole = credits.reduce((sum, credit) => sum + credit.weight, 0);
  const shares = credits.map(({ weight, ...credit }) => ({ ...defined(credit), share: weight / whole }));
  const order = anOrder({ ...over, conversionId: `cnv_${i}`, credits: shares as CreditedOrder['credits'] });
  const refund = aRefund(order, {
    netMinor: -Math.round(over.netMinor * refunded),
    day: addDays(over.day, 3),
  });
  return refunded > 0 ? [order, refund] : [order];
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

const anyQuery = fc.record({
  groupBy: fc.constantFrom(...ROI_GROUPS),
  basis: fc.constantFrom('period' as const, 'cohort' as const),
  from: fc.constant('2026-09-10'),
  to: fc.constantFrom('2026-10-05', '2026-12-31'),
  draws: fc.constant(40),
});

describe('whatever the facts', () => {
  it('the rows of every grouping add up to the same totals, to the minor unit', () => {
    fc.assert(
      fc.property(anyFacts, anyQuery, (facts, query) => {
        const { rows, totals } = computeRoi(facts, query);
        const byStage = computeRoi(facts, { ...query, groupBy: 'stage' }).totals;
        const sum = (of: (row: (typeof rows)[number]) => number | null) =>
          rows.reduce((all, row) => all + (of(row) ?? 0), 0);
        const money = [
          'netRevenueMinor',
          'grossProfitMinor',
          'refundsMinor',
          'spendMinor',
          'giftsAtRetailMinor',
          'clicks',
        ] as const;
        for (const field of money) {
          expect(
            sum((row) => row[field]),
            field,
          ).toBe(totals[field]);
          expect(totals[field], field).toBe(byStage[field]);
        }
        expect(sum((row) => row.spendByState.committedMinor)).toBe(totals.spendByState.committedMinor);
        expect(sum((row) => row.orders)).toBeCloseTo(totals.orders, 9);
        if (query.groupBy !== 'channel') expect(sum((row) => row.posts)).toBeCloseTo(totals.posts ?? 0, 9);
        expect(totals.orders).toBe(byStage.orders);
      }),
      { numRuns: 300 },
    );
  });

  it('their order changes nothing, not even the interval', () => {
    fc.assert(
      fc.property(anyFacts, anyQuery, fc.string(), (facts, query, seed) => {
        const random = seededRandom(seed);
        const shuffled: Facts = {
          ...facts,
          catalog: {
            ...facts.catalog,
            posts: shuffle(random, facts.catalog.posts),
            links: shuffle(random, facts.catalog.links),
          },
          days: shuffle(random, facts.days),
          channels: shuffle(random, facts.channels),
          orders: shuffle(random, facts.orders),
          spend: shuffle(random, facts.spend),
        };
        expect(computeRoi(shuffled, query)).toEqual(computeRoi(facts, query));
      }),
      { numRuns: 100 },
    );
  });

  it('refunding everything brings revenue and profit to zero in every row', () => {
    fc.assert(
      fc.property(anyFacts, anyQuery, (facts, query) => {
        const sales = facts.orders.filter((line) => line.refundOf === undefined);
        const refunds = sales.flatMap((order) => {
          const part = Math.trunc(order.netMinor / 3);
          return [
            aRefund(order, { conversionId: `${order.conversionId}_1`, netMinor: -part }),
            aRefund(order, { conversionId: `${order.conversionId}_2`, netMinor: part - order.netMinor }),
          ];
        });
        const { rows, totals } = computeRoi({ ...facts, orders: [...sales, ...refunds] }, query);
        for (const row of [...rows, totals]) {
          expect(row.netRevenueMinor).toBe(0);
          expect(row.grossProfitMinor).toBe(0);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('each spend reaches posts in parts that sum to it and differ by one unit at most', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
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
});
