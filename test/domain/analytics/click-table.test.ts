import { describe, expect, it } from 'vitest';
import {
  type ClickFilter,
  clickRowPlace,
  type LinkBucket,
  needsCells,
  tabulateClicks,
} from '../../../shared/domain/analytics/click-table.ts';
import { comparePlaces } from '../../../shared/domain/place-in-order.ts';
import { ANALYTICS_GROUPS, type AnalyticsGroup } from '../../../shared/domain/schema/answers/analytics.ts';
import { aCell, aCreator, aPost, someFacts } from '../roi/facts-builder.ts';

const { catalog } = someFacts({
  catalog: {
    creators: [aCreator({ tags: ['wool'] }), aCreator({ creatorId: 'crt_b', source: 'searched' })],
    posts: [
      aPost({ messages: ['warmth', 'looks'], campaignId: 'cmp_1', squadId: 'sqd_1', tier: '5-10k' }),
      aPost({ postId: 'pst_2', creatorId: 'crt_b', stage: 'campaign', platform: 'tiktok', format: 'long' }),
    ],
    links: [
      { linkId: 'lnk_1', postId: 'pst_1', placement: 'story', tags: ['spring', 'wool'] },
      { linkId: 'lnk_2', postId: 'pst_2' },
      { linkId: 'lnk_bio', placement: 'bio' },
      { linkId: 'lnk_lost', postId: 'pst_gone' },
    ],
  },
});
const aBucket = (over: Partial<LinkBucket>): LinkBucket => ({
  linkId: 'lnk_1',
  at: '2026-10-06',
  hits: 12,
  clicks: 10,
  uniques: 8,
  darkClicks: 3,
  excluded: { bot: 2 },
  ...over,
});
const BUCKETS = [
  aBucket({}),
  aBucket({ at: '2026-10-12', hits: 5, clicks: 5, uniques: 4, darkClicks: 0, excluded: {} }),
  aBucket({ linkId: 'lnk_2', at: '2026-11-02', hits: 31, clicks: 30, uniques: 20, excluded: { bot: 1 } }),
  aBucket({ linkId: 'lnk_bio', hits: 7, clicks: 6, uniques: 6, darkClicks: 6, excluded: { preview: 1 } }),
  aBucket({ linkId: 'lnk_lost', clicks: 900 }),
  aBucket({ linkId: 'lnk_never', clicks: 900 }),
];
const rows = (groups: AnalyticsGroup[], filter: ClickFilter = {}, buckets: LinkBucket[] = BUCKETS) =>
  tabulateClicks(buckets, catalog, groups, filter).rows.map((row) => [
    ...Object.entries(row).flatMap(([name, value]) =>
      ['hits', 'clicks', 'uniques', 'darkClicks', 'excluded'].includes(name) ? [] : [value],
    ),
    row.clicks,
  ]);

