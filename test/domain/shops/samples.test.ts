import { describe, expect, it } from 'vitest';
import { readLossless } from '../../../shared/domain/shops/lossless.ts';
import { keptOf, readDelivery } from '../../../shared/domain/shops/read-delivery.ts';
import { learn, noShopOrder, targetOf } from '../../../shared/domain/shops/shop-order.ts';
import type { ShopPlatform } from '../../../shared/domain/shops/signatures.ts';

const CLICK = `clk_${'A'.repeat(43)}`;
const PREFIX = { shopify: 'shopify', woocommerce: 'woo', stripe: 'stripe', generic: 'shop' };
const MAPPING = {
  money: 'major' as const,
  order: {
    id: '/order/id',
    amount: '/order/total',
    currency: '/order/currency',
    netAmount: '/order/sums/0',
    couponCodes: '/order/codes',
    customerId: '/who',
    number: '/order/shown',
    clickIds: '/order/ref',
    cancelled: '/order/cancelled',
  },
  refund: { id: '/refund/id', amount: '/refund/amount', netAmount: '/refund/net' },
};

/** What these bodies, one after another, make of the one order that they tell of. */
function told(platform: ShopPlatform, ...bodies: (string | [topic: string, body: string])[]) {
  let known = noShopOrder('');
  for (const sent of bodies) {
    const [topic, text] = typeof sent === 'string' ? [undefined, sent] : sent;
    const rules = {
      platform,
      prefix: PREFIX[platform],
      ...(platform === 'generic' ? { mapping: MAPPING } : {}),
    };
    const { body, ...beside } = keptOf(readLossless(text) ?? null, rules, new Uint8Array(32));
    const reading = readDelivery(body, { topic, receivedAt: '2026-11-25T00:00:00.000Z', ...beside }, rules);
    if (reading.kind !== 'facts') return reading;
    for (const fact of reading.facts) known = learn({ ...known, id: fact.order }, fact);
  }
  const target = targetOf(known, 'paid');
  return {
    order: known.id,
    ...target?.snapshot,
    counts: target?.counts,
    due: target?.refunds,
    undone: target?.undone,
  };
}
const money = (amount: number, currency = 'EUR') => ({ amount, currency });

const S1 = `{"id":6100000000001,"admin_graphql_api_id":"gid://shopify/Order/6100000000001","name":"#1001","test":false,"currency":"EUR","taxes_included":true,"processed_at":"2026-11-20T10:00:00+01:00","financial_status":"paid","total_price":"60.61","subtotal_price":"55.71","total_tax":"9.67","discount_codes":[{"code":"ADA10","amount":"6.19","type":"percentage"}],"discount_applications":[{"type":"discount_code","code":"ADA10"}],"note_attributes":[{"name":"vclid","value":"${CLICK}"}],"customer":{"id":7200000000001},"line_items":[{"name":"Wool sock","quantity":2,"price":"24.95","gift_card":false,"discount_allocations":[{"amount":"4.99"}],"tax_lines":[{"price":"7.17"}]},{"name":"Bag","quantity":1,"price":"12.00","gift_card":false,"discount_allocations":[{"amount":"1.20"}],"tax_lines":[{"price":"1.72"}]}],"shipping_lines":[{"price":"4.90","tax_lines":[{"price":"0.78"}]}]}`;
const S2 = `{"id":8900000000001,"order_id":6100000000001,"created_at":"2026-11-24T09:00:00+01:00","refund_line_items":[{"quantity":1,"subtotal":22.46,"total_tax":3.59}],"refund_shipping_lines":[],"order_adjustments":[],"transactions":[{"kind":"refund","status":"success","amount":"22.46"}]}`;
const S3 = `{"id":6100000000002,"currency":"USD","presentment_currency":"CAD","taxes_included":false,"total_price":"127.20","total_tip_received":"5.00","discount_codes":[],"discount_applications":[{"type":"automatic","title":"Autumn"}],"payment_gateway_names":["shopify_payments","gift_card"],"line_items":[{"quantity":1,"price":"100.00","discount_allocations":[{"amount":"20.00"}],"tax_lines":[{"price":"6.40"}]},{"quantity":1,"price":"25.00","gift_card":true,"tax_lines":[]}],"shipping_lines":[{"price":"10.00","tax_lines":[{"price":"0.80"}]}]}`;
const W1 = `{"id":4711,"status":"processing","currency":"EUR","prices_include_tax":true,"date_created_gmt":"2026-11-20T09:00:00","date_paid_gmt":"2026-11-20T09:01:10","total":"60.61","total_tax":"9.67","shipping_total":"4.12","shipping_tax":"0.78","customer_id":0,"billing":{"email":"Ada@example.com "},"line_items":[{"name":"Wool sock","quantity":2,"subtotal":"41.93","total":"37.74","total_tax":"7.17","price":18.87},{"name":"Bag","quantity":1,"subtotal":"10.08","total":"9.08","total_tax":"1.72","price":9.08}],"coupon_lines":[{"code":"ada10","discount":"5.19"}],"refunds":[],"meta_data":[{"id":1,"key":"_wc_order_attribution_session_entry","value":"https://shop.example/socks?vclid=${CLICK}"}]}`;
const W2 = W1.replace('"refunds":[]', '"refunds":[{"id":4720,"reason":"","total":"-22.46"}]');
const W3 = `{"id":4712,"status":"cancelled","currency":"JPY","total":"5500","total_tax":"500","shipping_total":"500","shipping_tax":"50","customer_id":12,"line_items":[{"total":"4500","total_tax":"450"}],"refunds":[]}`;
const T1 = `{"id":"evt_1","type":"checkout.session.completed","livemode":true,"created":1795000000,"data":{"object":{"id":"cs_1","mode":"payment","payment_status":"paid","payment_intent":"pi_1","currency":"eur","amount_subtotal":6190,"amount_total":6061,"total_details":{"amount_discount":619,"amount_shipping":490,"amount_tax":967},"shipping_cost":{"amount_subtotal":490,"amount_tax":78,"amount_total":490},"client_reference_id":"${CLICK}","metadata":{},"discounts":[{"coupon":"c1","promotion_code":"promo_1ADA"}]}}}`;
const T2 = `{"id":"evt_2","type":"refund.created","data":{"object":{"id":"re_1","amount":2246,"currency":"eur","payment_intent":"pi_1","charge":"ch_1","status":"succeeded"}}}`;

