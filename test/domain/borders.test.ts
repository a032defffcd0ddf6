import { describe, expect, it } from 'vitest';
import { growReshareTree } from '../../shared/domain/attribution/reshare.ts';
import { keptFrom } from '../../shared/domain/click/retention.ts';
import { readJsonTable } from '../../shared/domain/imports/file/read-json.ts';
import { programmeHealth } from '../../shared/domain/roi/health.ts';
import { spendOfPosts, spendWantedIn } from '../../shared/domain/roi/spend-allocation.ts';
import { postsOfStage } from '../../shared/domain/selection/posts-of-stage.ts';
import { refuseFuture } from '../../shared/domain/time/not-ahead.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { fillTimetable } from '../../shared/domain/timetable/timetable.ts';
import { aPost, aSpend, someFacts } from './roi/facts-builder.ts';

/** Where one thing ends and the next begins: a day more or less there is money in another row. */
describe('days, both ends of which count', () => {
  const onDay = (publishedOn: string) => aPost({ postId: publishedOn, publishedOn });
  const posts = ['2026-10-04', '2026-10-05', '2026-10-11', '2026-10-12'].map(onDay);

  it('the posts of a stage', () => {
    const found = postsOfStage(posts, { stage: 'microcontent', from: '2026-10-05', to: '2026-10-11' });
    expect(found.map(({ postId }) => postId)).toEqual(['2026-10-05', '2026-10-11']);
    expect(postsOfStage(posts, { stage: 'campaign', from: '2026-10-05', to: '2026-10-11' })).toEqual([]);
  });

  it.each([
    ['2026-10-04', 0],
    ['2026-10-05', 1],
    ['2026-10-11', 1],
    ['2026-10-12', 0],
  ])('a membership, on %s: %i members', (day, members) => {
    const squad = {
      squadId: 'sqd_1',
      name: 'Berlin',
      city: 'Berlin',
      country: 'DE',
      members: [{ creatorId: 'crt_a', since: '2026-10-05', until: '2026-10-11' }],
    };
    const health = programmeHealth(someFacts({ catalog: { posts, squads: [squad] } }).catalog, day, {
      checks: [],
    });
    expect(health.stages.find(({ stage }) => stage === 'community')?.creators ?? 0).toBe(members);
  });
});

it('a moment may lie a day ahead, as clocks of shops do, and no more', () => {
  const now = Date.parse('2026-10-05T12:00:00Z');
  expect(() => refuseFuture('occurredAt', '2026-10-06T12:00:00Z', now)).not.toThrow();
  expect(() => refuseFuture('occurredAt', '2026-10-06T12:00:00.001Z', now)).toThrow('not acceptable');
});

it('exported clicks are kept as long as the raw ones lie in the tables, whatever a brand wishes', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const daysBack = (days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10);
  expect(keptFrom(7, now)).toBe(daysBack(35));
  expect(keptFrom(400, now)).toBe(daysBack(400));
});

describe('spend', () => {
  const posts = [
    aPost({ postId: 'pst_1', campaignId: 'cmp_1' }),
    aPost({ postId: 'pst_2', campaignId: 'cmp_1', creatorId: 'crt_b' }),
  ];
  const { catalog } = someFacts({ catalog: { posts } });

  it('is wanted where a post that bears some of it is, and else where its own level is', () => {
    const ofB = spendWantedIn(catalog, { creatorId: 'crt_b' });
    expect(ofB(aSpend({ on: { campaignId: 'cmp_1' } }))).toBe(true);
    expect(ofB(aSpend({ on: { postId: 'pst_1' } }))).toBe(false);
    expect(ofB(aSpend({ on: { creatorId: 'crt_b' } }))).toBe(true);
    expect(ofB(aSpend({ on: { campaignId: 'cmp_without_posts' } }))).toBe(false);
    const ofCampaign = spendWantedIn(catalog, { campaignId: 'cmp_without_posts' });
    expect(ofCampaign(aSpend({ on: { campaignId: 'cmp_without_posts' } }))).toBe(true);
  });

  it('adds up on a post, up to a day that counts', () => {
    const spend = ['2026-10-05', '2026-10-06', '2026-10-07'].map((incurredOn) =>
      aSpend({ on: { postId: 'pst_1' }, amountMinor: 500, incurredOn }),
    );
    expect([...spendOfPosts({ catalog, spend }, '2026-10-06')]).toEqual([['pst_1', 1000]]);
  });
});

it('of two who opened an address in one moment the smaller click id was first, in whatever order they come', () => {
  const visit = (clickId: string, visitor: string) => ({ clickId, visitor, at: 1, fbclid: 'f1' });
  const visits = [visit('B', 'ben'), visit('A', 'anna')];
  for (const order of [visits, visits.toReversed()])
    expect(growReshareTree(order).edges.map(({ parent, child }) => [parent, child])).toEqual([['A', 'B']]);
});

describe('lists in files of JSON', () => {
  const cells = (text: string) => readJsonTable(text)?.rows.map((row) => row.cells);

  it.each([
    ['a list', '[{"a":1},{"a":2}]'],
    ['a line each, with lines between', '{"a":1}\n\n{"a":2}\n'],
    ['some way down', '{"data":{"items":[{"a":1},{"a":2}]}}'],
    ['by name', '{"one":{"a":1},"two":{"a":2}}'],
  ])('%s', (_how, text) => expect(cells(text)).toEqual([['1'], ['2']]));

  it.each(['{}', '[]', '[1,2]', '{"a":1,"b":[]}'])('none in %s', (text) => {
    expect(cells(text) ?? []).toEqual([]);
  });
});

it('a rhythm is kept in the order of days, whatever order posts are told in', () => {
  const posted = (publishedOn: string) =>
    ({ postId: publishedOn, creatorId: 'crt_a', format: 'short', publishedOn }) as const;
  const posts = [posted('2026-10-13'), posted('2026-10-06'), posted('2026-10-07')];
  const slots = fillTimetable(
    { rhythm: [{ format: 'short', everyDays: 7 }] },
    [{ creatorId: 'crt_a', since: '2026-10-05' }],
    posts,
    { today: '2026-10-30', last: '2026-10-18' },
  );
  expect(slots.map(({ dueOn, state, postId }) => [dueOn, state, postId])).toEqual([
    ['2026-10-11', 'onTime', '2026-10-06'],
    ['2026-10-18', 'onTime', '2026-10-13'],
  ]);
});
