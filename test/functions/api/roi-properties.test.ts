import { beforeAll, describe, expect, it } from 'vitest';
import { ROI_GROUPS } from '../../../shared/domain/roi/placement.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { countingSince } from '../../support/counting.ts';

const MONDAY = Date.parse('2026-10-05T08:00:00Z');
const DAYS = 'from=2026-10-01&to=2026-10-31';
const BASES = ['period', 'cohort'] as const;

type Amount = { amount: number; currency: string };
type Row = {
  clicks: number;
  orders: number;
  netRevenue: Amount;
  grossProfit: Amount | null;
  spend: Amount;
  giftsAtRetail: Amount;
};
type Roi = { rows: Row[]; totals: Row; unconverted: { currency: string; amount: number; count: number }[] };

const host = apiOfFile();
const { as, made } = host;
let orders: { id: string; paid: Amount }[];

const roiBy = async (groupBy: string, basis: string) =>
  (await as().get(`/v1/roi?${DAYS}&groupBy=${groupBy}&basis=${basis}`)).json as Roi;
const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);

/** Prime amounts, so that no split of them is even; in euro, and three currencies of other exponents. */
const PAID: Amount[] = [
  { amount: 4_999, currency: 'EUR' },
  { amount: 7_919, currency: 'EUR' },
  { amount: 6_007, currency: 'JPY' },
  { amount: 9_973, currency: 'KWD' },
  { amount: 3_001, currency: 'JPY' },
  { amount: 8_009, currency: 'SEK' },
];

beforeAll(async () => {
  const counting = await countingSince(MONDAY, host.engine, host.api);
  await as().patch('/v1/brand', { grossMargin: 0.37, attribution: { model: 'linear' } });
  // Friday's rates serve Monday; the yen has other ones of an earlier and a later day, the krona has none.
  await as().put('/v1/fx/2026-09-28', { rates: [{ from: 'JPY', to: 'EUR', rate: '0.3' }] });
  await as().put('/v1/fx/2026-10-02', {
    rates: [
      { from: 'JPY', to: 'EUR', rate: '0.0061' },
      { from: 'KWD', to: 'EUR', rate: '2.9873' },
    ],
  });
  await as().put('/v1/fx/2026-10-06', { rates: [{ from: 'JPY', to: 'EUR', rate: '0.5' }] });
  const campaign = await made('/v1/campaigns', {
    name: 'October',
    startsOn: '2026-10-01',
    endsOn: '2026-10-31',
  });
  const squad = await made('/v1/squads', { name: 'Hamburg knits', city: 'Hamburg', country: 'DE' });
  const places = [
    { stage: 'microcontent' },
    { stage: 'campaign', campaignId: campaign.id },
    { stage: 'community', squadId: squad.id },
  ];
  const creators: string[] = [];
  const links: string[] = [];
  const posts: string[] = [];
  for (const [index, place] of places.entries()) {
    const creator = await made('/v1/creators', {
      handle: `@creator${index}`,
      platform: 'instagram',
      followers: 3_000 * (index + 1),
      couponCodes: [`CODE${index}`],
    });
    const post = await made<{ id: string; links: { id: string }[] }>('/v1/posts', {
      creatorId: creator.id,
      ...place,
      platform: index === 2 ? 'tiktok' : 'instagram',
      format: 'short',
      publishedAt: new Date(MONDAY - HOUR_MS).toISOString(),
      messages: ['warmth', 'looks', 'eco'].slice(0, index + 1),
      destination: 'https://shop.example.com/socks',
    });
    creators.push(creator.id);
    posts.push(post.id);
    links.push(post.links[0]?.id ?? '');
  }
  const clickIds = await counting.follow(
    links.flatMap((linkId, index) =>
      (['own_inapp', 'dark_messenger', 'dark_unknown'] as const).map((channel, step) => ({
        brandId: host.api.sock.brand.id,
        linkId,
        at: MONDAY + (index * 3 + step + 1) * 60_000,
        channel,
        ...(channel === 'dark_messenger' ? { app: 'whatsapp' } : {}),
      })),
    ),
  );
  host.api.clock.now = MONDAY + 4 * HOUR_MS;
  orders = [];
  for (const [index, paid] of PAID.entries()) {
    const { id } = await made('/v1/conversions', {
      kind: 'sale',
      externalId: `order-${index}`,
      occurredAt: new Date(MONDAY + 2 * HOUR_MS).toISOString(),
      amount: paid,
      ...(index % 3 === 2
        ? { couponCode: `CODE${index % 2}` }
        : { clickIds: clickIds.slice(index, index + 3) }),
    });
    orders.push({ id, paid });
  }
  const levels = [
    { postId: posts[0] },
    { creatorId: creators[1] },
    { campaignId: campaign.id },
    { squadId: squad.id },
    ...places.map(({ stage }) => ({ stage })),
  ];
  for (const [index, level] of levels.entries()) {
    const amount = { amount: 1_009 + 102 * index, currency: index === 1 ? 'JPY' : 'EUR' };
    await made('/v1/spend', { kind: 'fee', amount, incurredOn: '2026-10-05', ...level });
  }
  const gift = { kind: 'product', basis: 'retail', incurredOn: '2026-10-05', stage: 'community' };
  await made('/v1/spend', { ...gift, amount: { amount: 4_001, currency: 'EUR' } });
});

