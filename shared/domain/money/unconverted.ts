import type { Unconverted, WaitingAmount } from '../facts.ts';

/** What waits for an exchange rate, summed by currency, orders first; orders less their refunds, spend as it was paid. */
export function unconverted(amounts: readonly WaitingAmount[]): Unconverted[] {
  const sums = new Map<string, Unconverted>();
  for (const { of, currency, amountMinor } of amounts) {
    const key = `${of} ${currency}`;
    const sum = sums.get(key) ?? { of, currency, amountMinor: 0, count: 0 };
    sum.amountMinor += amountMinor;
    sum.count++;
    sums.set(key, sum);
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
}
