import { type Doing, grossOf, netOf, refundGross, type Sending, stamp, taxOfFirst, text } from './day.ts';

/** The deliveries of one customer's doings, in the order in which they happened, in each vendor's documented shape. */
export const DELIVERIES = { shopify: ofShopify, woocommerce: ofWooCommerce, stripe: ofStripe };

const json = (topic: string, body: object): Sending => ({ topic, body: JSON.stringify(body) });
/** Ids of more digits than a number of JavaScript's holds. */
const longId = (body: string): string => body.replace(/"@(\d+)@"/g, '820982911$1');

function ofShopify(doing: Doing): Sending[] {
  const id = `@${doing.id}@`;
  const zoned = (minute: number) => `${stamp(minute)}+00:00`;
  const refundBody = (refund: Doing['refunds'][number]) => ({
    id: refund.id,
    order_id: id,
    created_at: zoned(refund.minute),
    refund_line_items: refund.ofLine
      ? [
          {
            line_item_id: 1,
            quantity: 1,
            subtotal: refundGross(doing, { ...refund, ofShipping: false }) / 100,
            total_tax: taxOfFirst(doing) / 100,
          },
        ]
      : [],
    refund_shipping_lines: refund.ofShipping
      ? [
          {
            subtotal_amount_set: {
              shop_money: { amount: text(doing.shipping.gross - doing.shipping.tax), currency_code: 'EUR' },
            },
            tax_amount_set: { shop_money: { amount: text(doing.shipping.tax), currency_code: 'EUR' } },
          },
        ]
      : [],
    order_adjustments: [],
    transactions: [
      {
        kind: 'refund',
        status: refund.fails ? 'failure' : 'success',
        amount: text(refundGross(doing, refund)),
        currency: 'EUR',
      },
    ],
  });
  const state = (
    minute: number,
    more: { removed?: boolean; refunds?: Doing['refunds']; over?: object } = {},
  ) => {
    const lines = more.removed ? doing.lines.slice(0, -1) : doing.lines;
    const held = (more.refunds ?? []).filter(({ fails }) => !fails);
    const paidBack = held.reduce((sum, refund) => sum + refundGross(doing, refund), 0);
    return {
      id,
      admin_graphql_api_id: `gid://shopify/Order/${doing.id}`,
      name: `#${doing.id}`,
      test: doing.end === 'test',
      currency: 'EUR',
      taxes_included: true,
      processed_at: zoned(doing.minute),
      created_at: zoned(doing.minute),
      updated_at: zoned(minute),
      financial_status: doing.end === 'unpaid' ? 'pending' : paidBack > 0 ? 'partially_refunded' : 'paid',
      cancelled_at: null,
      total_price: text(grossOf(doing, doing.lines)),
      current_total_price: text(grossOf(doing, lines) - paidBack),
      email: `buyer${doing.id}@example.com`,
      customer: { id: doing.id + 7, first_name: 'Kim', email: `buyer${doing.id}@example.com` },
      discount_codes: doing.code
        ? [{ code: doing.code.toLowerCase(), amount: text(doing.discount), type: 'fixed_amount' }]
        : [],
      discount_applications: doing.code ? [{ type: 'discount_code', code: doing.code.toLowerCase() }] : [],
      line_items: doing.lines.map((line, at) => ({
        id: at + 1,
        name: 'Sock',
        quantity: 1,
        current_quantity: at < lines.length && !(at === 0 && held.some(({ ofLine }) => ofLine)) ? 1 : 0,
        price: text(line.gross),
        gift_card: false,
        discount_allocations: at === 0 && doing.discount > 0 ? [{ amount: text(doing.discount) }] : [],
        tax_lines: [{ price: text(at === 0 ? taxOfFirst(doing) : line.tax) }],
      })),
      shipping_lines: [{ price: text(doing.shipping.gross) }],
      refunds: (more.refunds ?? []).map(refundBody),
      ...more.over,
    };
  };
  const sent = [json('orders/create', state(doing.minute)), json('orders/paid', state(doing.minute + 1))];
  if (doing.removed) sent.push(json('orders/updated', state(500, { removed: true })));
  for (const [at, refund] of doing.refunds.entries()) {
    sent.push(json('refunds/create', refundBody(refund)));
    const refunds = doing.refunds.slice(0, at + 1);
    sent.push(json('orders/updated', state(refund.minute, { removed: doing.removed, refunds })));
  }
  if (doing.end === 'cancelled')
    sent.push(
      json(
        'orders/cancelled',
        state(900, {
          over: { cancelled_at: zoned(900), financial_status: 'voided', current_total_price: '0.00' },
        }),
      ),
    );
  return sent.map(({ topic, body }) => ({ topic, body: longId(body) }));
}

