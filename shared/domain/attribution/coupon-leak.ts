/** A code that brings more than five orders for each buyer whom we saw click has likely reached a coupon site. */
const LEAK_RATIO = 5;

export type CouponLeak = {
  leaked: boolean;
  /** Orders with the code for each buyer seen to click; absent when none was seen. */
  ratio?: number;
  /** Orders worth crediting to the creator before the leak drowns the sign; the cap that the ratio sets. */
  creditableOrders: number;
};

/**
 * Has a creator's code leaked? `ordersWithCode` counts all its orders, `trackedBuyers` those of them with a click
 * of that creator. Below six orders nobody is accused: a small, wholly private audience looks the same. The
 * ratio is a judgement, not a measurement; a flag to look at, never a reason to take credit back by itself.
 */
export const couponLeak = (ordersWithCode: number, trackedBuyers: number): CouponLeak => {
  const cap = LEAK_RATIO * Math.max(1, trackedBuyers);
  return {
    leaked: ordersWithCode > cap,
    ...(trackedBuyers > 0 && { ratio: ordersWithCode / trackedBuyers }),
    creditableOrders: Math.min(ordersWithCode, cap),
  };
};
