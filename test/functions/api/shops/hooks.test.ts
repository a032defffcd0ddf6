import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../../../functions/api/app.ts';
import type { BrandId, Id } from '../../../../shared/domain/schema/common.ts';
import { DAY_MS } from '../../../../shared/domain/time/units.ts';
import type { OrderDesk } from '../../../../shared/orders/desk.ts';
import { applyKept } from '../../../../shared/shops/apply-soon.ts';
import { applyWaiting } from '../../../../shared/shops/apply-waiting.ts';
import { eraseShops } from '../../../../shared/shops/erase-shops.ts';
import type { KeptEvent } from '../../../../shared/shops/receive-delivery.ts';
import { apiDeps, NOON, postBody } from '../../../support/api-builders.ts';
import { apiOfFile } from '../../../support/api-of-file.ts';
import { dumpOf } from '../../../support/engine.ts';
import { deliver, type HookAnswer, SIGNERS } from '../../../support/shops/senders.ts';

const host = apiOfFile();
const { as, made } = host;
const WOO = 'a-secret-of-woo';
const STRIPE = 'whsec_of_stripe';
let woo: HookAnswer;
let stripe: HookAnswer;

const PERSON = {
  name: 'Kim Followersson',
  mail: 'kim.followersson@example.com',
  phone: '+49 151 5550123',
  street: 'Sockengasse 7b',
  address: '203.0.113.77',
  words: 'For grandma, ring twice',
};
let orders = 0;
const wooOrder = (over: object = {}) => ({
  id: 7_000 + orders++,
  status: 'processing',
  currency: 'EUR',
  date_created_gmt: '2026-10-05T10:00:00',
  date_modified_gmt: '2026-10-05T10:00:10',
  total: '60.61',
  total_tax: '9.67',
  customer_id: 0,
  customer_ip_address: PERSON.address,
  customer_note: PERSON.words,
  billing: { first_name: PERSON.name, email: PERSON.mail, phone: PERSON.phone, address_1: PERSON.street },
  shipping: { first_name: PERSON.name, address_1: PERSON.street },
  line_items: [{ name: 'Sock', total: '46.82', meta_data: [{ key: 'Engraving', value: PERSON.words }] }],
  coupon_lines: [{ code: 'ada10' }],
  refunds: [],
  meta_data: [{ key: '_billing_phone', value: PERSON.phone }],
  unheard_of: { contact: `${PERSON.name} <${PERSON.mail}>` },
  ...over,
});
const sendWoo = (body: object | string, { secret = WOO, topic = 'order.updated', hook = woo } = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return deliver(
    host.api,
    hook.url,
    text,
    SIGNERS.woocommerce(text, secret, { 'x-wc-webhook-topic': topic }),
  );
};
const sendStripe = (body: object, t: number) => {
  const text = JSON.stringify(body);
  return deliver(host.api, stripe.url, text, SIGNERS.stripe(text, STRIPE, { t: String(t) }));
};
const orderOf = async (externalId: string) => {
  const { status, json } = await as().get(`/v1/conversions/external/${externalId}`);
  return { status, order: json as Record<string, unknown> };
};
type Event = { id: string; state: string; reason?: string; orders: string[]; body: string };
const eventsOf = async (hook: HookAnswer, query = '') =>
  ((await as().get(`/v1/hooks/${hook.id}/events${query}`)).json as { data: Event[] }).data;
const refusedOf = async (hook: HookAnswer) =>
  ((await as().get(`/v1/hooks/${hook.id}`)).json as HookAnswer).refused;
const dump = async () =>
  JSON.stringify((await dumpOf(host.engine)).filter(({ item }) => !/HOOKTALLY/.test(item.pk?.S ?? '')));

beforeAll(async () => {
  const { id } = await made('/v1/creators', {
    handle: '@ada',
    platform: 'instagram',
    couponCodes: ['ADA10'],
  });
  await made('/v1/posts', postBody(id));
  woo = await made<HookAnswer>('/v1/hooks', { platform: 'woocommerce', secret: WOO });
  stripe = await made<HookAnswer>('/v1/hooks', { platform: 'stripe', secret: STRIPE });
});

