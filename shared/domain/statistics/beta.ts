import gammaln from '@stdlib/math-base-special-gammaln';
import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';

/** Beta distribution: belief about a rate after `a` successes and `b` failures (prior included). */
export type Beta = { a: number; b: number };

/** Where something lies with probability `level`. */
export type Interval = { low: number; high: number; level: number };

export const logBeta = (a: number, b: number): number => gammaln(a) + gammaln(b) - gammaln(a + b);

export const logChoose = (n: number, k: number): number =>
  gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);

export const betaQuantile = (probability: number, { a, b }: Beta): number =>
  betaQuantileOf(probability, a, b);

export const betaMean = ({ a, b }: Beta): number => a / (a + b);

/**
 * P(X ≥ k) for X ~ Binomial(n, p), by the incomplete beta function, so `k` and `n` may be fractions (counts divided
 * by an overdispersion).
 */
export function binomialAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaCdf(p, k, n - k + 1);
}

/** P(X ≤ k) for X ~ Binomial(n, p); fractions as above. */
export const binomialAtMost = (k: number, n: number, p: number): number =>
  k >= n ? 1 : 1 - betaCdf(p, k + 1, n - k);
