import { convert, type Money } from './money.ts';

/** Units of `to` for one unit of `from`, as published on `date` (`YYYY-MM-DD`, brand's zone). */
export type FxRate = { from: string; to: string; rate: string; date: string; source?: string };

/**
 * The last rate published on or before `day` (weekends and holidays use the rate before them). Undefined when there
 * is none: such an amount is listed apart, never taken 1:1. A rate is used only in the direction that was published.
 */
export function findRate(
  rates: readonly FxRate[],
  from: string,
  to: string,
  day: string,
): FxRate | undefined {
  if (from === to) return { from, to, rate: '1', date: day };
  let latest: FxRate | undefined;
  for (const rate of rates) {
    if (rate.from !== from || rate.to !== to || rate.date > day) continue;
    if (!latest || rate.date >= latest.date) latest = rate;
  }
  return latest;
}

export type RefundAtOrderRate = {
  /** What this refund gives back, a positive amount in the order's own currency. */
  refund: Money;
  /** What earlier refunds of the same order gave back already, same currency. */
  refundedBefore: Money;
  /** The order's currency conversion, stored when the order came in. */
  to: string;
  rate: string;
};

/**
 * The negative line that a refund adds, at the *order's* rate. It is the difference of two cumulative conversions, so
 * that partial refunds of a whole order come to exactly minus what the order was booked at, whatever they round to.
 */
export function refundLine({ refund, refundedBefore, to, rate }: RefundAtOrderRate): Money {
  const before = convert(refundedBefore, to, rate);
  const after = convert({ ...refund, amount: refundedBefore.amount + refund.amount }, to, rate);
  return { amount: before.amount - after.amount, currency: to };
}
