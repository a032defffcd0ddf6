import { describe, expect, it } from 'vitest';
import { buildHeadline, buildMoved } from '../../../../shared/domain/report/build/build-headline.ts';
import { moneyInAll, roiFigure } from '../../../../shared/domain/report/build/build-stages.ts';
import type { WeekCounts } from '../../../../shared/domain/report/build/week-counts.ts';
import type { Figure } from '../../../../shared/domain/report/snapshot.ts';
import type { Movement } from '../../../../shared/domain/roi/movement.ts';
import { aSnapshot } from '../../../support/report-builders.ts';
import { aCreator, anOrder, aPost, aSpend, someFacts } from '../../roi/facts-builder.ts';

const facts = someFacts({
  catalog: { creators: [aCreator({ displayName: 'Ada' }), aCreator({ creatorId: 'crt_b' })] },
});
const { period, total, headline: shown } = aSnapshot();
const week = (over: Partial<WeekCounts> = {}): WeekCounts => ({
  week: '2026-W45',
  clicks: 0,
  orders: 0,
  netRevenueMinor: 0,
  nets: [],
  byGroup: { platform: 0, otherSocial: 0, dark: 0, search: 0, other: 0 },
  clicksByStage: new Map(),
  ordersByStage: new Map(),
  clicksByCreator: new Map(),
  posts: new Map(),
  ...over,
});
/** So many orders of so much each. */
const sold = (orders: number, each: number): Partial<WeekCounts> => ({
  orders,
  netRevenueMinor: orders * each,
  nets: Array.from({ length: orders }, () => each),
});
const before = { facts, week: '2026-W45', firstDay: '2026-11-02', lastDay: '2026-11-08', hours: 168 };
const headlineOf = (last: Partial<WeekCounts>, now: Partial<WeekCounts>, over: object = {}) =>
  buildHeadline({
    facts,
    before,
    period,
    weeks: [week(), week(last), week({ ...now, week: '2026-W46' })],
    total,
    breakEvenRoas: shown.breakEvenRoas as Figure,
    only: 'brand',
    ...over,
  }).headline;

describe('what changed of revenue', () => {
  const changeOf = (last: Partial<WeekCounts>, now: Partial<WeekCounts>, over: object = {}) =>
    headlineOf(last, now, over).netRevenueMinor.change;

  it('is told by the sums of both weeks, by what orders swing by themselves', () => {
    // 40 of 50.00 after 20: the difference is 1,000 of √(60 · 50²) = 387: z = 2.58, p = 0.0098.
    expect(changeOf(sold(20, 5_000), sold(40, 5_000))).toEqual({
      previous: 100_000,
      median: null,
      ratio: 1,
      verdict: 'real',
      pValue: expect.closeTo(0.0098, 3),
    });
    expect(changeOf(sold(20, 5_000), sold(24, 5_000))).toMatchObject({ ratio: 0.2, verdict: 'chance' });
    expect(changeOf(sold(40, 5_000), sold(20, 5_000))).toMatchObject({ ratio: -0.5, verdict: 'real' });
  });

  it('swings with the posts that brought the orders, where one post is not like another', () => {
    const byOne = (orders: number, each: number): Partial<WeekCounts> => ({
      ...sold(orders, each),
      posts: new Map([['pst_1', { clicks: 0, orders, byGroup: week().byGroup }]]),
    });
    const verdictOf = (within: number) =>
      changeOf(byOne(20, 5_000), byOne(40, 5_000), { spread: { within, between: 0, tail: within } }).verdict;
    expect([verdictOf(0), verdictOf(1)]).toEqual(['real', 'chance']);
  });

  it('is told by the hour where weeks have more or fewer', () => {
    const half = changeOf(sold(20, 5_000), sold(20, 5_000), { before: { ...before, hours: 84 } });
    expect(half.ratio).toBe(-0.5);
    const running = { ...period, provisional: { asOf: '2026-11-12T00:00:00Z', elapsedHours: 84 } };
    expect(changeOf(sold(20, 5_000), sold(20, 5_000), { period: running }).ratio).toBe(1);
  });

  it('can’t be told of fewer than five orders, is new after nothing, and nothing after nothing', () => {
    expect(changeOf(sold(4, 5_000), sold(40, 5_000)).verdict).toBe('chance');
    expect(changeOf(sold(40, 5_000), sold(4, 5_000)).verdict).toBe('chance');
    expect(changeOf(sold(0, 0), sold(9, 5_000))).toMatchObject({ previous: 0, ratio: null, verdict: 'new' });
    expect(changeOf(sold(0, 0), sold(0, 0))).toMatchObject({ ratio: null, verdict: 'chance', pValue: 1 });
    const first = buildHeadline({
      facts,
      before,
      period,
      weeks: [week(sold(9, 100))],
      total,
      breakEvenRoas: shown.breakEvenRoas as Figure,
      only: 'brand',
    }).headline.netRevenueMinor.change;
    expect(first).toEqual({ previous: null, median: null, ratio: null, verdict: 'untested' });
  });
});

