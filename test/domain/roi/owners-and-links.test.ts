import { describe, expect, it } from 'vitest';
import { passesWay } from '../../../shared/domain/analytics/ways.ts';
import { ANY_SIGN } from '../../../shared/domain/attribution/dark-social.ts';
import type { PostFilter } from '../../../shared/domain/post-filter.ts';
import { computeRoi } from '../../../shared/domain/roi/compute-roi.ts';
import { campaignsWith, creatorsWith, squadsWith } from '../../../shared/domain/roi/post-owners.ts';
import { aCreator, aLinkDay, anOrder, aPost, aSpend, someFacts } from './facts-builder.ts';

describe('who has posts of a kind', () => {
  const campaign = { name: 'Winter', startsOn: '2026-10-01', endsOn: '2026-12-31', briefs: [] };
  const squad = { name: 'Berlin', city: 'Berlin', country: 'DE' };
  const { catalog } = someFacts({
    catalog: {
      creators: [
        aCreator({ tags: ['wool'] }),
        aCreator({ creatorId: 'crt_b', platform: 'tiktok', source: 'searched' }),
        aCreator({ creatorId: 'crt_c', platform: 'youtube', source: 'searched' }),
      ],
      posts: [
        aPost({ campaignId: 'cmp_1', squadId: 'sqd_1' }),
        aPost({
          postId: 'pst_2',
          creatorId: 'crt_b',
          platform: 'instagram',
          stage: 'campaign',
          campaignId: 'cmp_2',
        }),
      ],
      links: [{ linkId: 'lnk_1', postId: 'pst_1', placement: 'story' }],
      campaigns: [
        { ...campaign, campaignId: 'cmp_1' },
        { ...campaign, campaignId: 'cmp_2', creatorIds: ['crt_a'] },
        { ...campaign, campaignId: 'cmp_3', creatorIds: ['crt_c'] },
      ],
      squads: [
        { ...squad, squadId: 'sqd_1', members: [{ creatorId: 'crt_b', since: '2026-10-01' }] },
        {
          ...squad,
          squadId: 'sqd_2',
          members: [
            { creatorId: 'crt_c', since: '2026-10-01' },
            { creatorId: 'crt_a', since: '2026-10-01', until: '2026-10-31' },
          ],
        },
      ],
    },
  });
  const found = (filter: PostFilter) =>
    [creatorsWith, campaignsWith, squadsWith].map((ownersOf) => [...ownersOf(catalog, filter)].sort());

  it('everybody, asked for nothing', () => {
    expect(found({})).toEqual([
      ['crt_a', 'crt_b', 'crt_c'],
      ['cmp_1', 'cmp_2', 'cmp_3'],
      ['sqd_1', 'sqd_2'],
    ]);
  });

  it('by her posts, or by what she is herself', () => {
    expect(found({ stage: 'campaign' })).toEqual([['crt_b'], ['cmp_2'], []]);
    expect(found({ platform: 'tiktok' })[0]).toEqual(['crt_b']);
    expect(found({ platform: 'instagram' })[0]).toEqual(['crt_a', 'crt_b']);
    expect(found({ source: 'searched' })[0]).toEqual(['crt_b', 'crt_c']);
    expect(found({ placement: 'story' })).toEqual([['crt_a'], ['cmp_1'], ['sqd_1']]);
    expect(found({ tag: 'wool' })[0]).toEqual(['crt_a']);
  });

  it('of a creator also the campaigns that ask her, and the squads that she is still in', () => {
    expect(found({ creatorId: 'crt_a' })).toEqual([['crt_a'], ['cmp_1', 'cmp_2'], ['sqd_1']]);
    expect(found({ creatorId: 'crt_b' })).toEqual([['crt_b'], ['cmp_2'], ['sqd_1']]);
    expect(found({ creatorId: 'crt_c' })).toEqual([['crt_c'], ['cmp_3'], ['sqd_2']]);
  });

  it('without: whoever has no such value herself, nor any post that does', () => {
    expect(found({ without: 'placement' })).toEqual([['crt_b', 'crt_c'], ['cmp_2', 'cmp_3'], ['sqd_2']]);
    expect(found({ without: 'campaignId' })[0]).toEqual(['crt_c']);
    expect(found({ without: 'creatorId' })).toEqual([[], [], []]);
    expect(found({ without: 'campaignId', source: 'searched' })[0]).toEqual(['crt_c']);
  });
});

