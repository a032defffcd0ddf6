import { describe, expect, it } from 'vitest';
import { messageMixes, messageRoi, mixDelivered, mixGap } from '../../../shared/domain/roi/messages.ts';
import { anOrder, aPost, aSpend, someFacts } from './facts-builder.ts';

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
    const briefsOf = (from: string, to: string) =>
      messageMixes(facts, from, to).map(({ validFrom }) => validFrom.slice(8));
    expect(briefsOf('2026-09-01', '2026-10-01')).toEqual(['01']);
    expect(briefsOf('2026-10-15', '2026-10-16')).toEqual(['01', '16']);
    expect(briefsOf('2026-10-16', '2026-10-16')).toEqual(['16']);
    expect(briefsOf('2026-11-01', '2026-11-30')).toEqual([]);
    expect(second).toMatchObject({ posts: 1, gap: 0.5 });
    expect(second?.shares).toEqual([
      { message: 'warmth', asked: 1, delivered: 0.5 },
      { message: 'looks', asked: 0, delivered: 0.5 },
    ]);
  });

  it('has its return by the days of a brief, of the campaign’s own posts and with all they brought since', () => {
    const own = { campaignId: 'cmp_1', publishedOn: '2026-12-01' };
    const posts = [
      aPost({ ...own, messages: ['warmth', 'looks'] }),
      aPost({ ...own, postId: 'pst_2', messages: ['looks'], publishedOn: '2026-11-30' }),
      aPost({ ...own, postId: 'pst_3', messages: ['warmth'], campaignId: 'cmp_2' }),
    ];
    const orders = ['pst_1', 'pst_2', 'pst_3'].flatMap((postId) =>
      Array.from({ length: 10 }, (_, one) =>
        anOrder({
          conversionId: `cnv_${postId}_${one}`,
          day: '2027-03-05',
          credits: [{ postId, creatorId: 'crt_a', share: 1 }],
        }),
      ),
    );
    const spend = [aSpend({ incurredOn: '2026-11-20' })];
    const facts = someFacts({ catalog: { posts }, orders, spend });
    const rows = messageRoi(facts, 'cmp_1', { from: '2026-12-01', to: '2027-02-28' });
    expect(rows.map((row) => [row.group, row.posts, row.netRevenueMinor, row.spendMinor, row.roi])).toEqual([
      ['looks', 0.5, 25_000, 5_000, 2],
      ['warmth', 0.5, 25_000, 5_000, 2],
    ]);
  });
});
