import { backIn, type Doing, type PaidBack, paidFor, standingLines } from './day.ts';
import { type Currency, decimal, type Sending, stamp } from './platforms.ts';

const zoned = (minute: number) => `${stamp(minute)}+00:00`;
/** Ids of more digits than a number of JavaScript's holds, written by hand: JSON.stringify would round them. */
const longIds = (body: string): string => body.replace(/"@(\d+)@"/g, '820982911$1');
const send = (topic: string, body: object): Sending => ({ topic, body: longIds(JSON.stringify(body)) });

/** One order of a shop on Shopify as its webhooks tell it: Order, Refund and Dispute of the REST Admin API, 2026-01. */
export function shopifyDay(doing: Doing, currency: Currency): Sending[] {
  const { minute, payment, cancelled, refunds, edits, dispute } = doing;
  const sent: Sending[] = [];
  const order = (topic: string, at: number, more: State = {}) =>
    sent.push(send(topic, orderAt(doing, currency, at, more)));
  const isPaid = payment === 'atOnce';
  order('orders/create', minute, { financial: isPaid ? 'paid' : 'pending' });
  // Nobody took the money in time.
  if (payment === 'never' && doing.id % 2 === 0)
    order('orders/updated', minute + 120, { financial: doing.id % 4 === 0 ? 'voided' : 'expired' });
  if (payment !== 'never') order('orders/paid', minute + (isPaid ? 0 : 90), { financial: 'paid' });
  for (const edit of edits) order('orders/updated', edit.minute);
  for (const refund of refunds) {
    for (const [after, status] of statusesOf(refund).entries()) {
      if (after === 0) sent.push(send('refunds/create', refundOf(doing, refund, currency, status)));
      order('orders/updated', refund.minute + after, { now: refund, status });
    }
  }
  if (cancelled) order('orders/cancelled', 1_300, { cancelled: true });
  if (dispute) sent.push(...disputeOf(doing, currency));
  if (doing.deleted) sent.push(send('orders/delete', { id: `@${doing.id}@` }));
  return sent;
}

type State = { financial?: string; now?: PaidBack; status?: string; cancelled?: boolean };

const statusesOf = ({ ends }: PaidBack): string[] =>
  ({
    holds: ['success'],
    fails: ['pending', 'failure'],
    slow: ['pending', 'success'],
    restock: ['none'],
    pending: ['pending'],
  })[ends];

function orderAt(
  doing: Doing,
  currency: Currency,
  minute: number,
  { financial, now, status, cancelled }: State,
) {
  const { id, code, lines, taxIncluded, refunds } = doing;
  const money = (name: string, minor: number) => bag(name, minor, doing, currency);
  const stood = standingLines(doing, minute);
  const told = refunds.filter((refund) => refund.minute <= minute);
  const statusOf = (refund: PaidBack) =>
    (refund === now ? status : undefined) ?? statusesOf(refund).at(-1) ?? 'none';
  const gone = told.filter((refund) => ['pending', 'success'].includes(statusOf(refund)));
  const taken = (list: PaidBack[]) => list.reduce((sum, refund) => sum + backIn(doing, refund), 0);
  const paidBack = taken(gone);
  // What an edit took out of the total is not taken out again by the money for it.
  const inTotal = taken(gone.filter(({ isLoose }) => !isLoose));
  const all = [
    ...lines,
    ...doing.edits.flatMap((edit) => ('adds' in edit && edit.minute <= minute ? [edit.adds] : [])),
  ];
  const isVoid = doing.cancelled === 'unpaid' && cancelled;
  return {
    id: `@${id}@`,
    admin_graphql_api_id: `gid://shopify/Order/820982911${id}`,
    name: `#${id}`,
    order_number: id,
    test: doing.kind === 'test',
    currency,
    presentment_currency: doing.forints ? 'HUF' : currency,
    taxes_included: taxIncluded,
    created_at: zoned(doing.minute),
    processed_at: zoned(doing.minute),
    updated_at: zoned(minute),
    cancelled_at: cancelled ? zoned(minute) : null,
    financial_status: isVoid
      ? 'voided'
      : (financial ?? (doing.payment === 'never' ? 'pending' : paidBack > 0 ? 'partially_refunded' : 'paid')),
    // Whether it moves with an edit is not documented: here it does for every other order.
    ...money('total_price', paidFor(doing, id % 2 === 0 ? minute : doing.minute)),
    ...money('current_total_price', cancelled ? 0 : paidFor(doing, minute) - inTotal),
    email: `buyer${id}@example.com`,
    customer: { id: id + 7, first_name: 'Kim', email: `buyer${id}@example.com` },
    discount_codes: code ? [{ code: code.text.toLowerCase(), amount: '1.00', type: 'percentage' }] : [],
    discount_applications: code
      ? [
          code.by === 'staff'
            ? { type: 'manual', title: code.text }
            : { type: 'discount_code', code: code.text.toLowerCase() },
        ]
      : [{ type: 'automatic', title: 'ADA10' }],
    line_items: all.map((line, at) => ({
      id: at + 1,
      name: 'Sock',
      quantity: 2,
      current_quantity:
        cancelled || !stood[at] || gone.some((refund) => refund.line === at && !refund.isLoose) ? 0 : 2,
      ...money('price', (line.paid - (taxIncluded ? 0 : line.tax) + line.discount) / 2),
      gift_card: line.kind === 'giftCard',
      ...(line.kind === 'tip' ? { tip: { payment_gateway: 'shopify_payments' } } : {}),
      discount_allocations: line.discount
        ? [{ ...money('amount', line.discount), discount_application_index: 0 }]
        : [],
      tax_lines: line.tax ? [{ rate: 0.19, ...money('price', line.tax) }] : [],
    })),
    shipping_lines: [{ ...money('price', doing.shipping.paid), is_removed: false }],
    refunds: told.map((refund) => refundOf(doing, refund, currency, statusOf(refund))),
    unheard_of: { since: 'a newer version' },
  };
}

