import { describe, expect, it } from 'vitest';
import { followAds, followPosts } from '../../shared/domain/ppc/follow.ts';
import { curvesBeside, FOLLOWED_DAYS, residualCurve } from '../../shared/domain/ppc/residual-curve.ts';
import { addDays } from '../../shared/domain/time/week.ts';
import { aLinkDay, aPost, someFacts } from './roi/facts-builder.ts';

const decaying = (first: number, ratio: number, days = FOLLOWED_DAYS + 1) => ({
  clicks: Array.from({ length: days }, (_, k) => first * ratio ** k),
});
const told = (...args: Parameters<typeof residualCurve>) => {
  const curve = residualCurve(args[0]);
  if (curve.kind !== 'told') throw new Error(curve.reason);
  return curve;
};

describe('how traffic lasts after the money', () => {
  it('is the geometric series where each day brings a fixed part of the day before', () => {
    const r = 0.8;
    const whole = (1 - r ** (FOLLOWED_DAYS + 1)) / (1 - r);
    const { points, leftAfterFirstDay } = told([decaying(100, r)]);
    for (const { day, share, left } of points) {
      expect(share).toBeCloseTo(r ** day / whole, 12);
      expect(left).toBeCloseTo(
        (r ** (day + 1) - r ** (FOLLOWED_DAYS + 1)) / (1 - r ** (FOLLOWED_DAYS + 1)),
        12,
      );
    }
    expect(leftAfterFirstDay).toBeCloseTo(1 - 1 / whole, 12);
    expect(points.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('is the same curve when some things are younger than it is long', () => {
    const whole = told([decaying(100, 0.8)]).points;
    const censored = told([decaying(100, 0.8), decaying(900, 0.8, 3), decaying(40, 0.8, 12)]).points;
    for (const [day, { share }] of censored.entries()) expect(share).toBeCloseTo(whole[day]?.share ?? -1, 12);
  });

  it('is over after its first day where nothing comes once nobody pays', () => {
    expect(told([decaying(100, 0)]).leftAfterFirstDay).toBe(0);
  });

  it.each([
    ['nothing', [], 'noDays'],
    ['five days', [decaying(100, 0.5, 5)], 'notFollowed'],
    ['nineteen clicks on the first day', [decaying(19, 0.5)], 'tooFewClicks'],
  ] as const)('says nothing of %s', (_, units, reason) => {
    expect(residualCurve(units)).toMatchObject({ kind: 'refused', reason });
  });
});

describe('two curves beside one another', () => {
  it('are of the days that both are known for', () => {
    const r = 0.9;
    const { posts, ads } = curvesBeside({ posts: [decaying(100, r)], ads: [decaying(700, r, 11)] });
    if (posts.kind !== 'told' || ads.kind !== 'told') throw new Error('both are told');
    // The same decay is the same curve, however long either was followed.
    expect(posts.points).toHaveLength(11);
    for (const [day, { left }] of posts.points.entries())
      expect(left).toBeCloseTo(ads.points[day]?.left ?? -1, 12);
    expect(posts.points[7]?.left).toBeCloseTo((r ** 8 - r ** 11) / (1 - r ** 11), 12);
  });

  it('are each as long as it is known where one is not told', () => {
    const { posts, ads } = curvesBeside({ posts: [decaying(100, 0.9)], ads: [decaying(700, 0.9, 5)] });
    expect(posts).toEqual(residualCurve([decaying(100, 0.9)]));
    expect(ads).toMatchObject({ kind: 'refused', reason: 'notFollowed' });
  });
});

describe('what is followed', () => {
  const day = (n: number) => addDays('2026-10-01', n);
  const ad = (n: number, spendMinor: number, clicks: number) => ({ day: day(n), spendMinor, clicks });

  it('is each stretch of ads from its last day with spend, until spend or silence', () => {
    const days = [ad(0, 100, 50), ad(1, 100, 60), ad(2, 0, 4), ad(3, 0, 0), ad(4, 90, 40), ad(6, 0, 9)];
    expect(followAds(days, { lastSpendDay: day(5), lastWholeDay: day(20) })).toEqual([
      { clicks: [60, 4, 0] },
      { clicks: [40] },
    ]);
    expect(followAds(days, { lastSpendDay: day(3), lastWholeDay: day(2) })).toEqual([{ clicks: [60, 4] }]);
  });

  it('is each post of these days, without the day in progress', () => {
    const facts = someFacts({
      catalog: {
        posts: [aPost({ publishedOn: day(0) }), aPost({ postId: 'pst_2', publishedOn: day(9) })],
        links: [
          { linkId: 'lnk_1', postId: 'pst_1' },
          { linkId: 'lnk_1b', postId: 'pst_1', placement: 'story' },
        ],
      },
      days: [
        aLinkDay({ day: day(0), clicks: 30 }),
        aLinkDay({ day: day(0), linkId: 'lnk_1b', clicks: 5 }),
        aLinkDay({ day: day(2), clicks: 7 }),
        aLinkDay({ day: day(3), clicks: 99 }),
      ],
    });
    const asked = { from: day(0), to: day(5), lastWholeDay: day(2) };
    expect(followPosts(facts, asked)).toEqual([{ clicks: [35, 0, 7] }]);
    expect(followPosts(facts, { ...asked, filter: { placement: 'story' } })).toEqual([{ clicks: [5, 0, 0] }]);
    expect(followPosts(facts, { ...asked, filter: { stage: 'community' } })).toEqual([]);
  });
});
