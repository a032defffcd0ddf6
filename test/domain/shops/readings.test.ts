import { describe, expect, it } from 'vitest';
import { readLossless, type Sent } from '../../../shared/domain/shops/lossless.ts';
import { keptOf, type ReadingRules, readDelivery } from '../../../shared/domain/shops/read-delivery.ts';
import type { ShopFact, ShopRefund, ShopSnapshot } from '../../../shared/domain/shops/shop-fact.ts';
import { learn, noShopOrder, targetOf } from '../../../shared/domain/shops/shop-order.ts';

const KEY = new Uint8Array(32);
const HEARD = '2026-11-25T00:00:00.000Z';
const money = (amount: number, currency = 'EUR') => ({ amount, currency });
const bodyOf = (body: unknown): Sent => readLossless(JSON.stringify(body)) ?? null;

/** What one delivery says: of its body, as everywhere, what is kept of it. */
const reads = (rules: ReadingRules, body: unknown, topic?: string) =>
  readDelivery(keptOf(bodyOf(body), rules, KEY).body, { topic, receivedAt: HEARD, clickIds: [] }, rules);
function factOf(rules: ReadingRules, body: unknown, topic?: string): ShopFact {
  const reading = reads(rules, body, topic);
  if (reading.kind !== 'facts') throw new Error(`${reading.kind}: ${reading.reason}`);
  return reading.facts[0] as ShopFact;
}
function orderOf(rules: ReadingRules, body: unknown): ShopSnapshot {
  const fact = factOf(rules, body);
  if (fact.kind !== 'order') throw new Error(fact.kind);
  return fact.snapshot;
}
function refundOf(rules: ReadingRules, body: unknown): ShopRefund {
  const fact = factOf(rules, body);
  if (fact.kind !== 'refund') throw new Error(fact.kind);
  return fact.refund;
}

