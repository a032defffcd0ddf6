import { backIn, type Doing, type PaidBack, paidFor, standingLines } from './day.ts';
import { type Currency, decimal, type Sending, stamp } from './platforms.ts';

/** One order of a shop on WooCommerce (REST v3): no topic for money, the order as it stands with the list of its refunds. */
export function wooCommerceDay(doing: Doing, currency: Currency): Sending[] {
  const { minute, payment, kind, edits, refunds, cancelled } = doing;
  const sent: Sending[] = [];
  const order = (at: number, status: string, held: readonly PaidBack[] = [], topic = 'order.updated') =>
    sent.push({ topic, body: JSON.stringify(orderAt(doing, currency, at, status, held)) });
  const isCart = kind === 'cart' || kind === 'test';
  if (isCart || payment === 'never') {
    order(minute, isCart ? 'checkout-draft' : 'pending', [], 'order.created');
    if (cancelled) order(minute + 60, 'cancelled');
    else if (doing.id % 2 === 0 && !isCart) order(minute + 60, 'failed');
    return sent;
  }
  // One second holds both: the later of the two is the one that says more.
  order(minute, payment === 'later' ? 'on-hold' : 'pending', [], 'order.created');
  order(minute + (payment === 'later' ? 200 : 0), 'processing');
  order(550, doing.id % 5 === 0 ? 'wc-packed' : 'completed');
  // Shops have states of their own.
  const paidStatus = doing.id % 5 === 0 ? 'packed' : 'processing';
  let held: PaidBack[] = [];
  const edited = edits.map(({ minute: at }) => ({ at, refund: undefined }));
  const happened = [...edited, ...refunds.map((refund) => ({ at: refund.minute, refund }))];
  for (const { at, refund } of happened.sort((one, other) => one.at - other.at)) {
    if (refund?.ends === 'restock' || refund?.ends === 'pending') continue;
    if (refund) held = [...held, refund];
    order(at, paidStatus, held);
    if (refund?.ends !== 'fails') continue;
    held = held.filter((one) => one !== refund);
    order(at + 1, paidStatus, held);
  }
  if (cancelled) order(1_300, cancelled === 'paidBack' ? 'refunded' : 'cancelled', held);
  if (doing.deleted) sent.push({ topic: 'order.deleted', body: JSON.stringify({ id: doing.id }) });
  return sent;
}

function orderAt(
  doing: Doing,
  currency: Currency,
  minute: number,
  status: string,
  held: readonly PaidBack[],
) {
  const { id, code, shipping } = doing;
  const lines = standingLines(doing, minute).filter((line) => line !== undefined);
  const paidAt = doing.payment === 'later' ? doing.minute + 200 : doing.minute;
  const isPaid =
    doing.payment !== 'never' && doing.kind === 'order' && minute >= paidAt && status !== 'pending';
  // Shops show as many places as they like.
  const money = (minor: number) =>
    `${decimal(minor, currency)}${id % 3 === 0 && currency !== 'JPY' ? '00' : ''}`;
  return {
    id,
    number: `W-${id}`,
    status,
    currency,
    prices_include_tax: doing.taxIncluded,
    date_created: `${stamp(doing.minute).slice(0, 11)}23:59:59`,
    date_created_gmt: stamp(doing.minute),
    date_modified_gmt: stamp(minute),
    date_paid_gmt: isPaid ? stamp(paidAt) : null,
    total: money(paidFor(doing, minute)),
    total_tax: money(lines.reduce((sum, { tax }) => sum + tax, shipping.tax)),
    discount_total: '1.00',
    shipping_total: money(shipping.paid - shipping.tax),
    shipping_tax: money(shipping.tax),
    customer_id: 0,
    billing: { email: `buyer${id}@example.com`, first_name: 'Kim' },
    line_items: lines
      .filter(({ kind }) => kind === 'goods')
      .map((line) => ({
        name: 'Sock',
        quantity: 2,
        subtotal: money(line.paid - line.tax + line.discount),
        total: money(line.paid - line.tax),
        total_tax: money(line.tax),
        price: 0.1 + 0.2,
      })),
    fee_lines: lines
      .filter(({ kind }) => kind !== 'goods')
      .map(({ paid }) => ({ name: 'Tip', total: money(paid) })),
    shipping_lines: [{ total: money(shipping.paid - shipping.tax), total_tax: money(shipping.tax) }],
    coupon_lines: code ? [{ code: code.text.toLowerCase(), discount: '1.00', discount_tax: '0.19' }] : [],
    refunds: held.map((refund) => ({ id: refund.id, reason: '', total: `-${money(backIn(doing, refund))}` })),
    meta_data: [{ id: 1, key: '_unheard_of', value: { since: ['a', 'plugin'] } }],
  };
}
