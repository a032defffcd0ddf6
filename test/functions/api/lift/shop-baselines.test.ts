import { beforeAll, expect, it } from 'vitest';
import { putLines, recountOrders } from '../../../../shared/data/orders/order-lines-store.ts';
import type { NamedLine } from '../../../../shared/domain/orders/order-lines.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';
import { addDays } from '../../../../shared/domain/time/week.ts';
import { anOrder } from '../../../domain/roi/facts-builder.ts';
import { drawShop } from '../../../lift/worlds.ts';
import { failures, postBody } from '../../../support/api-builders.ts';
import { apiOfFile } from '../../../support/api-of-file.ts';
import { deliver, type HookAnswer, SIGNERS } from '../../../support/shops/senders.ts';

const host = apiOfFile();
const { as, made } = host;
const MADE = '2026-05-03';
const FIRST = addDays(MADE, 1);
const POSTED = addDays(FIRST, 70);
/** The Sunday of the post's second week; of the day itself nothing is read. */
const END = addDays(POSTED, 13);
const SECRET = 'a-secret-of-woo';
/** Of each day; what a fortnight of a post has more is in it. */
const { treated: ORDERS } = drawShop(
  'calm',
  { perDay: 20, before: 70, window: 14 },
  0.8,
  seededRandom('hook'),
);
const TOTAL = ORDERS.reduce((sum, one) => sum + one, 0);
let hook: HookAnswer;

const clockAt = (day: string) => {
  host.api.clock.now = Date.parse(`${day}T12:00:00Z`);
};
const wooOrder = (id: number, day: string) => ({
  id,
  status: 'processing',
  currency: 'EUR',
  date_created_gmt: `${day}T10:00:00`,
  date_modified_gmt: `${day}T10:00:10`,
  total: '50.00',
  total_tax: '8.00',
  customer_id: 0,
  coupon_lines: [],
  refunds: [],
  line_items: [{ name: 'Sock', total: '42.00', meta_data: [] }],
  meta_data: [],
});

/** Straight into their days, as thousands of them would take minutes one by one. */
async function takenBefore(days: readonly string[]) {
  const { stores, random } = host.api.deps;
  const deps = { ...stores, newToken: () => Buffer.from(random(8)).toString('hex') };
  const lines = days.map((day, i): NamedLine => {
    const order = anOrder({
      conversionId: `cnv_more_${i}`,
      day,
      netMinor: 4200,
      attributedBy: 'none',
      credits: [],
    });
    return { id: order.conversionId, day, line: { kind: 'booked', order } };
  });
  await putLines(deps, host.api.sock.brand.id, lines);
  for (const day of new Set(days)) await recountOrders(deps, host.api.sock.brand.id, day);
}

/** The first dozen by WooCommerce itself, the others as what was booked of such deliveries. */
beforeAll(async () => {
  clockAt(MADE);
  hook = await made<HookAnswer>('/v1/hooks', { platform: 'woocommerce', secret: SECRET });
  clockAt(END);
  const days = ORDERS.flatMap((count, i) => Array.from({ length: count }, () => addDays(FIRST, i)));
  for (const [i, day] of days.slice(0, 12).entries()) {
    const text = JSON.stringify(wooOrder(100 + i, day));
    const headers = SIGNERS.woocommerce(text, SECRET, { 'x-wc-webhook-topic': 'order.created' });
    expect((await deliver(host.api, hook.url, text, headers)).status).toBe(200);
  }
  await takenBefore(days.slice(12));
  const creator = await made('/v1/creators', { handle: 'ada', platform: 'instagram', source: 'invited' });
  await made('/v1/posts', postBody(creator.id, { publishedAt: `${POSTED}T10:00:00Z` }));
});

type Shop = {
  data: { day: string; orders: number; revenue: { amount: number } }[];
  used: string[];
  unknown: string[];
};
const ofShop = async () =>
  (await as().get(`/v1/baselines/shop?from=${MADE}&to=${END}`)).json as unknown as Shop;
const lift = async (metric = 'orders') =>
  (await as().get(`/v1/lift?from=${POSTED}&to=${END}&metric=${metric}`)).json as Record<string, unknown>;

it('counts the whole shop by day, from the first whole day of its hook on', async () => {
  const { data, used, unknown } = await ofShop();
  expect(data.map(({ orders }) => orders)).toEqual(ORDERS.slice(0, -1));
  expect(data[0]).toEqual({
    day: FIRST,
    orders: ORDERS[0],
    revenue: { amount: 4200 * (ORDERS[0] ?? 0), currency: 'EUR' },
  });
  expect(data.reduce((sum, { orders }) => sum + orders, 0)).toBe(TOTAL - (ORDERS.at(-1) ?? 0));
  expect(used).toEqual(['orders', 'revenue']);
  expect(unknown).toEqual(['visits', 'directVisits', 'brandSearchVisits', 'regions']);
});

it('sees by them what a post did that nobody clicked, and says who told the totals', async () => {
  expect(await lift()).toMatchObject({
    baselines: 'shop',
    totals: { reason: null, verdict: 'detected', tracked: 0 },
  });
  expect(await lift('visits')).toMatchObject({ baselines: 'nobody', totals: { verdict: 'notEstimated' } });
});

it('puts them into the report of the week as well', async () => {
  const { snapshot } = (await as().get('/v1/reports/preview')).json as {
    snapshot: { lift?: { metric: string; verdict: string } };
  };
  expect(snapshot.lift).toMatchObject({ metric: 'orders', verdict: 'detected' });
});

it('leaves the figure to the brand once it told its own', async () => {
  await as().put(`/v1/baselines/${addDays(FIRST, 3)}`, { orders: 9 });
  expect((await ofShop()).used).toEqual(['revenue']);
  expect(await lift()).toMatchObject({ baselines: 'brand', totals: { verdict: 'notEstimated' } });
  expect(await lift('revenue')).toMatchObject({ baselines: 'shop', totals: { verdict: 'detected' } });
  await as().delete(`/v1/baselines/${addDays(FIRST, 3)}`);
});

it('tells nothing to other brands, nor of a brand without a hook', async () => {
  const other = await host.api.anotherBrand();
  expect((await other.as.get(`/v1/baselines/shop?from=${MADE}&to=${END}`)).json).toMatchObject({
    data: [],
    used: [],
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
