import { isCurrency } from '../money/currency.ts';
import { instantAt, isObject, listAt, type Sent, type SentObject, textAt, valueAt } from './lossless.ts';
import {
  buyerOf,
  facts,
  ignored,
  netWithin,
  numberedAs,
  type ShopDelivery,
  type ShopReading,
  type ShopRefund,
  type ShopSnapshot,
  unread,
} from './shop-fact.ts';
import { minorOfDecimal } from './shop-money.ts';

/**
 * What a delivery of WooCommerce's says: an order as it stands (REST v2 and v3 have the same fields), or nothing but the
 * id of one that was deleted. There are no topics for payments, refunds and cancelling: the order tells them.
 */
export function readWooCommerce(body: Sent, delivery: ShopDelivery, prefix: string): ShopReading {
  if (!isObject(body)) return unread('The body is no JSON object.');
  const id = textAt(body, 'id');
  if (id === undefined) return ignored('It names no order.');
  const order = `${prefix}:${id}`;
  if (valueAt(body, 'billing_period') !== undefined)
    return ignored('A subscription: each of its payments is an order of its own.');
  if (isVendorsPart(body)) return ignored('A vendor’s part of an order that is told whole.');
  if (textAt(body, 'total') !== undefined && textAt(body, 'currency') !== undefined)
    return ofOrder(body, delivery, order, prefix);
  if (delivery.topic === 'order.deleted' && Object.keys(body).every((name) => name === 'id'))
    return facts({ kind: 'gone', order, at: delivery.receivedAt });
  return ignored(`It is no order${delivery.topic ? ` (${delivery.topic})` : ''}.`);
}

/**
 * Dokan makes an order for each vendor beside the customer's own, of the same lines. Other orders that have a parent (deposits' rest, renewals)
 * are sold beside it.
 */
const isVendorsPart = (body: SentObject): boolean =>
  textAt(body, 'created_via') === 'dokan' && !['0', undefined].includes(textAt(body, 'parent_id'));

/** What a status says of the money. Shops add their own: those are told by the day of payment. */
const PAYMENT: ReadonlyMap<string, ShopSnapshot['payment']> = new Map([
  ['processing', 'paid'],
  ['completed', 'paid'],
  ['refunded', 'paid'],
  ['on-hold', 'open'],
  // Carts: the block checkout makes an order when the page opens.
  ['checkout-draft', 'none'],
  ['auto-draft', 'none'],
  ['draft', 'none'],
  ['new', 'none'],
  ['pending', 'none'],
  ['failed', 'none'],
  ['trash', 'none'],
]);

function ofOrder(body: SentObject, delivery: ShopDelivery, order: string, prefix: string): ShopReading {
  const currency = (textAt(body, 'currency') ?? '').toUpperCase();
  if (!isCurrency(currency)) return unread(`Its currency "${currency}" is none of ISO 4217.`);
  const amount = minorOfDecimal(textAt(body, 'total'), currency)?.minor;
  if (amount === undefined || amount < 0) return unread('Its total is no amount.');
  const modified = instantAt(body, 'date_modified_gmt');
  const net = netOf(body, currency, amount);
  const snapshot: ShopSnapshot = {
    at: modified ?? delivery.receivedAt,
    isDated: modified !== undefined,
    // Fields ending in _gmt carry no zone and are UTC; those without it are the shop's wall clock, of no known zone.
    occurredAt: instantAt(body, 'date_created_gmt', 'date_paid_gmt') ?? delivery.receivedAt,
    amount: { amount, currency },
    netAmount: netWithin(net, { amount, currency }),
    ...buyerOf(delivery),
    ...numberedAs(textAt(body, 'number')),
    couponCodes: listAt(body, 'coupon_lines').flatMap((line) => textAt(line, 'code') ?? []),
    clickIds: [...delivery.clickIds],
    payment: paymentOf(body),
    isCancelled: textAt(body, 'status') === 'cancelled',
    refunds: listAt(body, 'refunds').map((refund) => refundOf(refund, prefix)),
    refundsAreAll: Array.isArray(valueAt(body, 'refunds')),
  };
  const restored = { kind: 'restored' as const, order, at: delivery.receivedAt };
  return facts(
    { kind: 'order', order, snapshot },
    ...(delivery.topic === 'order.restored' ? [restored] : []),
  );
}

/** A cancelled order that was never paid was never one; where the shop does not say, it was. */
function paymentOf(body: SentObject): ShopSnapshot['payment'] {
  const status = (textAt(body, 'status') ?? '').replace(/^wc-/, '');
  const known = PAYMENT.get(status);
  if (known) return known;
  const isPaid = textAt(body, 'date_paid_gmt') !== undefined || textAt(body, 'date_paid') !== undefined;
  const isUnsaid = valueAt(body, 'date_paid_gmt') === undefined && valueAt(body, 'date_paid') === undefined;
  return isPaid || (status === 'cancelled' && isUnsaid) ? 'paid' : 'open';
}

/**
 * Lines are after discounts and always without tax, whatever `prices_include_tax` says. A fee below nothing is how
 * plugins write a discount of theirs; one above is no goods.
 */
function netOf(body: SentObject, currency: string, amount: number): number {
  const minor = (at: SentObject, name: string) => minorOfDecimal(textAt(at, name), currency)?.minor ?? 0;
  if (Array.isArray(valueAt(body, 'line_items'))) {
    const goods = listAt(body, 'line_items').reduce((sum, line) => sum + minor(line, 'total'), 0);
    return listAt(body, 'fee_lines').reduce((sum, fee) => sum + Math.min(0, minor(fee, 'total')), goods);
  }
  return amount - minor(body, 'total_tax') - minor(body, 'shipping_total');
}

/** Gross, and negative; neither its tax nor its day is in the order. */
const refundOf = (refund: SentObject, prefix: string): ShopRefund => ({
  externalId: `${prefix}:refund:${textAt(refund, 'id')}`,
  paidBack: [textAt(refund, 'total') ?? '0'],
  state: 'booked',
});
