import { describe, expect, it } from 'vitest';
import { engagementPrior } from '../../../../shared/domain/roi/promotions/engagement-prior.ts';
import { engagementBesideTier } from '../../../../shared/domain/roi/promotions/engagement-ranking.ts';
import {
  type PromotionCandidate,
  promotionsOf,
  rankCandidates,
} from '../../../../shared/domain/roi/promotions/promotions.ts';
import { aCreator, aLinkDay, anOrder, aPost, someFacts } from '../facts-builder.ts';

const query = { from: 'microcontent', to: 'campaign', pick: 3, seed: 'engagement' } as const;

/** Three posts of sixty clicks each; sales as told. */
const seller = (creatorId: string, orders: number, engagement?: number): PromotionCandidate => ({
  creatorId,
  posts: 3,
  clicks: 180,
  orders,
  profitMinor: orders * 2000,
  spendMinor: 1500,
  violated: false,
  profits: Array.from({ length: orders }, () => 2000),
  postClicks: Array.from({ length: 3 }, () => ({ clicks: 60, share: 1 })),
  ...(engagement !== undefined && { engagement }),
});
/** One post, twenty clicks, nothing sold yet. */
const newcomer = (creatorId: string, engagement?: number): PromotionCandidate => ({
  ...seller(creatorId, 0, engagement),
  posts: 1,
  clicks: 20,
  spendMinor: 500,
  postClicks: [{ clicks: 20, share: 1 }],
});
const SOLD = [12, 10, 9, 7, 6, 4, 3, 2, 1, 1];
/** Who is liked more sells more, all the way down. */
const going = SOLD.map((orders, i) => seller(`crt_${i}`, orders, 1 - i / 4));
const of = (candidates: readonly PromotionCandidate[], creatorId: string) => {
  const found = rankCandidates(candidates, query).ranking.find((one) => one.creatorId === creatorId);
  if (!found) throw new Error(creatorId);
  return found;
};

describe('engagement as a prior', () => {
  const [liked, ignored] = [newcomer('crt_liked', 1), newcomer('crt_ignored', -1)];
  const all = [...going, liked, ignored];

  it('sets who is liked above who is ignored while neither has sold anything', () => {
    const [one, other] = [of(all, 'crt_liked'), of(all, 'crt_ignored')];
    expect(one.profitPerPostMinor).toBeGreaterThan(1.2 * other.profitPerPostMinor);
    expect(one.rank).toBeLessThan(other.rank);
    expect(one.engagementStanding).toBeGreaterThan(0.5);
    expect(other.engagementStanding).toBeLessThan(-0.5);
  });

  it('hardly moves who has sold: her orders speak', () => {
    const without = all.map(({ engagement: _, ...one }) => one);
    const moved = (creatorId: string) =>
      of(all, creatorId).conversionRate / of(without, creatorId).conversionRate;
    expect(moved('crt_liked')).toBeGreaterThan(1.2);
    expect(Math.abs(Math.log(moved('crt_0')))).toBeLessThan(Math.log(moved('crt_liked')));
  });

  it('says nothing where it doesn’t go with what was sold', () => {
    const shuffled = [0.1, -0.9, 0.8, -0.4, 1, 0.7, -1, 0.3, -0.2, 0.6];
    const noise = [...SOLD.map((n, i) => seller(`crt_${i}`, n, shuffled[i])), liked, ignored];
    const ratio = of(noise, 'crt_liked').conversionRate / of(noise, 'crt_ignored').conversionRate;
    expect(ratio).toBeLessThan(of(all, 'crt_liked').conversionRate / of(all, 'crt_ignored').conversionRate);
    expect(ratio).toBeLessThan(1.15);
  });

  it('has no say where fewer than eight are known: the same to the last digit as without', () => {
    const known = all.map(({ engagement, ...one }, i) =>
      i < 6 ? { ...one, ...(engagement !== undefined && { engagement }) } : one,
    );
    const bare = all.map(({ engagement: _, ...one }) => one);
    const nameless = (candidates: readonly PromotionCandidate[]) =>
      rankCandidates(candidates, query).ranking.map(({ engagement: _, ...one }) => one);
    expect(engagementPrior(known)).toMatchObject({ used: false, creators: 6 });
    expect(nameless(known)).toEqual(nameless(bare));
  });

  it('has no say where all are alike', () => {
    expect(engagementPrior(going.map((one) => ({ ...one, engagement: 0.3 }))).used).toBe(false);
  });

  it('lets nobody stand further out than two and a half, however mad the counters', () => {
    const { standing } = engagementPrior([
      ...Array.from({ length: 19 }, () => going[0]),
      seller('x', 1, 40),
    ] as PromotionCandidate[]);
    expect(standing.at(-1)).toBe(2.5);
  });
});

describe('engagement beside the tier', () => {
  const posts = Array.from({ length: 16 }, (_, i) =>
    aPost({ postId: `pst_${i}`, creatorId: `crt_${i}`, tier: i < 8 ? '1-5k' : '50-100k' }),
  );
  const counted = (i: number, likes: number, followers: number) => ({
    postId: `pst_${i}`,
    takenAt: 0,
    likes,
    comments: 0,
    followers,
  });
  /** Small ones engage five in a hundred, large ones one; the first of each twice as many. */
  const snapshots = posts.map((_, i) =>
    i < 8 ? counted(i, i === 0 ? 399 : 199, 4000) : counted(i, i === 8 ? 1599 : 799, 80_000),
  );

  it('compares with creators of the same tier, so that large ones are not all below', () => {
    const found = engagementBesideTier(posts, snapshots);
    expect(found.get('crt_0')).toBeCloseTo(Math.log(2) * (7 / 8), 9);
    expect(found.get('crt_8')).toBeCloseTo(Math.log(2) * (7 / 8), 9);
    expect(found.get('crt_9')).toBeCloseTo(-Math.log(2) / 8, 9);
  });

  it('compares with all where a tier has fewer than eight', () => {
    const found = engagementBesideTier(posts.slice(1), snapshots);
    expect(found.get('crt_1')).toBeGreaterThan(0.5);
  });

  it('takes no post whose engagement looks made', () => {
    const facts = someFacts({
      catalog: {
        posts,
        links: posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })),
        creators: posts.map(({ creatorId }) => aCreator({ creatorId })),
      },
      days: posts.map(({ postId }) => aLinkDay({ linkId: `lnk_${postId}` })),
      orders: [anOrder({ credits: [{ postId: 'pst_3', creatorId: 'crt_3', share: 1 }] })],
      engagement: snapshots,
    });
    const inYear = { ...query, days: { from: '2026-01-01', to: '2026-12-31' } };
    const standingOf = (oddPosts: string[]) =>
      promotionsOf({ ...facts, oddPosts }, inYear).ranking.find(({ creatorId }) => creatorId === 'crt_8')
        ?.engagementStanding;
    expect(standingOf([])).toBeGreaterThan(1);
    expect(standingOf(['pst_8'])).toBeNull();
    expect(promotionsOf(facts, inYear).engagement).toEqual({ used: true, creators: 16 });
  });
});
