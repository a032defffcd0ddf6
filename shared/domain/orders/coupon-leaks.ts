import { couponLeak } from '../attribution/coupon-leak.ts';
import type { CreditedOrder } from '../facts.ts';

export type LeakedCoupon = { creatorId: string; orders: number; trackedBuyers: number; ratio?: number };

/** Creators whose codes bring far more orders than buyers were seen to click: a flag to look at, nothing more. */
export function leakedCoupons(orders: readonly CreditedOrder[]): LeakedCoupon[] {
  const byCreator = new Map<string, { orders: number; trackedBuyers: number }>();
  for (const { attributedBy, refundOf, credits } of orders) {
    const creatorId = credits[0]?.creatorId;
    if (attributedBy !== 'coupon' || refundOf !== undefined || creatorId === undefined) continue;
    const seen = byCreator.get(creatorId) ?? { orders: 0, trackedBuyers: 0 };
    seen.orders++;
    if (credits.some(({ linkId }) => linkId !== undefined)) seen.trackedBuyers++;
    byCreator.set(creatorId, seen);
  }
  return [...byCreator].sort().flatMap(([creatorId, seen]) => {
    const { leaked, ratio } = couponLeak(seen.orders, seen.trackedBuyers);
    return leaked ? [{ creatorId, ...seen, ...(ratio === undefined ? {} : { ratio }) }] : [];
  });
}