describe('clicks in a table', () => {
  it('are summed whole where nothing is told apart; links that nobody has any more are in no sum', () => {
    const { rows, totals } = tabulateClicks(BUCKETS, catalog, [], {});
    const sums = { hits: 55, clicks: 51, uniques: 38, darkClicks: 12, excluded: { bot: 3, preview: 1 } };
    expect(totals).toEqual(sums);
    expect(rows).toEqual([sums]);
    expect(tabulateClicks([], catalog, ['stage'], {})).toEqual({
      rows: [],
      totals: { hits: 0, clicks: 0, uniques: 0, darkClicks: 0, excluded: {} },
    });
  });

  it.each<[AnalyticsGroup, unknown[][]]>([
    [
      'stage',
      [
        ['campaign', 30],
        ['microcontent', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'creator',
      [
        ['crt_b', 30],
        ['crt_a', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'post',
      [
        ['pst_2', 30],
        ['pst_1', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'link',
      [
        ['lnk_2', 30],
        ['lnk_1', 15],
        ['lnk_bio', 6],
      ],
    ],
    [
      'campaign',
      [
        [null, 30],
        ['cmp_1', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'squad',
      [
        [null, 30],
        ['sqd_1', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'platform',
      [
        ['tiktok', 30],
        ['instagram', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'format',
      [
        ['long', 30],
        ['short', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'tier',
      [
        [null, 30],
        ['5-10k', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'source',
      [
        ['searched', 30],
        ['volunteered', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'placement',
      [
        [null, 30],
        ['story', 15],
        ['bio', 6],
      ],
    ],
    [
      'message',
      [
        [null, 30],
        ['looks', 15],
        ['warmth', 15],
        [null, 'without a post', 6],
      ],
    ],
    [
      'tag',
      [
        [null, 36],
        ['spring', 15],
        ['wool', 15],
      ],
    ],
    [
      'day',
      [
        ['2026-10-06', 16],
        ['2026-10-12', 5],
        ['2026-11-02', 30],
      ],
    ],
    [
      'hour',
      [
        ['2026-10-06', 16],
        ['2026-10-12', 5],
        ['2026-11-02', 30],
      ],
    ],
    [
      'week',
      [
        ['2026-W41', 16],
        ['2026-W42', 5],
        ['2026-W45', 30],
      ],
    ],
    [
      'month',
      [
        ['2026-10', 21],
        ['2026-11', 30],
      ],
    ],
  ])('by %s: the most first, over time by time; what has no such group under null', (group, expected) => {
    expect(rows([group])).toEqual(expected);
  });

  it('by two groups at once, a row for each pair that was seen', () => {
    expect(rows(['month', 'creator'])).toEqual([
      ['2026-10', 'crt_a', 15],
      ['2026-10', null, 'without a post', 6],
      ['2026-11', 'crt_b', 30],
    ]);
  });

  it('keep those that the filter names; what has no such thing is none of them', () => {
    expect(rows(['link'], { stage: 'campaign' })).toEqual([['lnk_2', 30]]);
    expect(rows(['link'], { message: 'looks' })).toEqual([['lnk_1', 15]]);
    expect(rows(['link'], { placement: 'bio' })).toEqual([['lnk_bio', 6]]);
    expect(rows(['link'], { campaignId: 'cmp_2' })).toEqual([]);
  });
});

describe('clicks by how they travelled', () => {
  const cells = [
    aCell({ count: 5 }),
    aCell({ channel: 'dark_messenger', app: 'whatsapp', device: 'desktop', country: '', count: 3 }),
    aCell({ channel: 'dark_messenger', app: 'whatsapp', reason: 'bot', count: 4 }),
    aCell({ channel: 'own_web', app: '', count: 2 }),
  ];
  const buckets = [aBucket({ cells }), aBucket({ linkId: 'lnk_2' })];
  const table = (groups: AnalyticsGroup[], filter: ClickFilter = {}) =>
    tabulateClicks(buckets, catalog, groups, filter);

  it('are read from the cells, which don’t know visitors: how many is not told, and not 0', () => {
    const { rows, totals } = table(['channel']);
    expect(rows).toEqual([
      { channel: 'own_inapp', hits: 5, clicks: 5, uniques: null, darkClicks: 0, excluded: {} },
      { channel: 'dark_messenger', hits: 7, clicks: 3, uniques: null, darkClicks: 3, excluded: { bot: 4 } },
      { channel: 'own_web', hits: 2, clicks: 2, uniques: null, darkClicks: 0, excluded: {} },
    ]);
    expect(totals).toEqual({ hits: 14, clicks: 10, uniques: null, darkClicks: 3, excluded: { bot: 4 } });
  });

  it.each<[AnalyticsGroup, unknown[][]]>([
    [
      'app',
      [
        ['instagram', 5],
        ['whatsapp', 3],
        [null, 2],
      ],
    ],
    [
      'device',
      [
        ['mobile', 7],
        ['desktop', 3],
      ],
    ],
    [
      'country',
      [
        ['DE', 7],
        [null, 3],
      ],
    ],
  ])('by %s', (group, expected) => expect(rows([group], {}, buckets)).toEqual(expected));

  it('keep the cells that the filter names', () => {
    expect(rows(['link'], { app: 'whatsapp' }, buckets)).toEqual([['lnk_1', 3]]);
    expect(table(['link'], { country: 'DE', device: 'mobile' }).totals).toMatchObject({
      clicks: 7,
      hits: 11,
    });
    expect(table(['link'], { channel: 'search' }).rows).toEqual([]);
  });

  it('are asked for where a group or a filter tells them apart, and for nothing else', () => {
    const apart = ANALYTICS_GROUPS.filter((group) => needsCells([group], {}));
    expect(apart).toEqual(['channel', 'app', 'country', 'device']);
    expect(needsCells(['stage', 'app'], {})).toBe(true);
    expect(needsCells(['stage'], { device: 'mobile' })).toBe(true);
    expect(needsCells(['stage'], { stage: 'campaign' })).toBe(false);
  });
});

describe('the order of rows', () => {
  const aRow = (creatorId: string | null, clicks: number, uniques: number | null, name?: string) => ({
    creatorId,
    hits: clicks,
    clicks,
    uniques,
    darkClicks: 0,
    excluded: {},
    ...(name ? { name } : {}),
  });
  const all = [aRow('b', 1, 3), aRow('a', 1, null), aRow('c', 9, 2), aRow(null, 1, 1, 'without a post')];
  const sorted = (place: ReturnType<typeof clickRowPlace>) =>
    all.toSorted((one, other) => comparePlaces(place(one), place(other))).map(({ creatorId }) => creatorId);

  it('is that of clicks, the most first, names where they are as many', () => {
    expect(sorted(clickRowPlace(['creator']))).toEqual(['c', 'a', 'b', null]);
  });

  it('is that of a figure, either way round; what can’t be told comes last both ways', () => {
    expect(sorted(clickRowPlace(['creator'], 'uniques'))).toEqual([null, 'c', 'b', 'a']);
    expect(sorted(clickRowPlace(['creator'], 'uniques', true))).toEqual(['b', 'c', null, 'a']);
  });
});
