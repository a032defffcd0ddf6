import { describe, expect, it } from 'vitest';
import type { PostFacts } from '../../../../shared/domain/facts.ts';
import { toldDays } from '../../../../shared/domain/lift/told-days.ts';
import { buildLift } from '../../../../shared/domain/report/build/build-lift.ts';
import type { ReportPeriod } from '../../../../shared/domain/report/snapshot.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';
import { addDays, daysOfWeek, weekBounds, weekOfDay } from '../../../../shared/domain/time/week.ts';
import { drawShop } from '../../../lift/worlds.ts';
import { anOrder, aPost, aSpend, someFacts } from '../../roi/facts-builder.ts';

/** A Monday, 119 days after the first told. */
const POSTED = '2026-10-05';
const FIRST = addDays(POSTED, -119);

const periodOf = (day: string): ReportPeriod => {
  const week = weekOfDay(day);
  const [firstDay = '', , , , , , lastDay = ''] = daysOfWeek(week);
  const { start, end, hours } = weekBounds(week, 'Europe/Berlin');
  return { week, firstDay, lastDay, start, end, hours };
};

/** Thirty orders of 40.00 a day, and from the first post on so many more. */
const aShop = (share: number, over: object = {}) =>
  toldDays(
    drawShop('calm', { perDay: 30, before: 119, window: 70 }, share, seededRandom('shop')).treated.map(
      (orders, i) => ({
        day: addDays(FIRST, i),
        orders,
        revenue: { amount: orders * 4_000, currency: 'EUR' },
        createdAt: '2026-10-01T00:00:00Z',
        updatedAt: '2026-10-01T00:00:00Z',
        ...over,
      }),
    ),
  );

const postOn = (publishedOn: string, postId = 'pst_1'): PostFacts => aPost({ publishedOn, postId });
const weekly = (count: number) =>
  Array.from({ length: count }, (_, i) => postOn(addDays(POSTED, 7 * i), `pst_${i + 1}`));

const orders = Array.from({ length: 6 }, (_, i) => anOrder({ conversionId: `cnv_${i}`, netMinor: 4_000 }));
const spend = [aSpend({ amountMinor: 200_000 })];

const reading = (posts: PostFacts[], told = aShop(0.6), day = addDays(POSTED, 7), over: object = {}) => {
  const period = periodOf(day);
  return buildLift(someFacts({ catalog: { posts }, ...over }), period, {
    told,
    asOfMs: Date.parse(period.end) + 3_600_000,
  });
};

describe('the shop without the posts of a week', () => {
  it('is read from the first of the posts that ran on into it, each day beside its range', () => {
    const lift = reading(weekly(2));
    expect(lift).toMatchObject({
      metric: 'orders',
      since: POSTED,
      until: addDays(POSTED, 13),
      verdict: 'detected',
      tracked: 0,
    });
    expect(lift?.perDay?.low).toBeGreaterThan(0);
    expect(lift?.days).toHaveLength(14);
    const told = aShop(0.6);
    for (const [i, { day, actual, expected, low, high }] of (lift?.days ?? []).entries()) {
      expect([day, actual]).toEqual([addDays(POSTED, i), told.get(addDays(POSTED, i))?.orders]);
      expect([low < expected, expected < high]).toEqual([true, true]);
    }
    expect(lift).not.toHaveProperty('perDay.estimate');
  });

  it('leaves posts out that ended before: a fortnight of silence begins anew', () => {
    const lift = reading([postOn(addDays(POSTED, -30), 'pst_0'), ...weekly(2)]);
    expect(lift?.since).toBe(POSTED);
  });

  it('says what would have shown where nothing did, and no ROI with it', () => {
    const lift = reading(weekly(2), aShop(0), undefined, { orders, spend });
    expect(lift?.verdict).toBe('notDetectable');
    expect(lift?.smallestVisible).toBeGreaterThan(0.05);
    expect(lift?.roi).toBeUndefined();
  });

  it('gives up where posts have run on for more than eight weeks', () => {
    const lift = reading(weekly(9), undefined, addDays(POSTED, 56));
    expect(lift).toMatchObject({ verdict: 'notEstimated', reason: 'noQuietDays', days: [] });
    expect(reading(weekly(8), undefined, addDays(POSTED, 49))?.verdict).toBe('detected');
  });

  it('is the same whenever the week is looked at again', () => {
    const period = periodOf(addDays(POSTED, 7));
    const ask = (asOfMs: number) =>
      buildLift(someFacts({ catalog: { posts: weekly(2) } }), period, { told: aShop(0.6), asOfMs });
    expect(ask(Date.parse(period.end) + 30 * 86_400_000)).toEqual(ask(Date.parse(period.end) + 1));
  });

  it('is of revenue or visits where orders are not told, and of nothing where nothing is', () => {
    const sold = { orders, spend };
    expect(reading(weekly(2), aShop(0.6), undefined, sold)).toMatchObject({ metric: 'orders', tracked: 6 });
    const revenue = reading(weekly(2), aShop(0.6, { orders: undefined }), undefined, sold);
    expect(revenue).toMatchObject({ metric: 'revenue', tracked: 24_000 });
    const visits = aShop(0.6, { orders: undefined, revenue: undefined, visits: 400 });
    expect(reading(weekly(2), visits)).toMatchObject({ metric: 'visits' });
    expect(reading(weekly(2), visits, undefined, sold)).not.toHaveProperty('tracked');
    expect(reading(weekly(2), toldDays([]))).toBeUndefined();
    expect(reading([])).toBeUndefined();
  });
});

describe('ROI with lift in a report', () => {
  it('stands beside ROI: by tracked orders, and by all that the shop had more', () => {
    const lift = reading(weekly(2), undefined, undefined, { orders, spend });
    // 0.6 · 240.00 − 2,000.00 over 2,000.00.
    expect(lift?.roi?.tracked).toBeCloseTo((0.6 * 24_000 - 200_000) / 200_000, 6);
    const { low, high } = lift?.perDay ?? { low: 0, high: 0 };
    // Each order was worth 40.00 on every quiet day, so its range has no width.
    expect(lift?.roi?.withLift.low).toBeCloseTo((0.6 * 14 * low * 4_000 - 200_000) / 200_000, 4);
    expect(lift?.roi?.withLift.high).toBeCloseTo((0.6 * 14 * high * 4_000 - 200_000) / 200_000, 4);
  });

  it.each([
    ['under five orders', { orders: orders.slice(0, 4), spend }],
    ['without spend', { orders }],
  ])('is not printed %s, as ROI is not', (_, over) => {
    expect(reading(weekly(2), undefined, undefined, over)?.roi).toBeUndefined();
  });
});
