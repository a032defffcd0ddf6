/** How many standard deviations to either side hold `level` of a normal distribution. */
export const normalQuantile = (level: 0.9 | 0.95): number =>
  level === 0.9 ? 1.6448536269514722 : 1.959963984540054;

/** Φ to 7.5e-8 (Abramowitz & Stegun 26.2.17). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z > 0 ? 1 - tail : tail;
}