describe('the figures on top', () => {
  it('are those of the total, with a change each; returns and spend are not tested', () => {
    const headline = headlineOf({ clicks: 100 }, { clicks: 400 });
    expect(headline).toMatchObject({
      clicks: { value: total.clicks.value, change: { previous: 100, ratio: 3, verdict: 'real' } },
      orders: { value: total.orders.value },
      spendMinor: {
        value: total.spendMinor.value,
        change: { previous: 0, ratio: null, verdict: 'untested' },
      },
      marginRoi: { value: total.roi.value, change: { previous: null, ratio: null, verdict: 'untested' } },
      roas: total.roas,
    });
    expect(headlineOf({}, { clicks: 400 }).clicks.change.verdict).toBe('new');
    expect(headlineOf({ clicks: 100 }, { clicks: 104 }).clicks.change.verdict).toBe('chance');
    expect(headlineOf({}, {}).clicks.change).toMatchObject({ previous: 0, ratio: null, verdict: 'untested' });
  });

  it('and a return that may be the same one is called chance, one apart from it real', () => {
    const returns = (roi: number, spread: number) => ({
      ...total,
      roi: { ...total.roi, value: roi, interval: { low: roi - spread, high: roi + spread, level: 0.9 } },
    });
    const orders = Array.from({ length: 40 }, (_, i) =>
      anOrder({ conversionId: `cnv_${i}`, day: '2026-11-03', netMinor: 5_000 }),
    );
    const known = someFacts({
      catalog: { posts: [aPost({ publishedOn: '2026-11-02' })] },
      orders,
      spend: [aSpend({ incurredOn: '2026-11-02', amountMinor: 50_000 })],
    });
    const verdictOf = (roi: number, spread: number) =>
      headlineOf({}, {}, { facts: known, before: { ...before, facts: known }, total: returns(roi, spread) })
        .marginRoi.change;
    const was = verdictOf(0, 1).previous ?? Number.NaN;
    expect(was).toBeGreaterThan(0);
    expect(verdictOf(was, 0.01).verdict).toBe('chance');
    expect(verdictOf(was + 9, 0.01).verdict).toBe('real');
    expect(verdictOf(was - 9, 0.01).verdict).toBe('real');
    // Ranges that touch may be of one return.
    const { low = 0, high = 0 } = roiFigure(moneyInAll(known, before)).interval ?? {};
    const between = (from: number, to: number) =>
      headlineOf(
        {},
        {},
        {
          facts: known,
          before: { ...before, facts: known },
          total: { ...total, roi: { ...total.roi, interval: { low: from, high: to, level: 0.9 } } },
        },
      ).marginRoi.change.verdict;
    expect([between(low - 1, low), between(high, high + 1)]).toEqual(['chance', 'chance']);
    expect([between(low - 1, low - 1e-9), between(high + 1e-9, high + 1)]).toEqual(['real', 'real']);
  });

  it('have a median of weeks since anything happened, and none before', () => {
    expect(headlineOf({ clicks: 100 }, { clicks: 400 }).clicks.change.median).toBe(100);
    expect(headlineOf({}, { clicks: 400 }).clicks.change.median).toBeNull();
    // As many orders as clicks happened, or orders alone.
    expect(headlineOf({ clicks: 3, orders: 3 }, { clicks: 400 }).clicks.change.median).toBe(3);
    expect(headlineOf({ orders: 3 }, { clicks: 400 }).clicks.change.median).toBe(0);
  });

  it('compare spend with what was spent, where both are known', () => {
    const spentBefore = someFacts({
      catalog: { posts: [aPost({ publishedOn: '2026-11-02' })] },
      spend: [aSpend({ incurredOn: '2026-11-02', amountMinor: 50_000 })],
    });
    const changeOf = (value: number | null) =>
      headlineOf(
        {},
        {},
        {
          facts: spentBefore,
          before: { ...before, facts: spentBefore },
          total: { ...total, spendMinor: { ...total.spendMinor, value } },
        },
      ).spendMinor.change;
    expect(changeOf(75_000)).toEqual({ previous: 50_000, median: null, ratio: 0.5, verdict: 'untested' });
    expect(changeOf(null)).toEqual({ previous: 50_000, median: null, ratio: null, verdict: 'untested' });
  });
});

