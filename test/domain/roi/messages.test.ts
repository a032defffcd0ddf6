import { describe, expect, it } from 'vitest';
import {
  messageMixes,
  messageRoiBySeason,
  mixDelivered,
  mixGap,
} from '../../../shared/domain/roi/messages.ts';
import { anOrder, aPost, someFacts } from './facts-builder.ts';

describe('the message mix', () => {
  it('of a whole year misses the winter brief by 0.35', () => {
    const winter = { warmth: 0.6, elasticity: 0.2, looks: 0.1, eco: 0.1 };
    const year = { warmth: 0.25, elasticity: 0.25, looks: 0.25, eco: 0.25 };
    expect(mixGap(winter, year)).toBeCloseTo(0.35, 12);
    expect(mixGap(winter, winter)).toBe(0);
    expect(mixGap({ warmth: 1 }, { price: 1 })).toBe(1);
  });

  it('counts each post once, however many messages it carries', () => {
    expect(mixDelivered([['warmth', 'looks', 'warmth'], ['warmth']])).toEqual({ warmth: 0.75, looks: 0.25 });
  });

  it('is compared with the brief that was valid when the post came out', () => {
    const brief = (validFrom: string, validTo: string, name: string) => ({
      validFrom,
      validTo,
      messages: [{ name, weight: 1 }],
    });
    const facts = someFacts({
      catalog: {
        campaigns: [
          {
            campaignId: 'cmp_1',
            name: 'October',
            startsOn: '2026-10-01',
            endsOn: '2026-10-31',
            briefs: [brief('2026-10-01', '2026-10-15', 'looks'), brief('2026-10-16', '2026-10-31', 'warmth')],
          },
        ],
        posts: [
          aPost({ campaignId: 'cmp_1', publishedOn: '2026-10-20', messages: ['warmth', 'looks'] }),
          aPost({ postId: 'pst_2', campaignId: 'cmp_2', publishedOn: '2026-10-20', messages: ['eco'] }),
        ],
      },
    });
    const [first, second] = messageMixes(facts, '2026-10-01', '2026-10-31');
    expect(first).toMatchObject({ posts: 0, gap: null });
    expect(second).toMatchObject({ posts: 1, gap: 0.5 });
    expect(second?.shares).toEqual([
      { message: 'warmth', asked: 1, delivered: 0.5 },
      { message: 'looks', asked: 0, delivered: 0.5 },
    ]);
  });

  it('has its return by season, December with the winter that it begins', () => {
    const posts = [
      aPost({ messages: ['looks'], publishedOn: '2026-11-30' }),
      aPost({ postId: 'pst_2', messages: ['warmth'], publishedOn: '2026-12-01' }),
      aPost({ postId: 'pst_3', messages: ['warmth'], publishedOn: '2027-02-28' }),
    ];
    const orders = [
      anOrder({ day: '2027-03-05', credits: [{ postId: 'pst_3', creatorId: 'crt_a', share: 1 }] }),
    ];
    const seasons = messageRoiBySeason(someFacts({ catalog: { posts }, orders }), '2026-10-01', '2027-04-10');
    expect(
      seasons.map(({ season, from, to, rows }) => [
        season,
        from,
        to,
        rows.map((row) => [row.group, row.posts, row.netRevenueMinor]),
      ]),
    ).toEqual([
      ['autumn', '2026-10-01', '2026-11-30', [['looks', 1, 0]]],
      ['winter', '2026-12-01', '2027-02-28', [['warmth', 2, 5000]]],
    ]);
  });
});
