import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../../shared/domain/facts.ts';
import { countWeeks } from '../../../../shared/domain/report/build/week-counts.ts';
import {
  type WeekMovementsInput,
  weekMovements,
} from '../../../../shared/domain/report/build/week-movements.ts';
import type { PostSpread } from '../../../../shared/domain/roi/promotions/post-spread.ts';
import { addDays, daysOfWeek } from '../../../../shared/domain/time/week.ts';
import { aCreator, aLinkDay, anOrder, aPost, someFacts } from '../../roi/facts-builder.ts';

/** How often it is right is simulated: test/simulations/week-movements.test.ts. Here the arithmetic, without luck. */
const WEEKS = ['2026-W36', '2026-W37', '2026-W38', '2026-W39', '2026-W40'];
const [LAST, NOW] = ['2026-W39', '2026-W40'];
const mondayOf = (week: string) => daysOfWeek(week)[0] ?? '';

/** Ten creators with a post each Monday, which brings 80 clicks in its first three days; what `clicksOf` says instead. */
function aBrand(clicksOf: (week: string, creator: number) => number = () => 80): Facts {
  const made = WEEKS.flatMap((week) =>
    Array.from({ length: 10 }, (_, n) => ({
      week,
      n,
      postId: `pst_${week}_${n}`,
      clicks: clicksOf(week, n),
    })),
  ).filter(({ clicks }) => clicks > 0);
  return someFacts({
    catalog: {
      creators: Array.from({ length: 10 }, (_, n) => aCreator({ creatorId: `crt_${n}` })),
      posts: made.map(({ week, n, postId }) =>
        aPost({ postId, creatorId: `crt_${n}`, publishedOn: mondayOf(week) }),
      ),
      links: made.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })),
    },
    days: made.flatMap(({ week, postId, clicks }) =>
      [0.5, 0.3, 0.2].map((share, age) =>
        aLinkDay({
          day: addDays(mondayOf(week), age),
          linkId: `lnk_${postId}`,
          clicks: Math.round(share * clicks),
        }),
      ),
    ),
  });
}

function tested(facts: Facts, change: Partial<WeekMovementsInput> = {}) {
  const days = daysOfWeek(LAST);
  const before = { facts, week: LAST, firstDay: days[0] ?? '', lastDay: days[6] ?? '', hours: 168 };
  const weeks = countWeeks(facts, WEEKS, before);
  return weekMovements({ facts, weeks, before, hours: 168, ...change }).tested;
}
const find = (facts: Facts, metric: string, group: string) =>
  tested(facts).find((one) => one.metric === metric && one.group === group);

