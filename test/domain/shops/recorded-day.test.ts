import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remembering } from '../../../shared/domain/remember.ts';
import { readLossless } from '../../../shared/domain/shops/lossless.ts';
import { keptOf, type ReadingRules, readDelivery } from '../../../shared/domain/shops/read-delivery.ts';
import {
  type CountsWhen,
  learn,
  noShopOrder,
  type ShopTarget,
  targetOf,
} from '../../../shared/domain/shops/shop-order.ts';
import { aDay, codeTyped, type Doing, isOrder, netLeft, payableFor } from '../../support/shops/day.ts';
import { deliveriesOf } from '../../support/shops/deliveries.ts';
import {
  COUNTED_BY,
  type Currency,
  PLATFORMS,
  type Platform,
  type Sending,
} from '../../support/shops/platforms.ts';

const KEY = new Uint8Array(32);
/** Where a shop runs all day its orders come from one currency: these are what it may be. */
const CURRENCIES: Record<Platform, readonly Currency[]> = {
  shopify: ['EUR', 'JPY', 'KWD'],
  woocommerce: ['EUR', 'JPY', 'KWD'],
  stripe: ['EUR', 'JPY', 'KWD', 'ISK', 'UGX'],
};

/** Hangs on the text alone, and the 1,500 arrivals below are of the deliveries of two hundred orders. */
const keptOfText = remembering((text: string) => keptOf(readLossless(text) ?? null, {}, KEY));

/** What these deliveries, in this order, say that the books are to show. */
function targetBy(
  platform: Platform,
  sent: readonly Sending[],
  when: CountsWhen = 'paid',
): ShopTarget | undefined {
  const rules: ReadingRules = { platform, prefix: 'shop' };
  const known = new Map<string, ReturnType<typeof noShopOrder>>();
  for (const [at, { topic, body: text }] of sent.entries()) {
    const { body, ...beside } = keptOfText(text);
    const receivedAt = new Date(Date.parse('2026-10-06T00:00:00Z') + at * 1_000).toISOString();
    const reading = readDelivery(body, { topic, receivedAt, ...beside }, rules);
    if (reading.kind === 'unread') throw new Error(`${reading.reason} ${text}`);
    if (reading.kind === 'ignored') continue;
    for (const fact of reading.facts)
      known.set(fact.order, learn(known.get(fact.order) ?? noShopOrder(fact.order), fact));
  }
  const [order, ...others] = [...known.values()];
  expect(others).toEqual([]);
  return order && targetOf(order, when);
}

/** What an order comes to by its target: refunds with a net part take that, the others their share of the rest. */
function comesTo(target: ShopTarget | undefined) {
  if (!target || target.counts !== 'yes') return 'no order';
  const { snapshot, refunds, problems } = target;
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  const named = refunds.filter(({ netAmount }) => netAmount);
  const unnamed = sum(refunds.filter(({ netAmount }) => !netAmount).map(({ amount }) => amount.amount));
  const rest = (snapshot.netAmount?.amount ?? -1) - sum(named.map(({ netAmount }) => netAmount?.amount ?? 0));
  const restPaid = snapshot.amount.amount - sum(named.map(({ amount }) => amount.amount));
  const taken = unnamed === 0 ? 0 : Math.floor((2 * rest * unnamed + restPaid) / (2 * restPaid));
  return {
    amount: snapshot.amount.amount,
    net: rest - taken,
    currency: snapshot.amount.currency,
    codes: snapshot.couponCodes.map((code) => code.toUpperCase()),
    problems,
  };
}

const rightOf = (platform: Platform, doing: Doing, currency: Currency) => {
  const code = codeTyped(platform, doing);
  return isOrder(doing)
    ? {
        amount: payableFor(doing),
        net: netLeft(platform, doing),
        currency,
        codes: code ? [code] : [],
        problems: [],
      }
    : 'no order';
};

describe.each(PLATFORMS)('each of 200 orders on %s comes to what was paid for it', (platform) => {
  it.each(CURRENCIES[platform])('as it happened, in %s', (currency) => {
    for (const doing of aDay(platform, 20_261_005))
      expect(
        comesTo(targetBy(platform, deliveriesOf(platform, doing, currency))),
        JSON.stringify(doing),
      ).toEqual(rightOf(platform, doing, currency));
  });

  it('a shop may count what was ordered and not paid yet, and never a cart', () => {
    const day = aDay(platform, 20_261_007);
    const placed = (doing: Doing) =>
      targetBy(platform, deliveriesOf(platform, doing).slice(0, 1), 'placed')?.counts === 'yes';
    const late = day.filter(({ kind, payment }) => kind === 'order' && payment === 'later');
    expect(late.length).toBeGreaterThan(10);
    expect(late.filter((doing) => !placed(doing))).toEqual([]);
    expect(day.filter(({ kind }) => kind === 'cart').filter(placed)).toEqual([]);
    const failed = day.filter(({ payment, id }) => payment === 'never' && id % 2 === 0);
    expect(failed.length).toBeGreaterThan(1);
    const counted = failed.filter(
      (doing) => targetBy(platform, deliveriesOf(platform, doing), 'placed')?.counts === 'yes',
    );
    expect(counted).toEqual([]);
  });

  it('the day has some of everything', () => {
    const day = aDay(platform, 20_261_005);
    const does = COUNTED_BY[platform];
    const some = (has: (doing: Doing) => boolean) => day.some(has);
    const refunded = (ends: string) => some(({ refunds }) => refunds.some((refund) => refund.ends === ends));
    const disputed = (ends: string) => some(({ dispute }) => dispute?.ends === ends);
    const cancelled = (how: string) => some((doing) => doing.cancelled === how);
    expect({
      edits: [500, 1_000].every((minute) =>
        some(({ edits }) => edits.some((edit) => edit.minute === minute)),
      ),
      refunds: ['holds', 'fails', 'restock', 'slow', 'pending'].every(refunded),
      shippingRefunds: some(({ refunds }) => refunds.some(({ withShipping }) => withShipping)),
      unpaid: some(({ payment }) => payment === 'never'),
      cancels: ['unpaid', 'kept', 'paidBack'].every(cancelled),
      disputes: ['won', 'lost', 'open', 'inquiry'].every(disputed),
      deletes: some(({ deleted }) => deleted),
      forints: some(({ forints, refunds }) => forints !== undefined && refunds.length > 0),
    }).toEqual({
      refunds: true,
      shippingRefunds: true,
      unpaid: true,
      edits: does.edits,
      cancels: does.cancels,
      disputes: does.disputes,
      deletes: does.deletes,
      forints: does.forints,
    });
  });

  it('in whatever order and however often its deliveries arrive', () => {
    const day = aDay(platform, 20_261_006).map((doing) => ({ doing, sent: deliveriesOf(platform, doing) }));
    const anyArrival = fc.record({ which: fc.nat(day.length - 1), order: fc.infiniteStream(fc.nat(99)) });
    fc.assert(
      fc.property(anyArrival, ({ which, order }) => {
        const { doing, sent } = day[which] as { doing: Doing; sent: Sending[] };
        const twice = [...sent, ...sent.filter(() => (order.next().value ?? 0) < 30)];
        const arrived = twice
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((one, other) => one.at - other.at)
          .map(({ one }) => one);
        expect(comesTo(targetBy(platform, arrived)), which.toString()).toEqual(
          rightOf(platform, doing, 'EUR'),
        );
      }),
      { numRuns: 1_500 },
    );
  });
});
