import { describe, expect, it } from 'vitest';
import {
  type PromotionCandidate,
  promotionsOf,
  rankCandidates,
  rankDraws,
} from '../../../../shared/domain/roi/promotions/promotions.ts';
import { type Beta, binomialAtLeast } from '../../../../shared/domain/statistics/beta.ts';
import { fitPrior, posterior } from '../../../../shared/domain/statistics/beta-binomial.ts';
import { drawBeta } from '../../../../shared/domain/statistics/samplers.ts';
import { seededRandom, shuffle } from '../../../../shared/domain/statistics/seeded-random.ts';
import { aBrand, aCreator, aLinkDay, anOrder, aPost, aSpend, someFacts } from '../facts-builder.ts';

const ORDERS = [14, 9, 9, 7, 4, 3, 2, 1, 1, 0];
const CLICKS = [420, 385, 350, 315, 280, 245, 210, 175, 140, 105];

const aCandidate = (over: Partial<PromotionCandidate> = {}): PromotionCandidate => ({
  creatorId: 'crt_a',
  posts: 3,
  clicks: 300,
  orders: 6,
  profitMinor: 12_000,
  spendMinor: 3000,
  violated: false,
  profits: [],
  ...over,
  postClicks: over.postClicks ?? evenly(over.clicks ?? 300, over.posts ?? 3),
});
const evenly = (clicks: number, posts: number) =>
  Array.from({ length: posts }, () => ({ clicks: clicks / posts, share: 1 }));
/** The seed's ten: 35 clicks and equal cost for each post, so that only their orders tell them apart. */
const ten = ORDERS.map((orders, i) => {
  const clicks = CLICKS[i] ?? 0;
  const posts = clicks / 35;
  return aCandidate({
    creatorId: `crt_${i}`,
    posts,
    clicks,
    orders,
    profitMinor: orders * 2000,
    profits: Array.from({ length: orders }, () => 2000),
    spendMinor: posts * 500,
  });
});
const query = { from: 'microcontent', to: 'campaign', pick: 4, seed: 'review' } as const;
const inYear = { ...query, days: { from: '2026-01-01', to: '2026-12-31' } };

describe("the seed's ten creators", () => {
  const tallies = ORDERS.map((successes, i) => ({ successes, trials: CLICKS[i] ?? 0 }));
  const prior = fitPrior(tallies);
  const beliefs = tallies.map((tally) => posterior(prior, tally));
  /** P(rate > x): X ≥ a successes of a + b − 1 trials, the incomplete beta function. */
  const above = ({ a, b }: Beta, x: number) => 1 - binomialAtLeast(a, a + b - 1, x);

  /**
   * P(one is among the best four), integrated over its own rate: at most three of the nine others above it (their
   * number by convolution). No draws, so no noise of ours.
   */
  function exactlyInTop(own: Beta, others: readonly Beta[]): number {
    const steps = 3000;
    const atMostThreeAbove = (x: number) =>
      others
        .map((other) => above(other, x))
        .reduce((counts, p) => counts.map((q, k) => q * (1 - p) + (counts[k - 1] ?? 0) * p), [1, 0, 0, 0])
        .reduce((sum, q) => sum + q, 0);
    return Array.from({ length: steps }, (_, i) => [0.07 * (i / steps), 0.07 * ((i + 1) / steps)] as const)
      .map(([from, to]) => (above(own, from) - above(own, to)) * atMostThreeAbove((from + to) / 2))
      .reduce((sum, part) => sum + part, 0);
  }
  const inTop = beliefs.map((own, i) =>
    exactlyInTop(
      own,
      beliefs.filter((_, j) => j !== i),
    ),
  );

  it('are among the true top four with the published probabilities, each to ±0.005', () => {
    const published = [0.855, 0.568, 0.625, 0.508, 0.292, 0.262, 0.231, 0.199, 0.246, 0.214];
    for (const [i, probability] of published.entries())
      expect(Math.abs((inTop[i] ?? 0) - probability), `creator ${i + 1}`).toBeLessThan(0.005);
    expect(inTop.reduce((sum, one) => sum + one, 0)).toBeCloseTo(4, 4);
  });

  it('are ranked by our seeded draws as the integral ranks them', () => {
    const random = seededRandom('fixture D');
    const draws = 40_000;
    const scores = beliefs.map((belief) =>
      Float64Array.from({ length: draws }, () => drawBeta(belief, random)),
    );
    for (const [i, times] of rankDraws(scores, 4, draws).inTop.entries()) {
      const exact = inTop[i] ?? 0;
      expect(Math.abs(times / draws - exact)).toBeLessThan(3 * Math.sqrt((exact * (1 - exact)) / draws));
    }
  });

  it('leave 2.6 of the four picks right, and only the first surely better than the pool', () => {
    expect(
      inTop
        .slice(0, 4)
        .reduce((sum, one) => sum + one, 0)
        .toFixed(1),
    ).toBe('2.6');
    const pooled = 50 / 2625;
    expect(pooled.toFixed(5)).toBe('0.01905');
    const better = beliefs.slice(0, 4).map((belief) => above(belief, pooled));
    expect(better.slice(0, 3).map((one) => one.toFixed(2))).toEqual(['0.85', '0.56', '0.62']);
    /** Published as 0.51 from 4,000 draws, whose error is 0.008; it is 0.504. */
    expect(Math.abs((better[3] ?? 0) - 0.51)).toBeLessThan(Math.sqrt((0.51 * 0.49) / 4000));
  });
});