describe('what is refused leaves nothing but a count', () => {
  it.each([
    ['forged', () => sendWoo(wooOrder(), { secret: 'another' }), 401],
    ['unsigned', () => deliver(host.api, woo.url, JSON.stringify(wooOrder()), {}), 401],
    ['late', () => sendStripe({ id: 'evt_9' }, NOON / 1_000 - 301), 401],
    ['late', () => sendStripe({ id: 'evt_9' }, NOON / 1_000 + 301), 401],
  ] as const)('%s', async (why, send, status) => {
    const hook = why === 'late' ? stripe : woo;
    const [before, counted] = [await dump(), await refusedOf(hook)];
    expect((await send()).status).toBe(status);
    expect(await dump()).toBe(before);
    expect(await refusedOf(hook)).toEqual({ ...counted, [why]: (counted[why] ?? 0) + 1 });
  });

  it('sent once more, it is answered with 200 and changes nothing', async () => {
    const order = wooOrder();
    await sendWoo(order);
    const [before, counted] = [await dump(), await refusedOf(woo)];
    expect((await sendWoo(order)).status).toBe(200);
    expect(await dump()).toBe(before);
    expect(await refusedOf(woo)).toEqual({ ...counted, repeated: (counted.repeated ?? 0) + 1 });
  });

  it('an address that nobody gave, or of another platform, is 404', async () => {
    const before = await dump();
    const text = JSON.stringify(wooOrder());
    for (const url of [woo.url.slice(0, -1), woo.url.replace('woocommerce', 'shopify'), `${woo.url}x`])
      expect((await deliver(host.api, url, text, SIGNERS.woocommerce(text, WOO))).status).toBe(404);
    expect(await dump()).toBe(before);
  });
});

describe('WooCommerce’s ping', () => {
  it('is unsigned, a form, and gets exactly 200', async () => {
    const before = await dump();
    const form = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    expect((await deliver(host.api, woo.url, 'webhook_id=17', form)).status).toBe(200);
    expect(await dump()).toBe(before);
    expect((await deliver(host.api, woo.url, 'webhook_id=17&x=1', form)).status).toBe(401);
    expect((await deliver(host.api, stripe.url, 'webhook_id=17', form)).status).toBe(401);
  });
});

describe('secrets', () => {
  it('of two both are good, and the third puts out the first', async () => {
    const hook = await made<HookAnswer>('/v1/hooks', { platform: 'woocommerce', prefix: 'second' });
    const first = hook.secret ?? '';
    expect(first.length).toBeGreaterThan(20);
    const statuses = async (...secrets: string[]) => {
      const all: number[] = [];
      for (const secret of secrets) all.push((await sendWoo(wooOrder(), { secret, hook })).status);
      return all;
    };
    await as().patch(`/v1/hooks/${hook.id}`, { secret: 'the-second-one' });
    expect(await statuses(first, 'the-second-one')).toEqual([200, 200]);
    await as().patch(`/v1/hooks/${hook.id}`, { secret: 'the-third-one' });
    expect(await statuses(first, 'the-second-one', 'the-third-one')).toEqual([401, 200, 200]);
    expect(JSON.stringify(await dumpOf(host.engine))).not.toContain('the-third-one');
    expect((await as().delete(`/v1/hooks/${hook.id}`)).status).toBe(204);
    expect(await statuses('the-third-one')).toEqual([404]);
  });
});

