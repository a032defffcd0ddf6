import { splitByLargestRemainder } from './money-split.ts';

/** A line of an order: what it adds, and what the order had come to before it (0 for the order itself). */
export type MoneyLine = { netMinor: number; beforeMinor?: number | undefined };

/**
 * What a line owes each of its credits, in their order: the split of what the order has come to with it, less the split of
 * what it came to without. So every table adds up the same parts, the lines of one order come to one split of what is
 * left of it whatever period cuts them apart, and a full refund leaves nobody a cent.
 */
export function creditedMinor({ netMinor, beforeMinor = 0 }: MoneyLine, shares: readonly number[]): number[] {
  if (shares.length < 2) return shares.map(() => netMinor);
  const after = splitByLargestRemainder(beforeMinor + netMinor, shares);
  if (beforeMinor === 0) return after;
  const before = splitByLargestRemainder(beforeMinor, shares);
  return after.map((part, index) => part - (before[index] ?? 0));
}

/** The same for several lines of one order together. */
export function creditedMinorOf(lines: readonly MoneyLine[], shares: readonly number[]): number[] {
  const sums = shares.map(() => 0);
  if (shares.length === 1) return [lines.reduce((sum, { netMinor }) => sum + netMinor, 0)];
  for (const line of lines)
    creditedMinor(line, shares).forEach((part, index) => {
      sums[index] = (sums[index] ?? 0) + part;
    });
  return sums;
}