describe('Stripe', () => {
  const rules = (stripeEvents: ReadingRules['stripeEvents'] = 'checkout'): ReadingRules => ({
    platform: 'stripe',
    prefix: 'stripe',
    ...(stripeEvents && { stripeEvents }),
  });
  const event = (type: string, object: object, over: object = {}) => ({
    id: 'evt_1',
    type,
    livemode: true,
    created: 1795000000,
    data: { object: { currency: 'eur', ...object } },
    ...over,
  });
  const session = (over: object = {}, type = 'checkout.session.completed') =>
    event(type, { id: 'cs_1', payment_intent: 'pi_1', payment_status: 'paid', amount_total: 5000, ...over });
  const why = (body: unknown, events?: ReadingRules['stripeEvents']) => {
    const reading = reads(rules(events), body);
    return reading.kind === 'facts' ? reading.kind : `${reading.kind}: ${reading.reason}`;
  };

  it('is no event where its object is not there, or its kind', () => {
    for (const body of [
      event('checkout.session.completed', {}, { data: {} }),
      { ...session(), type: undefined },
    ])
      expect(why(body)).toBe('unread: The body is no Stripe event.');
  });

  it('names a session by its payment, else its invoice, else itself', () => {
    const named = (over: object) => factOf(rules(), session(over)).order;
    expect(named({ invoice: 'in_1' })).toBe('stripe:pi_1');
    expect(named({ payment_intent: null, invoice: 'in_1' })).toBe('stripe:in_1');
    expect(named({ payment_intent: null })).toBe('stripe:cs_1');
    expect(why(session({ payment_intent: null, id: null }))).toBe(
      'unread: It has no id, no currency or no amount.',
    );
  });

  it('takes tax and shipping without its tax off the net, and only what is told', () => {
    const net = (over: object) => orderOf(rules(), session(over)).netAmount;
    expect(net({})).toEqual(money(5000));
    expect(net({ total_details: { amount_tax: 800 } })).toEqual(money(4200));
    expect(net({ total_details: { amount_shipping: 490 } })).toEqual(money(4510));
    const shipped = {
      shipping_cost: { amount_total: 595, amount_tax: 95 },
      total_details: { amount_tax: 800 },
    };
    expect(net(shipped)).toEqual(money(5000 - 800 - 500));
    expect(net({ total_details: { amount_tax: 9000 } })).toEqual(money(0));
  });

  it('says of a session whether it is paid, open or came to nothing', () => {
    const paid = (over: object, type?: string) => orderOf(rules(), session(over, type)).payment;
    expect(paid({})).toBe('paid');
    expect(paid({ payment_status: 'no_payment_required' })).toBe('paid');
    expect(paid({ payment_status: 'unpaid' })).toBe('open');
    expect(paid({}, 'checkout.session.async_payment_succeeded')).toBe('paid');
    expect(paid({ payment_status: 'unpaid' }, 'checkout.session.async_payment_failed')).toBe('none');
  });

  it('takes of each discount its promotion code, else its coupon', () => {
    const discounts = [
      { promotion_code: { code: 'ADA10' }, coupon: 'c1' },
      { promotion_code: 'promo_2', coupon: 'c2' },
      { coupon: 'c3' },
      {},
    ];
    expect(orderOf(rules(), session({ discounts })).couponCodes).toEqual(['ADA10', 'promo_2', 'c3']);
  });

  it('dates an order by its event, its object, else by when it was heard of', () => {
    const at = (body: object) => {
      const { at: told, isDated, occurredAt } = orderOf(rules(), body);
      return { told, isDated, occurredAt };
    };
    const sent = new Date(1795000000 * 1000).toISOString();
    expect(at(session())).toEqual({ told: sent, isDated: true, occurredAt: sent });
    expect(at(session({ created: 1794000000 })).occurredAt).toBe(new Date(1794000000 * 1000).toISOString());
    expect(at({ ...session(), created: null })).toEqual({ told: HEARD, isDated: false, occurredAt: HEARD });
  });

  it('reads the one family of events that its hook was told to', () => {
    const payment = event('payment_intent.succeeded', { id: 'pi_2', amount: 700, amount_received: 650 });
    const first = event('invoice.paid', {
      id: 'in_1',
      amount_paid: 1900,
      billing_reason: 'subscription_create',
    });
    const renewal = event('invoice.paid', {
      id: 'in_2',
      amount_paid: 1900,
      billing_reason: 'subscription_cycle',
    });
    const readBy = (events: ReadingRules['stripeEvents']) =>
      [session(), payment, first, renewal].map((body) => why(body, events));
    const not = (family: string) => `ignored: This hook reads ${family} events.`;
    expect(readBy('checkout')).toEqual(['facts', not('checkout'), not('checkout'), 'facts']);
    expect(readBy('payment_intent')).toEqual([
      not('payment_intent'),
      'facts',
      not('payment_intent'),
      not('payment_intent'),
    ]);
    expect(readBy('invoice')).toEqual([not('invoice'), not('invoice'), 'facts', 'facts']);
  });

  it('a payment is worth what was received of it', () => {
    const payment = (over: object) =>
      orderOf(rules('payment_intent'), event('payment_intent.succeeded', { id: 'pi_2', ...over }));
    expect(payment({ amount: 700, amount_received: 650 })).toMatchObject({
      amount: money(650),
      payment: 'paid',
      couponCodes: [],
    });
    expect(payment({ amount: 700 })).toMatchObject({ amount: money(700) });
    expect(payment({ amount: 700 })).not.toHaveProperty('netAmount');
    expect(why(event('payment_intent.succeeded', { id: 'pi_2' }), 'payment_intent')).toBe(
      'unread: It has no id, no currency or no amount.',
    );
    expect(why(event('payment_intent.succeeded', { amount: 5 }), 'payment_intent')).toBe(
      'unread: It has no id, no currency or no amount.',
    );
  });

  it('an invoice is net of its taxes, however they are told, and of its shipping', () => {
    const net = (over: object) =>
      orderOf(rules('invoice'), event('invoice.paid', { id: 'in_1', amount_paid: 1190, ...over })).netAmount;
    expect(net({})).toEqual(money(1190));
    expect(net({ tax: 190 })).toEqual(money(1000));
    expect(net({ total_taxes: [{ amount: 100 }, { amount: 90 }] })).toEqual(money(1000));
    expect(net({ tax: 190, total_excluding_tax: 900 })).toEqual(money(900));
    expect(net({ tax: 190, shipping_cost: { amount_total: 119, amount_tax: 19 } })).toEqual(money(900));
    const invoice = (over: object) =>
      factOf(rules('invoice'), event('invoice.paid', { id: 'in_1', amount_paid: 5, ...over })).order;
    expect([invoice({}), invoice({ payment_intent: 'pi_9' })]).toEqual(['stripe:in_1', 'stripe:pi_9']);
    expect(why(event('invoice.paid', { id: 'in_1' }), 'invoice')).toBe(
      'unread: It has no id, no currency or no amount.',
    );
  });

  it('an invoice and the payment that paid it are one order', () => {
    const paid = (over: object) =>
      event('invoice_payment.paid', {
        id: 'inpay_1',
        invoice: 'in_1',
        payment: { payment_intent: 'pi_9' },
        ...over,
      });
    expect(factOf(rules(), paid({}))).toEqual({ kind: 'part', order: 'stripe:pi_9', of: 'stripe:in_1' });
    expect(why(paid({ payment: {} }))).toBe('ignored: It was paid by no payment intent.');
    expect(why(paid({ invoice: null }))).toBe('ignored: It was paid by no payment intent.');
  });

  it.each([
    ['refund.created', { status: 'succeeded' }, 'booked'],
    ['refund.created', {}, 'booked'],
    ['refund.updated', { status: 'pending' }, 'booked'],
    ['charge.refund.updated', { status: 'requires_action' }, 'open'],
    ['refund.failed', { status: 'failed' }, 'undone'],
    ['refund.updated', { status: 'canceled' }, 'undone'],
    ['refund.updated', { status: 'of tomorrow' }, 'open'],
    ['charge.dispute.funds_withdrawn', { status: 'needs_response' }, 'booked'],
    ['charge.dispute.funds_reinstated', { status: 'won' }, 'undone'],
  ])('%s with %j is %s', (type, over, state) => {
    const body = event(type, { id: 're_1', payment_intent: 'pi_1', amount: 2246, ...over });
    expect(factOf(rules(), body)).toEqual({
      kind: 'refund',
      order: 'stripe:pi_1',
      refund: {
        externalId: 'stripe:re_1',
        paidBack: ['22.46'],
        currency: 'EUR',
        occurredAt: new Date(1795000000 * 1000).toISOString(),
        state,
      },
    });
  });

  it.each([
    ['no event', { id: 'evt_1' }, 'unread: The body is no Stripe event.'],
    ['no JSON object', [], 'unread: The body is no Stripe event.'],
    ['a test', { ...session(), livemode: false }, 'ignored: A test event.'],
    ['another event', event('customer.created', {}), 'ignored: Events customer.created are told by others.'],
    [
      'a session that sells nothing',
      session({ mode: 'setup' }),
      'ignored: A session of mode setup sells nothing.',
    ],
    ['no currency', session({ currency: 'xx' }), 'unread: It has no id, no currency or no amount.'],
    ['no currency at all', session({ currency: null }), 'unread: It has no id, no currency or no amount.'],
    ['no amount', session({ amount_total: 'much' }), 'unread: Its amount_total is no amount.'],
    [
      'a refund of no payment',
      event('refund.created', { id: 're_1', amount: 5 }),
      'ignored: It belongs to no payment intent.',
    ],
    [
      'a refund of nothing',
      event('refund.created', { id: 're_1', payment_intent: 'pi_1' }),
      'unread: It has no id, no currency or no amount.',
    ],
    [
      'a refund without an id',
      event('refund.created', { amount: 5, payment_intent: 'pi_1' }),
      'unread: It has no id, no currency or no amount.',
    ],
  ])('says of %s why it is no order', (_what, body, reason) => expect(why(body)).toBe(reason));
});