describe('who ordered', () => {
  it('stands nowhere in what is kept', async () => {
    const { id } = wooOrder();
    await sendWoo(wooOrder({ id }));
    await sendWoo(wooOrder({ status: 'on-hold' }));
    expect((await orderOf(`woo:${id}`)).order.customerId).toMatch(/^guest_/);
    const all = JSON.stringify(await dumpOf(host.engine));
    for (const text of Object.values(PERSON)) expect(all).not.toContain(text);
  });

  it('is the customer whom the API is told by the same address, and erased with that', async () => {
    const { id } = wooOrder();
    await sendWoo(wooOrder({ id }));
    const { customerId } = (await orderOf(`woo:${id}`)).order;
    const told = { kind: 'sale', externalId: 'told-1', occurredAt: '2026-10-05T10:00:00Z' };
    const amount = { amount: 100, currency: 'EUR' };
    expect(
      await made('/v1/conversions', { ...told, amount, customerId: PERSON.mail.toUpperCase() }),
    ).toMatchObject({ customerId });
    await as().post('/v1/erasures', { customerId: PERSON.mail });
    expect(JSON.stringify(await dumpOf(host.engine))).not.toContain(customerId);
  });

  it('can be erased while an order waits for its payment', async () => {
    const order = wooOrder({ status: 'on-hold', customer_id: 990_011 });
    await sendWoo(order);
    expect(JSON.stringify(await dumpOf(host.engine))).toContain('990011');
    await as().post('/v1/erasures', { customerId: '990011' });
    expect(JSON.stringify(await dumpOf(host.engine))).not.toContain('990011');
    await sendWoo({
      ...order,
      status: 'processing',
      date_modified_gmt: '2026-10-05T11:00:00',
      customer_id: 0,
      billing: {},
    });
    expect((await orderOf(`woo:${order.id}`)).order).toMatchObject({ amount: { amount: 6061 } });
    expect((await orderOf(`woo:${order.id}`)).order.customerId).toBeUndefined();
  });

  it('is erased from what names him alone: nothing else is written again', async () => {
    const customerId = 990_012;
    await sendWoo(wooOrder({ status: 'on-hold', customer_id: customerId }));
    const stores = host.api.deps.stores.brand(host.api.sock.brand.id);
    const before = await dump();
    expect(await eraseShops(stores, ['nobody-of-ours'])).toBe(0);
    expect(await dump()).toBe(before);
    // His delivery, and what was learnt from it.
    expect(await eraseShops(stores, [String(customerId)])).toBe(2);
  });
});

describe('events', () => {
  it('tell what waits, what is nothing, and what could not be read; the newest first', async () => {
    const mine = await made<HookAnswer>('/v1/hooks', {
      platform: 'woocommerce',
      secret: WOO,
      prefix: 'events',
    });
    host.api.clock.now += 1_000;
    await sendWoo(wooOrder({ id: 1, status: 'pending' }), { hook: mine });
    host.api.clock.now += 1_000;
    await sendWoo({ id: 2, first_name: 'Kim' }, { hook: mine, topic: 'customer.created' });
    host.api.clock.now += 1_000;
    await sendWoo(wooOrder({ id: 3, currency: 'XX' }), { hook: mine });
    host.api.clock.now += 1_000;
    await sendWoo('{"id":4', { hook: mine });
    expect((await eventsOf(mine)).map(({ state, reason }) => [state, reason])).toEqual([
      ['problem', 'The body is not JSON.'],
      ['problem', 'Its currency "XX" is none of ISO 4217.'],
      ['ignored', 'It is no order (customer.created).'],
      ['waiting', 'It is not paid, so it is no order yet.'],
    ]);
    expect(await eventsOf(mine, '?state=waiting')).toHaveLength(1);
  });

  it('that could not be booked are once the brand has mended what was in the way, by a replay', async () => {
    const hook = await made<HookAnswer>('/v1/hooks', {
      platform: 'generic',
      mapping: { order: { id: '/no', amount: '/sum', currency: '/cur' } },
    });
    const { Webhook } = await import('standardwebhooks');
    const text = JSON.stringify({ number: 5, sum: '10.00', cur: 'EUR', code: 'ADA10', no: 5 });
    const at = new Date(host.api.clock.now);
    await deliver(host.api, hook.url, text, {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(hook.secret ?? '').sign('msg_1', at, text),
    });
    expect((await orderOf('shop:5')).order).toMatchObject({
      amount: { amount: 1_000 },
      attributedBy: 'none',
    });
    const [event] = await eventsOf(hook);
    const again = await as().post(`/v1/hooks/${hook.id}/events/${event?.id}/replay`);
    expect(again).toMatchObject({ status: 200, json: { state: 'applied', orders: ['shop:5'] } });
  });
});

