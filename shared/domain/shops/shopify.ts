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
  unread,
} from './shop-fact.ts';
import {
  amountOf,
  currencyIn,
  isNoRevenue,
  isRefund,
  namesNothing,
  rateOf,
  sentNetOf,
  shopMoney,
} from './shopify-money.ts';

/**
 * What a delivery of Shopify's says. Nobody signed its topic, so the body is told by what is in it, and the topic is
 * asked only where the body is nothing but an id. shopify.dev: Order, Refund, Dispute of the REST Admin API.
 */
export function readShopify(body: Sent, delivery: ShopDelivery, prefix: string): ShopReading {
  if (!isObject(body)) return unread('The body is no JSON object.');
  const id = idOf(body);
  if (id === undefined) return ignored('It names no order.');
  if (isOfferOnly(body)) return ignored('A cart or a draft: nobody has ordered yet.');
  if (textAt(body, 'total_price') !== undefined && Array.isArray(valueAt(body, 'line_items')))
    return ofOrder(body, delivery, `${prefix}:${id}`, prefix);
  const order = textAt(body, 'order_id');
  if (order !== undefined && (has(body, 'refund_line_items') || has(body, 'transactions')))
    return facts({ kind: 'refund', order: `${prefix}:${order}`, refund: refundOf(body, prefix) });
  if (order !== undefined && has(body, 'kind'))
    return ignored('A payment: its order and its refunds tell of it.');
  if (order !== undefined && has(body, 'status') && has(body, 'amount'))
    return ofDispute(body, `${prefix}:${order}`, prefix, delivery);
  const isNothingElse = Object.keys(body).every((name) => name === 'id' || name === 'admin_graphql_api_id');
  if (delivery.topic === 'orders/delete' && isNothingElse)
    return facts({ kind: 'gone', order: `${prefix}:${id}`, at: delivery.receivedAt });
  return ignored(`It is no order, refund or dispute${delivery.topic ? ` (${delivery.topic})` : ''}.`);
}

/** Checkouts and draft orders have an order's lines and total; these are fields of theirs alone. */
export const OFFERS = ['abandoned_checkout_url', 'invoice_url', 'invoice_sent_at', 'completed_at'];
const isOfferOnly = (body: SentObject): boolean =>
  OFFERS.some((name) => has(body, name)) ||
  /\/(?:Draft|Abandoned)\w+\/\d+$/.test(textAt(body, 'admin_graphql_api_id') ?? '');

const has = (body: SentObject, name: string): boolean => valueAt(body, name) !== undefined;
const idOf = (body: SentObject): string | undefined =>
  textAt(body, 'id') ?? /\/(\d+)$/.exec(textAt(body, 'admin_graphql_api_id') ?? '')?.[1];

/** States that say whether it is paid; what is not named here, or not said, counts as paid. */
const PAYMENT: ReadonlyMap<string, 'open' | 'none'> = new Map([
  ['pending', 'open'],
  ['authorized', 'open'],
  ['partially_paid', 'open'],
  ['voided', 'none'],
  ['expired', 'none'],
]);

function ofOrder(body: SentObject, delivery: ShopDelivery, order: string, prefix: string): ShopReading {
  if (valueAt(body, 'test') === true) return ignored('A test order.');
  const currency = currencyIn(body);
  if (currency === undefined)
    return unread(`Its currency "${textAt(body, 'currency')}" is none of ISO 4217.`);
  const occurredAt = instantAt(body, 'processed_at', 'created_at') ?? delivery.receivedAt;
  const updatedAt = instantAt(body, 'updated_at');
  const isCancelled = textAt(body, 'cancelled_at') !== undefined;
  const refunds = listAt(body, 'refunds');
  const amount = amountOf(body, currency, isCancelled);
  if (amount === undefined) return unread('Its total_price is no amount.');
  const net = sentNetOf(body, currency, amount);
  const rate = rateOf(body, currency);
  const snapshot = {
    at: updatedAt ?? delivery.receivedAt,
    isDated: updatedAt !== undefined,
    occurredAt,
    amount: { amount, currency },
    netAmount: netWithin(net, { amount, currency }),
    ...(rate ? { rate } : {}),
    ...buyerOf(delivery),
    ...numberedAs(textAt(body, 'name') ?? textAt(body, 'order_number')),
    couponCodes: codesOf(body),
    clickIds: [...delivery.clickIds],
    payment: PAYMENT.get((textAt(body, 'financial_status') ?? '').toLowerCase()) ?? ('paid' as const),
    isCancelled,
    refunds: refunds.map((refund) => refundOf(refund, prefix)),
    refundsAreAll: false,
  };
  return facts({ kind: 'order', order, snapshot });
}

