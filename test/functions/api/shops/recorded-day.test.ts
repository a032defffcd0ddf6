import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi, postBody, type TestApi } from '../../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../../support/engine.ts';
import { aDay, type Doing, diceOf, expectedOf, type Sending } from '../../../support/shops/day.ts';
import { DELIVERIES } from '../../../support/shops/deliveries.ts';
import { deliver, type HookAnswer, SIGNERS } from '../../../support/shops/senders.ts';

const EVENING = Date.parse('2026-10-05T23:00:00Z');
/** What each platform tells of edits, of refunds' net parts and of refunds that fail. */
const PLATFORMS = {
  shopify: { refunds: 'exact', edits: true },
  woocommerce: { refunds: 'ratio', edits: true },
  stripe: { refunds: 'ratio', edits: false },
} as const;
type Platform = keyof typeof PLATFORMS;
const SECRET = 'whsec_of-the-recorded-day';
const COUNT = Number(process.env.VOUCH_SHOP_ORDERS ?? 200);

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** A brand of its own with Ada's code and a hook. */
async function aShop(platform: Platform) {
  const api = await anApi(engine, { random: bytesOf(`${platform}|${shops++}`) });
  api.clock.now = EVENING;
  const { as } = api.sock;
  const creator = (
    await as.post('/v1/creators', { handle: '@ada', platform: 'instagram', couponCodes: ['ADA10'] })
  ).json as { id: string };
  await as.post('/v1/posts', postBody(creator.id, { publishedAt: '2026-10-04T00:00:00Z' }));
  const hook = (await as.post('/v1/hooks', { platform, secret: SECRET })).json as HookAnswer;
  return { api, hook };
}
let shops = 0;
const bytesOf = (seed: string) => {
  let calls = 0;
  return (count: number) =>
    createHash('shake256', { outputLength: count }).update(`${seed}|${calls++}`).digest() as Uint8Array;
};

async function sendAll(
  platform: Platform,
  { api, hook }: { api: TestApi; hook: HookAnswer },
  sent: Sending[],
) {
  for (const { topic, body } of sent) {
    const headers =
      platform === 'stripe'
        ? SIGNERS.stripe(body, SECRET, { t: String(EVENING / 1_000) })
        : platform === 'shopify'
          ? SIGNERS.shopify(body, SECRET, { 'x-shopify-topic': topic })
          : SIGNERS.woocommerce(body, SECRET, { 'x-wc-webhook-topic': topic });
    const { status, text } = await deliver(api, hook.url, body, headers);
    expect(status, text).toBe(200);
  }
}

/** Each twice now and then, and in any order. */
function shuffled(day: readonly Doing[], platform: Platform, seed: number): Sending[] {
  const dice = diceOf(seed);
  const sent = day.flatMap((doing) => DELIVERIES[platform](doing));
  const all = sent.flatMap((one) => (dice(10) === 0 ? [one, one] : [one]));
  for (let at = all.length - 1; at > 0; at--) {
    const other = dice(at + 1);
    [all[at], all[other]] = [all[other] as Sending, all[at] as Sending];
  }
  return all;
}

const comesTo = async ({ api }: { api: TestApi }) => {
  const { json } = await api.sock.as.get('/v1/roi?from=2026-10-05&to=2026-10-06&groupBy=creator');
  const { totals } = json as { totals: { orders: number; netRevenue: { amount: number } } };
  return { orders: totals.orders, net: totals.netRevenue.amount };
};
const problems = async ({ api, hook }: { api: TestApi; hook: HookAnswer }) =>
  ((await api.sock.as.get(`/v1/hooks/${hook.id}/events?state=problem`)).json as { data: object[] }).data;

describe.each(Object.keys(PLATFORMS) as Platform[])('a day of a shop on %s', (platform) => {
  const { refunds, edits } = PLATFORMS[platform];

  it('comes to what an independent sum says, as it happened and once more', async () => {
    const day = aDay(20_261_005, COUNT);
    const shop = await aShop(platform);
    const sent = day.flatMap((doing) => DELIVERIES[platform](doing));
    await sendAll(platform, shop, sent);
    const expected = expectedOf(day, refunds, edits, true);
    expect(await comesTo(shop)).toEqual(expected);
    expect(await problems(shop)).toEqual([]);
    const before = await withoutTallies(engine);
    await sendAll(platform, shop, sent.slice(0, 60));
    expect(await withoutTallies(engine)).toEqual(before);
  }, 300_000);

  it.each([1, 2])(
    'comes to the same in whatever order it arrives (%i)',
    async (seed) => {
      const day = aDay(seed, Math.ceil(COUNT / 5));
      const shop = await aShop(platform);
      await sendAll(platform, shop, shuffled(day, platform, seed * 77));
      expect(await comesTo(shop)).toEqual(expectedOf(day, refunds, edits, true));
      expect(await problems(shop)).toEqual([]);
    },
    300_000,
  );
});

const withoutTallies = async (of: Engine) =>
  JSON.stringify((await dumpOf(of)).filter(({ item }) => !/HOOKTALLY|APIKEY/.test(item.pk?.S ?? '')));
