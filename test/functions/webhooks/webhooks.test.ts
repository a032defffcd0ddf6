import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverDue, type WebhookDeps } from '../../../functions/webhooks/deliver-due.ts';
import { createRoads, type Roads } from '../../../functions/webhooks/roads.ts';
import { sendSafely } from '../../../functions/webhooks/send-safely.ts';
import { inLanes } from '../../../shared/data/table/lanes.ts';
import type { BrandId, Id } from '../../../shared/domain/schema/common.ts';
import { nextAttemptAt } from '../../../shared/domain/time/webhook-schedule.ts';
import { anApi, type TestApi } from '../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';

type Received = { headers: IncomingHttpHeaders; body: string };
let engine: Engine;
let api: TestApi;
let server: Server;
let received: Received[];
let answer: { status: number; headers?: Record<string, string> };
let url: string;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  received = [];
  roads = createRoads();
  answer = { status: 204 };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  api = await anApi(engine, { allowLoopbackWebhooks: true, ...randomly });
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const randomly = { random: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
let roads: Roads;
const deps = (): WebhookDeps => ({
  stores: api.deps.stores,
  sealKeys: api.deps.cursorKeys,
  now: () => api.clock.now,
  dice: () => 0.5,
  send: (outgoing) => sendSafely(outgoing, { allowLoopback: true }),
  roads,
});

type Hook = { id: string; secret: string; status: string; disabledReason?: string };
const aWebhook = async (): Promise<Hook> =>
  (await api.sock.as.post('/v1/webhooks', { url, events: ['conversion.created'] })).json;
const anOrder = (subjectId: string) =>
  api.deps.stores.brand(api.sock.brand.id).emitEvent({
    type: 'conversion.created',
    subjectId,
    data: { id: subjectId },
    at: new Date(api.clock.now).toISOString(),
  });
const log = async (hook: Hook) =>
  (
    (await api.sock.as.get(`/v1/webhooks/${hook.id}/deliveries`)).json as {
      data: { id: string; state: string; attempts: unknown[] }[];
    }
  ).data;

describe('a webhook', () => {
  it('gets an event once, signed so that the published verifier accepts it', async () => {
    const hook = await aWebhook();
    await anOrder('cnv_1');
    await anOrder('cnv_1');
    await deliverDue(deps());
    await deliverDue(deps());
    expect(received).toHaveLength(1);
    const { headers, body } = received[0] as Received;
    const signed = headers as Record<string, string>;
    const real = Date.now;
    Date.now = () => api.clock.now;
    try {
      const verifier = new Verifier(hook.secret);
      expect(verifier.verify(body, signed)).toMatchObject({
        type: 'conversion.created',
        data: { id: 'cnv_1' },
      });
      expect(() => verifier.verify(body.replace('cnv_1', 'cnv_2'), signed)).toThrow();
      expect(() => verifier.verify(body, { ...signed, 'webhook-id': 'evt_other' })).toThrow();
      Date.now = () => api.clock.now + 6 * 60_000;
      expect(() => verifier.verify(body, signed)).toThrow();
    } finally {
      Date.now = real;
    }
    expect((await log(hook)).map(({ state }) => state)).toEqual(['delivered']);
  });

  it('is told once by workers who see the same event, and again when the one that took it died', async () => {
    const hook = await aWebhook();
    for (let order = 0; order < 3; order++) await anOrder(`cnv_${order}`);
    await Promise.all([1, 2, 3].map(() => deliverDue(deps())));
    expect(received).toHaveLength(3);
    await anOrder('cnv_3');
    await expect(
      deliverDue({ ...deps(), send: () => Promise.reject(new Error('killed')) }),
    ).rejects.toThrow();
    await deliverDue(deps());
    expect(received).toHaveLength(3);
    api.clock.now += 60_000;
    await deliverDue(deps());
    expect(received).toHaveLength(4);
    expect((await log(hook)).map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
  });

  it('keeps an attempt that is asked for by hand while one is under way', async () => {
    const hook = await aWebhook();
    await anOrder('cnv_1');
    const [delivery] = await log(hook);
    const replaying: WebhookDeps['send'] = async () => {
      api.clock.now += 1_000;
      await api.sock.as.post(`/v1/webhooks/${hook.id}/deliveries/${delivery?.id}/replay`);
      return { kind: 'answered', status: 500 };
    };
    await deliverDue({ ...deps(), send: replaying });
    await deliverDue(deps());
    expect(received).toHaveLength(1);
    expect(await log(hook)).toMatchObject([
      { state: 'delivered', attempts: [{ status: 500 }, { status: 204 }] },
    ]);
  });

  it('keeps its secret sealed at rest', async () => {
    const hook = await aWebhook();
    expect(JSON.stringify(await dumpOf(engine))).not.toContain(hook.secret.slice(6));
  });

  it('is tried ten times over three days, then switched off, and can be switched on and replayed', async () => {
    const hook = await aWebhook();
    answer = { status: 500 };
    await anOrder('cnv_2');
    for (let hour = 0; hour < 24 * 4 * 4; hour++) {
      await deliverDue(deps());
      api.clock.now += 900_000;
    }
    expect(received).toHaveLength(10);
    const [failed] = await log(hook);
    expect(failed).toMatchObject({ state: 'failed' });
    expect((await api.sock.as.get(`/v1/webhooks/${hook.id}`)).json).toMatchObject({ status: 'disabled' });
    answer = { status: 200 };
    await api.sock.as.patch(`/v1/webhooks/${hook.id}`, { status: 'active' });
    const replay = await api.sock.as.post(`/v1/webhooks/${hook.id}/deliveries/${failed?.id}/replay`);
    expect(replay.status).toBe(202);
    await deliverDue(deps());
    expect(received).toHaveLength(11);
    expect(received[10]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
    expect(await log(hook)).toMatchObject([{ state: 'delivered' }]);
  });

  it('is switched off at once by 410 Gone', async () => {
    const hook = await aWebhook();
    answer = { status: 410 };
    await anOrder('cnv_3');
    await deliverDue(deps());
    const { json } = await api.sock.as.get(`/v1/webhooks/${hook.id}`);
    expect(json).toMatchObject({ status: 'disabled', disabledReason: 'The address answered 410 Gone.' });
  });

  it('is not followed to where it redirects', async () => {
    await aWebhook();
    answer = { status: 302, headers: { location: url } };
    await anOrder('cnv_4');
    await deliverDue(deps());
    expect(received).toHaveLength(1);
  });

  it.each([
    'http://shop.example.com/h',
    'https://10.0.0.1/h',
    'https://localhost/h',
    'https://[::ffff:169.254.169.254]/h',
  ])('cannot be %s', async (bad) => {
    expect((await api.sock.as.post('/v1/webhooks', { url: bad, events: ['webhook.test'] })).status).toBe(422);
  });
});

describe('sending safely', () => {
  const to = (url: string) => ({ url, headers: {}, body: '{}' });
  it.each([
    ['a private address', ['10.0.0.5']],
    ['the metadata service', ['169.254.169.254']],
    ['loopback as IPv6', ['::1']],
    ['a mapped private address', ['::ffff:10.0.0.5']],
    ['NAT64 of a private address', ['64:ff9b::a00:5']],
    ['one public and one private address', ['93.184.215.14', '192.168.0.1']],
  ])('refuses a name that leads to %s', async (_what, addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    expect(await sendSafely(to('https://hook.example/'), { resolve })).toEqual({
      kind: 'failed',
      reason: 'not a public address',
    });
  });

  it('asks the resolver once and connects to what it checked, whatever it would say next', async () => {
    let asked = 0;
    const resolve = async () => {
      asked++;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const sent = await sendSafely(to(url.replace('127.0.0.1', 'rebinding.example')), {
      resolve,
      allowLoopback: true,
    });
    expect([sent, asked]).toEqual([{ kind: 'answered', status: 204 }, 1]);
  });

  it('gives up on a server that does not answer', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    expect(await sendSafely(to(address), { allowLoopback: true, timeoutMs: 50 })).toEqual({
      kind: 'failed',
      reason: 'no answer in time',
    });
    silent.closeAllConnections();
    silent.close();
  });

  it('refuses plain http and IP literals of private networks', async () => {
    expect(await sendSafely(to('http://hook.example/'))).toMatchObject({ reason: 'not https' });
    expect(await sendSafely(to('https://0x7f000001/'))).toMatchObject({ reason: 'not a public address' });
  });
});

it('signs like the vectors published with Standard Webhooks', () => {
  const signer = new Verifier('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const signature = signer.sign(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
  );
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('waits longer each time, give or take a tenth, and gives up after nine retries', () => {
  const waits = (dice: number) => Array.from({ length: 10 }, (_, i) => nextAttemptAt(i + 1, 0, dice));
  expect(waits(0.5)).toEqual([5e3, 3e5, 1.8e6, 7.2e6, 1.8e7, 3.6e7, 5.04e7, 7.2e7, 8.64e7, undefined]);
  expect([nextAttemptAt(1, 0, 0), nextAttemptAt(1, 0, 1)]).toEqual([4_500, 5_500]);
});

describe('an address with many events', () => {
  const NAMES = Array.from({ length: 30 }, (_, n) => `cnv_many_${n}`);
  /** What one call sends, each request taking so long, and the look at the queue. */
  async function turnOf(tookMs: number, lookMs = 0) {
    await aWebhook();
    for (const name of NAMES) await anOrder(name);
    let [looks, sent] = [0, 0];
    const { webhookQueue } = api.deps.stores;
    const due: typeof webhookQueue.due = (until) => {
      looks++;
      api.clock.now += lookMs;
      return webhookQueue.due(until);
    };
    const send: WebhookDeps['send'] = async () => {
      sent++;
      api.clock.now += tookMs;
      return { kind: 'answered', status: 200 };
    };
    const stores = { ...api.deps.stores, webhookQueue: { ...webhookQueue, due } };
    await deliverDue({ ...deps(), stores, send });
    return { looks, sent };
  }

  it('is served in rounds from one look at the queue', async () => {
    expect(await turnOf(0)).toEqual({ looks: 1, sent: NAMES.length });
  });

  it('is left after a round where that took long: others may have come', async () => {
    expect(await turnOf(3_000)).toEqual({ looks: 1, sent: 4 });
    api.clock.now += 60_000;
    await deliverDue(deps());
    expect(received).toHaveLength(NAMES.length - 4);
  });

  it('is served though the look at a long queue took longer than a round may', async () => {
    expect(await turnOf(0, 20_000)).toEqual({ looks: 1, sent: NAMES.length });
  });

  it('has as long as the look took, that most of the time is spent sending', async () => {
    expect(await turnOf(500, 10_000)).toEqual({ looks: 1, sent: 20 });
  });
});

it('one that cannot be tried at all stops no other, and is told', async () => {
  const broken = await aWebhook();
  await anOrder('cnv_before');
  for (let n = 0; n < 30; n++) await aWebhook();
  api.clock.now += 1_000;
  await anOrder('cnv_all');
  const { webhooks } = api.deps.stores.brand(api.sock.brand.id);
  await webhooks.update(broken.id, (webhook) => ({ ...webhook, sealedSecret: 'x' }));
  await expect(deliverDue(deps())).rejects.toThrow(/2 deliveries not tried, first .*secret of whk_/);
  expect(received).toHaveLength(30);
  const states = (await log(broken)).map(({ state }) => state);
  expect(states).toEqual(['pending', 'pending']);
  await webhooks.update(broken.id, (webhook) => ({ ...webhook, status: 'disabled' }));
});

describe('a dead address', () => {
  const DEAD = 'https://dead.example.com/hook';
  const hookOn = async (address: string): Promise<Hook> =>
    (await api.sock.as.post('/v1/webhooks', { url: address, events: ['conversion.created'] })).json;
  /** Sends to DEAD fail; how often each address was asked. */
  const counting = () => {
    const asked = new Map<string, number>();
    const send: WebhookDeps['send'] = async (outgoing) => {
      asked.set(outgoing.url, (asked.get(outgoing.url) ?? 0) + 1);
      if (outgoing.url === DEAD) return { kind: 'failed', reason: 'timed out' };
      return sendSafely(outgoing, { allowLoopback: true });
    };
    return { asked, send };
  };

  it('holds up nobody: others get theirs in the first turn, and it is asked a few times, not for each event', async () => {
    const dead = await hookOn(DEAD);
    for (let n = 0; n < 60; n++) await anOrder(`cnv_dead_${n}`);
    const good = await aWebhook();
    api.clock.now += 1_000;
    await anOrder('cnv_good');
    const { asked, send } = counting();
    await deliverDue({ ...deps(), send });
    expect(await log(good)).toMatchObject([{ state: 'delivered' }]);
    for (let turn = 0; turn < 40; turn++) await deliverDue({ ...deps(), send });
    expect(asked.get(DEAD)).toBeLessThanOrEqual(5);
    api.clock.now += 130_000;
    for (let turn = 0; turn < 40; turn++) await deliverDue({ ...deps(), send });
    expect(asked.get(DEAD)).toBeLessThanOrEqual(10);
    expect((await log(dead)).filter(({ state }) => state === 'pending').length).toBeGreaterThan(0);
  });

  it('hides nobody behind thousands of its own', async () => {
    const dead = await hookOn(DEAD);
    const dueAt = new Date(api.clock.now).toISOString();
    const { id: brandId } = api.sock.brand as { id: BrandId };
    const piled = Array.from({ length: 1_200 }, (_, n) => `dlv_${n}` as Id<'dlv'>);
    const { webhookQueue } = api.deps.stores;
    const entries = piled.map((deliveryId) => ({
      dueAt,
      brandId,
      webhookId: dead.id as Id<'whk'>,
      deliveryId,
    }));
    await inLanes(8, entries, webhookQueue.add);
    const good = await aWebhook();
    api.clock.now += 1_000;
    await anOrder('cnv_good');
    await deliverDue({ ...deps(), send: counting().send });
    expect(await log(good)).toMatchObject([{ state: 'delivered' }]);
    await inLanes(8, entries, webhookQueue.remove);
  });

  it('gets all that waited once it answers again', async () => {
    const dead = await hookOn(DEAD);
    for (let n = 0; n < 12; n++) await anOrder(`cnv_back_${n}`);
    const { send } = counting();
    for (let turn = 0; turn < 10; turn++) await deliverDue({ ...deps(), send });
    const well: WebhookDeps['send'] = async () => ({ kind: 'answered', status: 200 });
    for (let turn = 0; turn < 40; turn++) {
      api.clock.now += 120_000;
      await deliverDue({ ...deps(), send: well });
    }
    const states = (await log(dead)).map(({ state }) => state);
    expect(states).toEqual(Array(12).fill('delivered'));
  });
});
