import { isCurrency } from '../money/currency.ts';
import { toDecimal } from '../money/money.ts';
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
import { minorOfStripe } from './shop-money.ts';

/** One purchase is told by several families of events; a hook reads one, or the order would be there twice. */
export const STRIPE_FAMILIES = ['checkout', 'payment_intent', 'invoice'] as const;
export type StripeFamily = (typeof STRIPE_FAMILIES)[number];

/** What a delivery of Stripe's says. docs.stripe.com/api: Event, Checkout Session, Refund, Dispute, Invoice. */
export function readStripe(
  body: Sent,
  delivery: ShopDelivery,
  prefix: string,
  family: StripeFamily = 'checkout',
): ShopReading {
  const object = valueAt(body, 'data', 'object');
  const type = textAt(body, 'type');
  if (!isObject(body) || !isObject(object) || type === undefined)
    return unread('The body is no Stripe event.');
  if (valueAt(body, 'livemode') === false) return ignored('A test event.');
  const reader = READERS[type];
  const event: Event = { body, object, type, delivery, prefix, family };
  return reader ? reader(event) : ignored(`Events ${type} are told by others.`);
}

type Event = {
  body: SentObject;
  object: SentObject;
  type: string;
  delivery: ShopDelivery;
  prefix: string;
  family: StripeFamily;
};

const READERS: Record<string, (event: Event) => ShopReading> = {
  'checkout.session.completed': ofSession,
  'checkout.session.async_payment_succeeded': ofSession,
  'checkout.session.async_payment_failed': ofSession,
  'payment_intent.succeeded': ofPaymentIntent,
  'invoice.paid': ofInvoice,
  'invoice_payment.paid': ofInvoicePayment,
  'refund.created': ofRefund,
  'refund.updated': ofRefund,
  'refund.failed': ofRefund,
  'charge.refund.updated': ofRefund,
  'charge.dispute.funds_withdrawn': (event) => ofDispute(event, 'booked'),
  'charge.dispute.funds_reinstated': (event) => ofDispute(event, 'undone'),
};

/** A finished session is not yet a paid one; `setup` sells nothing. */
function ofSession(event: Event): ShopReading {
  const { object, type, family } = event;
  if (family !== 'checkout') return ignored(`This hook reads ${family} events.`);
  if (textAt(object, 'mode') === 'setup') return ignored('A session of mode setup sells nothing.');
  const id = textAt(object, 'payment_intent') ?? textAt(object, 'invoice') ?? textAt(object, 'id');
  const read = moneyOf(object);
  if (id === undefined || !read) return unread('It has no id, no currency or no amount.');
  const { minor, currency } = read;
  const amount = minor('amount_total');
  if (amount === undefined) return unread('Its amount_total is no amount.');
  const net = amount - (minor('total_details', 'amount_tax') ?? 0) - shippingIn(read);
  const isFailed = type.endsWith('failed');
  return ofOrder(event, `${id}`, {
    amount: { amount, currency },
    netAmount: netWithin(net, { amount, currency }),
    payment: isFailed ? 'none' : textAt(object, 'payment_status') === 'unpaid' ? 'open' : 'paid',
    couponCodes: listAt(object, 'discounts').flatMap(codeOf),
  });
}

function ofPaymentIntent(event: Event): ShopReading {
  const { object, family } = event;
  if (family !== 'payment_intent') return ignored(`This hook reads ${family} events.`);
  const read = moneyOf(object);
  const amount = read?.minor('amount_received') ?? read?.minor('amount');
  const id = textAt(object, 'id');
  if (!read || amount === undefined || id === undefined)
    return unread('It has no id, no currency or no amount.');
  return ofOrder(event, id, {
    amount: { amount, currency: read.currency },
    payment: 'paid',
    couponCodes: [],
  });
}

/** Renewals of subscriptions; their first invoice is the checkout's order, unless the hook reads invoices. */
function ofInvoice(event: Event): ShopReading {
  const { object, family } = event;
  const isRenewal = textAt(object, 'billing_reason') === 'subscription_cycle';
  if (family !== 'invoice' && !(family === 'checkout' && isRenewal))
    return ignored(`This hook reads ${family} events.`);
  const id = textAt(object, 'payment_intent') ?? textAt(object, 'id');
  const read = moneyOf(object);
  const amount = read?.minor('amount_paid');
  if (!read || amount === undefined || id === undefined)
    return unread('It has no id, no currency or no amount.');
  const { minor, currency } = read;
  const taxes = listAt(object, 'total_taxes').map(
    (tax) => moneyOf({ ...object, ...tax })?.minor('amount') ?? 0,
  );
  const tax = minor('tax') ?? taxes.reduce((sum, one) => sum + one, 0);
  const net = (minor('total_excluding_tax') ?? amount - tax) - shippingIn(read);
  return ofOrder(event, id, {
    amount: { amount, currency },
    netAmount: netWithin(net, { amount, currency }),
    payment: 'paid',
    couponCodes: listAt(object, 'discounts').flatMap(codeOf),
  });
}