it('of equal scores in a draw the first candidate is the better', () => {
  const equal = [0, 0, 0].map(() => new Float64Array(7));
  expect(rankDraws(equal, 1, 7)).toMatchObject({ inTop: [7, 0, 0] });
  expect(rankDraws(equal, 2, 7).inTop).toEqual([7, 7, 0]);
  // Whatever the draw before it said.
  expect(
    rankDraws(
      [
        [0, 0],
        [1, 0],
      ].map((scores) => Float64Array.from(scores)),
      1,
      2,
    ).inTop,
  ).toEqual([1, 1]);
});

describe('promotions', () => {
  const review = rankCandidates(ten, query);

  it('say how far each pick can be trusted, where a list of four would look decisive', () => {
    const verdicts = review.ranking.map((one) => one.verdict);
    expect(review.ranking[0]).toMatchObject({
      creatorId: 'crt_0',
      verdict: 'moveUp',
      picked: true,
      rank: 1,
    });
    expect(verdicts.slice(1, 4)).toEqual(['testMore', 'testMore', 'testMore']);
    expect(verdicts.slice(4)).toContain('testMore');
    expect(verdicts.slice(4)).not.toContain('moveUp');
    expect(review.ranking.map((one) => one.picked)).toEqual([...Array(10).keys()].map((i) => i < 4));
    expect(review.expectedRightPicks?.toFixed(1)).toBe('2.6');
    for (const one of review.ranking) expect(one.reasons.length).toBeGreaterThan(0);
  });

  it('add up to as many places as there are to fill', () => {
    expect(review.ranking.reduce((sum, one) => sum + (one.probabilityInTop ?? 0), 0)).toBeCloseTo(4, 9);
  });

  it('come out the same again, in whatever order the creators are given', () => {
    expect(rankCandidates(shuffle(seededRandom('s'), ten), query)).toEqual(review);
    expect(rankCandidates(ten, { ...query, seed: 'other' })).not.toEqual(review);
  });

  it('come out the same whatever the creators’ ids are: two fresh installations say one thing', () => {
    const renamed = ten.map((one, i) => ({ ...one, creatorId: `crt_${(i * 7) % 10}x` }));
    const nameless = (candidates: typeof ten) =>
      rankCandidates(candidates, query).ranking.map((one) => ({ ...one, creatorId: undefined }));
    expect(nameless(renamed)).toEqual(nameless(ten));
  });

  it('bar who broke a negative instruction, however well they sell', () => {
    const barred = rankCandidates(
      ten.map((one) => ({ ...one, violated: one.creatorId === 'crt_0' })),
      query,
    );
    const star = barred.ranking.find((one) => one.creatorId === 'crt_0');
    expect(star).toMatchObject({ rank: 1, picked: false, verdict: 'barred', probabilityInTop: null });
    expect(star?.reasons).toEqual(['rule-broken']);
    expect(barred.ranking.reduce((sum, one) => sum + (one.probabilityInTop ?? 0), 0)).toBeCloseTo(4, 9);
    expect(barred.ranking.filter((one) => one.picked)).toHaveLength(4);
  });

  it('ask for more tests below a hundred clicks', () => {
    const lucky = aCandidate({
      creatorId: 'crt_lucky',
      posts: 1,
      clicks: 60,
      orders: 9,
      profitMinor: 18_000,
      spendMinor: 0,
    });
    const found = rankCandidates([...ten, lucky], query).ranking.find((one) => one.creatorId === 'crt_lucky');
    expect(found?.verdict).toBe('testMore');
  });

  it('never look at followers', () => {
    const posts = ['crt_a', 'crt_b'].map((creatorId) => aPost({ postId: `pst_${creatorId}`, creatorId }));
    const facts = (followers: number) =>
      someFacts({
        catalog: {
          posts,
          links: posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })),
          creators: [aCreator({ followers }), aCreator({ creatorId: 'crt_b', followers: 10 })],
        },
        days: [aLinkDay({ linkId: 'lnk_pst_crt_a' }), aLinkDay({ linkId: 'lnk_pst_crt_b', clicks: 300 })],
        orders: [anOrder({ credits: [{ postId: 'pst_crt_b', creatorId: 'crt_b', share: 1 }] })],
      });
    const review = promotionsOf(facts(500_000), { ...inYear, pick: 1 });
    expect(promotionsOf(facts(1000), { ...inYear, pick: 1 })).toEqual(review);
    expect(review.ranking[0]).toMatchObject({
      creatorId: 'crt_b',
      clicks: 300,
      orders: 1,
      profitMinor: 3000,
    });
  });

  it('are told by what their posts sold and cost; by revenue where no margin is known', () => {
    const { grossMargin: _, ...unknown } = aBrand();
    const facts = someFacts({ orders: [anOrder()], spend: [aSpend({ amountMinor: 700 })] });
    const [known] = promotionsOf(facts, inYear).ranking;
    const [priceless] = promotionsOf({ ...facts, brand: unknown }, inYear).ranking;
    expect(known).toMatchObject({ orders: 1, profitMinor: 3000, spendMinor: 700 });
    expect(priceless).toMatchObject({ orders: 1, profitMinor: 5000, spendMinor: 700 });
  });

  it('are measured by one thing: where one post’s margin is not known, all are told by revenue', () => {
    const { grossMargin: _, ...brand } = aBrand();
    const posts = ['a', 'b'].map((one) => aPost({ postId: `pst_${one}`, creatorId: `crt_${one}` }));
    const sold = (one: string, more: object) =>
      anOrder({
        conversionId: one,
        credits: [{ postId: `pst_${one}`, creatorId: `crt_${one}`, share: 1 }],
        ...more,
      });
    const orders = [sold('a', { grossProfitMinor: 2_000 }), sold('b', {})];
    const { ranking } = promotionsOf(someFacts({ brand, catalog: { posts }, orders }), inYear);
    expect(ranking.map(({ creatorId, profitMinor }) => [creatorId, profitMinor]).sort()).toEqual([
      ['crt_a', 5_000],
      ['crt_b', 5_000],
    ]);
  });

  it('are told by the posts that the facts reach: what sold before them is not there, so its cost is not either', () => {
    const posts = [
      aPost({ postId: 'pst_old', publishedOn: '2026-01-05' }),
      aPost(),
      aPost({ postId: 'pst_planned', publishedOn: '2026-10-12' }),
    ];
    const spend = posts.map(({ postId }) => aSpend({ spendId: postId, amountMinor: 700, on: { postId } }));
    const facts = someFacts({ catalog: { posts }, orders: [anOrder()], spend });
    const reached = { ...query, days: { from: '2026-04-10', to: '2026-10-09' } };
    const [known] = promotionsOf(facts, reached).ranking;
    expect(known).toMatchObject({ posts: 1, orders: 1, spendMinor: 700 });
  });

  it('have nobody to rank where nobody posted', () => {
    const none = promotionsOf(someFacts(), { ...inYear, from: 'community' });
    expect(none).toMatchObject({ ranking: [], expectedRightPicks: null });
  });
});

