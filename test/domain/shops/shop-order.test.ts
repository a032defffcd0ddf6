import { describe, expect, it } from 'vitest';
import type { ShopRefund, ShopSnapshot } from '../../../shared/domain/shops/shop-fact.ts';
import {
  type CountsWhen,
  learn,
  noShopOrder,
  type ShopOrder,
  targetOf,
} from '../../../shared/domain/shops/shop-order.ts';

const T = (second: number) => `2026-11-20T10:00:${String(second).padStart(2, '0')}.000Z`;
const snapshot = (over: Partial<ShopSnapshot> = {}): ShopSnapshot => ({
  at: T(10),
  isDated: true,
  occurredAt: T(1),
  amount: { amount: 5_000, currency: 'EUR' },
  couponCodes: [],
  clickIds: [],
  payment: 'paid',
  isCancelled: false,
  refunds: [],
  refundsAreAll: false,
  ...over,
});
const refund = (over: Partial<ShopRefund> = {}): ShopRefund => ({
  externalId: 'r1',
  paidBack: ['10.00'],
  state: 'booked',
  occurredAt: T(20),
  ...over,
});
type Told = Partial<ShopSnapshot> | { refund: Partial<ShopRefund> } | { gone: string } | { restored: string };
function known(...told: Told[]): ShopOrder {
  return told.reduce<ShopOrder>((order, one) => {
    if ('refund' in one) return learn(order, { kind: 'refund', order: 'o', refund: refund(one.refund) });
    if ('gone' in one) return learn(order, { kind: 'gone', order: 'o', at: one.gone });
    if ('restored' in one) return learn(order, { kind: 'restored', order: 'o', at: one.restored });
    return learn(order, { kind: 'order', order: 'o', snapshot: snapshot(one) });
  }, noShopOrder('o'));
}
const target = (told: Told[], when: CountsWhen = 'paid') => targetOf(known(...told), when);
const bothWays = (one: Told, other: Told) =>
  [known(one, other), known(other, one)].map(({ latest }) => latest);

describe('of two snapshots', () => {
  it.each<[string, Partial<ShopSnapshot>, Partial<ShopSnapshot>]>([
    ['the later stands', { at: T(9), amount: { amount: 9_000, currency: 'EUR' } }, { at: T(10) }],
    ['of one second that with more refunds booked', { isCancelled: true }, { refunds: [refund()] }],
    ['then the cancelled one', { payment: 'paid' }, { isCancelled: true, payment: 'none' }],
    ['then the one that is further paid', { payment: 'open' }, { payment: 'paid' }],
    ['then the one that is further paid: open', { payment: 'none' }, { payment: 'open' }],
  ])('%s', (_what, older, newer) => {
    for (const latest of bothWays(older, newer)) expect(latest).toEqual(snapshot(newer));
  });

  it('an open refund outweighs nothing', () => {
    const [one, other] = bothWays({ refunds: [refund({ state: 'open' })] }, { isCancelled: true });
    expect(one).toEqual(other);
    expect(one?.isCancelled).toBe(true);
  });
});

