import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingIf, standingOf } from '../../../shared/domain/orders/order-history.ts';
import { linesOfOrder } from '../../../shared/domain/orders/order-lines.ts';
import type { StoredConversion } from '../../../shared/domain/schema/orders/conversions.ts';

const AT = '2026-10-05T10:00:00.000Z';
const DAY = '2026-10-05';
const money = (amount: number, currency = 'EUR') => ({ amount, currency });

const anOrder = (amount: number, net: number, over: Partial<StoredConversion> = {}): StoredConversion => ({
  id: 'cnv_0000000000000001',
  kind: 'sale',
  externalId: 'order',
  occurredAt: AT,
  receivedAt: AT,
  amount: money(amount),
  netAmount: money(net),
  clickIds: [],
  attributedBy: 'click',
  credits: [{ creatorId: 'crt_a', postId: 'pst_1', linkId: 'lnk_1', share: 1, reason: 'click' }],
  losers: [],
  refused: [],
  flags: [],
  model: 'lastTouch',
  windowDays: 30,
  couponDays: 30,
  day: DAY,
  booking: { currency: 'EUR', rate: '1', rateDate: DAY, netMinor: net },
  refunds: [],
  touches: [],
  createdAt: AT,
  updatedAt: AT,
  ...over,
});

type Wish =
  | { kind: 'refund'; part: number; net: number | undefined }
  | { kind: 'reverse'; which: number }
  | { kind: 'amend'; amount: number; netShare: number };
const wishes = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('refund' as const),
      part: fc.integer({ min: 0, max: 100 }),
      net: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(5) }),
    fc.record({
      kind: fc.constant('amend' as const),
      amount: fc.integer({ min: 0, max: 30_000 }),
      netShare: fc.integer({ min: 0, max: 100 }),
    }),
  ),
  { maxLength: 12 },
);

/** Fulfils what is allowed, and keeps books of its own: what was paid back, what it took, what the order was told to be. */
function happen(start: StoredConversion, list: readonly Wish[]) {
  let order = start;
  const place = () => order.refunds.length + (order.reversals ?? []).length + (order.amendments ?? []).length;
  for (const wish of list) {
    const index = place();
    const { figures, refunded, left } = standingOf(order);
    const paid = (figures.amount?.amount ?? 0) - refunded;
    const happened = { occurredAt: AT, receivedAt: AT, day: DAY, place: place() };
    if (wish.kind === 'refund') {
      const amount = Math.floor((paid * wish.part) / 100);
      const net = wish.net === undefined ? undefined : Math.min(amount, Math.floor((left * wish.net) / 100));
      const refund = {
        id: `rfd_${String(index).padStart(16, '0')}` as const,
        conversionId: order.id,
        externalId: `r${index}`,
        amount: money(amount),
        ...(net === undefined ? {} : { netAmount: money(net) }),
        occurredAt: AT,
        receivedAt: AT,
        day: DAY,
      };
      order = { ...order, refunds: [...order.refunds, refund] };
    } else if (wish.kind === 'reverse') {
      const refund = order.refunds[wish.which];
      const { reversals = [] } = order;
      if (!refund || reversals.some(({ refundId }) => refundId === refund.id)) continue;
      order = {
        ...order,
        reversals: [...reversals, { id: `rev_${index}`, refundId: refund.id, ...happened }],
      };
    } else {
      const net = Math.floor((wish.amount * wish.netShare) / 100);
      const told = { amount: money(wish.amount), netAmount: money(net) };
      if (wish.amount < refunded || standingIf(order, told).left < 0) continue;
      const amendment = {
        id: `amd_${index}`,
        ...told,
        ...happened,
      };
      order = { ...order, amendments: [...(order.amendments ?? []), amendment] };
    }
  }
  return order;
}

const scattered = (id: string, seed: number) => (Number(id.slice(4)) * 7_919 + seed) % 101;
const netOfLines = (order: StoredConversion) =>
  linesOfOrder(order).map(({ line }) => (line.kind === 'booked' ? line.order.netMinor : 0));
const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);

describe('whatever happens to an order', () => {
  const anyOrder = fc
    .tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 100 }), wishes)
    .map(([amount, share, list]) => happen(anOrder(amount, Math.floor((amount * share) / 100)), list));

  it('its lines come to what is left of it, and each says what it had come to before', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const lines = netOfLines(order);
        expect(sum(lines)).toBe(standingOf(order).left);
        for (const [index, { line }] of linesOfOrder(order).entries())
          if (line.kind === 'booked') expect(line.order.beforeMinor ?? 0).toBe(sum(lines.slice(0, index)));
      }),
      { numRuns: 500 },
    );
  });

  it('what happens later changes no line that was booked before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), wishes, fc.nat(12), (amount, list, cut) => {
        const start = anOrder(amount, Math.floor(amount / 2));
        const before = netOfLines(happen(start, list.slice(0, cut)));
        expect(netOfLines(happen(start, list)).slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('a refund of all that is left takes everything, and is back when it is reversed', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const all = happen(order, [{ kind: 'refund', part: 100, net: undefined }]);
        const { figures, refunded, left } = standingOf(order);
        const payable = (figures.amount?.amount ?? 0) - refunded;
        expect(standingOf(all).left).toBe(payable > 0 ? 0 : left);
        const which = all.refunds.length - 1;
        expect(standingOf(happen(all, [{ kind: 'reverse', which }])).left).toBe(left);
      }),
      { numRuns: 300 },
    );
  });

  it('what is left is the same whether its refunds came before it was told anew, or after', () => {
    fc.assert(
      fc.property(anyOrder, fc.nat(), (order, seed) => {
        const { refunds, reversals = [], amendments = [] } = order;
        const place = refunds.length;
        const retold = {
          ...order,
          refunds: [...refunds].sort((one, other) => scattered(one.id, seed) - scattered(other.id, seed)),
          reversals: reversals.map((one, at) => ({ ...one, place: place + at })),
          amendments: amendments.map((one, at) => ({ ...one, place: place + reversals.length + at })),
        };
        const { refunded, left } = standingOf(order);
        expect(standingOf(retold)).toMatchObject({ refunded, left });
      }),
      { numRuns: 300 },
    );
  });

  it('voided it is in no sum', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const lines = linesOfOrder({ ...order, voided: { reason: 'test', at: AT } });
        expect(lines.map(({ line }) => line.kind)).toEqual(lines.map(() => 'void'));
        expect(lines.map(({ id }) => id)).toEqual(linesOfOrder(order).map(({ id }) => id));
      }),
    );
  });
});

describe('the worked examples of shops', () => {
  const refunds = (...parts: [number, number?][]): StoredConversion => ({
    ...anOrder(6_061, 4_682),
    refunds: parts.map(([amount, net], index) => ({
      id: `rfd_${String(index).padStart(16, '0')}` as const,
      conversionId: 'cnv_0000000000000001' as const,
      externalId: `r${index}`,
      amount: money(amount),
      ...(net === undefined ? {} : { netAmount: money(net) }),
      occurredAt: AT,
      receivedAt: AT,
      day: DAY,
    })),
  });
  it.each([
    ['a refund with its net part', [[2_246, 1_887]], [4_682, -1_887]],
    ['the same by ratio', [[2_246]], [4_682, -1_735]],
    ['a second by ratio', [[2_246], [754]], [4_682, -1_735, -582]],
    ['shipping alone, then the rest', [[490, 0], [5_571]], [4_682, 0, -4_682]],
  ] as [string, [number, number?][], number[]][])('%s', (_, parts, lines) => {
    expect(netOfLines(refunds(...parts)).map((minor) => minor || 0)).toEqual(lines);
  });
});
