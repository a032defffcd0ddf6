import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { afterSending } from '../../../functions/deliver/mail/after-sending.ts';
import { type SendDeps, sendDelivery, settle } from '../../../functions/deliver/mail/send-delivery.ts';
import { sealBrandHour } from '../../../functions/seal/seal.ts';
import type { JustCounted } from '../../../shared/data/counts/recount.ts';
import { createMomentTeller } from '../../../shared/data/links/link-moments.ts';
import { watchMoments } from '../../../shared/data/links/watch-moments.ts';
import { hourOf } from '../../../shared/data/table/keys.ts';
import { newDelivery } from '../../../shared/domain/report/delivery.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { EVENT_TYPES } from '../../../shared/domain/vocabulary.ts';
import { anApi, NOON, type TestApi } from '../../support/api-builders.ts';
import { countingOf } from '../../support/counting.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

type Told = { type: string; data: Record<string, unknown> };

let engine: Engine;
let api: TestApi;
let hookId: string;
let linkId: string;
let postId: string;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  api = await anApi(engine, { random: (count) => crypto.getRandomValues(new Uint8Array(count)) });
  const { json: hook } = await api.sock.as.post('/v1/webhooks', {
    url: 'https://hooks.example.com/vouch',
    // What is made and changed is told beside them: announced.test.ts.
    events: EVENT_TYPES.filter((type) => !/\.(created|updated)$/.test(type) || type === 'conversion.created'),
  });
  hookId = (hook as { id: string }).id;
  const creator = (
    await api.sock.as.post('/v1/creators', { handle: 'knitwit', platform: 'instagram', source: 'invited' })
  ).json as { id: string };
  const post = (
    await api.sock.as.post('/v1/posts', {
      creatorId: creator.id,
      stage: 'microcontent',
      platform: 'instagram',
      format: 'short',
      publishedAt: new Date(NOON).toISOString(),
      destination: 'https://shop.example.com/socks',
    })
  ).json as { id: string; links: { id: string }[] };
  postId = post.id;
  linkId = post.links[0]?.id ?? '';
});

/** Everything that the webhook was told, by type. */
async function told(): Promise<Record<string, Told[]>> {
  const { json } = await api.sock.as.get(`/v1/webhooks/${hookId}/deliveries?limit=100`);
  const byType: Record<string, Told[]> = {};
  for (const { payload } of (json as { data: { payload: string }[] }).data) {
    const event = JSON.parse(payload) as Told;
    byType[event.type] = [...(byType[event.type] ?? []), event];
  }
  return byType;
}