it('the brand alone is tested where nothing else is asked', () => {
  const lines = (only?: 'brand') =>
    buildHeadline({
      facts,
      before,
      period,
      weeks: [week(), week({ clicks: 9 }), week({ clicks: 4, week: '2026-W46' })],
      total,
      breakEvenRoas: shown.breakEvenRoas as Figure,
      ...(only && { only }),
    }).tested.map(({ metric, group }) => `${metric} ${group}`);
  expect(lines('brand')).toEqual(['clicks brand', 'orders brand']);
  expect(lines()).toEqual(
    expect.arrayContaining(['clicks brand', 'clicks channel dark', 'orders stage campaign']),
  );
});

describe('what moved', () => {
  const movement = (over: Partial<Movement> = {}): Movement => ({
    metric: 'clicks',
    group: 'brand',
    now: 20,
    before: 10,
    medianOfLastFour: 9,
    change: 1,
    interval: { low: 0.2, high: 2 },
    p: 0.01,
    verdict: 'up',
    ...over,
  });

  it('names stages, channels and creators, and the brand else', () => {
    const moved = buildMoved(
      ['brand', 'stage campaign', 'channel dark', 'creator crt_a', 'creator crt_b', 'creator crt_gone'].map(
        (group, at) => movement({ group, p: at / 1_000 }),
      ),
      facts,
    );
    expect(moved.map(({ subject }) => subject)).toEqual([
      { kind: 'brand' },
      { kind: 'stage', stage: 'campaign' },
      { kind: 'channel', channel: 'dark' },
      { kind: 'creator', creatorId: 'crt_a', name: 'Ada' },
      { kind: 'creator', creatorId: 'crt_b', name: 'a' },
    ]);
    expect(buildMoved([movement({ group: 'creator crt_gone' })], facts)[0]?.subject).toEqual({
      kind: 'creator',
      creatorId: 'crt_gone',
      name: 'crt_gone',
    });
  });

  it('is what passed its test, surest first, with what it was and is', () => {
    const moved = buildMoved(
      [
        movement({ p: 0.02, verdict: 'gone', now: 0, metric: 'orders' }),
        movement({ p: 0.001, verdict: 'new', before: 0, change: null }),
        movement({ verdict: 'could be chance' }),
        movement({ verdict: 'unchanged' }),
      ],
      facts,
    );
    expect(moved).toEqual([
      {
        subject: { kind: 'brand' },
        metric: 'clicks',
        was: 0,
        is: 20,
        change: { previous: 0, median: 9, ratio: null, verdict: 'new', pValue: 0.001 },
      },
      {
        subject: { kind: 'brand' },
        metric: 'orders',
        was: 10,
        is: 0,
        change: { previous: 10, median: 9, ratio: 1, verdict: 'real', pValue: 0.02 },
      },
    ]);
  });
});