describe('the same order, as three platforms tell it', () => {
  it('Shopify: tax in the prices, refund with its tax', () => {
    expect(told('shopify', S1, S2)).toMatchObject({
      order: 'shopify:6100000000001',
      occurredAt: '2026-11-20T09:00:00.000Z',
      amount: money(6061),
      netAmount: money(4682),
      couponCodes: ['ADA10'],
      clickIds: [CLICK],
      customerId: '7200000000001',
      counts: 'yes',
      due: [{ externalId: 'shopify:refund:8900000000001', amount: money(2246), netAmount: money(1887) }],
    });
  });

  it('WooCommerce: a guest, a lower-case code, a list of refunds', () => {
    for (const bodies of [[W1, W2], [W2, W1], [W2]])
      expect(told('woocommerce', ...bodies)).toMatchObject({
        order: 'woo:4711',
        occurredAt: '2026-11-20T09:00:00.000Z',
        amount: money(6061),
        netAmount: money(4682),
        couponCodes: ['ada10'],
        clickIds: [CLICK],
        customerId: expect.stringMatching(/^guest_[\w-]{22}$/),
        counts: 'yes',
        due: [{ externalId: 'woo:refund:4720', amount: money(2246) }],
      });
  });

  it('Stripe: the session, and each refund by its own id', () => {
    const second = T2.replace('re_1', 're_2').replace('2246', '754');
    const cumulative = `{"id":"evt_4","type":"charge.refunded","data":{"object":{"id":"ch_1","amount_refunded":3000,"payment_intent":"pi_1","currency":"eur"}}}`;
    expect(told('stripe', cumulative)).toMatchObject({ kind: 'ignored' });
    expect(told('stripe', T2, T1, second)).toMatchObject({
      order: 'stripe:pi_1',
      amount: money(6061),
      netAmount: money(4682),
      couponCodes: ['promo_1ADA'],
      clickIds: [CLICK],
      due: [
        { externalId: 'stripe:re_1', amount: money(2246) },
        { externalId: 'stripe:re_2', amount: money(754) },
      ],
    });
  });

  it('any other shop, by pointers', () => {
    const order = `{"who":"c-9","order":{"id":12345678901234567890,"total":60.61,"sums":[46.82],"currency":"eur","codes":["ADA10"],"ref":"x?vclid=${CLICK}&y"},"buyer":{"mailbox":"ada@example.com"}}`;
    const refund = `{"order":{"id":12345678901234567890},"refund":{"id":"r1","amount":"22.46","net":"18.87"}}`;
    expect(told('generic', refund, order)).toMatchObject({
      order: 'shop:12345678901234567890',
      amount: money(6061),
      netAmount: money(4682),
      couponCodes: ['ADA10'],
      clickIds: [CLICK],
      customerId: 'c-9',
      due: [{ externalId: 'shop:refund:r1', amount: money(2246), netAmount: money(1887) }],
    });
  });
});

