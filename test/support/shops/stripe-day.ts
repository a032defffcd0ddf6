import { backIn, type Doing, paidFor } from './day.ts';
import { CURRENCIES, type Currency, type Sending, stamp } from './platforms.ts';

const seconds = (minute: number) => Date.parse(`${stamp(minute)}Z`) / 1_000;

/** One purchase by Stripe Checkout: several events say that it is paid, refunds are told one by one and all together. */
export function stripeDay(doing: Doing, currency: Currency): Sending[] {
  const { id, minute, kind, payment, refunds } = doing;
  const sent: Sending[] = [];
  const tell = (type: string, at: number, object: object) =>
    sent.push({
      topic: type,
      body: JSON.stringify({
        id: `evt_${id}_${sent.length}`,
        object: 'event',
        api_version: '2026-10-28.endive',
        type,
        livemode: kind !== 'test',
        created: seconds(at),
        data: { object },
      }),
    });
  const money = inStripe(currency);
  if (kind === 'renewal') {
    tell('invoice.paid', minute, invoiceOf(doing, currency));
    return sent;
  }
  const isLate = payment !== 'atOnce';
  tell('checkout.session.completed', minute, sessionOf(doing, currency, isLate ? 'unpaid' : 'paid'));
  tell('checkout.session.completed', minute, {
    ...sessionOf(doing, currency, 'paid'),
    id: `cs_setup${id}`,
    mode: 'setup',
    payment_intent: null,
  });
  if (payment === 'never') {
    if (id % 2 === 0)
      tell('checkout.session.async_payment_failed', 900, sessionOf(doing, currency, 'unpaid'));
    return sent;
  }
  const charge = {
    id: `ch_${id}`,
    object: 'charge',
    amount: money(paidFor(doing)),
    currency: currency.toLowerCase(),
    payment_intent: `pi_${id}`,
  };
  tell('charge.succeeded', minute + 1, charge);
  tell('payment_intent.succeeded', minute + 1, {
    id: `pi_${id}`,
    amount_received: money(paidFor(doing)),
    currency: currency.toLowerCase(),
  });
  if (isLate)
    tell('checkout.session.async_payment_succeeded', minute + 200, sessionOf(doing, currency, 'paid'));
  let paidBack = 0;
  for (const refund of refunds) {
    const object = {
      id: `re_${refund.id}`,
      object: 'refund',
      amount: money(backIn(doing, refund)),
      currency: currency.toLowerCase(),
      payment_intent: `pi_${id}`,
      charge: `ch_${id}`,
      created: seconds(refund.minute),
    };
    const [first, last] = (
      {
        holds: ['succeeded'],
        fails: ['pending', 'failed'],
        slow: ['pending', 'succeeded'],
        restock: ['requires_action', 'canceled'],
        pending: ['requires_action'],
      } as const
    )[refund.ends];
    tell('refund.created', refund.minute, { ...object, status: first });
    paidBack += object.amount;
    tell('charge.refunded', refund.minute, { ...charge, amount_refunded: paidBack });
    if (last)
      tell(last === 'failed' ? 'refund.failed' : 'refund.updated', refund.minute + 5, {
        ...object,
        status: last,
      });
  }
  disputed(doing, currency, tell);
  return sent;
}

function disputed(
  doing: Doing,
  currency: Currency,
  tell: (type: string, at: number, object: object) => void,
): void {
  const { dispute, id } = doing;
  if (!dispute) return;
  const isInquiry = dispute.ends === 'inquiry';
  const object = (status: string) => ({
    id: `dp_${dispute.id}`,
    object: 'dispute',
    amount: inStripe(currency)(dispute.amount),
    currency: currency.toLowerCase(),
    charge: `ch_${id}`,
    payment_intent: `pi_${id}`,
    created: seconds(dispute.minute),
    status,
  });
  tell(
    'charge.dispute.created',
    dispute.minute,
    object(isInquiry ? 'warning_needs_response' : 'needs_response'),
  );
  if (!isInquiry) tell('charge.dispute.funds_withdrawn', dispute.minute + 1, object('needs_response'));
  if (dispute.ends === 'won') tell('charge.dispute.funds_reinstated', dispute.minute + 60, object('won'));
  if (dispute.ends !== 'open')
    tell('charge.dispute.closed', dispute.minute + 61, object(isInquiry ? 'warning_closed' : dispute.ends));
}

/** Stripe counts some currencies otherwise than ISO 4217 does. */
const inStripe =
  (currency: Currency) =>
  (minor: number): number => {
    const { places, stripePlaces } = CURRENCIES[currency];
    return minor * 10 ** (stripePlaces - places);
  };

function taxOf({ lines, shipping }: Doing): number {
  return lines.reduce((sum, { tax }) => sum + tax, shipping.tax);
}

function sessionOf(doing: Doing, currency: Currency, payment_status: string) {
  const { id, minute, shipping, code } = doing;
  const money = inStripe(currency);
  const isFree = doing.kind === 'free';
  const whole = (minor: number) => money(isFree ? 0 : minor);
  return {
    id: `cs_${id}`,
    object: 'checkout.session',
    created: seconds(minute),
    mode: 'payment',
    payment_status: isFree && payment_status === 'paid' ? 'no_payment_required' : payment_status,
    payment_intent: isFree ? null : `pi_${id}`,
    currency: currency.toLowerCase(),
    amount_subtotal: money(paidFor(doing) + 500),
    amount_total: whole(paidFor(doing)),
    total_details: {
      amount_discount: money(500),
      amount_tax: whole(taxOf(doing)),
      amount_shipping: whole(shipping.paid),
    },
    shipping_cost: {
      amount_subtotal: whole(shipping.paid),
      amount_tax: whole(shipping.tax),
      amount_total: whole(shipping.paid),
    },
    presentment_details: { presentment_amount: 999_999, presentment_currency: 'sek' },
    customer: null,
    customer_details: { email: `buyer${id}@example.com`, name: 'Kim' },
    discounts: code ? [{ coupon: 'c', promotion_code: code.text }] : [],
    metadata: {},
  };
}

/** A subscription's renewal: no session tells of it. */
function invoiceOf(doing: Doing, currency: Currency) {
  const { id, minute, code } = doing;
  const money = inStripe(currency);
  return {
    id: `in_${id}`,
    object: 'invoice',
    billing_reason: 'subscription_cycle',
    created: seconds(minute),
    currency: currency.toLowerCase(),
    amount_paid: money(paidFor(doing)),
    total_excluding_tax: money(paidFor(doing) - taxOf(doing)),
    total_taxes: [{ amount: money(taxOf(doing)) }],
    shipping_cost: {
      amount_subtotal: money(doing.shipping.paid - doing.shipping.tax),
      amount_tax: money(doing.shipping.tax),
      amount_total: money(doing.shipping.paid),
    },
    discounts: code ? [{ promotion_code: code.text }] : [],
    customer: `cus_${id}`,
  };
}