describe('a renewal of Stripe’s', () => {
  const event = (type: string, object: object, at = NOON / 1_000) => ({
    id: `evt_${type}_${JSON.stringify(object).length}`,
    object: 'event',
    type,
    livemode: true,
    created: at,
    data: { object },
  });
  const tellings = (id: string) => ({
    invoice: event('invoice.paid', {
      id: `in_${id}`,
      billing_reason: 'subscription_cycle',
      created: NOON / 1_000 - 60,
      currency: 'eur',
      amount_paid: 11_900,
      total_excluding_tax: 10_000,
    }),
    payment: event('invoice_payment.paid', {
      id: `inpay_${id}`,
      invoice: `in_${id}`,
      payment: { type: 'payment_intent', payment_intent: `pi_${id}` },
    }),
    refund: event('refund.created', {
      id: `re_${id}`,
      amount: 5_950,
      currency: 'eur',
      payment_intent: `pi_${id}`,
      created: NOON / 1_000 - 30,
      status: 'succeeded',
    }),
  });

  it.each([
    ['invoice', 'payment', 'refund'],
    ['invoice', 'refund', 'payment'],
    ['payment', 'invoice', 'refund'],
    ['payment', 'refund', 'invoice'],
    ['refund', 'invoice', 'payment'],
    ['refund', 'payment', 'invoice'],
  ] as const)('is met by refunds of its payment: %s, %s, %s', async (...order) => {
    host.api.clock.now = NOON;
    const id = order.join('');
    for (const name of order) expect((await sendStripe(tellings(id)[name], NOON / 1_000)).status).toBe(200);
    const { order: stood } = await orderOf(`stripe:in_${id}`);
    expect(stood).toMatchObject({
      amount: { amount: 11_900 },
      refunds: [{ state: 'booked', amount: { amount: 5_950 } }],
    });
    expect((await orderOf(`stripe:pi_${id}`)).status).toBe(404);
    const open = (await eventsOf(stripe)).filter(
      ({ orders, state }) => state !== 'applied' && orders.some((one) => one.endsWith(id)),
    );
    expect(open).toEqual([]);
  });
});

it('is answered before anything of it is read', async () => {
  const kept: KeptEvent[] = [];
  const deps = apiDeps(host.engine, host.api.clock, { shopEventKept: (event) => void kept.push(event) });
  const order = JSON.stringify(wooOrder({ id: 123_456 }));
  const api = { app: createApi(deps), deps };
  expect((await deliver(api, woo.url, order, SIGNERS.woocommerce(order, WOO))).status).toBe(200);
  expect((await orderOf('woo:123456')).status).toBe(404);
  expect((await eventsOf(woo, '?state=new')).map(({ id }) => id)).toEqual(kept.map(({ eventId }) => eventId));
  for (const event of kept) await applyKept(event, deps);
  expect((await orderOf('woo:123456')).order).toMatchObject({ attributedBy: 'coupon' });
});

it('an event that lacked another is booked with it, and then names nobody', async () => {
  const order = wooOrder({ id: 654_321, status: 'on-hold', customer_id: 880_022 });
  await sendWoo(order);
  const mine = async () => (await eventsOf(woo)).filter(({ orders }) => orders.includes('woo:654321'));
  expect((await mine()).map(({ state }) => state)).toEqual(['waiting']);
  await sendWoo({ ...order, status: 'processing', date_modified_gmt: '2026-10-05T11:00:00' });
  expect((await mine()).map(({ state, reason }) => [state, reason])).toEqual([
    ['applied', undefined],
    ['applied', undefined],
  ]);
  const { customerId, ...rest } = (await orderOf('woo:654321')).order;
  expect(customerId).toBe('880022');
  const elsewhere = (await dumpOf(host.engine)).filter(({ item }) =>
    /HOOKEVENT|SHOPORDER/.test(item.pk?.S ?? ''),
  );
  expect(JSON.stringify(elsewhere)).not.toContain('880022');
  expect(rest.attributedBy).toBe('coupon');
});