describe('what was spent on a post serves all of its links', () => {
  const links = ['lnk_a', 'lnk_b', 'lnk_c'].map((linkId, at) => ({
    linkId,
    postId: 'pst_1',
    placement: ['feed', 'story', 'bio'][at] as string,
  }));
  const spentBy = (days: ReturnType<typeof aLinkDay>[], basis: 'period' | 'cohort' = 'period') =>
    links.map(
      ({ placement }) =>
        computeRoi(
          someFacts({
            catalog: { links },
            days,
            spend: [aSpend({ amountMinor: 1_000, incurredOn: '2026-10-06' })],
          }),
          { groupBy: 'stage', basis, from: '2026-10-05', to: '2026-10-11', filter: { placement }, draws: 1 },
        ).totals.spendMinor,
    );

  it('each bears it by its clicks of these days, to the cent', () => {
    const clicks = [
      aLinkDay({ linkId: 'lnk_a', clicks: 2 }),
      aLinkDay({ linkId: 'lnk_b', clicks: 1 }),
      aLinkDay({ linkId: 'lnk_b', clicks: 3, day: '2026-10-20' }),
    ];
    expect(spentBy(clicks)).toEqual([667, 333, 0]);
    expect(spentBy(clicks, 'cohort')).toEqual([333, 667, 0]);
  });

  it('all alike where none had a click', () => {
    expect(spentBy([])).toEqual([334, 333, 333]);
  });

  it('the whole of it where all are asked for, or the post has no link', () => {
    const spent = (facts: Parameters<typeof someFacts>[0], filter: PostFilter) =>
      computeRoi(someFacts({ spend: [aSpend({ amountMinor: 1_000, incurredOn: '2026-10-06' })], ...facts }), {
        groupBy: 'stage',
        basis: 'period',
        from: '2026-10-05',
        to: '2026-10-11',
        filter,
        draws: 1,
      }).totals.spendMinor;
    expect(
      spent(
        { catalog: { links: links.map((link) => ({ ...link, placement: 'feed' })) } },
        { placement: 'feed' },
      ),
    ).toBe(1_000);
    expect(spent({ catalog: { links: [] } }, { without: 'placement' })).toBe(1_000);
    expect(spent({ catalog: { links } }, { stage: 'microcontent' })).toBe(1_000);
    expect(spent({ catalog: { links } }, { without: 'placement' })).toBe(0);
  });
});

describe('the newest counters of a post', () => {
  const snapshot = { postId: 'pst_1', takenAt: 5, likes: 10, comments: 0, followers: 100 };
  const rate = (...engagement: object[]) =>
    computeRoi(someFacts({ engagement: engagement as never, orders: [anOrder()] }), {
      groupBy: 'stage',
      basis: 'cohort',
      from: '2026-10-05',
      to: '2026-10-11',
      draws: 1,
    }).totals.engagementRate;

  it('are those taken last; of one moment the larger, then those that tell more, in whatever order they come', () => {
    for (const order of [(list: object[]) => list, (list: object[]) => list.toReversed()]) {
      expect(rate(...order([snapshot, { ...snapshot, takenAt: 6, likes: 2 }])).followers).toBe(0.02);
      expect(rate(...order([snapshot, { ...snapshot, likes: 12 }])).followers).toBe(0.12);
      expect(rate(...order([snapshot, { ...snapshot, likes: undefined }])).followers).toBe(0.1);
      expect(rate(...order([snapshot, { ...snapshot, reach: 50 }])).reach).toBe(0.2);
    }
  });
});

describe('how a click came', () => {
  const click = { channel: 'dark_messenger', app: 'whatsapp', referrerOnly: 'Direct' };
  it.each([
    [{}, true],
    [{ referrerGroup: 'Direct' }, true],
    [{ referrerGroup: 'Referral' }, false],
    [{ dark: 'true' }, true],
    [{ dark: 'false' }, false],
    [{ way: 'dark' }, true],
    [{ way: 'search' }, false],
    [{ sign: 'messenger' }, true],
    [{ sign: ANY_SIGN }, true],
    [{ sign: 'mail' }, false],
    [{ app: 'whatsapp' }, true],
    [{ app: 'none' }, false],
    [{ app: 'telegram', sign: ANY_SIGN }, false],
  ] as const)('a message of WhatsApp passes %j: %s', (filter, passes) => {
    expect(passesWay(click, undefined, filter)).toBe(passes);
  });

  it.each([
    [undefined, { sign: ANY_SIGN }, false],
    ['whatsapp', { sign: ANY_SIGN }, true],
    ['whatsapp', { sign: 'declared' }, true],
    ['whatsapp', { app: 'none' }, true],
    ['whatsapp', { app: 'whatsapp' }, false],
    ['whatsapp', { sign: ANY_SIGN, app: 'whatsapp' }, true],
    ['whatsapp', { sign: ANY_SIGN, app: 'none' }, false],
    [undefined, { dark: 'false' }, true],
    [undefined, { app: 'none' }, true],
  ] as const)('one from a profile, on a link at %s, passes %j: %s', (placement, filter, passes) => {
    expect(passesWay({ channel: 'own_inapp', app: '', referrerOnly: 'Direct' }, placement, filter)).toBe(
      passes,
    );
  });
});