describe('Shopify', () => {
  const rules: ReadingRules = { platform: 'shopify', prefix: 'shopify' };
  const order = (over: object = {}) => ({
    id: 1,
    currency: 'EUR',
    total_price: '50.00',
    line_items: [{ id: 7, quantity: 2, price: '25.00' }],
    ...over,
  });
  const refund = (over: object = {}) => ({
    id: 9,
    order_id: 1,
    refund_line_items: [],
    transactions: [{ kind: 'refund', status: 'success', amount: '10.00', currency: 'EUR' }],
    ...over,
  });
  const why = (body: unknown, topic?: string) => {
    const reading = reads(rules, body, topic);
    return reading.kind === 'facts' ? reading.facts[0]?.kind : `${reading.kind}: ${reading.reason}`;
  };

  it.each([
    [{ financial_status: 'paid' }, 'paid'],
    [{}, 'paid'],
    [{ financial_status: 'refunded' }, 'paid'],
    [{ financial_status: 'Pending' }, 'open'],
    [{ financial_status: 'authorized' }, 'open'],
    [{ financial_status: 'partially_paid' }, 'open'],
    [{ financial_status: 'voided' }, 'none'],
    [{ financial_status: 'expired' }, 'none'],
  ])('%j is %s', (over, payment) => expect(orderOf(rules, order(over)).payment).toBe(payment));

  it('is dated by when it was processed or made, and by its last change', () => {
    const dates = (over: object) => {
      const { at, isDated, occurredAt } = orderOf(rules, order(over));
      return [at, isDated, occurredAt];
    };
    const [one, two, three] = [
      '2026-11-20T09:00:00.000Z',
      '2026-11-21T09:00:00.000Z',
      '2026-11-22T09:00:00.000Z',
    ];
    expect(dates({ processed_at: one, created_at: two, updated_at: three })).toEqual([three, true, one]);
    expect(dates({ created_at: two })).toEqual([HEARD, false, two]);
    expect(dates({})).toEqual([HEARD, false, HEARD]);
  });

  it('is known by its id, or by the last part of its global one', () => {
    expect(factOf(rules, order()).order).toBe('shopify:1');
    const { id: _, ...nameless } = order();
    expect(factOf(rules, { ...nameless, admin_graphql_api_id: 'gid://shopify/Order/77' }).order).toBe(
      'shopify:77',
    );
    expect(why(nameless)).toBe('ignored: It names no order.');
  });

  it('counts a typed code by its application, and by the list where there are none', () => {
    const codes = (over: object) => orderOf(rules, order(over)).couponCodes;
    const discount_codes = [{ code: 'ADA10' }, { code: 'by hand' }, {}];
    expect(codes({ discount_codes })).toEqual(['ADA10', 'by hand']);
    expect(codes({ discount_codes, discount_applications: [] })).toEqual([]);
    const discount_applications = [
      { type: 'discount_code', code: 'ADA10' },
      { type: 'manual', title: 'by hand' },
    ];
    expect(codes({ discount_codes, discount_applications })).toEqual(['ADA10']);
  });

  it('a refund is the money of its successful refunds, in the shop’s currency', () => {
    expect(refundOf(rules, refund())).toEqual({
      externalId: 'shopify:refund:9',
      paidBack: ['10.00'],
      currency: 'EUR',
      state: 'booked',
    });
    const many = refundOf(
      rules,
      refund({
        created_at: '2026-11-24T09:00:00Z',
        refund_line_items: [
          { subtotal: '5.00', total_tax: '0.80' },
          { subtotal: '3.00', total_tax: '0.00', line_item: { gift_card: true } },
          { line_item: { gift_card: false } },
        ],
        refund_shipping_lines: [
          {
            subtotal_amount_set: { shop_money: { amount: '4.12' } },
            tax_amount_set: { shop_money: { amount: '0.78' } },
          },
          {},
        ],
        order_adjustments: [{ kind: 'shipping_refund', amount: '-9.99', tax_amount: '-9.99' }],
        transactions: [
          {
            kind: 'refund',
            status: 'success',
            amount_set: { shop_money: { amount: '7.00', currency_code: 'USD' } },
            amount: '6.00',
          },
          { kind: 'refund', status: 'success' },
          { kind: 'refund', status: 'pending', amount: '1.00' },
          { kind: 'sale', status: 'success', amount: '99.00' },
        ],
      }),
    );
    expect(many).toEqual({
      externalId: 'shopify:refund:9',
      paidBack: ['7.00', '0'],
      notNet: ['0.80', '0.00', '0', '3.00', '4.12', '0.78', '0', '0'],
      worth: ['5.00', '3.00', '0', '4.12', '0.78', '0', '0'],
      currency: 'USD',
      occurredAt: '2026-11-24T09:00:00.000Z',
      state: 'booked',
    });
  });

  describe('an exchange', () => {
    const piece = (id: number, price: string, tax: string, current = 1) => ({
      id,
      price,
      quantity: 1,
      current_quantity: current,
      tax_lines: [{ price: tax }],
    });
    const back = { line_item_id: 7, quantity: 1, subtotal: '119.00', total_tax: '19.00' };
    const exchanged = (current: string, other: object[], transactions: object[], over: object = {}) => {
      const { snapshot } = factOf(
        rules,
        order({
          total_price: '119.00',
          current_total_price: current,
          taxes_included: true,
          line_items: [piece(7, '119.00', '19.00', 0), ...other],
          refunds: [refund({ refund_line_items: [back], transactions })],
          ...over,
        }),
      ) as { snapshot: ShopSnapshot };
      const known = learn(noShopOrder('shopify:1'), { kind: 'order', order: 'shopify:1', snapshot });
      const due = targetOf(known, 'paid');
      return {
        paid: due?.snapshot.amount.amount,
        net: due?.snapshot.netAmount?.amount,
        back: due?.refunds.map(({ amount, netAmount }) => [amount.amount, netAmount?.amount]),
      };
    };
    const paidBack = (amount: string) => [{ kind: 'refund', status: 'success', amount, currency: 'EUR' }];
    const shipping = { shipping_lines: [{ price: '5.95', tax_lines: [{ price: '0.95' }] }] };

    it('for something cheaper sells what was paid once, and takes back what was paid back', () => {
      const cheaper = [piece(8, '59.50', '9.50')];
      const left = { net: 10_000, back: [[5_950, 5_000]] };
      expect(exchanged('59.50', cheaper, paidBack('59.50'))).toEqual({ paid: 11_900, ...left });
      expect(exchanged('65.45', cheaper, paidBack('59.50'), shipping)).toEqual({ paid: 12_495, ...left });
    });

    it('for something that costs as much or more sells that', () => {
      expect(exchanged('119.00', [piece(8, '119.00', '19.00')], [])).toEqual({
        paid: 11_900,
        net: 10_000,
        back: [],
      });
      expect(exchanged('238.00', [piece(8, '238.00', '38.00')], [])).toEqual({
        paid: 23_800,
        net: 20_000,
        back: [],
      });
    });

    it('is none where the shop kept a fee, or all was paid back', () => {
      expect(exchanged('19.00', [], paidBack('100.00'))).toEqual({
        paid: 11_900,
        net: 10_000,
        back: [[10_000, 8_403]],
      });
      expect(exchanged('0.00', [], paidBack('119.00'))).toEqual({
        paid: 11_900,
        net: 10_000,
        back: [[11_900, 10_000]],
      });
    });
  });

  it('shipping paid back before 2024-10 is told by its adjustments alone', () => {
    const order_adjustments = [
      { kind: 'shipping_refund', amount: '-4.12', tax_amount: '-0.78' },
      { kind: 'shipping_refund' },
      { kind: 'refund_discrepancy', amount: '-1.00' },
    ];
    expect(refundOf(rules, refund({ order_adjustments })).notNet).toEqual(['4.12', '0.78', '0', '0']);
  });

  it('nothing moved yet is open', () => {
    expect(
      refundOf(
        rules,
        refund({ transactions: [{ kind: 'refund', status: 'pending', amount: '1', currency: 'eur' }] }),
      ),
    ).toMatchObject({
      paidBack: [],
      currency: 'EUR',
      state: 'open',
    });
    expect(refundOf(rules, refund({ transactions: [] }))).not.toHaveProperty('currency');
  });

  it.each([
    [{ status: 'needs_response', type: 'chargeback' }, 'booked'],
    [{ status: 'won', type: 'chargeback' }, 'undone'],
    [{ status: 'charge_refunded', type: 'chargeback' }, 'undone'],
  ])('a dispute with %j is %s', (over, state) => {
    const body = {
      id: 5,
      order_id: 1,
      amount: '50.00',
      currency: 'EUR',
      initiated_at: '2026-11-23T10:00:00Z',
      ...over,
    };
    expect(refundOf(rules, body)).toMatchObject({
      paidBack: ['50.00'],
      occurredAt: '2026-11-23T10:00:00.000Z',
      state,
    });
    const { initiated_at: _, ...undated } = body;
    expect(refundOf(rules, undated).occurredAt).toBe(HEARD);
  });

  it.each([
    ['no object', [], undefined, 'unread: The body is no JSON object.'],
    ['a test', order({ test: true }), undefined, 'ignored: A test order.'],
    [
      'an unknown currency',
      order({ currency: 'XX' }),
      undefined,
      'unread: Its currency "XX" is none of ISO 4217.',
    ],
    ['no total', order({ total_price: 'much' }), undefined, 'unread: Its total_price is no amount.'],
    ['an id alone', { id: 1 }, undefined, 'ignored: It is no order, refund or dispute.'],
    [
      'an id alone under a topic',
      { id: 1 },
      'orders/paid',
      'ignored: It is no order, refund or dispute (orders/paid).',
    ],
    [
      'an id alone that was deleted',
      { id: 1, admin_graphql_api_id: 'gid://shopify/Order/1' },
      'orders/delete',
      'gone',
    ],
    [
      'more than an id under deletion',
      { id: 1, email: 'x' },
      'orders/delete',
      'ignored: It is no order, refund or dispute (orders/delete).',
    ],
    [
      'a refund without its money',
      { id: 9, order_id: 1 },
      undefined,
      'ignored: It is no order, refund or dispute.',
    ],
    [
      'a dispute without an amount',
      { id: 9, order_id: 1, status: 'won' },
      undefined,
      'ignored: It is no order, refund or dispute.',
    ],
    ['a refund by its transactions alone', { id: 9, order_id: 1, transactions: [] }, undefined, 'refund'],
  ])('reads %s as what it is', (_what, body, topic, said) => expect(why(body, topic)).toBe(said));

  it.each([
    ['a cart that nobody paid', { abandoned_checkout_url: 'https://shop.example/c/1', completed_at: null }],
    ['a checkout that became an order', { token: 't', completed_at: '2026-11-20T10:00:00Z' }],
    ['a draft', { name: '#D1', status: 'open', invoice_url: 'https://shop.example/d/1', order_id: null }],
    [
      'a draft, by its address',
      { admin_graphql_api_id: 'gid://shopify/DraftOrder/1027', status: 'completed' },
    ],
  ])('takes no order for one that is only offered: %s', (_story, over) => {
    expect(reads(rules, order(over), 'orders/create').kind).toBe('ignored');
    const id = { admin_graphql_api_id: 'gid://shopify/Order/1' };
    expect(reads(rules, order(id), 'draft_orders/create').kind).toBe('facts');
  });

  it('takes no payment for a dispute: it would pay the whole order back', () => {
    const payment = { id: 12, order_id: 1, status: 'success', amount: '50.00', currency: 'EUR' };
    for (const kind of ['sale', 'capture', 'authorization', 'refund', 'void'])
      expect(reads(rules, { ...payment, kind }, 'order_transactions/create').kind, kind).toBe('ignored');
    expect(reads(rules, { ...payment, type: 'chargeback' }, 'disputes/create').kind).toBe('facts');
  });
});

