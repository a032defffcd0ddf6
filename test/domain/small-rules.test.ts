import { describe, expect, it } from 'vitest';
import { handleKey } from '../../shared/domain/handle.ts';
import { isOpenCall } from '../../shared/domain/open-call.ts';
import { postUrlKey } from '../../shared/domain/post-url.ts';
import { invalid, Refusal, refusalAt, refuse, sayWhy } from '../../shared/domain/refusal.ts';
import { isTooLittleSpent } from '../../shared/domain/roi/roi-row.ts';
import type { OpenCall } from '../../shared/domain/schema/programme/calls.ts';
import { allows } from '../../shared/domain/schema/scopes.ts';
import { tierOf } from '../../shared/domain/tier.ts';
import { daysOfInterval, type IntervalName } from '../../shared/domain/time/interval.ts';
import { nextAttemptAt } from '../../shared/domain/time/webhook-schedule.ts';
import { takeFromBucket } from '../../shared/domain/token-bucket.ts';

it.each([
  [undefined, undefined],
  [0, 'out-of-range'],
  [999, 'out-of-range'],
  [1_000, '1-5k'],
  [4_999, '1-5k'],
  [5_000, '5-10k'],
  [9_999, '5-10k'],
  [10_000, '10-50k'],
  [49_999, '10-50k'],
  [50_000, '50-100k'],
  [99_999, '50-100k'],
  [100_000, '100-500k'],
  [499_999, '100-500k'],
  [500_000, 'out-of-range'],
])('%s followers are of tier %s', (followers, tier) => expect(tierOf(followers)).toBe(tier));

describe('one handle', () => {
  it.each([
    'ada.knits',
    '@ada.knits',
    ' @Ada.Knits ',
    '＠ada.knits',
    '@@ada.knits',
    'ada.knits\u200b',
    '\u202aada.knits\u202c',
    'https://www.instagram.com/ada.knits/?igsh=x',
    'instagram.com/ada.knits',
    'https://www.tiktok.com/@ada.knits',
    'ada.knits (IG)',
  ])('whether written %j', (written) => expect(handleKey(written)).toBe('ada.knits'));

  it.each([
    ['ada_knits', 'ada_knits'],
    ['@ada@mastodon.example', 'ada@mastodon.example'],
    ['https://www.instagram.com/explore/', 'https://www.instagram.com/explore/'],
    ['ada knits', 'ada knits'],
    ['@', ''],
  ])('%j stays %j', (written, key) => expect(handleKey(written)).toBe(key));
});

describe('two addresses of one post', () => {
  it.each([
    ['https://www.instagram.com/p/abc/', 'http://instagram.com/p/abc?igsh=x#y'],
    ['https://m.facebook.com/a/posts//', 'https://FACEBOOK.com/a/posts'],
    ['https://mobile.x.com/a/status/1', 'https://x.com/a/status/1?s=20'],
    ['https://www.youtube.com/watch?v=abc&t=3', 'https://youtube.com/watch?list=l&v=abc'],
    [
      'https://facebook.com/permalink.php?story_fbid=1&id=2',
      'https://www.facebook.com/permalink.php?id=2&story_fbid=1',
    ],
    ['https://facebook.com/photo?fbid=7', 'https://facebook.com/photo?fbid=7&set=a'],
    ['https://www.instagram.com/reel/abc/', 'https://www.instagram.com/p/abc/'],
    ['https://www.instagram.com/ada/reel/abc/', 'https://instagr.am/p/abc'],
    ['https://youtu.be/abcdefghijk?si=x', 'https://www.youtube.com/watch?v=abcdefghijk'],
    ['https://youtube.com/shorts/abcdefghijk', 'https://m.youtube.com/watch?v=abcdefghijk&t=3'],
    ['https://x.com/ada/status/1', 'https://twitter.com/i/web/status/1'],
    ['https://www.threads.net/@ada/post/D1', 'https://www.threads.com/@ada/post/D1?xmt=y'],
    ['https://www.tiktok.com/@ada/video/73', 'https://m.tiktok.com/v/73.html'],
    ['https://blog.example.com/?p=12&utm_source=x&fbclid=y', 'https://blog.example.com?p=12'],
    [' no address ', 'no address'],
  ])('%s is %s', (one, other) => expect(postUrlKey(one)).toBe(postUrlKey(other)));

  it.each([
    ['https://instagram.com/p/abc', 'https://instagram.com/p/ABC'],
    ['https://instagram.com/p/abc', 'https://tiktok.com/p/abc'],
    ['https://youtube.com/watch?v=abc', 'https://youtube.com/watch?v=abd'],
    [
      'https://facebook.com/permalink.php?story_fbid=1&id=2',
      'https://facebook.com/permalink.php?story_fbid=2&id=2',
    ],
    ['https://facebook.com/photo?fbid=7', 'https://facebook.com/photo?fbid=8'],
    ['https://instagram.com/share/p/abc', 'https://instagram.com/share/p/abd'],
    ['https://instagram.com/p/12', 'https://pinterest.com/pin/12'],
    ['https://notinstagram.com/p/abc', 'https://instagram.com/p/abc'],
    ['https://forum.mwww.com/a', 'https://forum.com/a'],
    ['https://blog.example.com/?p=12', 'https://blog.example.com/?p=13'],
    ['https://podcasts.apple.com/de/podcast/x/id1?i=10', 'https://podcasts.apple.com/de/podcast/x/id1?i=11'],
    [
      'https://blog.naver.com/PostView.naver?blogId=ada&logNo=1',
      'https://blog.naver.com/PostView.naver?blogId=ada&logNo=2',
    ],
  ])('%s is not %s', (one, other) => expect(postUrlKey(one)).not.toBe(postUrlKey(other)));
});

