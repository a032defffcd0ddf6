/**
 * Splits whole minor units by weight so that the parts sum to the total exactly (Hamilton's largest remainder):
 * everyone gets the floor of their quota, the units left over go to the largest remainders, ties to the lowest
 * index. A negative total (a refund) mirrors the positive one, so a full refund takes back what the sale gave.
 * All weights zero: an equal split. A zero weight beside a positive one gets nothing.
 *
 * Exact for every safe integer and for weights whose sizes lie within 2^52 of one another; smaller ones lose low
 * bits, never the total. Throws RangeError on a total that is no safe integer, a weight that is negative or not
 * finite, and on something to split among nobody.
 */
export const splitByLargestRemainder = (totalMinor: number, weights: readonly number[]): number[] => {
  refuseUnsplittable(totalMinor, weights);
  const shares = wholeWeights(weights);
  const sum = shares.reduce((a, b) => a + b, 0n);
  if (sum === 0n)
    return weights.length === 0
      ? []
      : splitByLargestRemainder(
          totalMinor,
          weights.map(() => 1),
        );

  const size = BigInt(Math.abs(totalMinor));
  const parts = shares.map((share) => (size * share) / sum);
  const leftOver = Number(parts.reduce((rest, part) => rest - part, size));
  for (const index of byRemainder(shares.map((share) => (size * share) % sum)).slice(0, leftOver)) {
    parts[index] = (parts[index] ?? 0n) + 1n;
  }
  return parts.map((part) => (totalMinor < 0 ? 0 - Number(part) : Number(part)));
};

const refuseUnsplittable = (totalMinor: number, weights: readonly number[]): void => {
  if (!Number.isSafeInteger(totalMinor)) throw new RangeError(`Not a whole, safe amount: ${totalMinor}`);
  const odd = weights.find((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (odd !== undefined) throw new RangeError(`Not a weight: ${odd}`);
  if (weights.length === 0 && totalMinor !== 0) throw new RangeError(`Nobody to split ${totalMinor} among`);
};

/** Weights as whole numbers: scaled by a power of two, which loses nothing, until the largest fills 53 bits. */
const wholeWeights = (weights: readonly number[]): bigint[] => {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  if (largest === 0) return weights.map(() => 0n);
  const magnitude = 2 ** Math.floor(Math.log2(largest));
  return weights.map((weight) => BigInt(Math.round((weight / magnitude) * 2 ** 52)));
};

const byRemainder = (remainders: readonly bigint[]): number[] =>
  remainders
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .map(({ index }) => index);