describe('WooCommerce', () => {
  const rules: ReadingRules = { platform: 'woocommerce', prefix: 'woo' };
  const order = (over: object = {}) => ({
    id: 4,
    currency: 'EUR',
    total: '60.00',
    status: 'processing',
    ...over,
  });

  it('takes no subscription for an order: each of its payments is one', () => {
    const subscription = { status: 'active', billing_period: 'month', date_paid_gmt: '2026-11-20T10:00:00' };
    expect(reads(rules, order(subscription), 'subscription.created').kind).toBe('ignored');
    expect(reads(rules, order(), 'order.created').kind).toBe('facts');
  });

  it('takes no vendor’s part for an order, which the customer’s own tells whole', () => {
    const kind = (over: object) => reads(rules, order(over), 'order.created').kind;
    expect(kind({ created_via: 'dokan', parent_id: 3 })).toBe('ignored');
    for (const over of [
      { created_via: 'dokan', parent_id: 0 },
      { created_via: 'dokan' },
      { created_via: 'checkout', parent_id: 3 },
      { created_via: 'subscription', parent_id: 3 },
    ])
      expect(kind(over), JSON.stringify(over)).toBe('facts');
  });

  it.each([
    ['processing', {}, 'paid'],
    ['completed', {}, 'paid'],
    ['refunded', {}, 'paid'],
    ['wc-completed', {}, 'paid'],
    ['on-hold', { date_paid_gmt: '2026-11-20T09:00:00' }, 'open'],
    ['checkout-draft', {}, 'none'],
    ['auto-draft', {}, 'none'],
    ['draft', {}, 'none'],
    ['new', {}, 'none'],
    ['pending', {}, 'none'],
    ['failed', {}, 'none'],
    ['trash', {}, 'none'],
    ['at-the-tailor', {}, 'open'],
    ['at-the-tailor', { date_paid: '2026-11-20T10:00:00' }, 'paid'],
    ['at-the-tailor', { date_paid_gmt: '2026-11-20T09:00:00' }, 'paid'],
    ['cancelled', {}, 'paid'],
    ['cancelled', { date_paid: null }, 'open'],
    ['cancelled', { date_paid_gmt: null }, 'open'],
    ['cancelled', { date_paid: null, date_paid_gmt: '2026-11-20T09:00:00' }, 'paid'],
    [undefined, {}, 'open'],
  ])('an order %s %j is %s', (status, over, payment) => {
    expect(orderOf(rules, order({ status, ...over })).payment).toBe(payment);
  });

  it('is net of its lines, else of what tax and shipping leave', () => {
    const net = (over: object) => orderOf(rules, order(over)).netAmount;
    expect(net({ line_items: [{ total: '37.74' }, { total: '9.08' }, {}] })).toEqual(money(4682));
    const line_items = [{ total: '40.00' }];
    expect(net({ line_items, fee_lines: [{ total: '-4.00', total_tax: '-0.76' }] })).toEqual(money(3600));
    expect(net({ line_items, fee_lines: [{ total: '3.00' }, { total: '-4.00' }] })).toEqual(money(3600));
    expect(net({ line_items, fee_lines: [{ total: '3.00' }, { name: 'Gift wrap' }] })).toEqual(money(4000));
    expect(net({ total_tax: '9.67', shipping_total: '4.12' })).toEqual(money(4621));
    expect(net({})).toEqual(money(6000));
  });

  it('is dated in UTC, and refunds are all that it lists', () => {
    const read = orderOf(
      rules,
      order({
        date_created_gmt: '2026-11-20T09:00:00',
        date_modified_gmt: '2026-11-21T09:00:00',
        refunds: [{ id: 20, total: '-22.46' }, { id: 21 }],
        coupon_lines: [{ code: 'ada10' }, {}],
      }),
    );
    expect(read).toMatchObject({
      at: '2026-11-21T09:00:00.000Z',
      isDated: true,
      occurredAt: '2026-11-20T09:00:00.000Z',
      isCancelled: false,
      couponCodes: ['ada10'],
      refunds: [
        { externalId: 'woo:refund:20', paidBack: ['-22.46'], state: 'booked' },
        { externalId: 'woo:refund:21', paidBack: ['0'], state: 'booked' },
      ],
      refundsAreAll: true,
    });
    const bare = orderOf(rules, order({ date_paid_gmt: '2026-11-20T09:01:00', status: 'cancelled' }));
    expect(bare).toMatchObject({
      at: HEARD,
      isDated: false,
      occurredAt: '2026-11-20T09:01:00.000Z',
      isCancelled: true,
      refunds: [],
      refundsAreAll: false,
    });
    expect(orderOf(rules, order()).occurredAt).toBe(HEARD);
  });

  it.each([
    ['no object', 'text', undefined, 'unread: The body is no JSON object.'],
    ['no id', { total: '1', currency: 'EUR' }, undefined, 'ignored: It names no order.'],
    ['an id alone', { id: 4 }, undefined, 'ignored: It is no order.'],
    ['an id alone that was changed', { id: 4 }, 'order.updated', 'ignored: It is no order (order.updated).'],
    ['an id alone that was deleted', { id: 4 }, 'order.deleted', 'gone'],
    ['no total', { id: 4, currency: 'EUR' }, undefined, 'ignored: It is no order.'],
    ['a wrong total', order({ total: 'much' }), undefined, 'unread: Its total is no amount.'],
    ['a refund as an order', order({ total: '-1.00' }), undefined, 'unread: Its total is no amount.'],
    [
      'a wrong currency',
      order({ currency: 'xx' }),
      undefined,
      'unread: Its currency "XX" is none of ISO 4217.',
    ],
    ['an order worth nothing', order({ total: '0' }), undefined, 'order'],
    ['an order that was put back', order(), 'order.restored', 'order,restored'],
  ])('reads %s as what it is', (_what, body, topic, said) => {
    const reading = reads(rules, body, topic);
    expect(
      reading.kind === 'facts'
        ? String(reading.facts.map(({ kind }) => kind))
        : `${reading.kind}: ${reading.reason}`,
    ).toBe(said);
  });
});