it('what a request kept and could not apply is applied by the sweep', async () => {
  const order = wooOrder();
  const { put } = (await import('../../../support/shops/keep-only.ts')).keepOnly(host.api, woo, WOO);
  await put(order);
  expect((await orderOf(`woo:${order.id}`)).status).toBe(404);
  expect(await applyWaiting(host.api.deps)).toBe(0);
  host.api.clock.now += 60_000;
  expect(await applyWaiting(host.api.deps)).toBe(1);
  expect((await orderOf(`woo:${order.id}`)).order).toMatchObject({ attributedBy: 'coupon' });
  expect(await applyWaiting(host.api.deps)).toBe(0);
});

it('a hundred that cannot be applied hold up nobody, and are tried ever more rarely', async () => {
  const { deps, clock } = host.api;
  const queue = deps.stores.hookQueue;
  const broken = { brandId: 'brd_broken' as BrandId, hookId: 'hok_1' as Id<'hok'> };
  const desk: OrderDesk = {
    ...deps,
    stores: {
      ...deps.stores,
      brand(id) {
        if (id === broken.brandId) throw new Error('its records cannot be read');
        return deps.stores.brand(id);
      },
    },
  };
  for (let at = 0; at < 100; at++)
    await queue.add({
      ...broken,
      eventId: `hev_${at}` as Id<'hev'>,
      dueAt: new Date(clock.now).toISOString(),
    });
  clock.now += 1_000;
  const order = wooOrder();
  await (await import('../../../support/shops/keep-only.ts')).keepOnly(host.api, woo, WOO).put(order);
  const sweep = async () => {
    clock.now += 60_000;
    return applyWaiting(desk).catch((failure: Error) => failure.message);
  };
  expect(await sweep()).toMatch(/^100 shop events wait/);
  expect((await orderOf(`woo:${order.id}`)).status).toBe(404);
  expect(await sweep()).toMatch(/^99 shop events wait/);
  expect((await orderOf(`woo:${order.id}`)).status).toBe(200);
  const due = () => queue.list(new Date(clock.now + DAY_MS).toISOString(), 1_000);
  for (let more = 0; more < 10; more++) await sweep();
  expect((await due()).map(({ failures }) => failures)).toEqual(Array(100).fill(4));
  for (const one of await due()) await queue.remove(one);
});

it('what the brand took out of the counts itself stays out', async () => {
  const order = wooOrder();
  await sendWoo(order);
  const { id } = (await orderOf(`woo:${order.id}`)).order as { id: string };
  await as().post(`/v1/conversions/${id}/void`, { reason: 'fraud' });
  await sendWoo({ ...order, date_modified_gmt: '2026-10-05T11:30:00' });
  expect((await orderOf(`woo:${order.id}`)).order).toMatchObject({ voided: { reason: 'fraud' } });
});

it('a deleted order is out, and in again when it is restored', async () => {
  const order = wooOrder();
  const standing = async () => ((await orderOf(`woo:${order.id}`)).order as { voided: object | null }).voided;
  await sendWoo(order);
  await sendWoo({ id: order.id }, { topic: 'order.deleted' });
  expect(await standing()).toMatchObject({ reason: 'cancelled' });
  host.api.clock.now += 1_000;
  await sendWoo({ ...order, date_modified_gmt: '2026-10-05T12:30:00' }, { topic: 'order.restored' });
  expect(await standing()).toBeNull();
});

