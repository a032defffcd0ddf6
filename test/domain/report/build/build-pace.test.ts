import { describe, expect, it } from 'vitest';
import { buildEngagement, buildGoals } from '../../../../shared/domain/report/build/build-pace.ts';
import type { ReportPeriod } from '../../../../shared/domain/report/snapshot.ts';
import { aCreator, aLinkDay, anOrder, aPost, someFacts } from '../../roi/facts-builder.ts';

const period = { week: '2026-W46', firstDay: '2026-11-09', lastDay: '2026-11-15' } as ReportPeriod;

describe('the pace of campaigns with a goal', () => {
  const goals = (
    goal: { metric: string; target: number } | undefined,
    startsOn = '2026-11-01',
    endsOn = '2026-11-30',
  ) =>
    buildGoals(
      someFacts({
        catalog: {
          posts: [aPost({ campaignId: 'cmp_1', publishedOn: '2026-11-02' }), aPost({ postId: 'pst_2' })],
          campaigns: [
            { campaignId: 'cmp_1', name: 'Winter', startsOn, endsOn, briefs: [], ...(goal ? { goal } : {}) },
          ],
        },
        days: [
          aLinkDay({ day: '2026-11-10', clicks: 100, uniques: 80 }),
          aLinkDay({ day: '2026-11-16', clicks: 999 }),
        ],
        orders: [
          anOrder({ day: '2026-11-10', netMinor: 5_000, grossProfitMinor: 3_000 }),
          anOrder({ conversionId: 'cnv_2', day: '2026-11-11', kind: 'lead', netMinor: 0 }),
          anOrder({ conversionId: 'cnv_3', day: '2026-11-10', credits: [{ postId: 'pst_2', share: 1 }] }),
          anOrder({ conversionId: 'cnv_4', day: '2026-11-16', netMinor: 70_000 }),
        ],
      }),
      period,
    );
  const target = 400;

  it('say how far they are until the week’s end, and how much of their time is gone', () => {
    expect(goals({ metric: 'orders', target })).toEqual([
      { campaignId: 'cmp_1', campaign: 'Winter', metric: 'orders', target, reached: 1, timeGone: 0.5 },
    ]);
    expect(goals({ metric: 'clicks', target }, '2026-11-01', '2026-11-12')).toMatchObject([
      { reached: 100, timeGone: 1 },
    ]);
  });

  it.each([
    ['orders', 1],
    ['sales', 1],
    ['conversions', 2],
    ['clicks', 100],
    ['visitors', 80],
    ['posts', 1],
    ['revenue', 5_000],
    ['netRevenue', 5_000],
    ['profit', 3_000],
    ['smiles', null],
  ])('measure %s', (metric, reached) => expect(goals({ metric, target })).toMatchObject([{ reached }]));

  it('are none of a campaign without a goal, with one of nothing, or of another time', () => {
    expect(goals(undefined)).toEqual([]);
    expect(goals({ metric: 'orders', target: 0 })).toEqual([]);
    expect(goals({ metric: 'orders', target }, '2026-11-16', '2026-11-30')).toEqual([]);
    expect(goals({ metric: 'orders', target }, '2026-10-01', '2026-11-08')).toEqual([]);
    expect(goals({ metric: 'orders', target }, '2026-11-15', '2026-11-30')).toHaveLength(1);
    expect(goals({ metric: 'orders', target }, '2026-10-01', '2026-11-09')).toHaveLength(1);
  });
});

describe('engagement of four weeks', () => {
  const aSnap = (postId: string, likes: number, followers?: number) => ({
    postId,
    takenAt: Date.parse('2026-11-14T12:00:00Z'),
    likes,
    comments: 0,
    shares: 0,
    saves: 0,
    ...(followers === undefined ? {} : { followers }),
  });
  const { followers: _, ...aCreatorOfUnknown } = aCreator();
  const read = (engagement: ReturnType<typeof aSnap>[]) =>
    buildEngagement(
      someFacts({
        catalog: {
          creators: [aCreatorOfUnknown],
          posts: [
            aPost({ postId: 'pst_now', publishedOn: '2026-10-19', tier: '5-10k' }),
            aPost({ postId: 'pst_now2', publishedOn: '2026-11-15', tier: '10-50k' }),
            aPost({ postId: 'pst_now3', publishedOn: '2026-11-15' }),
            aPost({ postId: 'pst_before', publishedOn: '2026-10-18', tier: '5-10k' }),
            aPost({ postId: 'pst_long', publishedOn: '2026-09-20', tier: '5-10k' }),
          ],
        },
        engagement,
      }),
      period,
    );
  const before = aSnap('pst_before', 10, 1_000);
  const long = aSnap('pst_long', 900, 1_000);

  it('is a rate per follower beside that of the four weeks before, and by tier', () => {
    const now = [aSnap('pst_now', 50, 1_000), aSnap('pst_now2', 200, 10_000), aSnap('pst_now3', 30, 1_000)];
    expect(read([...now, before, long])).toEqual({
      days: 28,
      rate: expect.closeTo(280 / 12_000, 3),
      before: 0.01,
      tiers: [
        { tier: '10-50k', rate: 0.02, posts: 1 },
        { tier: '5-10k', rate: 0.05, posts: 1 },
      ],
    });
  });

  it('has nothing before, and no tier, where nobody counted followers', () => {
    expect(read([aSnap('pst_now', 50, 1_000), aSnap('pst_now2', 9), long])).toEqual({
      days: 28,
      rate: 0.05,
      before: null,
      tiers: [{ tier: '5-10k', rate: 0.05, posts: 1 }],
    });
    expect(read([before])).toBeUndefined();
    expect(read([aSnap('pst_now', 50)])).toBeUndefined();
  });
});