describe('what to do with a creator', () => {
  const verdictOf = (creatorId: string, candidates: PromotionCandidate[]) =>
    rankCandidates(candidates, query).ranking.find((one) => one.creatorId === creatorId);
  /** Five posts of 60 clicks: 30 euro profit from three orders, so 6 euro a post before its cost. */
  const loser = (spendMinor: number, over: Partial<PromotionCandidate> = {}) =>
    aCandidate({ creatorId: 'crt_loser', posts: 5, orders: 3, profitMinor: 3000, spendMinor, ...over });

  it('is to stop paying who costs more than they bring, and never to keep on booking them', () => {
    const found = verdictOf('crt_loser', [...ten, loser(25_850)]);
    expect(found).toMatchObject({ verdict: 'stopPaying', reasons: ['loses-money'] });
    expect(found?.profitPerPostMinor).toBeLessThan(-3000);
  });

  it.each([
    ['without a cost', loser(0), ['stay', 'testMore', 'moveUp']],
    [
      'whose few clicks cannot tell yet',
      loser(25_850, { clicks: 60, orders: 0, profitMinor: 0 }),
      ['testMore'],
    ],
    ['who broke a rule', loser(25_850, { violated: true }), ['barred']],
  ])('is not to stop paying one %s', (_, candidate, verdicts) => {
    expect(verdicts).toContain(verdictOf('crt_loser', [...ten, candidate])?.verdict);
  });

  it('promises nothing where there are no more creators than places, and says why', () => {
    for (const few of [ten.slice(0, 1), ten.slice(0, 4)]) {
      const review = rankCandidates(few, query);
      expect(review).toMatchObject({ expectedRightPicks: null, noChoice: 'nothing-to-choose' });
      for (const one of review.ranking) {
        expect(one).toMatchObject({
          probabilityInTop: null,
          probabilityAboveBaseline: null,
          expectedRank: null,
        });
        expect(['moveUp', 'testMore']).toContain(one.verdict);
      }
    }
    const five = ten.slice(0, 5).map((one, i) => ({ ...one, violated: i === 0 }));
    expect(rankCandidates(five, query).noChoice).toBe('nothing-to-choose');
    expect(rankCandidates(ten.slice(0, 5), query).expectedRightPicks).toBeGreaterThan(3);
  });

  it('promises nothing before the first order', () => {
    const none = ten.map((one) => ({ ...one, orders: 0, profitMinor: 0 }));
    const review = rankCandidates(none, query);
    expect(review).toMatchObject({ expectedRightPicks: null, noChoice: 'no-orders' });
    expect(review.ranking.every(({ verdict, picked }) => verdict === 'testMore' && !picked)).toBe(true);
  });

  it('does not take a post of yesterday for a weak one: what it usually still gets is reckoned in', () => {
    const young = aCandidate({
      creatorId: 'crt_young',
      posts: 3,
      clicks: 150,
      orders: 3,
      profitMinor: 6000,
      postClicks: [50, 50, 50].map((clicks) => ({ clicks, share: 0.5 })),
    });
    const old = { ...young, postClicks: young.postClicks.map(({ clicks }) => ({ clicks, share: 1 })) };
    const worth = (one: PromotionCandidate) => verdictOf('crt_young', [...ten, one])?.profitPerPostMinor ?? 0;
    expect(worth(young)).toBeGreaterThan(1.5 * worth(old));
  });
});
