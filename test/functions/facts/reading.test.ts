import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPages } from '../../../functions/pages/app.ts';
import { SITE_SCRIPT } from '../../../shared/domain/shops/site-script.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { anApi, failures, type TestApi } from '../../support/api-builders.ts';
import { type countingOf, countingSince } from '../../support/counting.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';

const MONDAY = Date.parse('2026-10-05T08:00:00Z');
const WEEK = 'from=2026-10-05&to=2026-10-11';
const eur = (amount: number) => ({ amount, currency: 'EUR' });

let engine: Engine;
let api: TestApi;
let counting: ReturnType<typeof countingOf>;
let links: string[];
let creators: string[];
let clickIds: string[];

const as = () => api.sock.as;
const aPost = (creatorId: string, stage: string, messages: string[]) =>
  as().post('/v1/posts', {
    creatorId,
    stage,
    platform: 'instagram',
    format: 'short',
    publishedAt: new Date(MONDAY).toISOString(),
    messages,
    destination: 'https://shop.example.com/socks',
  });
const anOrder = (externalId: string, more: object) =>
  as().post('/v1/conversions', {
    kind: 'sale',
    externalId,
    occurredAt: new Date(MONDAY + 3 * HOUR_MS).toISOString(),
    netAmount: eur(1_001),
    ...more,
  });

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  counting = await countingSince(MONDAY, engine, api);
  await as().patch('/v1/brand', { grossMargin: 0.5, attribution: { model: 'linear' } });
  creators = [];
  links = [];
  for (const [index, stage] of ['microcontent', 'campaign'].entries()) {
    const made = await as().post('/v1/creators', {
      handle: index === 0 ? '=cmd()' : '@bo',
      platform: 'instagram',
      couponCodes: [`CODE${index}`],
    });
    const { id } = made.json as { id: string };
    creators.push(id);
    const post = (await aPost(id, stage, ['warmth', 'looks'])).json as { links: { id: string }[] };
    links.push(post.links[0]?.id ?? '');
  }
  const brandId = api.sock.brand.id;
  const at = MONDAY + HOUR_MS;
  clickIds = await counting.follow([
    { brandId, linkId: links[0] ?? '', at, country: 'DE' },
    { brandId, linkId: links[1] ?? '', at: at + 60_000, channel: 'dark_messenger', app: 'whatsapp' },
    { brandId, linkId: links[1] ?? '', at: at + 120_000, channel: 'dark_unknown' },
    { brandId, linkId: links[1] ?? '', at: at + 180_000, app: 'telegram', excluded: 'preview' },
  ]);
  api.clock.now = MONDAY + 4 * HOUR_MS;
});
afterAll(() => engine.stop());