describe('an order that a file has told, too', () => {
  const asFile = (id: number | string, over: object = {}) =>
    as().post('/v1/conversions', {
      kind: 'sale',
      externalId: String(id),
      occurredAt: '2026-10-05T11:30:00+02:00',
      amount: { amount: 6_061, currency: 'EUR' },
      ...over,
    });
  const tried = async (externalId: string, over: object = {}) => {
    const order = {
      kind: 'sale',
      externalId,
      occurredAt: '2026-10-05T10:00:00Z',
      amount: { amount: 6_061, currency: 'EUR' },
    };
    const { json } = await as().post('/v1/conversions/bulk?dryRun=true', {
      conversions: [{ ...order, ...over }],
    });
    return (json as { results: { outcome: string; alike?: string[] }[] }).results[0];
  };
  const refundsOf = async (externalId: string) =>
    ((await orderOf(externalId)).order.refunds as { externalId: string; amount: { amount: number } }[]).map(
      ({ externalId: name, amount }) => [name, amount.amount],
    );

  it('is one with what the hook tells later: its figures and refunds go there, and it counts once', async () => {
    const order = wooOrder({ number: '1-7' });
    const file = await asFile(order.id);
    expect(file.status).toBe(201);
    await sendWoo({ ...order, total: '55.00' });
    expect((await orderOf(`woo:${order.id}`)).status).toBe(404);
    const { order: there } = await orderOf(String(order.id));
    expect(there).toMatchObject({
      id: (file.json as { id: string }).id,
      amendments: [{ amount: { amount: 5_500 } }],
    });
    await sendWoo({
      ...order,
      total: '55.00',
      refunds: [{ id: 4_720, total: '-5.00' }],
      date_modified_gmt: '2026-10-05T10:20:00',
    });
    expect(await refundsOf(String(order.id))).toEqual([['woo:refund:4720', 500]]);
  });

  it('is found by the number that people call it by', async () => {
    const order = wooOrder({ number: '#77 31' });
    await asFile('#7731');
    await sendWoo(order);
    expect((await orderOf(`woo:${order.id}`)).status).toBe(404);
  });

  it('takes none of the refunds twice that the file told in all', async () => {
    const order = wooOrder();
    await asFile(order.id);
    await as().post(`/v1/conversions/external/${order.id}/refunds`, {
      externalId: `${order.id}:refund:1250`,
      amount: { amount: 1_250, currency: 'EUR' },
      occurredAt: '2026-10-05T11:30:00+02:00',
    });
    const refunds = [
      { id: `${order.id}1`, total: '-10.00' },
      { id: `${order.id}2`, total: '-2.50' },
    ];
    await sendWoo({ ...order, refunds });
    expect(await refundsOf(String(order.id))).toEqual([[`${order.id}:refund:1250`, 1_250]]);
    const more = [...refunds, { id: `${order.id}3`, total: '-3.00' }];
    await sendWoo({ ...order, refunds: more, date_modified_gmt: '2026-10-05T10:40:00' });
    expect((await refundsOf(String(order.id))).sort()).toEqual([
      [`${order.id}:refund:1250`, 1_250],
      [`woo:refund:${order.id}3`, 300],
    ]);
  });

  it('is known for one where the hook told it first', async () => {
    const order = wooOrder();
    await sendWoo(order);
    expect(await tried(String(order.id))).toMatchObject({ outcome: 'stored', alike: [`woo:${order.id}`] });
  });

  it.each([
    ['POST', (body: object) => as().post('/v1/conversions', body)],
    [
      'PUT',
      ({ externalId, ...body }: { externalId: string }) =>
        as().put(`/v1/conversions/external/${externalId}`, body),
    ],
    ['bulk', (body: object) => as().post('/v1/conversions/bulk', { conversions: [body] })],
    [
      'bulk of all or none',
      (body: object) => as().post('/v1/conversions/bulk?atomic=true', { conversions: [body] }),
    ],
  ])(
    'is one with what a program sends by %s after the hook, and is found by either name',
    async (_way, send) => {
      const order = wooOrder({ number: `9${_way.length}` });
      await sendWoo(order);
      const { order: hooked } = await orderOf(`woo:${order.id}`);
      const told = {
        kind: 'sale',
        externalId: String(order.id),
        occurredAt: '2026-10-05T10:00:00Z',
        amount: { amount: 5_000, currency: 'EUR' },
      };
      const answer = (await send(told)).json as { id?: string; data?: object[] };
      const taken = answer.data?.[0] ?? answer;
      expect(taken).toMatchObject({
        id: hooked.id,
        externalId: `woo:${order.id}`,
        amount: { amount: 6_061 },
        differs: [expect.objectContaining({ path: 'amount' })],
      });
      expect((await orderOf(String(order.id))).order).toMatchObject({ id: hooked.id });
      const { json } = await as().get(`/v1/conversions?q=${order.id}`);
      expect((json as { data: object[] }).data).toHaveLength(1);
    },
  );

  it('is refunded by the number that people call it by, once, whoever tells of it', async () => {
    const order = wooOrder();
    await sendWoo(order);
    const refund = (externalId: string, amount: number) =>
      as().post(`/v1/conversions/external/${order.id}/refunds`, {
        externalId,
        amount: { amount, currency: 'EUR' },
        occurredAt: '2026-10-05T10:30:00Z',
      });
    expect((await refund('r-1', 700)).status).toBe(201);
    await sendWoo({
      ...order,
      refunds: [{ id: 4_720, total: '-5.00' }],
      date_modified_gmt: '2026-10-05T10:40:00',
    });
    expect((await refund('4720', 500)).status).toBe(200);
    expect((await refund('4721', 300)).status).toBe(201);
    await sendWoo({
      ...order,
      refunds: [
        { id: 4_720, total: '-5.00' },
        { id: 4_721, total: '-3.00' },
      ],
      date_modified_gmt: '2026-10-05T10:50:00',
    });
    expect((await refundsOf(`woo:${order.id}`)).sort()).toEqual([
      ['4721', 300],
      ['r-1', 700],
      ['woo:refund:4720', 500],
    ]);
    const other = await as().post('/v1/conversions/external/no-such-order/refunds', {
      externalId: 'r',
      amount: { amount: 1, currency: 'EUR' },
      occurredAt: '2026-10-05T10:30:00Z',
    });
    expect(other.status).toBe(202);
  });

  it('takes the refunds that were told by its number before it came, unless another shop has one of that number', async () => {
    const order = wooOrder();
    const refund = (externalId: string, amount: number) =>
      as().post(`/v1/conversions/external/${order.id}/refunds`, {
        externalId,
        amount: { amount, currency: 'EUR' },
        occurredAt: '2026-10-05T10:30:00Z',
      });
    expect((await refund('4730', 500)).status).toBe(202);
    expect((await refund('far-too-much', 900_000)).status).toBe(202);
    await sendWoo(order);
    expect(await refundsOf(`woo:${order.id}`)).toEqual([['4730', 500]]);
    const told = { refunds: [{ id: 4_730, total: '-5.00' }], date_modified_gmt: '2026-10-05T10:40:00' };
    await sendWoo({ ...order, ...told });
    expect(await refundsOf(`woo:${order.id}`)).toEqual([['4730', 500]]);
    const { data } = (await as().get('/v1/refunds/waiting')).json as { data: { externalId: string }[] };
    expect(data.map(({ externalId }) => externalId)).toContain('far-too-much');

    const second = await made<HookAnswer>('/v1/hooks', {
      platform: 'woocommerce',
      prefix: 'woo2',
      secret: WOO,
    });
    const common = wooOrder();
    const early = await as().post(`/v1/conversions/external/${common.id}/refunds`, {
      externalId: 'whose',
      amount: { amount: 100, currency: 'EUR' },
      occurredAt: '2026-10-05T09:59:59Z',
    });
    expect(early.status).toBe(202);
    await sendWoo({ ...common, currency: 'USD' }, { hook: second });
    await sendWoo(common);
    expect(await refundsOf(`woo:${common.id}`)).toEqual([]);
  });

  it('is another one where a program sends one of another day, or in another currency', async () => {
    const order = wooOrder();
    await sendWoo(order);
    const told = { occurredAt: '2026-10-02T10:00:00Z' };
    const other = await asFile(order.id, told);
    expect([other.status, (other.json as { externalId: string }).externalId]).toEqual([
      201,
      String(order.id),
    ]);
    expect((await orderOf(`woo:${order.id}`)).order.id).not.toBe((other.json as { id: string }).id);
    const elsewhere = wooOrder();
    await sendWoo(elsewhere);
    expect((await asFile(elsewhere.id, { amount: { amount: 6_061, currency: 'JPY' } })).status).toBe(201);
  });

  it.each([
    ['of another day', { date_created_gmt: '2026-10-03T10:00:00' }],
    ['in another currency', { currency: 'JPY', total: '6061' }],
  ])('is another one where the hook tells of one %s', async (_what, over) => {
    const order = wooOrder(over);
    await asFile(order.id);
    await sendWoo(order);
    expect((await orderOf(`woo:${order.id}`)).status).toBe(200);
    const later = wooOrder(over);
    await sendWoo(later);
    expect(await tried(String(later.id))).not.toHaveProperty('alike');
  });
});