/**
 * Codes that the customer typed. `discount_codes` also holds the titles of discounts that staff gave by hand, so a code
 * counts only where an application of the type says so; orders without applications are believed.
 */
function codesOf(body: SentObject): string[] {
  const applications = listAt(body, 'discount_applications');
  const typed = applications.filter((one) => textAt(one, 'type') === 'discount_code');
  const from = has(body, 'discount_applications') ? typed : listAt(body, 'discount_codes');
  return from.flatMap((one) => textAt(one, 'code') ?? []);
}

/** Refunded money is that of its successful transactions: without one, lines were only put back in stock. */
function refundOf(refund: SentObject, prefix: string): ShopRefund {
  const all = listAt(refund, 'transactions').filter(isRefund);
  const succeeded = all.filter((one) => textAt(one, 'status') === 'success');
  const lines = listAt(refund, 'refund_line_items');
  const subtotalOf = (line: SentObject) => shopMoney(line, 'subtotal') ?? '0';
  const shipping = shippingOf(refund);
  const currency = currencyOf(all);
  const occurredAt = instantAt(refund, 'processed_at', 'created_at');
  return {
    externalId: `${prefix}:refund:${idOf(refund)}`,
    paidBack: succeeded.map((one) => shopMoney(one, 'amount') ?? '0'),
    ...(namesNothing(refund)
      ? {}
      : {
          notNet: [
            ...lines.map((line) => shopMoney(line, 'total_tax') ?? '0'),
            ...lines.filter((line) => isNoRevenue(valueAt(line, 'line_item'))).map(subtotalOf),
            ...shipping,
          ],
          worth: [...lines.map(subtotalOf), ...shipping],
        }),
    ...(currency ? { currency } : {}),
    ...(occurredAt ? { occurredAt } : {}),
    state: succeeded.length > 0 ? 'booked' : 'open',
  };
}

/** With its tax: `refund_shipping_lines` since API 2024-10, negative `order_adjustments` before. */
function shippingOf(refund: SentObject): string[] {
  const lines = listAt(refund, 'refund_shipping_lines').flatMap((line) => [
    shopMoney(line, 'subtotal_amount') ?? '0',
    shopMoney(line, 'tax_amount') ?? '0',
  ]);
  const adjusted = listAt(refund, 'order_adjustments')
    .filter((one) => textAt(one, 'kind') === 'shipping_refund')
    .flatMap((one) => [shopMoney(one, 'amount') ?? '0', shopMoney(one, 'tax_amount') ?? '0']);
  return [...lines, ...(lines.length > 0 ? [] : adjusted)].map((sent) => sent.replace('-', ''));
}

/** An inquiry takes no money; a chargeback does, until it is won, or the merchant paid back by himself. */
function ofDispute(body: SentObject, order: string, prefix: string, delivery: ShopDelivery): ShopReading {
  if (textAt(body, 'type') === 'inquiry') return ignored('An inquiry moves no money.');
  const status = textAt(body, 'status') ?? '';
  const currency = currencyIn(body);
  const refund: ShopRefund = {
    externalId: `${prefix}:dispute:${idOf(body)}`,
    paidBack: [textAt(body, 'amount') ?? '0'],
    ...(currency ? { currency } : {}),
    occurredAt: instantAt(body, 'initiated_at') ?? delivery.receivedAt,
    state: status === 'won' || status === 'charge_refunded' ? 'undone' : 'booked',
  };
  return facts({ kind: 'refund', order, refund });
}

/** What was moved; of a refund that moved nothing yet, where it would. */
function currencyOf(transactions: readonly SentObject[]): string | undefined {
  const [transaction] = transactions;
  const set = valueAt(transaction, 'amount_set', 'shop_money');
  return isObject(set) ? currencyIn(set, 'currency_code') : currencyIn(transaction);
}