describe('a shop of one’s own', () => {
  const mapping = {
    money: 'minor' as const,
    order: {
      id: '/id',
      amount: '/paid',
      currency: '/cur',
      netAmount: '/net',
      occurredAt: '/at',
      updatedAt: '/changed',
      couponCodes: '/codes',
      cancelled: '/gone',
    },
    refund: { id: '/refund/id', amount: '/refund/paid', netAmount: '/refund/net', occurredAt: '/refund/at' },
  };
  const rules = (over: object = {}): ReadingRules => ({
    platform: 'generic',
    prefix: 'shop',
    mapping: { ...mapping, ...over },
  });
  const sent = (over: object = {}) => ({ id: 1, paid: 4990, cur: 'eur', ...over });
  const why = (body: unknown, by = rules()) => {
    const reading = reads(by, body);
    return reading.kind === 'facts' ? reading.facts[0]?.kind : `${reading.kind}: ${reading.reason}`;
  };

  it('counts in whole minor units where its mapping says so: no sign before or behind', () => {
    expect(orderOf(rules(), sent())).toMatchObject({ amount: money(4990) });
    expect(orderOf(rules({ money: 'major' }), sent({ paid: '49.90' }))).toMatchObject({
      amount: money(4990),
    });
    for (const paid of ['49.90', 'EUR 4990', '4990 EUR', '1'.repeat(16), '', null])
      expect(why(sent({ paid }))).toBe('unread: There is no amount at /paid.');
    expect(orderOf(rules(), sent({ paid: -5 })).amount).toEqual(money(-5));
  });

  it('is an order wherever its mapping points to no refund', () => {
    const { refund: _, ...orders } = mapping;
    expect(why(sent({ refund: { id: 7, paid: 100 } }), { ...rules(), mapping: orders as never })).toBe(
      'order',
    );
    expect(why(sent({ refund: { id: 7, paid: 100 } }))).toBe('refund');
    for (const id of [0, '0', '', null, false, 'null'])
      expect(why(sent({ refund: { id, paid: 0 } })), String(id)).toBe('order');
    expect(why(sent({ refund: { id: '00a', paid: 1 } }))).toBe('refund');
  });

  it('says when it was and which of two is newer, where its pointers find it', () => {
    const [one, two] = ['2026-11-20T09:00:00.000Z', '2026-11-21T09:00:00.000Z'];
    expect(orderOf(rules(), sent({ at: one, changed: two, net: 4000 }))).toMatchObject({
      occurredAt: one,
      at: two,
      isDated: true,
      netAmount: money(4000),
    });
    const bare = orderOf(rules(), sent());
    expect(bare).toMatchObject({ occurredAt: HEARD, at: HEARD, isDated: false });
    expect(bare).not.toHaveProperty('netAmount');
  });

  it.each([
    [undefined, false],
    [null, false],
    [false, false],
    ['', false],
    [0, false],
    ['0', false],
    [true, true],
    ['2026-11-20', true],
    [{ by: 'Ada' }, true],
    [[true], true],
    ['none yet', true],
    ['Norbert', true],
    ['10', true],
    ['2000-01-01', true],
    // How databases, serializers and languages write nothing.
    [{}, false],
    [[], false],
    [[null, 'false'], false],
    [' ', false],
    ['False', false],
    ['no', false],
    ['N', false],
    ['None', false],
    ['null', false],
    ['0.00', false],
    ['0000-00-00 00:00:00', false],
    ['0001-01-01T00:00:00Z', false],
    ['1970-01-01T00:00:00.000Z', false],
  ])('is cancelled by %j: %s', (gone, isCancelled) => {
    expect(orderOf(rules(), sent({ gone })).isCancelled).toBe(isCancelled);
  });

  it('takes one code or a list of them', () => {
    expect(orderOf(rules(), sent({ codes: 'ADA10' })).couponCodes).toEqual(['ADA10']);
    expect(orderOf(rules(), sent({ codes: ['A', 7, '', null, {}] })).couponCodes).toEqual(['A', '7']);
    expect(orderOf(rules(), sent()).couponCodes).toEqual([]);
  });

  it('takes the codes of a list of discounts, each by its own name', () => {
    // As Snipcart lists them (docs.snipcart.com, order events).
    const body = sent({
      content: {
        discounts: [{ name: '10 % off', code: 'ADA10' }, { name: 'by hand' }, { code: 'FREESHIP' }, null],
      },
    });
    const by = (couponCodes: string) => rules({ order: { ...mapping.order, couponCodes } });
    expect(orderOf(by('/content/discounts/*/code'), body).couponCodes).toEqual(['ADA10', 'FREESHIP']);
    expect(orderOf(by('/content/*/code'), body).couponCodes).toEqual([]);
    expect(orderOf(by('/content/discounts/1/code'), body).couponCodes).toEqual([]);
    expect(
      orderOf(by('/lines/*/by/*/code'), sent({ lines: [{ by: [{ code: 'A' }] }, { by: [{ code: 'B' }] }] }))
        .couponCodes,
    ).toEqual(['A', 'B']);
    expect(orderOf(by('/*'), sent({ '*': 'STAR' })).couponCodes).toEqual(['STAR']);
  });

  it('keeps the codes of a list of discounts, and reads them again', () => {
    const by = rules({ order: { ...mapping.order, couponCodes: '/discounts/*/code' } });
    const kept = keptOf(
      bodyOf(sent({ discounts: [{ code: 'A', who: 'Ada' }, { code: 'B' }] })),
      by,
      Buffer.alloc(32),
    ).body;
    expect(JSON.stringify(kept)).not.toContain('Ada');
    expect(orderOf(by, kept).couponCodes).toEqual(['A', 'B']);
  });

  it.each([
    ['Paid', 'paid', false],
    [' COMPLETE ', 'paid', false],
    ['pending', 'open', false],
    ['Cancelled', 'open', true],
    ['refunded', 'open', false],
    [null, 'open', false],
    [undefined, 'open', false],
    [true, 'open', false],
    [['new', 'paid'], 'paid', false],
    [['paid', 'cancelled'], 'paid', true],
    [[], 'open', false],
  ])('whose one state is %j is %s, cancelled: %s', (state, payment, isCancelled) => {
    const by = rules({
      order: {
        ...mapping.order,
        paid: '/state',
        paidWhen: ['paid', 'Complete'],
        cancelled: '/state',
        cancelledWhen: ['cancelled'],
      },
    });
    expect(orderOf(by, sent({ state }))).toMatchObject({ payment, isCancelled });
    const kept = keptOf(bodyOf(sent({ state })), by, Buffer.alloc(32)).body;
    expect(orderOf(by, kept)).toMatchObject({ payment, isCancelled });
  });

  it.each([
    ['2026-11-20T09:00:00Z', 'paid'],
    [true, 'paid'],
    [null, 'open'],
    [false, 'open'],
    [undefined, 'open'],
  ])('is paid where anything stands in its place: %j, %s', (paidAt, payment) => {
    expect(orderOf(rules({ order: { ...mapping.order, paid: '/paidAt' } }), sent({ paidAt })).payment).toBe(
      payment,
    );
    expect(orderOf(rules(), sent({ paidAt })).payment).toBe('paid');
  });

  it('a refund takes back what was paid, and of it what was no net', () => {
    expect(
      refundOf(rules(), sent({ refund: { id: 'r1', paid: 1190, net: 1000, at: '2026-11-22T09:00:00Z' } })),
    ).toEqual({
      externalId: 'shop:refund:r1',
      paidBack: ['11.90'],
      notNet: ['1.900000'],
      currency: 'EUR',
      occurredAt: '2026-11-22T09:00:00.000Z',
      state: 'booked',
    });
    const major = (refund: object, cur?: string) =>
      refundOf(rules({ money: 'major' }), sent({ refund: { id: 'r1', ...refund }, cur }));
    expect(major({ paid: '11.9', net: '10' }, undefined)).toEqual({
      externalId: 'shop:refund:r1',
      paidBack: ['11.9'],
      notNet: ['1.900000'],
      occurredAt: HEARD,
      state: 'booked',
    });
    expect(major({ paid: '-11.90', net: '-10.1234567' }, 'EUR').notNet).toEqual(['1.776544']);
    expect(major({ paid: '0.05', net: '0.04' }, 'EUR').notNet).toEqual(['0.010000']);
    expect(major({ paid: '5' }, 'EUR')).not.toHaveProperty('notNet');
    expect(why(sent({ refund: { id: 'r1' } }))).toBe('unread: There is no amount at /refund/paid.');
    for (const paid of ['11,90', '€11.90', '1,190.00', '11.90 EUR', 'all'])
      expect(why(sent({ refund: { id: 'r1', paid } }), rules({ money: 'major' })), paid).toBe(
        'unread: There is no amount at /refund/paid.',
      );
    expect(major({ paid: '11.90', net: '10,00' }, 'EUR')).not.toHaveProperty('notNet');
    expect(why(sent({ cur: 'xx', refund: { id: 'r1', paid: 5 } }))).toBe(
      'unread: There is no amount at /refund/paid.',
    );
  });

  it('follows a pointer through lists and escaped names, and nowhere else', () => {
    const at = (pointer: string) =>
      why({ 'a/b': [{ '~': 1 }], paid: 1, cur: 'EUR' }, rules({ order: { ...mapping.order, id: pointer } }));
    expect(at('/a~1b/0/~0')).toBe('order');
    for (const pointer of ['/a~1b/00/~0', '/a~1b/1/~0', '/a~1b/-1', '/toString', '/a~1b/length'])
      expect(at(pointer)).toBe(`ignored: There is no order at ${pointer}.`);
  });

  it('keeps of a body only what its mapping points at', () => {
    const body = { ...sent({ codes: ['A'], buyer: 'Ada' }), lines: [{ price: 1 }] };
    const kept = keptOf(
      bodyOf(body),
      { mapping: { ...mapping, order: { ...mapping.order, netAmount: '/lines/0/price' } } },
      Buffer.alloc(32),
    );
    expect(kept.body).toEqual({
      id: '1',
      paid: '4990',
      cur: 'eur',
      codes: ['A'],
      lines: { 0: { price: '1' } },
    });
  });

  it('says what is missing', () => {
    expect(why({ paid: 1 })).toBe('ignored: There is no order at /id.');
    expect(why(sent({ cur: 'xx' }))).toBe('unread: There is no currency of ISO 4217 at /cur.');
    expect(why(sent({ cur: null }))).toBe('unread: There is no currency of ISO 4217 at /cur.');
    expect(why(sent(), { platform: 'generic', prefix: 'shop' })).toBe(
      'unread: This hook has no mapping yet.',
    );
  });
});
