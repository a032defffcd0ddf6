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
});