describe('the number that the shop shows to people', () => {
  const invoice = `{"id":"evt_9","type":"invoice.paid","livemode":true,"created":1795000000,"data":{"object":{"id":"in_1","number":"VCH-0007","billing_reason":"subscription_cycle","currency":"eur","amount_paid":1900}}}`;
  const shop = '{"order":{"id":"9f2c","shown":"R-2026-17","total":60.61,"currency":"eur"}}';
  it.each([
    ['Shopify’s name', 'shopify', S1, '#1001'],
    [
      'Shopify’s, with a prefix of the shop’s own',
      'shopify',
      S1.replace('#1001', 'Loop 1001-EU'),
      'Loop 1001-EU',
    ],
    ['Shopify’s bare number', 'shopify', S1.replace('"name":"#1001"', '"order_number":1001'), '1001'],
    ['WooCommerce’s, as plugins write it', 'woocommerce', W1.replace('{', '{"number":"WC-4711",'), 'WC-4711'],
    ['the invoice’s of Stripe', 'stripe', invoice, 'VCH-0007'],
    ['where the brand’s pointer says', 'generic', shop, 'R-2026-17'],
  ] as const)('is %s', (_, platform, body, number) => {
    expect(told(platform, body)).toMatchObject({ number });
  });

  it.each([
    ['a person’s name', 'shopify', S1.replace('#1001', 'Ada Lovelace')],
    ['a mail address', 'shopify', S1.replace('#1001', 'ada1@example.com')],
    ['what is too long to be read', 'woocommerce', W1.replace('{', `{"number":"${'4'.repeat(61)}",`)],
    ['a session, which has none', 'stripe', T1],
  ] as const)('is not %s', (_, platform, body) => {
    expect(told(platform, body)).not.toHaveProperty('number');
  });
});

describe('what an order comes to', () => {
  it('Shopify: the shop’s currency, gift cards and tips are no revenue, automatic discounts nobody’s', () => {
    expect(told('shopify', S3)).toMatchObject({
      amount: money(12_720, 'USD'),
      netAmount: money(8_000, 'USD'),
      couponCodes: [],
      counts: 'yes',
    });
  });

  it('Shopify: a code that staff wrote by hand was typed by nobody', () => {
    const manual = S1.replace('"type":"discount_code"', '"type":"manual","title":"ADA10"');
    expect(told('shopify', manual)).toMatchObject({ couponCodes: [] });
  });

  it('Shopify: shipping refunded, before and since 2024-10, leaves the goods', () => {
    const since = S2.replace(
      '"refund_line_items":[{"quantity":1,"subtotal":22.46,"total_tax":3.59}]',
      '"refund_line_items":[]',
    )
      .replace(
        '"refund_shipping_lines":[]',
        '"refund_shipping_lines":[{"subtotal_amount_set":{"shop_money":{"amount":"4.12"}},"tax_amount_set":{"shop_money":{"amount":"0.78"}}}]',
      )
      .replace('"22.46"', '"4.90"');
    const before = S2.replace(
      '"refund_line_items":[{"quantity":1,"subtotal":22.46,"total_tax":3.59}]',
      '"refund_line_items":[]',
    )
      .replace(
        '"order_adjustments":[]',
        '"order_adjustments":[{"kind":"shipping_refund","amount":"-4.12","tax_amount":"-0.78"}]',
      )
      .replace('"22.46"', '"4.90"');
    for (const refund of [since, before])
      expect(told('shopify', S1, refund)).toMatchObject({
        due: [{ amount: money(490), netAmount: money(0) }],
      });
  });

  it('Shopify: an edit shows in the current total, a refund does not change what the order came to', () => {
    const refunded = S1.replace(
      '"total_price"',
      `"current_total_price":"38.15","refunds":[${S2}],"total_price"`,
    );
    expect(told('shopify', refunded)).toMatchObject({ amount: money(6061), due: [{ amount: money(2246) }] });
    const edited = S1.replace(
      '"total_price"',
      '"current_total_price":"49.81","refunds":[],"total_price"',
    ).replace('"name":"Bag","quantity":1', '"name":"Bag","quantity":1,"current_quantity":0');
    expect(told('shopify', edited)).toMatchObject({ amount: money(4981), netAmount: money(3774) });
  });

  it('Shopify: a piece that was paid back was sold, one that an edit took out was not; which line it is says its id', () => {
    const back = S2.replace('{"quantity":1,', '{"line_item_id":1,"quantity":1,');
    const both = S1.replace('"total_price"', `"refunds":[${back}],"total_price"`)
      .replace(
        '"name":"Wool sock","quantity":2',
        '"id":1,"name":"Wool sock","quantity":2,"current_quantity":1',
      )
      .replace('"name":"Bag","quantity":1', '"id":2,"name":"Bag","quantity":1,"current_quantity":0');
    expect(told('shopify', both)).toMatchObject({ netAmount: money(3774) });
  });

  it('WooCommerce: no cents in yen, and a cancelled order is out', () => {
    expect(told('woocommerce', W3)).toMatchObject({
      amount: money(5_500, 'JPY'),
      netAmount: money(4_500, 'JPY'),
      customerId: '12',
      counts: 'void',
    });
  });

  it('a cancelled order that was paid back is told by its refund, not taken back twice', () => {
    const cancelled = S1.replace(
      '"financial_status":"paid"',
      `"financial_status":"refunded","cancelled_at":"2026-11-24T09:00:00+01:00","current_total_price":"0.00","refunds":[${S2.replace('"22.46"', '"60.61"')}]`,
    );
    expect(told('shopify', cancelled)).toMatchObject({
      counts: 'yes',
      amount: money(6061),
      due: [{ amount: money(6061) }],
    });
    const unpaid = S1.replace(
      '"financial_status":"paid"',
      '"financial_status":"paid","cancelled_at":"2026-11-24T09:00:00+01:00"',
    );
    expect(told('shopify', unpaid)).toMatchObject({ counts: 'void' });
  });
});

