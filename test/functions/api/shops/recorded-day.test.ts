import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi, caller, postBody, type TestApi } from '../../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../../support/engine.ts';
import { aDay, broughtByAda, type Doing, diceOf } from '../../../support/shops/day.ts';
import { deliveriesOf } from '../../../support/shops/deliveries.ts';
import { type Currency, PLATFORMS, type Platform, type Sending } from '../../../support/shops/platforms.ts';
import { deliver, type HookAnswer, SIGNERS } from '../../../support/shops/senders.ts';

const EVENING = Date.parse('2026-10-05T23:00:00Z');
const SECRET = 'whsec_of-the-recorded-day';
const COUNT = Number(process.env.VOUCH_SHOP_ORDERS ?? 200);

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

type Shop = { api: TestApi; as: TestApi['sock']['as']; hook: HookAnswer };
let shops = 0;
const bytesOf = (seed: string) => {
  let calls = 0;
  return (count: number) =>
    createHash('shake256', { outputLength: count }).update(`${seed}|${calls++}`).digest() as Uint8Array;
};

/** A brand of its own with Ada's code and a hook. */
async function aShop(platform: Platform, currency: Currency): Promise<Shop> {
  const api = await anApi(engine, { random: bytesOf(`${platform}|${shops++}`) });
  api.clock.now = EVENING;
  const { json } = await api.operator.post('/v1/brands', {
    name: 'Day & Co',
    timeZone: 'Europe/Berlin',
    currency,
  });
  const as = caller(api.app, (json as { ownerKey: string }).ownerKey);
  const ada = await as.post('/v1/creators', {
    handle: '@ada',
    platform: 'instagram',
    couponCodes: ['ADA10'],
  });
  const { id } = ada.json as { id: string };
  await as.post('/v1/posts', postBody(id, { publishedAt: '2026-10-04T00:00:00Z' }));
  const hook = (await as.post('/v1/hooks', { platform, secret: SECRET })).json as HookAnswer;
  return { api, as, hook };
}

async function send(platform: Platform, { api, hook }: Shop, { topic, body }: Sending): Promise<void> {
  const headers = {
    stripe: () => SIGNERS.stripe(body, SECRET, { t: String(EVENING / 1_000) }),
    shopify: () => SIGNERS.shopify(body, SECRET, { 'x-shopify-topic': topic }),
    woocommerce: () => SIGNERS.woocommerce(body, SECRET, { 'x-wc-webhook-topic': topic }),
  }[platform]();
  const { status, text } = await deliver(api, hook.url, body, headers);
  expect(status, text).toBe(200);
}

/** Some at once, as they come. */
async function sendAll(platform: Platform, shop: Shop, sent: readonly Sending[], atOnce = 1): Promise<void> {
  for (let at = 0; at < sent.length; at += atOnce)
    await Promise.all(sent.slice(at, at + atOnce).map((one) => send(platform, shop, one)));
}

/** Each twice now and then, and in any order. */
function shuffled(sent: readonly Sending[], seed: number): Sending[] {
  const dice = diceOf(seed);
  return sent
    .flatMap((one) => (dice(10) === 0 ? [one, one] : [one]))
    .map((one) => ({ one, at: dice(1_000_000) }))
    .sort((one, other) => one.at - other.at)
    .map(({ one }) => one);
}

const comesTo = async ({ as }: Shop) => {
  const { json } = await as.get('/v1/roi?from=2026-10-05&to=2026-10-06&groupBy=creator');
  const { totals } = json as { totals: { orders: number; netRevenue: { amount: number } } };
  return { orders: totals.orders, net: totals.netRevenue.amount };
};
const unsettled = async ({ as, hook }: Shop) => {
  const of = async (state: string) =>
    ((await as.get(`/v1/hooks/${hook.id}/events?state=${state}`)).json as { data: { reason: string }[] })
      .data;
  return [...(await of('problem')), ...(await of('new'))].map(({ reason }) => reason);
};
const sentOf = (platform: Platform, day: readonly Doing[], currency: Currency) =>
  day.flatMap((doing) => deliveriesOf(platform, doing, currency));
const withoutTallies = async () =>
  JSON.stringify((await dumpOf(engine)).filter(({ item }) => !/HOOKTALLY|APIKEY/.test(item.pk?.S ?? '')));

describe.each(PLATFORMS)('a day of a shop on %s', (platform) => {
  it('comes to what an independent sum says, and every delivery sent once more changes nothing', async () => {
    const day = aDay(platform, 20_261_005, COUNT);
    const shop = await aShop(platform, 'EUR');
    const sent = sentOf(platform, day, 'EUR');
    await sendAll(platform, shop, sent);
    expect(await comesTo(shop)).toEqual(broughtByAda(platform, day));
    expect(await unsettled(shop)).toEqual([]);
    const before = await withoutTallies();
    await sendAll(platform, shop, sent, 8);
    expect(await withoutTallies()).toEqual(before);
  }, 300_000);

  it.each([
    [1, 'EUR'],
    [2, platform === 'stripe' ? 'UGX' : 'JPY'],
  ] as const)(
    'comes to the same in whatever order it arrives, several at once (%i, %s)',
    async (seed, currency) => {
      const day = aDay(platform, seed, Math.ceil(COUNT / 5));
      const shop = await aShop(platform, currency);
      await sendAll(platform, shop, shuffled(sentOf(platform, day, currency), seed * 77), 8);
      expect(await comesTo(shop)).toEqual(broughtByAda(platform, day));
      expect(await unsettled(shop)).toEqual([]);
    },
    300_000,
  );
});