/** The plain field in the shop's own currency, and beside it what the customer saw. */
function bag(name: string, minor: number, { forints }: Doing, currency: Currency) {
  const [amount, currency_code] = [decimal(minor, currency), currency];
  const seen = forints
    ? { amount: decimal(minor * forints, 'EUR'), currency_code: 'HUF' }
    : { amount, currency_code };
  return {
    [name]: amount,
    [`${name}_set`]: { shop_money: { amount, currency_code }, presentment_money: seen },
  };
}

/** Sums of lines are numbers, all other money text; the transaction is in the currency of who paid. */
function refundOf(doing: Doing, refund: PaidBack, currency: Currency, status: string) {
  const { lines, shipping, forints } = doing;
  const line = refund.line === undefined || refund.isLoose ? undefined : lines[refund.line];
  const number = (name: string, minor: number) => ({
    ...bag(name, minor, doing, currency),
    [name]: Number(decimal(minor, currency)),
  });
  const set = (name: string, minor: number) => {
    const { [`${name}_set`]: both } = bag(name, minor, doing, currency);
    return { [`${name}_set`]: both };
  };
  const isOld = refund.id % 2 === 0;
  const back = backIn(doing, refund);
  return {
    id: refund.id,
    order_id: `@${doing.id}@`,
    created_at: zoned(refund.minute),
    refund_line_items: line
      ? [
          {
            line_item_id: (refund.line ?? 0) + 1,
            quantity: 2,
            ...number('subtotal', line.paid - (doing.taxIncluded ? 0 : line.tax)),
            ...number('total_tax', line.tax),
            line_item: {
              id: (refund.line ?? 0) + 1,
              gift_card: line.kind === 'giftCard',
              ...(line.kind === 'tip' ? { tip: {} } : {}),
            },
          },
        ]
      : [],
    refund_shipping_lines:
      refund.withShipping && !isOld
        ? [{ ...set('subtotal_amount', shipping.paid - shipping.tax), ...set('tax_amount', shipping.tax) }]
        : [],
    order_adjustments:
      refund.withShipping && isOld
        ? [
            {
              kind: 'shipping_refund',
              ...bag('amount', -(shipping.paid - shipping.tax), doing, currency),
              ...bag('tax_amount', -shipping.tax, doing, currency),
            },
          ]
        : [],
    transactions:
      status === 'none'
        ? []
        : [
            {
              kind: 'refund',
              status,
              amount: forints ? decimal(back * forints, 'EUR') : decimal(back, currency),
              currency: forints ? 'HUF' : currency,
            },
            { kind: 'sale', status: 'success', amount: '999.99', currency },
          ],
  };
}

function disputeOf({ id, dispute }: Doing, currency: Currency): Sending[] {
  if (!dispute) return [];
  const state = (status: string) => ({
    id: dispute.id,
    order_id: `@${id}@`,
    type: dispute.ends === 'inquiry' ? 'inquiry' : 'chargeback',
    amount: decimal(dispute.amount, currency),
    currency,
    reason: 'fraudulent',
    status,
    initiated_at: zoned(dispute.minute),
  });
  const opened = send('disputes/create', state('needs_response'));
  const [end] = ['won', 'lost'].filter((one) => one === dispute.ends);
  return end ? [opened, send('disputes/update', state(end))] : [opened];
}