describe('refunds', () => {
  it('are known by their ids, move on, and keep the day on which they were first seen', () => {
    for (const order of [
      known(
        { refund: { state: 'open', occurredAt: T(21) } },
        { refund: { state: 'booked', occurredAt: T(25) } },
      ),
      known(
        { refund: { state: 'booked', occurredAt: T(25) } },
        { refund: { state: 'open', occurredAt: T(21) } },
      ),
    ])
      expect(order.refunds).toEqual([refund({ state: 'booked', occurredAt: T(21) })]);
    const undone = known({ refund: { state: 'undone' } }, { refund: { state: 'booked' } });
    expect(undone.refunds[0]?.state).toBe('undone');
    expect(
      known({ refund: { externalId: 'b' } }, { refund: { externalId: 'a' } }).refunds.map(
        ({ externalId }) => externalId,
      ),
    ).toEqual(['a', 'b']);
  });

  it('without a day of their own are of the snapshot that lists them', () => {
    const { occurredAt: _, ...undated } = refund();
    expect(known({ refunds: [undated] }).refunds[0]?.occurredAt).toBe(T(10));
  });

  it('are due in the order’s currency, the net of them within what was paid back, never before the order', () => {
    const due = (over: Partial<ShopRefund>, order: Partial<ShopSnapshot> = {}) =>
      target([order, { refund: over }])?.refunds[0];
    expect(due({ paidBack: ['10.00', '-2.50'] })).toEqual({
      externalId: 'r1',
      amount: { amount: 1_250, currency: 'EUR' },
      occurredAt: T(20),
    });
    expect(due({ notNet: ['1.60'] })?.netAmount).toEqual({ amount: 840, currency: 'EUR' });
    expect(due({ notNet: ['99.00'] })?.netAmount).toEqual({ amount: 0, currency: 'EUR' });
    const worth = ['15.00', '5.00'];
    expect(due({ notNet: ['1.60'], worth })?.netAmount).toEqual({ amount: 920, currency: 'EUR' });
    expect(due({ notNet: ['1.60'], worth: ['10.00'] })?.netAmount).toEqual({ amount: 840, currency: 'EUR' });
    expect(due({ notNet: ['1.60'], worth: ['8.40'] })?.netAmount).toEqual({ amount: 840, currency: 'EUR' });
    expect(due({ notNet: [] })?.netAmount).toEqual({ amount: 1_000, currency: 'EUR' });
    expect(due({ occurredAt: T(0) })?.occurredAt).toBe(T(1));
    const rate = { currency: 'USD', paid: 6_000, is: 5_000 };
    expect(due({ currency: 'USD', paidBack: ['12.00'] }, { rate })?.amount).toEqual({
      amount: 1_000,
      currency: 'EUR',
    });
  });

  it('in a currency that nobody told of are a problem, and not due', () => {
    const one = target([{}, { refund: { currency: 'USD' } }]);
    expect(one).toMatchObject({ refunds: [], problems: ['Refund r1 is in USD, its order in EUR.'] });
  });

  it('that failed, or that a whole list no longer has, are undone', () => {
    const undone = (order: Partial<ShopSnapshot>, state: ShopRefund['state'] = 'booked') =>
      target([order, { refund: { state } }])?.undone;
    expect(undone({})).toEqual([]);
    expect(undone({}, 'undone')).toEqual(['r1']);
    expect(undone({ refundsAreAll: true })).toEqual(['r1']);
    expect(undone({ refundsAreAll: true, isDated: false })).toEqual([]);
    expect(undone({ refundsAreAll: true, refunds: [refund()] })).toEqual([]);
    expect(target([{}, { refund: { state: 'open' } }])?.refunds).toEqual([]);
  });
});

describe('an order', () => {
  it('is told by nothing but itself', () => {
    expect(target([{ refund: {} }, { gone: T(30) }])).toBeUndefined();
  });

  it.each<[ShopSnapshot['payment'], CountsWhen, string]>([
    ['paid', 'paid', 'yes'],
    ['paid', 'placed', 'yes'],
    ['open', 'paid', 'out'],
    ['open', 'placed', 'yes'],
    ['none', 'placed', 'out'],
  ])('that is %s counts when %s: %s', (payment, when, counts) => {
    expect(target([{ payment }], when)?.counts).toBe(counts);
  });

  it('is void where it was cancelled, or is gone and was not put back since', () => {
    const counts = (...told: Told[]) => target(told)?.counts;
    expect(counts({ isCancelled: true })).toBe('void');
    expect(counts({ isCancelled: true }, { refund: {} })).toBe('yes');
    expect(counts({ isCancelled: true }, { refund: { state: 'open' } })).toBe('void');
    expect(counts({}, { gone: T(10) })).toBe('void');
    expect(counts({}, { gone: T(9) })).toBe('yes');
    expect(counts({}, { gone: T(12) }, { restored: T(13) })).toBe('yes');
    expect(counts({}, { gone: T(13) }, { restored: T(13) })).toBe('yes');
    expect(counts({}, { restored: T(12) }, { gone: T(13) }, { gone: T(11) })).toBe('void');
    expect(counts({ payment: 'none', isCancelled: true })).toBe('out');
  });

  it('may be but another name of one', () => {
    expect(learn(noShopOrder('pi_1'), { kind: 'part', order: 'pi_1', of: 'in_1' }).partOf).toBe('in_1');
  });
});