it.each([
  ['https://www.instagram.com/p/abc/', 'instagram:abc'],
  ['https://www.example.com/p/abc//?x=1#y', 'example.com/p/abc'],
  ['https://blog.example.com/m.html', 'blog.example.com/m.html'],
  ['https://m.example.com/x?id=2&story_fbid=1&y=3', 'example.com/x?story_fbid=1&id=2'],
  ['https://mobile.example.com/x?fbid=7', 'example.com/x?fbid=7'],
])('%s is known as %s', (address, key) => expect(postUrlKey(address)).toBe(key));

describe('a bucket of requests', () => {
  const rule = { capacity: 10, perSecond: 2 };

  it('begins full and is emptied one by one', () => {
    expect(takeFromBucket(undefined, 1_000, rule)).toEqual({
      state: { level: 9, at: 1_000 },
      allowed: true,
      remaining: 9,
      retryAfterSeconds: 0,
    });
    expect(takeFromBucket({ level: 1, at: 0 }, 0, rule)).toMatchObject({ allowed: true, remaining: 0 });
  });

  it('says when to come again, a second at least, and loses nothing by saying so', () => {
    expect(takeFromBucket({ level: 0.9, at: 0 }, 0, rule)).toEqual({
      state: { level: 0.9, at: 0 },
      allowed: false,
      remaining: 0,
      retryAfterSeconds: 1,
    });
    expect(takeFromBucket({ level: 0, at: 0 }, 0, rule, 5)).toMatchObject({ retryAfterSeconds: 3 });
  });

  it('fills with time, never over its brim, and not when a clock runs backwards', () => {
    expect(takeFromBucket({ level: 0, at: 0 }, 1_500, rule).state).toEqual({ level: 2, at: 1_500 });
    expect(takeFromBucket({ level: 9, at: 0 }, 60_000, rule).state).toEqual({ level: 9, at: 60_000 });
    expect(takeFromBucket({ level: 5, at: 9_000 }, 0, rule).state).toEqual({ level: 4, at: 9_000 });
  });
});

describe('a delivery that failed', () => {
  it('is tried again by the schedule of Standard Webhooks, nine times, and then given up', () => {
    const waits = Array.from({ length: 10 }, (_, index) => nextAttemptAt(index + 1, 0, 0.5));
    const minutes = [5 / 60, 5, 30, 120, 300, 600, 840, 1_200, 1_440];
    expect(waits).toEqual([...minutes.map((one) => one * 60_000), undefined]);
    expect(nextAttemptAt(0, 0, 0.5)).toBeUndefined();
  });

  it('is not tried with all others at once: a tenth sooner or later', () => {
    expect(nextAttemptAt(2, 1_000_000, 0)).toBe(1_000_000 + 270_000);
    expect(nextAttemptAt(2, 1_000_000, 0.999_999)).toBe(1_000_000 + 330_000);
  });
});

it('a call is open until its last day, which is included, or until it is closed by hand', () => {
  const aCall = (over: Partial<OpenCall>) => over as OpenCall;
  expect(isOpenCall(aCall({}), '2026-11-09')).toBe(true);
  expect(isOpenCall(aCall({ closesOn: '2026-11-09' }), '2026-11-09')).toBe(true);
  expect(isOpenCall(aCall({ closesOn: '2026-11-08' }), '2026-11-09')).toBe(false);
  expect(
    isOpenCall(aCall({ closesOn: '2026-12-01', archivedAt: '2026-11-01T00:00:00.000Z' }), '2026-11-09'),
  ).toBe(false);
  expect(isOpenCall(aCall({ archivedAt: '2026-11-01T00:00:00.000Z' }), '2026-11-09')).toBe(false);
});