/** No topic for money: the order as it stands, with the list of its refunds; a deleted one vanishes from it. */
function ofWooCommerce(doing: Doing): Sending[] {
  const { end } = doing;
  const state = (minute: number, status: string, removed = false, refunds: Doing['refunds'] = []) => {
    const lines = removed ? doing.lines.slice(0, -1) : doing.lines;
    return json(minute === doing.minute ? 'order.created' : 'order.updated', {
      id: doing.id,
      number: `W-${doing.id}`,
      status,
      currency: 'EUR',
      prices_include_tax: true,
      date_created_gmt: stamp(doing.minute),
      date_modified_gmt: stamp(minute),
      date_paid_gmt: status === 'processing' ? stamp(doing.minute + 1) : null,
      total: text(grossOf(doing, lines)),
      shipping_total: text(doing.shipping.gross - doing.shipping.tax),
      customer_id: 0,
      billing: { email: `buyer${doing.id}@example.com`, first_name: 'Kim' },
      line_items: lines.map((line, at) => ({
        name: 'Sock',
        quantity: 1,
        total: `${text(at === 0 ? netOf(doing, doing.lines.slice(0, 1)) : line.gross - line.tax)}00`,
        price: 0.1 + 0.2,
      })),
      coupon_lines: doing.code ? [{ code: doing.code.toLowerCase() }] : [],
      refunds: refunds.map((refund) => ({
        id: refund.id,
        reason: '',
        total: `-${text(refundGross(doing, refund))}`,
      })),
      meta_data: [],
    });
  };
  const isOrder = end === 'stays' || end === 'cancelled';
  const sent = [state(doing.minute, end === 'test' ? 'checkout-draft' : 'pending')];
  if (isOrder) sent.push(state(doing.minute + 1, 'processing'));
  if (doing.removed) sent.push(state(500, 'processing', true));
  let held: Doing['refunds'] = [];
  for (const refund of doing.refunds) {
    held = [...held, refund];
    sent.push(state(refund.minute, 'processing', doing.removed, held));
    held = held.filter(({ fails }) => !fails);
    if (refund.fails) sent.push(state(refund.minute + 50, 'processing', doing.removed, held));
  }
  if (end === 'cancelled') sent.push(state(900, 'cancelled'));
  return sent;
}

/** Several events say that a purchase is paid, and refunds are told one by one and all together. */
function ofStripe(doing: Doing): Sending[] {
  const seconds = (minute: number) => Date.parse(`${stamp(minute)}Z`) / 1_000;
  const event = (type: string, minute: number, object: object) =>
    json(type, {
      id: `evt_${doing.id}_${type}_${minute}`,
      object: 'event',
      type,
      livemode: doing.end !== 'test',
      created: seconds(minute),
      data: { object },
    });
  const tax = doing.lines.reduce((sum, line, at) => sum + (at === 0 ? taxOfFirst(doing) : line.tax), 0);
  const session = (paid: boolean) => ({
    id: `cs_${doing.id}`,
    object: 'checkout.session',
    created: seconds(doing.minute),
    mode: 'payment',
    payment_status: paid ? 'paid' : 'unpaid',
    payment_intent: `pi_${doing.id}`,
    currency: 'eur',
    amount_total: grossOf(doing, doing.lines),
    total_details: { amount_discount: doing.discount, amount_tax: tax + doing.shipping.tax },
    shipping_cost: { amount_tax: doing.shipping.tax, amount_total: doing.shipping.gross },
    customer: null,
    customer_details: { email: `buyer${doing.id}@example.com`, name: 'Kim' },
    discounts: doing.code ? [{ coupon: 'c', promotion_code: doing.code }] : [],
    metadata: {},
  });
  const isLate = doing.id % 5 === 0;
  const sent = [
    event('checkout.session.completed', doing.minute, session(!isLate && doing.end !== 'unpaid')),
  ];
  sent.push(
    event('charge.succeeded', doing.minute, {
      id: `ch_${doing.id}`,
      amount: grossOf(doing, doing.lines),
      currency: 'eur',
    }),
  );
  const isPaid = doing.end !== 'unpaid';
  if (isPaid)
    sent.push(
      event('payment_intent.succeeded', doing.minute + 1, {
        id: `pi_${doing.id}`,
        amount_received: grossOf(doing, doing.lines),
        currency: 'eur',
      }),
    );
  if (isLate && isPaid)
    sent.push(event('checkout.session.async_payment_succeeded', doing.minute + 2, session(true)));
  if (doing.end === 'cancelled')
    sent.push(event('checkout.session.async_payment_failed', 900, session(false)));
  let paidBack = 0;
  for (const refund of doing.refunds) {
    const object = {
      id: `re_${refund.id}`,
      amount: refundGross(doing, refund),
      currency: 'eur',
      payment_intent: `pi_${doing.id}`,
      created: seconds(refund.minute),
    };
    paidBack += object.amount;
    sent.push(event('refund.created', refund.minute, { ...object, status: 'pending' }));
    sent.push(
      event('charge.refunded', refund.minute, {
        id: `ch_${doing.id}`,
        amount_refunded: paidBack,
        payment_intent: `pi_${doing.id}`,
        currency: 'eur',
      }),
    );
    if (refund.fails) sent.push(event('refund.failed', refund.minute + 50, { ...object, status: 'failed' }));
    else sent.push(event('refund.updated', refund.minute + 1, { ...object, status: 'succeeded' }));
  }
  return sent;
}