describe('what is no order', () => {
  it.each([
    ['Shopify’s test order', 'shopify', S1.replace('"test":false', '"test":true')],
    ['a cart', 'woocommerce', W1.replace('"processing"', '"checkout-draft"')],
    ['an order that waits for its payment', 'woocommerce', W1.replace('"processing"', '"pending"')],
    ['a session of mode setup', 'stripe', T1.replace('"mode":"payment"', '"mode":"setup"')],
    ['a session that is finished and not paid', 'stripe', T1.replace('"paid"', '"unpaid"')],
    ['a test event', 'stripe', T1.replace('"livemode":true', '"livemode":false')],
    ['a customer', 'shopify', '{"id":1,"email":"a@example.com","state":"enabled"}'],
    ['another event', 'stripe', T1.replace('checkout.session.completed', 'charge.succeeded')],
    ['an id alone that nobody deleted', 'shopify', '{"id":6100000000001}'],
  ] as const)('%s', (_what, platform, body) => {
    const reading = told(platform, body);
    expect('counts' in reading ? reading.counts : reading.kind).toMatch(/^(out|ignored)$/);
  });

  it('an order’s body under the topic of deletion deletes nothing', () => {
    expect(told('shopify', ['orders/delete', S1])).toMatchObject({ counts: 'yes' });
    expect(told('shopify', S1, ['orders/delete', '{"id":6100000000001}'])).toMatchObject({ counts: 'void' });
    const customer = '{"id":4711,"email":"a@example.com"}';
    expect(told('woocommerce', ['order.deleted', customer])).toMatchObject({ kind: 'ignored' });
  });
});

it('ids of 18 digits stay what they are', () => {
  expect(told('shopify', S1.replaceAll('6100000000001', '820982911946154508'))).toMatchObject({
    order: 'shopify:820982911946154508',
  });
});

describe('whom a delivery of any other shop is kept for', () => {
  const keptFor = (body: object, rules: Parameters<typeof keptOf>[1] = { mapping: MAPPING }) =>
    keptOf(readLossless(JSON.stringify(body)) ?? null, rules, new Uint8Array(32)).customerId;

  it('is whom its mapping points at, and nobody else that the body names', () => {
    expect(keptFor({ who: 'c-12', customer: { id: 7 }, email: 'ada@example.com' })).toBe('c-12');
    expect(keptFor({ who: 12 })).toBe('12');
    expect(keptFor({ customer: { id: 7 }, customer_id: 7 })).toBeUndefined();
    expect(keptFor({ who: '' })).toBeUndefined();
    expect(keptFor({ who: '0' })).toBeUndefined();
    expect(keptFor({ who: 'two words' })).toBeUndefined();
  });

  it('is a name that says nothing where its mapping points at a mail address', () => {
    const ada = keptFor({ who: 'ada@example.com' });
    expect(ada).toMatch(/^guest_[\w-]{22}$/);
    expect(keptFor({ who: ' Ada@Example.com ' })).toBe(ada);
    expect(keptFor({ who: 'bo@example.com' })).not.toBe(ada);
    expect(keptFor({ email: 'ada@example.com' }, {})).toBe(ada);
    expect(keptFor({ customer: { id: 'ada@example.com' } }, {})).toBe(ada);
  });
});