describe('what moved from one week to the next', () => {
  it('is nothing where each week is like the one before', () => {
    const lines = tested(aBrand());
    expect(lines.filter(({ now, before }) => now !== before)).toEqual([]);
    expect(lines.filter(({ verdict }) => !['could be chance', 'unchanged'].includes(verdict))).toEqual([]);
    expect(find(aBrand(), 'clicks', 'brand')).toMatchObject({ now: 800, before: 800, change: 0 });
  });

  it('is the brand, its stage and each creator where every post brings three eighths', () => {
    const fallen = aBrand((week) => (week === NOW ? 30 : 80));
    expect(find(fallen, 'clicks', 'brand')).toMatchObject({ now: 300, before: 800, verdict: 'down' });
    expect(find(fallen, 'clicks', 'brand')?.change).toBeCloseTo(-0.625, 12);
    expect(find(fallen, 'clicks', 'stage microcontent')?.change).toBeCloseTo(-0.625, 12);
    expect(find(fallen, 'clicks', 'creator crt_3')).toMatchObject({ now: 30, before: 80 });
    expect(find(fallen, 'clicks', 'stage community')).toMatchObject({
      now: 0,
      before: 0,
      verdict: 'unchanged',
    });
  });

  it('is one creator alone where she alone fell', () => {
    const fallen = aBrand((week, n) => (week === NOW && n === 4 ? 10 : 80));
    expect(find(fallen, 'clicks', 'creator crt_4')).toMatchObject({ now: 10, before: 80 });
    expect(find(fallen, 'clicks', 'creator crt_5')).toMatchObject({ now: 80, before: 80, change: 0 });
    expect(find(fallen, 'clicks', 'brand')).toMatchObject({ now: 730, before: 800 });
  });

  it('compares no creator who published in one of both weeks only', () => {
    const paused = aBrand((week, n) => (week === NOW && n === 9 ? 0 : 80));
    expect(find(paused, 'clicks', 'creator crt_9')).toBeUndefined();
    expect(find(paused, 'clicks', 'creator crt_8')).toBeDefined();
  });

  it('counts each order once, for the stage of the post that it is credited to', () => {
    const facts = aBrand();
    const orders = Array.from({ length: 6 }, (_, n) =>
      anOrder({
        conversionId: `cnv_${n}`,
        day: mondayOf(n < 4 ? NOW : LAST),
        credits: [{ postId: `pst_${LAST}_${n}`, creatorId: `crt_${n}`, share: 1 }],
      }),
    );
    expect(find({ ...facts, orders }, 'orders', 'brand')).toMatchObject({ now: 4, before: 2 });
    expect(find({ ...facts, orders }, 'orders', 'stage microcontent')).toMatchObject({ now: 4, before: 2 });
    expect(find({ ...facts, orders }, 'orders', 'stage campaign')).toMatchObject({ now: 0, before: 0 });
  });

  it('has no history in weeks before the first click: a brand that began is not one that was quiet', () => {
    const young = aBrand((week) => (week < '2026-W38' ? 0 : 80));
    expect(find(young, 'clicks', 'brand')?.medianOfLastFour).toBe(800);
  });

  it('has the median of the four weeks before it for what is usual', () => {
    const [w36, w37, w38] = WEEKS;
    const of = (week: string) => (week === w36 ? 20 : week === w37 ? 40 : week === w38 ? 100 : 80);
    expect(find(aBrand(of), 'clicks', 'brand')?.medianOfLastFour).toBe((400 + 800) / 2);
  });

  /** Posts of one kind of luck, each expected to bring what `expect` says of it. */
  const spreadOf = (expect: NonNullable<PostSpread['expect']>) => ({
    within: 0.01,
    between: 20,
    tail: 0.01,
    expect,
  });
  const brandClicks = (facts: Facts, change: Partial<WeekMovementsInput>) =>
    tested(facts, change).find(({ metric, group }) => metric === 'clicks' && group === 'brand');
  /** Half as many posts as in the week before. */
  const fewer = aBrand((week, n) => (week === NOW && n >= 5 ? 0 : 80));

  it('is no movement where it fell as far as its posts let expect, and one where it fell further', () => {
    const each = (clicks: number) =>
      spreadOf((post, { from }) => ({ clicks: post.publishedOn >= from ? clicks : 0, variance: 0.01 }));
    expect(brandClicks(fewer, { spread: each(80) })?.verdict).toBe('could be chance');
    const same = spreadOf(({ publishedOn }, { from }) => ({
      clicks: publishedOn === mondayOf(LAST) && from === mondayOf(LAST) ? 40 : publishedOn >= from ? 80 : 0,
      variance: 0.01,
    }));
    expect(brandClicks(fewer, { spread: same })?.p).toBeLessThan(
      brandClicks(fewer, { spread: each(80) })?.p ?? 0,
    );
  });

  it('that still runs is compared by its counts alone, as is one of which nothing can be expected', () => {
    const spread = spreadOf(() => ({ clicks: 8, variance: 0.01 }));
    const { expect: _, ...bare } = spread;
    const byCounts = tested(fewer, { spread: bare });
    expect(tested(fewer, { spread, running: true })).toEqual(byCounts);
    expect(tested(fewer, { spread })).not.toEqual(byCounts);
    // Another choice of creators explains it, where creators differ so; where they are alike nothing does.
    expect(brandClicks(fewer, { spread: bare })?.verdict).toBe('could be chance');
    expect(brandClicks(fewer, { spread: { ...bare, between: 0 } })?.verdict).toBe('down');
  });

  it('expects of each post that was out by the week’s end, by what it had brought before the week began', () => {
    const asked: unknown[] = [];
    const facts = someFacts({
      catalog: {
        posts: ['2026-09-21', '2026-09-28', '2026-10-04', '2026-10-05'].map((publishedOn, n) =>
          aPost({ postId: `pst_${n}`, publishedOn }),
        ),
        links: [
          { linkId: 'lnk_0', postId: 'pst_0' },
          { linkId: 'lnk_0b', postId: 'pst_0' },
          { linkId: 'lnk_bio' },
        ],
      },
      days: [
        aLinkDay({ linkId: 'lnk_0', day: '2026-09-21', clicks: 7 }),
        aLinkDay({ linkId: 'lnk_0b', day: '2026-09-27', clicks: 5 }),
        aLinkDay({ linkId: 'lnk_0', day: '2026-09-28', clicks: 30 }),
        aLinkDay({ linkId: 'lnk_bio', day: '2026-09-22', clicks: 99 }),
      ],
    });
    const spread = spreadOf(({ postId }, { from, to }, sofar) => {
      asked.push([postId, from, to, sofar]);
      return { clicks: 1, variance: 0.1 };
    });
    tested(facts, { spread, only: 'brand' });
    // Newest week first: 2026-W40 ends on October 4.
    expect(asked).toEqual([
      ['pst_0', '2026-09-28', '2026-10-04', 12],
      ['pst_1', '2026-09-28', '2026-10-04', 0],
      ['pst_2', '2026-09-28', '2026-10-04', 0],
      ['pst_0', '2026-09-21', '2026-09-27', 0],
    ]);
  });

  it('is asked of the brand, of each stage, of each way and of each creator', () => {
    const groups = tested(aBrand()).map(({ metric, group }) => `${metric} ${group}`);
    expect(groups.slice(0, 13)).toEqual([
      ...['clicks brand', 'orders brand'],
      ...['clicks stage microcontent', 'clicks stage campaign', 'clicks stage community'],
      ...['orders stage microcontent', 'orders stage campaign', 'orders stage community'],
      ...['clicks channel platform', 'clicks channel otherSocial', 'clicks channel dark'],
      ...['clicks channel search', 'clicks channel other'],
    ]);
    expect(groups.slice(13)).toEqual(Array.from({ length: 10 }, (_, n) => `clicks creator crt_${n}`));
  });

  it('asks of the brand alone when asked for that, and nothing of fewer than two weeks', () => {
    const facts = aBrand();
    expect(tested(facts, { only: 'brand' }).map(({ metric, group }) => [metric, group])).toEqual([
      ['clicks', 'brand'],
      ['orders', 'brand'],
    ]);
    expect(tested(facts, { weeks: [] })).toEqual([]);
  });
});