describe('orders', () => {
  it('splits a journey by the brand’s model, and refuses forged, foreign and late click ids with their reasons', async () => {
    const [first = '', second = ''] = clickIds;
    const other = await api.anotherBrand();
    const theirs = (await other.as.post('/v1/creators', { handle: '@x', platform: 'instagram' })).json as {
      id: string;
    };
    const post = (
      await other.as.post('/v1/posts', {
        creatorId: theirs.id,
        stage: 'campaign',
        platform: 'instagram',
        format: 'short',
        publishedAt: new Date(MONDAY).toISOString(),
        destination: 'https://other.example.com/',
      })
    ).json as { links: { id: string }[] };
    const [foreign = ''] = await counting.follow([
      { brandId: other.brand.id, linkId: post.links[0]?.id ?? '', at: MONDAY + HOUR_MS },
    ]);
    const forged = `${first.slice(0, -2)}${first.endsWith('AA') ? 'BB' : 'AA'}`;
    const answer = await anOrder('journey', {
      clickIds: [first, second, second, forged, foreign, 'nonsense'],
    });
    const order = answer.json as {
      credits: { share: number }[];
      refused: { reason: string }[];
      flags: string[];
    };
    expect(order.credits.map(({ share }) => share)).toEqual([0.5, 0.5]);
    expect(order.refused.map(({ reason }) => reason).sort()).toEqual([
      'foreign',
      'forged',
      'repeated',
      'unknown',
    ]);
    expect(order.flags).toContain('forged-click');

    const early = await anOrder('too-early', {
      clickId: first,
      // Shops' clocks may run behind ours by five minutes.
      occurredAt: new Date(MONDAY + HOUR_MS - 5 * 60_000 - 1).toISOString(),
    });
    expect(early.json).toMatchObject({ attributedBy: 'none', refused: [{ reason: 'after-conversion' }] });
  });

  it('answers the same externalId as the first time, and names what it says otherwise', async () => {
    const first = await anOrder('twice', { couponCode: 'CODE1' });
    const again = await anOrder('twice', { netAmount: eur(9) });
    expect([first.status, again.status]).toEqual([201, 200]);
    const { differs, ...rest } = again.json as { differs: unknown };
    expect(rest).toEqual(first.json);
    expect(differs).toEqual([{ path: 'netAmount', kept: eur(1_001), sent: eur(9) }]);
    expect((await anOrder('twice', { couponCode: 'CODE1' })).text).toBe(first.text);
    const put = await as().put('/v1/conversions/external/twice', {
      kind: 'sale',
      occurredAt: new Date(MONDAY).toISOString(),
      netAmount: eur(1),
    });
    expect(put.json).toMatchObject(first.json as object);
    expect((put.json as { differs: { path: string }[] }).differs.map(({ path }) => path)).toEqual([
      'occurredAt',
      'netAmount',
    ]);
  });

  it('takes back no more than the order, however many refunds meet', async () => {
    const { id } = (await anOrder('refunded', { couponCode: 'CODE0' })).json as { id: string };
    const refunds = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        as().post(`/v1/conversions/${id}/refunds`, {
          externalId: `part-${index}`,
          amount: eur(250),
          occurredAt: new Date(MONDAY + 3 * HOUR_MS).toISOString(),
        }),
      ),
    );
    expect(refunds.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(refunds.filter(({ status }) => status === 409)).toHaveLength(2);
    const again = await as().post(`/v1/conversions/${id}/refunds`, {
      externalId: JSON.parse(refunds.find(({ status }) => status === 201)?.text ?? '{}').externalId,
      amount: eur(250),
      occurredAt: new Date(MONDAY + 3 * HOUR_MS).toISOString(),
    });
    expect(again.status).toBe(200);
    const last = await as().post(`/v1/conversions/${id}/refunds`, {
      externalId: 'rest',
      amount: eur(1),
      occurredAt: new Date(MONDAY + 3 * HOUR_MS).toISOString(),
    });
    expect(last.status).toBe(201);
    const roi = (await as().get(`/v1/roi?${WEEK}`)).json as {
      rows: { stage: string; netRevenue: unknown }[];
    };
    const total = (await as().get(`/v1/conversions/${id}`)).json as { refunds: unknown[] };
    expect(total.refunds).toHaveLength(5);
    expect(roi.rows.map(({ stage }) => stage)).toEqual(['microcontent', 'campaign']);
  });

  it('lists an order without a rate apart, and books it when the rate is published', async () => {
    const answer = await anOrder('swedish', {
      netAmount: { amount: 10_000, currency: 'SEK' },
      couponCode: 'CODE1',
    });
    const { id } = answer.json as { id: string };
    const before = (await as().get(`/v1/roi?${WEEK}`)).json as { totals: { netRevenue: { amount: number } } };
    expect(before).toMatchObject({
      unconverted: [{ of: 'orders', currency: 'SEK', amount: 10_000, count: 1 }],
    });
    const put = await as().put('/v1/fx/2026-10-02', { rates: [{ from: 'SEK', to: 'EUR', rate: '0.0871' }] });
    expect(put.json).toMatchObject({ converted: 1 });
    const after = (await as().get(`/v1/roi?${WEEK}`)).json as { totals: { netRevenue: { amount: number } } };
    expect(after).toMatchObject({ unconverted: [] });
    expect(after.totals.netRevenue.amount - before.totals.netRevenue.amount).toBe(871);
    await as().post(`/v1/conversions/${id}/refunds`, {
      externalId: 'all-of-it',
      amount: { amount: 10_000, currency: 'SEK' },
      occurredAt: new Date(MONDAY + 4 * HOUR_MS).toISOString(),
    });
    const refunded = (await as().get(`/v1/roi?${WEEK}`)).json as typeof after;
    expect(refunded.totals.netRevenue).toEqual(before.totals.netRevenue);
  });

  it('reads the same before and after the day is folded, and under every grouping', async () => {
    const groups = [
      'stage',
      'creator',
      'post',
      'campaign',
      'squad',
      'city',
      'tier',
      'message',
      'platform',
      'channel',
    ];
    const table = async () =>
      Promise.all(
        groups.map(async (group) => (await as().get(`/v1/roi?${WEEK}&groupBy=${group}`)).json as never),
      );
    type Row = { netRevenue: { amount: number }; spend: { amount: number }; clicks: number };
    const live = (await table()) as { rows: Row[]; totals: Row }[];
    for (const { rows, totals } of live) {
      const sum = (of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
      expect(sum(({ netRevenue }) => netRevenue.amount)).toBe(totals.netRevenue.amount);
      expect(sum(({ clicks }) => clicks)).toBe(totals.clicks);
      expect(totals.netRevenue).toEqual(live[0]?.totals.netRevenue);
    }
    await counting.seal();
    expect(await counting.sealing.counts.listDirty('orders')).toEqual([]);
    const folded = (await table()) as typeof live;
    expect(folded.map(({ rows, totals }) => ({ rows, totals }))).toEqual(
      live.map(({ rows, totals }) => ({ rows, totals })),
    );
  });
});

