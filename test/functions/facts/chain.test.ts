import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import { anApi, failures, type TestApi } from '../../support/api-builders.ts';
import { type countingOf, countingSince } from '../../support/counting.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const MONDAY = Date.parse('2026-10-05T08:00:00Z');

let engine: Engine;
let api: TestApi;
let counting: ReturnType<typeof countingOf>;
let creator: { id: string };
let post: { id: string; links: { id: string }[] };

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const as = () => api.sock.as;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  counting = await countingSince(MONDAY, engine, api);
  await as().patch('/v1/brand', { grossMargin: 0.6 });
  creator = (
    await as().post('/v1/creators', { handle: '@ada', platform: 'instagram', couponCodes: ['ADA10'] })
  ).json;
  post = (
    await as().post('/v1/posts', {
      creatorId: creator.id,
      stage: 'microcontent',
      platform: 'instagram',
      format: 'short',
      publishedAt: '2026-10-05T08:00:00Z',
      messages: ['warmth'],
      destination: 'https://shop.example.com/socks',
      placements: ['feed', 'story'],
    })
  ).json;
});
afterAll(() => engine.stop());

describe('from a click to a return on spend', () => {
  it('counts clicks, credits an order by click and one by coupon, and tells the stage what it returned', async () => {
    const linkId = post.links[0]?.id ?? '';
    const brandId = api.sock.brand.id;
    const [clickId] = await counting.follow([
      { brandId, linkId, at: MONDAY + 60_000 },
      { brandId, linkId, at: MONDAY + 120_000, channel: 'dark_messenger', app: 'whatsapp' },
      { brandId, linkId, at: MONDAY + 180_000, excluded: 'bot' },
    ]);
    api.clock.now = MONDAY + HOUR_MS;
    const order = await as().post('/v1/conversions', {
      kind: 'sale',
      externalId: 'order-1',
      occurredAt: new Date(MONDAY + 600_000).toISOString(),
      amount: eur(5_950),
      netAmount: eur(5_000),
      clickId,
    });
    expect(order.status).toBe(201);
    expect(order.json).toMatchObject({
      attributedBy: 'click',
      credits: [
        { linkId, postId: post.id, creatorId: creator.id, share: 1, reason: 'click', channel: 'own_inapp' },
      ],
    });
    const byCoupon = await as().post('/v1/conversions', {
      kind: 'sale',
      externalId: 'order-2',
      occurredAt: new Date(MONDAY + 700_000).toISOString(),
      netAmount: eur(3_000),
      couponCode: 'ada10',
    });
    expect(byCoupon.json).toMatchObject({ attributedBy: 'coupon', flags: ['coupon-without-click'] });
    const spend = await as().post('/v1/spend', {
      kind: 'fee',
      amount: eur(2_000),
      incurredOn: '2026-10-05',
      postId: post.id,
    });
    expect(spend.status).toBe(201);

    const clicks = (await as().get('/v1/analytics/clicks?groupBy=stage&from=2026-10-05&to=2026-10-05')).json;
    expect(clicks).toMatchObject({
      rows: [{ stage: 'microcontent', hits: 3, clicks: 2, uniques: 2, darkClicks: 1, excluded: { bot: 1 } }],
      totals: { hits: 3, clicks: 2 },
    });
    const roi = (await as().get('/v1/roi?groupBy=stage&from=2026-10-05&to=2026-10-11')).json;
    expect(roi).toMatchObject({
      rows: [
        {
          stage: 'microcontent',
          posts: 1,
          clicks: 2,
          orders: 2,
          netRevenue: eur(8_000),
          grossProfit: eur(4_800),
          spend: eur(2_000),
          roi: null,
          notes: expect.arrayContaining([expect.objectContaining({ field: 'roi', code: 'too_few_orders' })]),
        },
      ],
    });
  });

  it('makes the report of the week once it is over, and a revision that names the refund', async () => {
    api.clock.now = MONDAY + 8 * DAY_MS;
    await counting.seal();
    await as().patch('/v1/brand', { standingInstructions: [{ instruction: 'No medical claims' }] });
    const results = [{ instruction: 'no medical claims', result: 'ok' }];
    expect((await as().post(`/v1/posts/${post.id}/checks`, { results })).status).toBeLessThan(300);
    const first = await as().post('/v1/reports', { week: '2026-W41' });
    expect(first.text).toContain('"revision":1');
    expect(first.status).toBe(201);
    const { id } = first.json as { id: string };
    const before = await as().get(`/v1/reports/${id}.json`);
    expect(before.json).toMatchObject({
      total: { clicks: { value: 2 }, netRevenueMinor: { value: 8_000 } },
      health: { stages: [{ stage: 'microcontent', briefCompliance: { value: 1 } }] },
    });
    expect((await as().post('/v1/reports', { week: '2026-W41' })).status).toBe(200);

    api.clock.now += 60_000;
    const orders = (await as().get('/v1/conversions')).json as { data: { id: string; externalId: string }[] };
    const refunded = orders.data.find(({ externalId }) => externalId === 'order-1')?.id;
    const refund = await as().post(`/v1/conversions/${refunded}/refunds`, {
      externalId: 'refund-1',
      amount: eur(5_950),
      occurredAt: new Date(MONDAY + 2 * DAY_MS).toISOString(),
    });
    expect(refund.status).toBe(201);
    const second = await as().post('/v1/reports', { week: '2026-W41' });
    expect(second.status).toBe(201);
    expect(second.json).toMatchObject({
      revision: 2,
      causes: [{ kind: 'refund', conversionId: refunded, netMinor: -5_000 }],
    });
    expect((await as().get(`/v1/reports/${id}.json`)).text).toBe(before.text);
  });

  it.each(['.html', '.txt', '.csv', '.eml', '.json', '.png', ''])(
    'shows the report as %s',
    async (ending) => {
      const list = (await as().get('/v1/reports')).json as { data: { id: string }[] };
      const answer = await as().get(`/v1/reports/${list.data[0]?.id}${ending}`);
      expect(answer.status).toBe(200);
      expect(answer.text.length).toBeGreaterThan(500);
    },
  );

  it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
});
