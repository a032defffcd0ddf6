import type { Unconverted } from '../facts.ts';

type Amount = { currency: string; amountMinor: number };

/** What waits for an exchange rate, summed by currency; orders less their refunds, spend as it was paid. */
export function unconverted(of: Unconverted['of'], amounts: readonly Amount[]): Unconverted[] {
  const byCurrency = new Map<string, Unconverted>();
  for (const { currency, amountMinor } of amounts) {
    const sum = byCurrency.get(currency) ?? { of, currency, amountMinor: 0, count: 0 };
    sum.amountMinor += amountMinor;
    sum.count++;
    byCurrency.set(currency, sum);
  }
  return [...byCurrency.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