describe('what routes tell', () => {
  it('shows models side by side, every column with the same sum', async () => {
    const table = (await as().get(`/v1/attribution?groupBy=post&${WEEK}`)).json as {
      rows: { models: Record<string, { conversions: number; revenue: { amount: number } }> }[];
      totals: { conversions: number; revenue: { amount: number } };
    };
    expect(table.rows.length).toBeGreaterThan(1);
    for (const model of [
      'lastTouch',
      'firstTouch',
      'linear',
      'timeDecay',
      'positionBased',
      'markov',
      'shapley',
    ]) {
      const revenue = table.rows.reduce((sum, { models }) => sum + (models[model]?.revenue.amount ?? 0), 0);
      expect([model, revenue]).toEqual([model, table.totals.revenue.amount]);
    }
  });

  it('counts dark social as a range and beside it what referrers alone would say', async () => {
    const dark = (await as().get(`/v1/dark-social?${WEEK}`)).json as {
      visits: number;
      clicks: { low: number; high: number; expected: number };
      evidence: { clicks: number }[];
      byChannel: { clicks: number }[];
      byApp: { clicks: number }[];
      asReferrerOnlyAnalyticsSeesIt: { group: string; clicks: number; revenue: { amount: number } }[];
      estimate: { apps: { app: string }[]; unidentified: number };
    };
    expect(dark.visits).toBe(3);
    expect(dark.clicks.low).toBeGreaterThanOrEqual(1);
    expect(dark.clicks.high).toBeGreaterThanOrEqual(dark.clicks.low);
    for (const parts of [dark.evidence, dark.byChannel, dark.byApp])
      expect(parts.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(dark.clicks.high);
    expect(dark).toMatchObject({ share: null, note: expect.stringContaining('too few') });
    expect(dark).toMatchObject({
      sharesSeen: [{ app: 'telegram', count: 1 }],
      byApp: expect.arrayContaining([
        { app: 'whatsapp', clicks: 1 },
        { app: null, clicks: 1 },
      ]),
    });
    const roi = (await as().get(`/v1/roi?${WEEK}`)).json as { totals: { netRevenue: { amount: number } } };
    const seen = dark.asReferrerOnlyAnalyticsSeesIt;
    expect(seen.reduce((sum, { revenue }) => sum + revenue.amount, 0)).toBe(roi.totals.netRevenue.amount);
    expect(seen.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(3);
  });

  it('groups clicks by two things at once, by hour, and by what was filtered', async () => {
    const rows = async (query: string) =>
      ((await as().get(`/v1/analytics/clicks?${query}&${WEEK}`)).json as { rows: object[] }).rows;
    expect(await rows('groupBy=stage,channel')).toHaveLength(4);
    expect(await rows('groupBy=hour')).toMatchObject([
      { hour: '2026-10-05T09:00:00.000Z', clicks: 3, hits: 4 },
    ]);
    expect(await rows('groupBy=day')).toMatchObject([{ day: '2026-10-05', clicks: 3, hits: 4, uniques: 3 }]);
    expect(await rows('groupBy=country&stage=microcontent')).toMatchObject([{ country: 'DE', clicks: 1 }]);
    expect(await rows('groupBy=message')).toMatchObject([{ clicks: 3 }, { clicks: 3 }]);
    expect((await as().get('/v1/analytics/clicks?groupBy=hour,day')).status).toBe(422);
  });

  it('lists clicks one by one over pages, without visitor keys', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await as().get(`/v1/clicks?limit=2&${WEEK}${cursor && `&cursor=${cursor}`}`)).json as {
        data: { id: string }[];
        nextCursor: string | null;
      };
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...clickIds].reverse());
    const counted = (await as().get(`/v1/clicks?verdict=excluded&${WEEK}`)).text;
    expect(counted).toContain('"reason":"preview"');
    expect(counted).not.toContain('visitor');
  });

  it('ranks who to move up, and keeps what people decided', async () => {
    const table = (await as().get('/v1/promotions?pick=1')).json as { rows: { creatorId: string }[] };
    expect(table.rows.map(({ creatorId }) => creatorId)).toEqual([creators[0]]);
    const wish = {
      creatorId: creators[0],
      from: 'microcontent',
      to: 'campaign',
      decision: 'promoted',
      reason: 'Good',
    };
    expect((await as().post('/v1/promotion-reviews', wish)).status).toBe(201);
    expect(((await as().get('/v1/promotion-reviews')).json as { data: [] }).data).toHaveLength(1);
  });

  it('tells how a post dies away', async () => {
    const posts = (await as().get('/v1/posts')).json as { data: { id: string }[] };
    const decay = await as().get(`/v1/posts/${posts.data[0]?.id}/decay`);
    expect(decay.json).toMatchObject({ model: 'platformPrior', ppc: { ppcResidualClicks: 0 } });
  });

  it.each(['clicks', 'conversions', 'roi', 'links'])(
    'streams %s as CSV that no spreadsheet runs',
    async (name) => {
      const answer = await as().get(`/v1/exports/${name}.csv?${WEEK}`);
      expect(answer.status).toBe(200);
      const lines = answer.text.trim().split('\r\n');
      expect(lines.length).toBeGreaterThan(2);
      expect(answer.text).not.toMatch(/(^|,)"?[=+@]/m);
    },
  );
});

