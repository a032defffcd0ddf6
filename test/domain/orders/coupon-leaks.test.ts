import { describe, expect, it } from 'vitest';
import type { CreditedOrder } from '../../../shared/domain/facts.ts';
import { leakedCoupons } from '../../../shared/domain/orders/coupon-leaks.ts';

const byCode = (index: number, creatorId: string, linkId?: string): CreditedOrder => ({
  conversionId: `cnv_${index}`,
  kind: 'sale',
  day: '2026-10-05',
  occurredAt: index,
  receivedAt: index,
  netMinor: 1_000,
  attributedBy: 'coupon',
  credits: [{ creatorId, share: 1, ...(linkId ? { linkId } : {}) }],
});
const many = (count: number, creatorId: string) =>
  Array.from({ length: count }, (_, index) => byCode(index, creatorId));

describe('leaked coupons', () => {
  it('names a code with many orders for each buyer who was seen, and not a small private audience', () => {
    const orders = [...many(11, 'crt_leaky'), byCode(50, 'crt_leaky', 'lnk_a'), ...many(5, 'crt_quiet')];
    expect(leakedCoupons(orders)).toEqual([
      { creatorId: 'crt_leaky', orders: 12, trackedBuyers: 1, ratio: 12 },
    ]);
  });

  it('counts orders by code alone: no refund, no order by click, none that names no creator', () => {
    const [first = byCode(0, 'crt_a')] = many(6, 'crt_a');
    const five = many(6, 'crt_a').slice(1);
    expect(leakedCoupons([...five, first])).toEqual([{ creatorId: 'crt_a', orders: 6, trackedBuyers: 0 }]);
    for (const other of [{ refundOf: 'cnv_1' }, { attributedBy: 'click' as const }, { credits: [] }])
      expect(leakedCoupons([...five, { ...first, ...other }])).toEqual([]);
  });
});