describe('GET /v1/roi by everything that it can be grouped by', () => {
  it('books at the last rate on or before the day, also over a weekend, and lists what has none apart', async () => {
    const { totals, unconverted } = await roiBy('stage', 'period');
    const booked = [
      4_999,
      7_919,
      Math.round(6_007 * 0.61),
      Math.round(99.73 * 0.1 * 298.73),
      Math.round(3_001 * 0.61),
    ];
    expect(totals).toMatchObject({
      orders: 5,
      clicks: 9,
      netRevenue: { amount: sum(booked), currency: 'EUR' },
    });
    expect(unconverted).toEqual([{ of: 'orders', currency: 'SEK', amount: 8_009, count: 1 }]);
  });

  it.each(ROI_GROUPS)('by %s rows add up to the same totals as the stages do', async (groupBy) => {
    for (const basis of BASES) {
      const { rows, totals } = await roiBy(groupBy, basis);
      const stages = await roiBy('stage', basis);
      expect(totals).toMatchObject({
        clicks: stages.totals.clicks,
        orders: stages.totals.orders,
        netRevenue: stages.totals.netRevenue,
        grossProfit: stages.totals.grossProfit,
        spend: stages.totals.spend,
        giftsAtRetail: stages.totals.giftsAtRetail,
      });
      expect(totals.spend.amount).toBe(
        sum([1_009, Math.round(1_111 * 0.61), 1_213, 1_315, 1_417, 1_519, 1_621]),
      );
      expect(totals.giftsAtRetail.amount).toBe(4_001);
      expect(sum(rows.map((row) => row.clicks))).toBe(totals.clicks);
      expect(sum(rows.map((row) => row.orders))).toBeCloseTo(totals.orders, 9);
      for (const money of ['netRevenue', 'grossProfit', 'spend', 'giftsAtRetail'] as const)
        expect(sum(rows.map((row) => row[money]?.amount ?? 0)), money).toBe(totals[money]?.amount);
    }
  });

  const FILTERS = {
    stage: 'stage',
    creator: 'creatorId',
    post: 'postId',
    campaign: 'campaignId',
    squad: 'squadId',
    tier: 'tier',
    platform: 'platform',
    source: 'source',
    format: 'format',
  } as const;

  it.each(Object.entries(FILTERS))('says of one %s what its row says', async (groupBy, field) => {
    let compared = 0;
    for (const basis of BASES) {
      const { rows } = await roiBy(groupBy, basis);
      for (const row of rows as (Row & Record<string, string | null | undefined>)[]) {
        const name = row[field];
        if (!name) continue;
        const { totals } = (
          await as().get(`/v1/roi?${DAYS}&basis=${basis}&groupBy=platform&${field}=${name}`)
        ).json as Roi;
        const shown = ({ clicks, orders, netRevenue, spend, giftsAtRetail }: Row) => ({
          clicks,
          orders: Math.round(orders * 1e9),
          netRevenue,
          spend,
          giftsAtRetail,
        });
        expect(shown(totals), `${basis} ${name}`).toEqual(shown(row));
        // Profit is split once by the rows and once by what lies inside: a cent an order apart at most.
        expect(
          Math.abs((totals.grossProfit?.amount ?? 0) - (row.grossProfit?.amount ?? 0)),
        ).toBeLessThanOrEqual(PAID.length);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1);
  });

  it.each(['week', 'month'])(
    'by %s rows add up, and each is the answer for its own days',
    async (groupBy) => {
      for (const basis of BASES) {
        const { rows, totals } = await roiBy(groupBy, basis);
        expect(rows.map((row) => (row as never as Record<string, string>)[groupBy])).toEqual(
          groupBy === 'month' ? ['2026-10'] : ['2026-W40', '2026-W41', '2026-W42', '2026-W43', '2026-W44'],
        );
        for (const count of ['clicks', 'orders'] as const)
          expect(sum(rows.map((row) => row[count]))).toBeCloseTo(totals[count], 9);
        for (const money of ['netRevenue', 'spend', 'giftsAtRetail'] as const)
          expect(sum(rows.map((row) => row[money].amount)), money).toBe(totals[money].amount);
        const alone = (await as().get(`/v1/roi?from=2026-10-05&to=2026-10-11&basis=${basis}`)).json as Roi;
        if (groupBy === 'week')
          expect(rows[1]).toMatchObject({
            clicks: alone.totals.clicks,
            netRevenue: alone.totals.netRevenue,
            spend: alone.totals.spend,
          });
      }
    },
  );

  it('counts clicks by the same filters and groups', async () => {
    const all = (await as().get(`/v1/analytics/clicks?${DAYS}`)).json as { totals: Row };
    for (const groupBy of ['tier', 'source', 'format', 'week', 'month', 'stage', 'platform']) {
      const { rows } = (await as().get(`/v1/analytics/clicks?${DAYS}&groupBy=${groupBy}`)).json as {
        rows: (Row & Record<string, string | null>)[];
      };
      expect(sum(rows.map((row) => row.clicks)), groupBy).toBe(all.totals.clicks);
      if (groupBy === 'week' || groupBy === 'month') continue;
      for (const row of rows) {
        const name = row[groupBy];
        if (!name) continue;
        const one = (await as().get(`/v1/analytics/clicks?${DAYS}&${groupBy}=${name}`)).json as {
          totals: Row;
        };
        expect(one.totals.clicks, `${groupBy} ${name}`).toBe(row.clicks);
      }
    }
  });

  it('takes an interval instead of days, not beside them', async () => {
    const { from, to } = (await as().get('/v1/roi?interval=7d')).json as { from: string; to: string };
    expect([from, to]).toEqual(['2026-09-29', '2026-10-05']);
    expect((await as().get('/v1/roi?interval=7d&to=2026-10-05')).status).toBe(422);
  });

  it('is zero in every row and every currency once everything was refunded, in parts and at the order’s rate', async () => {
    // A day later, when the yen has another rate: refunds must not look at it.
    host.api.clock.now = MONDAY + 30 * HOUR_MS;
    for (const { id, paid } of orders) {
      const fifth = Math.floor(paid.amount / 5);
      for (const [part, amount] of [fifth, fifth, fifth, fifth, paid.amount - 4 * fifth].entries())
        await made(`/v1/conversions/${id}/refunds`, {
          externalId: `part-${part}`,
          amount: { amount, currency: paid.currency },
          occurredAt: new Date(MONDAY + 28 * HOUR_MS).toISOString(),
        });
    }
    for (const groupBy of ROI_GROUPS) {
      for (const basis of BASES) {
        const { rows, totals, unconverted } = await roiBy(groupBy, basis);
        for (const row of [...rows, totals])
          expect([groupBy, row.netRevenue.amount, row.grossProfit?.amount]).toEqual([groupBy, 0, 0]);
        expect(unconverted).toEqual([{ of: 'orders', currency: 'SEK', amount: 0, count: 6 }]);
      }
    }
  });

  it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
});