describe('privacy', () => {
  it('erases a customer, a click and a creator and leaves every total as it was', async () => {
    await anOrder('personal', { customerId: 'jane-doe', couponCode: 'CODE0' });
    const before = (await as().get(`/v1/roi?${WEEK}`)).json as { rows: object[] };
    const clicks = (await as().get(`/v1/analytics/clicks?groupBy=stage&${WEEK}`)).json as { rows: object[] };
    const [clickId] = clickIds;
    expect((await as().post('/v1/erasures', { customerId: 'jane-doe' })).json).toMatchObject({
      erased: { conversions: 1 },
    });
    expect((await as().post('/v1/erasures', { clickId })).json).toMatchObject({ erased: { clicks: 1 } });
    expect((await as().post('/v1/erasures', { creatorId: creators[1] })).status).toBe(200);
    await counting.seal();
    const after = (await as().get(`/v1/roi?${WEEK}`)).json as { rows: object[] };
    expect(after.rows).toEqual(before.rows);
    const still = (await as().get(`/v1/analytics/clicks?groupBy=stage&${WEEK}`)).json as { rows: object[] };
    expect(still.rows).toEqual(clicks.rows);
    const dump = JSON.stringify(await dumpOf(engine));
    expect(dump).not.toContain('jane-doe');
    expect(dump).not.toContain('@bo');
  });
});

describe('the site script', () => {
  it('weighs under 2 KB and counts an address that was passed on', async () => {
    expect(gzipSync(SITE_SCRIPT).length).toBeLessThan(2_048);
    const pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
    expect((await pages.request('/v.js')).status).toBe(200);
    const tell = (clickId: string) =>
      pages.request('/e', {
        method: 'POST',
        body: JSON.stringify({ kind: 'reshare', clickId, visitor: '0123456789abcdef' }),
      });
    expect((await tell(clickIds[1] ?? '')).status).toBe(204);
    expect((await tell(`clk_${'A'.repeat(43)}`)).status).toBe(204);
    const dark = (await as().get(`/v1/dark-social?${WEEK}`)).json;
    expect(dark).toMatchObject({ reshares: { reshareVisitors: 1, depths: [1, 1] } });
  });

  it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
});