describe('a link’s moments', () => {
  const seal = async (hourStart: number) => {
    const { clicks, counts } = api.deps.stores;
    const { sealing } = countingOf(engine, api);
    const timeZoneOf = async () => api.sock.brand.timeZone;
    const tellMoments = createMomentTeller({ ...api.deps.stores, timeZoneOf });
    await sealBrandHour(hourOf(hourStart), api.sock.brand.id, { ...sealing, clicks, counts, tellMoments });
  };
  const follow = (at: number, count: number) =>
    countingOf(engine, api).follow(
      Array.from({ length: count }, (_, index) => ({
        brandId: api.sock.brand.id,
        linkId,
        at: at + index * 1_000,
        visitor: `${at}|${index}`,
      })),
    );

  /** Follows, and answers what was counted of it last. */
  async function counted(at: number, count: number): Promise<JustCounted[]> {
    const found: JustCounted[] = [];
    const counting = countingOf(engine, api, async (folds) => void found.push(...folds));
    await counting.follow(
      Array.from({ length: count }, (_, index) => ({
        brandId: api.sock.brand.id,
        linkId,
        at: at + index * 1_000,
        visitor: `${at}|${index}`,
      })),
    );
    return found;
  }

  it('the first click ever is told once, and a second hour tells nothing', async () => {
    await follow(NOON + 60_000, 3);
    api.clock.now = NOON + HOUR_MS + 300_000;
    await seal(NOON);
    await seal(NOON);
    await follow(NOON + HOUR_MS, 4);
    api.clock.now = NOON + 2 * HOUR_MS + 300_000;
    await seal(NOON + HOUR_MS);
    const { 'link.first_click': first, 'link.surge': surge } = await told();
    expect(first).toMatchObject([{ data: { linkId, postId, clicks: 3 } }]);
    expect(surge).toBeUndefined();
  });

  it('an hour far above the link’s own mean is a surge, told once a day', async () => {
    await follow(NOON, 2);
    await follow(NOON + HOUR_MS, 60);
    await follow(NOON + 2 * HOUR_MS, 400);
    api.clock.now = NOON + 3 * HOUR_MS + 300_000;
    for (const hour of [0, 1, 2, 1]) await seal(NOON + hour * HOUR_MS);
    const { 'link.first_click': first, 'link.surge': surge } = await told();
    expect(first).toHaveLength(1);
    expect(surge).toMatchObject([{ data: { linkId, clicks: 60, usualPerHour: 2 } }]);
  });

  describe('are told within seconds, from what was just counted', () => {
    const watching = () =>
      watchMoments({ ...api.deps.stores, timeZoneOf: async () => api.sock.brand.timeZone, failed });
    const failed = (failure: unknown) => {
      throw failure;
    };

    it('the first click once, however often and by whomever it is counted', async () => {
      const [one, other] = [watching(), watching()];
      await Promise.all([one(await counted(NOON + 60_000, 1)), other(await counted(NOON + 60_000, 1))]);
      await one(await counted(NOON + 120_000, 2));
      await watching()(await counted(NOON + 180_000, 2));
      api.clock.now = NOON + HOUR_MS + 300_000;
      await seal(NOON);
      expect((await told())['link.first_click']).toMatchObject([
        { data: { linkId, postId, hour: new Date(NOON).toISOString() } },
      ]);
    });

    it('no first click where there was one in the hour before, sealed or not', async () => {
      await follow(NOON, 1);
      await watching()(await counted(NOON + HOUR_MS + 60_000, 1));
      expect((await told())['link.first_click']).toBeUndefined();
    });

    it('a surge when it is reached, whoever counts which part of it, and once a day', async () => {
      await follow(NOON, 2);
      const processes = [watching(), watching()];
      for (let minute = 0; minute < 10; minute++) {
        const here = await counted(NOON + HOUR_MS + minute * 60_000, 6);
        await processes[minute % 2]?.(here);
        const { 'link.surge': surge } = await told();
        if ((minute + 1) * 6 < 50) expect(surge, `minute ${minute}`).toBeUndefined();
      }
      await processes[0]?.(await counted(NOON + 2 * HOUR_MS, 400));
      api.clock.now = NOON + 3 * HOUR_MS + 300_000;
      for (const hour of [1, 2]) await seal(NOON + hour * HOUR_MS);
      const { 'link.surge': surge } = await told();
      expect(surge).toHaveLength(1);
      expect(surge?.[0]?.data.usualPerHour).toBe(2);
      expect(Number(surge?.[0]?.data.clicks)).toBeGreaterThanOrEqual(50);
      expect(Number(surge?.[0]?.data.clicks)).toBeLessThanOrEqual(60);
    });

    it('at the next click, where asking for the webhooks failed at the first', async () => {
      const failures: unknown[] = [];
      const { brand, ...stores } = api.deps.stores;
      let fails = true;
      const watch = watchMoments({
        ...stores,
        brand: (id) =>
          fails ? { ...brand(id), wantsAny: () => Promise.reject(new Error('not now')) } : brand(id),
        timeZoneOf: async () => api.sock.brand.timeZone,
        failed: (failure) => failures.push(failure),
      });
      await watch(await counted(NOON, 1));
      fails = false;
      await watch(await counted(NOON + 60_000, 1));
      expect(failures).toHaveLength(1);
      expect((await told())['link.first_click']).toMatchObject([{ data: { linkId, clicks: 2 } }]);
    });

    it('reads nothing for a brand whose webhooks don’t ask', async () => {
      await api.sock.as.delete(`/v1/webhooks/${hookId}`);
      const countReader = { ...api.deps.stores.countReader, listMinutes: failed, listLinkDays: failed };
      await watchMoments({
        ...api.deps.stores,
        countReader: countReader as never,
        timeZoneOf: async () => 'UTC',
        failed,
      })(await counted(NOON, 3));
    });
  });

  it('an old hour that is sealed again is no news', async () => {
    await follow(NOON, 60);
    api.clock.now = NOON + 25 * HOUR_MS;
    await seal(NOON);
    expect(await told()).toEqual({});
  });
});

