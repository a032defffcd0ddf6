import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLossless } from '../../../shared/domain/shops/lossless.ts';
import { keptOf, type ReadingRules, readDelivery } from '../../../shared/domain/shops/read-delivery.ts';
import { learn, noShopOrder, type ShopTarget, targetOf } from '../../../shared/domain/shops/shop-order.ts';
import { aDay, codeTyped, type Doing, isOrder, netLeft } from '../../support/shops/day.ts';
import { deliveriesOf } from '../../support/shops/deliveries.ts';
import { type Currency, PLATFORMS, type Platform, type Sending } from '../../support/shops/platforms.ts';

const KEY = new Uint8Array(32);
/** Where a shop runs all day its orders come from one currency: these are what it may be. */
const CURRENCIES: Record<Platform, readonly Currency[]> = {
  shopify: ['EUR', 'JPY', 'KWD'],
  woocommerce: ['EUR', 'JPY', 'KWD'],
  stripe: ['EUR', 'JPY', 'KWD', 'ISK', 'UGX'],
};

/** What these deliveries, in this order, say that the books are to show. */
function targetBy(platform: Platform, sent: readonly Sending[]): ShopTarget | undefined {
  const rules: ReadingRules = { platform, prefix: 'shop' };
  const known = new Map<string, ReturnType<typeof noShopOrder>>();
  for (const [at, { topic, body: text }] of sent.entries()) {
    const { body, ...beside } = keptOf(readLossless(text) ?? null, rules, KEY);
    const receivedAt = new Date(Date.parse('2026-10-06T00:00:00Z') + at * 1_000).toISOString();
    const reading = readDelivery(body, { topic, receivedAt, ...beside }, rules);
    if (reading.kind === 'unread') throw new Error(`${reading.reason} ${text}`);
    if (reading.kind === 'ignored') continue;
    for (const fact of reading.facts)
      known.set(fact.order, learn(known.get(fact.order) ?? noShopOrder(fact.order), fact));
  }
  const [order, ...others] = [...known.values()];
  expect(others).toEqual([]);
  return order && targetOf(order, 'paid');
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
    net: rest - taken,
    currency: snapshot.amount.currency,
    codes: snapshot.couponCodes.map((code) => code.toUpperCase()),
    problems,
  };
}

const rightOf = (platform: Platform, doing: Doing, currency: Currency) => {
  const code = codeTyped(platform, doing);
  return isOrder(doing)
    ? { net: netLeft(platform, doing), currency, codes: code ? [code] : [], problems: [] }
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

  it('in whatever order and however often its deliveries arrive', () => {
    const day = aDay(platform, 20_261_006);
    const anyArrival = fc.record({ which: fc.nat(day.length - 1), order: fc.infiniteStream(fc.nat(99)) });
    fc.assert(
      fc.property(anyArrival, ({ which, order }) => {
        const doing = day[which] as Doing;
        const sent = deliveriesOf(platform, doing);
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
