import { beforeAll, expect, it } from 'vitest';
import { postBody } from '../../../support/api-builders.ts';
import { apiOfFile } from '../../../support/api-of-file.ts';
import { deliver, type HookAnswer, SIGNERS } from '../../../support/shops/senders.ts';

const host = apiOfFile();
const { as, made } = host;
const SECRET = 'shpss_vouch_test_secret';
let hook: HookAnswer;
let ada: string;

const order = (over: object = {}) => ({
  id: 6100000000001,
  admin_graphql_api_id: 'gid://shopify/Order/6100000000001',
  name: '#1001',
  test: false,
  currency: 'EUR',
  taxes_included: true,
  processed_at: '2026-10-05T10:00:00+02:00',
  updated_at: '2026-10-05T10:00:05+02:00',
  financial_status: 'paid',
  total_price: '60.61',
  discount_codes: [{ code: 'ADA10', amount: '6.19', type: 'percentage' }],
  discount_applications: [{ type: 'discount_code', code: 'ADA10' }],
  customer: { id: 7200000000001, email: 'kim@example.com', first_name: 'Kim' },
  line_items: [
    {
      id: 1,
      name: 'Wool sock',
      quantity: 2,
      price: '24.95',
      gift_card: false,
      discount_allocations: [{ amount: '4.99' }],
      tax_lines: [{ price: '7.17' }],
    },
    {
      id: 2,
      name: 'Bag',
      quantity: 1,
      price: '12.00',
      gift_card: false,
      discount_allocations: [{ amount: '1.20' }],
      tax_lines: [{ price: '1.72' }],
    },
  ],
  shipping_lines: [{ price: '4.90', tax_lines: [{ price: '0.78' }] }],
  ...over,
});
const send = (body: object, topic: string, more: object = {}) => {
  const text = JSON.stringify(body);
  return deliver(
    host.api,
    hook.url,
    text,
    SIGNERS.shopify(text, SECRET, { 'x-shopify-topic': topic, ...more }),
  );
};
const stored = async (externalId: string) =>
  (await as().get(`/v1/conversions/external/${externalId}`)).json as Record<string, unknown>;

beforeAll(async () => {
  ({ id: ada } = await made('/v1/creators', {
    handle: '@ada',
    platform: 'instagram',
    couponCodes: ['ADA10'],
  }));
  await made('/v1/posts', postBody(ada));
  hook = await made<HookAnswer>('/v1/hooks', { platform: 'shopify', secret: SECRET });
});

it('a paid order is credited to the creator whose code it names', async () => {
  expect(await send(order(), 'orders/paid')).toMatchObject({ status: 200 });
  expect(await stored('shopify:6100000000001')).toMatchObject({
    kind: 'sale',
    number: '#1001',
    occurredAt: '2026-10-05T08:00:00.000Z',
    amount: { amount: 6061, currency: 'EUR' },
    netAmount: { amount: 4682, currency: 'EUR' },
    attributedBy: 'coupon',
    credits: [{ creatorId: ada }],
    customerId: '7200000000001',
  });
});

it('an order is found and exported by the number that people know', async () => {
  const found = (await as().get('/v1/conversions?q=%231001')).json as { data: { externalId: string }[] };
  expect(found.data.map(({ externalId }) => externalId)).toEqual(['shopify:6100000000001']);
  const { text } = await as().get('/v1/exports/conversions.csv?from=2026-10-05&to=2026-10-05');
  const lines = text.trim().replaceAll('"', '').split('\r\n');
  const [head = [], row = []] = lines.map((line) => line.split(','));
  const cell = (name: string) => row[head.indexOf(name)];
  expect([cell('orderNumber'), cell('externalId')]).toEqual(['#1001', 'shopify:6100000000001']);
});

it('a wrong signature is refused, and nothing but a count is kept', async () => {
  const text = JSON.stringify(order({ id: 99 }));
  const answer = await deliver(host.api, hook.url, text, SIGNERS.shopify(text, 'wrong'));
  expect(answer.status).toBe(401);
  expect((await as().get(`/v1/hooks/${hook.id}`)).json).toMatchObject({ refused: { forged: 1 } });
  expect((await as().get('/v1/conversions/external/shopify:99')).status).toBe(404);
});

it.each([60, 500, 1_500])(
  'an order of %i lines is taken, though its delivery has more bytes than an item holds',
  async (count) => {
    const both = (amount: string) => ({
      shop_money: { amount, currency_code: 'EUR' },
      presentment_money: { amount, currency_code: 'EUR' },
    });
    const line = (id: number) => ({
      ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`field_${at}`, `of line ${id}`])),
      id: 16_000_000_000_000 + id,
      quantity: 1,
      current_quantity: 1,
      price: '10.00',
      price_set: both('10.00'),
      gift_card: false,
      discount_allocations: [{ amount: '1.00', amount_set: both('1.00'), discount_application_index: 0 }],
      tax_lines: [{ price: '1.44', rate: 0.19, price_set: both('1.44') }],
    });
    const body = order({
      id: 7_000 + count,
      total_price: `${9 * count}.00`,
      line_items: Array.from({ length: count }, (_, at) => line(at)),
    });
    host.api.clock.now += 1_000;
    expect(await send(body, 'orders/paid')).toMatchObject({ status: 200 });
    expect(await stored(`shopify:${7_000 + count}`)).toMatchObject({ netAmount: { amount: count * 756 } });
    const { json } = await as().get(`/v1/hooks/${hook.id}/events?limit=1`);
    const [event] = (json as { data: { id: string; body: string; state: string }[] }).data;
    expect(event).toMatchObject({ state: 'applied' });
    expect(JSON.parse(event?.body ?? '').line_items).toHaveLength(count);
    expect((await as().post(`/v1/hooks/${hook.id}/events/${event?.id}/replay`)).json).toMatchObject({
      state: 'applied',
    });
  },
);
