import { describe, expect, it } from 'vitest';
import { newestPostAmong, placed, placedOrder } from '../../../shared/domain/orders/place.ts';
import { anOrder, aPost } from '../roi/facts-builder.ts';

const posts = [
  aPost({ postId: 'pst_old', publishedOn: '2026-09-01' }),
  aPost({ postId: 'pst_new', publishedOn: '2026-10-10' }),
  aPost({ postId: 'pst_twin_b', creatorId: 'crt_b', publishedOn: '2026-10-01' }),
  aPost({ postId: 'pst_twin_a', creatorId: 'crt_b', publishedOn: '2026-10-01' }),
];
const find = newestPostAmong(posts);

describe('a creator’s newest post on a day', () => {
  it.each([
    ['crt_a', '2026-10-10', 30, 'pst_new', 'its own day counts'],
    ['crt_a', '2026-10-09', 40, 'pst_old', 'the newer one was not there yet'],
    ['crt_a', '2026-10-01', 30, 'pst_old', 'thirty days old, to the day'],
    ['crt_a', '2026-10-02', 30, undefined, 'one day too old'],
    ['crt_a', '2026-10-11', 0, undefined, 'nothing is young enough for 0 days but the day itself'],
    ['crt_a', '2026-08-31', 365, undefined, 'nothing was there yet'],
    ['crt_b', '2026-10-02', 30, 'pst_twin_a', 'of two at one moment always the same'],
    ['crt_nobody', '2026-10-02', 30, undefined, 'she has none'],
  ])('%s on %s within %i days: %s (%s)', (creatorId, day, days, expected, _why) => {
    expect(find(creatorId, day, days)).toBe(expected);
    expect(newestPostAmong([...posts].reverse())(creatorId, day, days)).toBe(expected);
  });
});

it('credits that know their post or their link keep it', () => {
  const credits = [
    { creatorId: 'crt_a', postId: 'pst_old' },
    { creatorId: 'crt_a', linkId: 'lnk_1' },
  ];
  expect(placed(credits, '2026-10-12', 30, find)).toEqual(credits);
});

describe('an order from before places were kept', () => {
  const credits = [{ creatorId: 'crt_a', share: 1 }];
  const placeOf = (order: ReturnType<typeof anOrder>) =>
    placedOrder(order, { windowDays: 30 }, find).credits[0]?.postId;

  it('reads as before: by its own window, else the brand’s', () => {
    expect(placeOf(anOrder({ day: '2026-10-12', credits }))).toBe('pst_new');
    expect(placeOf(anOrder({ day: '2026-10-12', windowDays: 1, credits }))).toBeUndefined();
  });
  it('has its refund where the order is', () => {
    const refund = anOrder({ day: '2026-12-30', orderDay: '2026-10-12', refundOf: 'cnv_0', credits });
    expect(placeOf(refund)).toBe('pst_new');
  });
  it('is left alone once its place is kept, be it none', () => {
    expect(placeOf(anOrder({ day: '2026-10-12', couponDays: 30, credits }))).toBeUndefined();
  });
});