describe('a report’s mail', () => {
  const aDelivery = async (answer: 'accepted' | 'rejected') => {
    const { stores, now } = api.deps;
    const at = new Date(api.clock.now).toISOString();
    const { id: reportId } = await stores.brand(api.sock.brand.id).reports.append({
      week: '2026-W40',
      revision: 1,
      address: 'sha256-test',
      asOf: at,
      differences: [],
      causes: [],
      createdAt: at,
      updatedAt: at,
    } as never);
    const store = stores.deliveries;
    const deliveryId = `dlv_${crypto.randomUUID()}`;
    await store.create(newDelivery({ deliveryId, reportId, recipient: 'ann@example.com' }, api.clock.now));
    const deps: SendDeps = {
      store,
      mailer: {
        send: async () =>
          answer === 'accepted'
            ? { kind: 'accepted', messageId: 'm1' }
            : { kind: 'rejected', reason: 'bad address' },
      },
      compose: async ({ recipient }) => ({
        deliveryId,
        from: 'r@v.example',
        to: recipient,
        raw: Buffer.from(''),
      }),
      suppressedReason: async () => undefined,
      nowMs: now,
      ...afterSending({ stores, now, log: () => {} }),
    };
    return { deps, deliveryId, reportId };
  };

  it('is told when it is sent, once, and again when it bounces', async () => {
    const { deps, deliveryId, reportId } = await aDelivery('accepted');
    await sendDelivery(deps, deliveryId);
    await sendDelivery(deps, deliveryId);
    await settle(deps, deliveryId, { kind: 'confirmed', messageId: 'm1' });
    expect((await told())['report.sent']).toMatchObject([
      { data: { reportId, deliveryId, recipient: 'ann@example.com' } },
    ]);
    await settle(deps, deliveryId, { kind: 'bounced', permanent: false, reason: 'full' });
    expect((await told())['report.delivery_failed']).toMatchObject([{ data: { reason: 'bounced: full' } }]);
  });

  it('is told when it cannot be delivered, also by a repeat after telling had failed', async () => {
    const { deps, deliveryId } = await aDelivery('rejected');
    const deaf = { ...deps, tell: () => Promise.reject(new Error('the process died here')) };
    await expect(sendDelivery(deaf, deliveryId)).rejects.toThrow('died');
    expect(await told()).toEqual({});
    await sendDelivery(deps, deliveryId);
    expect((await told())['report.delivery_failed']).toMatchObject([{ data: { reason: 'bad address' } }]);
  });
});

it('orders, refunds, violations and volunteers are told where they happen', async () => {
  const order = { externalId: 'o-1', occurredAt: new Date(NOON).toISOString(), kind: 'sale' };
  const amount = { amount: 4_900, currency: 'EUR' };
  const made = await api.sock.as.post('/v1/conversions', { ...order, amount });
  expect(made.status).toBe(201);
  await api.sock.as.post('/v1/conversions', { ...order, amount });
  const { id } = made.json as { id: string };
  await api.sock.as.post(`/v1/conversions/${id}/refunds`, {
    externalId: 'r-1',
    amount,
    occurredAt: new Date(NOON).toISOString(),
  });
  await api.sock.as.post('/v1/applications', {
    formToken: api.sock.brand.applyToken,
    handle: '@ada.knits',
    platform: 'instagram',
  });
  const results = [
    { instruction: 'tag the brand', result: 'violation', note: 'no tag' },
    { instruction: 'say it is advertising', result: 'ok' },
  ];
  const standingInstructions = results.map(({ instruction }) => ({ instruction }));
  await api.sock.as.patch('/v1/brand', { standingInstructions });
  expect((await api.sock.as.post(`/v1/posts/${postId}/checks`, { results })).status).toBe(200);
  await api.sock.as.post(`/v1/posts/${postId}/checks`, { results });
  const events = await told();
  expect(events['creator.violation']).toMatchObject([
    { data: { postId, instruction: 'tag the brand', note: 'no tag' } },
  ]);
  expect(events['conversion.created']).toMatchObject([{ data: { id } }]);
  expect(
    Object.entries(events)
      .map(([type, list]) => [type, list.length])
      .sort(),
  ).toEqual([
    ['application.received', 1],
    ['conversion.created', 1],
    ['conversion.refunded', 1],
    ['creator.violation', 1],
  ]);
});