describe('a refusal', () => {
  const fields = [
    { path: 'name', code: 'missing', message: 'is missing' },
    { path: '', code: 'malformed', message: 'is odd' },
  ];

  it('has a status, a code and a sentence; fields are a 422', () => {
    expect(refuse(409, 'slug-taken', 'It is taken.')).toMatchObject({
      status: 409,
      code: 'slug-taken',
      message: 'It is taken.',
      name: 'Refusal',
      errors: undefined,
      headers: {},
    });
    expect(invalid(...fields)).toMatchObject({
      status: 422,
      code: 'invalid',
      message: 'Some fields are not acceptable.',
      errors: fields,
    });
  });

  it('of one of many names each field by its place, or the place alone', () => {
    const headers = { 'retry-after': '3' };
    const placed = refusalAt(new Refusal(422, 'invalid', 'No.', { errors: fields, headers }), 'links', 3);
    expect(placed).toMatchObject({ status: 422, code: 'invalid', message: 'No.', headers });
    expect(placed.errors).toEqual([
      { path: 'links.3.name', code: 'missing', message: 'is missing' },
      { path: 'links.3', code: 'malformed', message: 'is odd' },
    ]);
    expect(refusalAt(refuse(409, 'slug-taken', 'It is taken.'), 'links', 0).errors).toEqual([
      { path: 'links.0', code: 'slug-taken', message: 'It is taken.' },
    ]);
  });

  it('is said in one line', () => {
    expect(sayWhy(invalid(...fields.slice(0, 1)))).toBe('Some fields are not acceptable. name is missing');
    expect(sayWhy(refuse(409, 'slug-taken', 'It is taken.'))).toBe('It is taken.');
  });

  it('carries what its sentence names, for readers of other languages; one of many says it at its place', () => {
    const taken = refuse(409, 'coupon-taken', 'ADA10 is taken.', { code: 'ADA10' });
    expect(taken.values).toEqual({ code: 'ADA10' });
    expect(refusalAt(taken, 'creators', 2).errors).toEqual([
      { path: 'creators.2', code: 'coupon-taken', message: 'ADA10 is taken.', values: { code: 'ADA10' } },
    ]);
    expect(refusalAt(refuse(409, 'slug-taken', 'It is taken.'), 'links', 0).errors?.[0]).not.toHaveProperty(
      'values',
    );
  });
});

it('a key may do what it is for; who writes may read, and who administers may do all', () => {
  expect(allows(['links:read'], 'links:read')).toBe(true);
  expect(allows(['links:write'], 'links:read')).toBe(true);
  expect(allows(['admin'], 'links:write')).toBe(true);
  expect(allows(['links:read'], 'links:write')).toBe(false);
  expect(allows(['posts:write'], 'links:read')).toBe(false);
  expect(allows(['links:write'], 'admin')).toBe(false);
  expect(allows([], 'links:read')).toBe(false);
});

it.each<[IntervalName, string, string]>([
  ['today', '2026-11-09', '2026-11-09'],
  ['7d', '2026-11-09', '2026-11-03'],
  ['28d', '2026-11-09', '2026-10-13'],
  ['30d', '2026-11-09', '2026-10-11'],
  ['90d', '2026-11-09', '2026-08-12'],
  ['mtd', '2026-11-09', '2026-11-01'],
  ['qtd', '2026-11-09', '2026-10-01'],
  ['qtd', '2026-03-31', '2026-01-01'],
  ['qtd', '2026-04-01', '2026-04-01'],
  ['ytd', '2026-11-09', '2026-01-01'],
  ['12mo', '2026-11-09', '2025-11-10'],
  ['all', '2026-11-09', '2026-10-31'],
])('%s until %s begins on %s', (name, today, from) =>
  expect(daysOfInterval(name, today, 10)).toEqual({ from, to: today }),
);

it('an average order says what too little spend is; where nothing was ordered, as when a refund was taken back, none does', () => {
  expect(isTooLittleSpent(3_999, { netRevenueMinor: 8_000, orders: 2 })).toBe(true);
  expect(isTooLittleSpent(4_000, { netRevenueMinor: 8_000, orders: 2 })).toBe(false);
  expect(isTooLittleSpent(3_999, { netRevenueMinor: 8_000, orders: 0 })).toBe(false);
});