/** The session stays as it was finished, whichever of its events is read: what they differ in is whether it is paid. */
function ofOrder(
  { body, object, delivery, prefix }: Event,
  id: string,
  said: Pick<ShopSnapshot, 'amount' | 'netAmount' | 'payment' | 'couponCodes'>,
): ShopReading {
  const toldAt = instantAt(body, 'created');
  const snapshot: ShopSnapshot = {
    at: toldAt ?? delivery.receivedAt,
    isDated: toldAt !== undefined,
    occurredAt: instantAt(object, 'created') ?? toldAt ?? delivery.receivedAt,
    ...said,
    ...buyerOf(delivery),
    // Of an invoice; sessions and payments have none that people see.
    ...numberedAs(textAt(object, 'number')),
    clickIds: [...delivery.clickIds],
    isCancelled: false,
    refunds: [],
    refundsAreAll: false,
  };
  return facts({ kind: 'order', order: `${prefix}:${id}`, snapshot });
}

/** What the shopper typed is never told: the promotion code's id is what a creator's code has to be. */
const codeOf = (discount: SentObject): string[] => {
  const code =
    textAt(discount, 'promotion_code', 'code') ??
    textAt(discount, 'promotion_code') ??
    textAt(discount, 'coupon');
  return code === undefined ? [] : [code];
};

const REFUND_STATES: ReadonlyMap<string, ShopRefund['state']> = new Map([
  ['succeeded', 'booked'],
  ['pending', 'booked'],
  ['requires_action', 'open'],
  ['failed', 'undone'],
  ['canceled', 'undone'],
]);

function ofRefund(event: Event): ShopReading {
  const status = textAt(event.object, 'status') ?? 'succeeded';
  return takenBack(event, REFUND_STATES.get(status) ?? 'open');
}

const ofDispute = (event: Event, state: ShopRefund['state']): ShopReading => takenBack(event, state);

function takenBack({ body, object, delivery, prefix }: Event, state: ShopRefund['state']): ShopReading {
  const id = textAt(object, 'id');
  const payment = textAt(object, 'payment_intent');
  if (payment === undefined) return ignored('It belongs to no payment intent.');
  const read = moneyOf(object);
  const amount = read?.minor('amount');
  if (!read || amount === undefined || id === undefined)
    return unread('It has no id, no currency or no amount.');
  const refund: ShopRefund = {
    externalId: `${prefix}:${id}`,
    paidBack: [toDecimal(amount, read.currency)],
    currency: read.currency,
    occurredAt: instantAt(object, 'created') ?? instantAt(body, 'created') ?? delivery.receivedAt,
    state,
  };
  return facts({ kind: 'refund', order: `${prefix}:${payment}`, refund });
}

/** Since API 2025-03-31 this alone says which payment paid an invoice; refunds and disputes name the payment. */
function ofInvoicePayment({ object, prefix }: Event): ShopReading {
  const payment = textAt(object, 'payment', 'payment_intent');
  const invoice = textAt(object, 'invoice');
  if (payment === undefined || invoice === undefined) return ignored('It was paid by no payment intent.');
  return facts({ kind: 'part', order: `${prefix}:${payment}`, of: `${prefix}:${invoice}` });
}

/** Without its tax. */
const shippingIn = ({ minor }: NonNullable<ReturnType<typeof moneyOf>>): number =>
  (minor('shipping_cost', 'amount_total') ?? minor('total_details', 'amount_shipping') ?? 0) -
  (minor('shipping_cost', 'amount_tax') ?? 0);

/** Amounts of an object, in ISO 4217's minor units. */
function moneyOf(object: SentObject) {
  const currency = (textAt(object, 'currency') ?? '').toUpperCase();
  if (!isCurrency(currency)) return undefined;
  const minor = (...path: string[]) => minorOfStripe(textAt(object, ...path), currency)?.minor;
  return { currency, minor };
}
