import { betaQuantile, binomialAtLeast, binomialAtMost, type Interval } from './beta.ts';

/** Events seen in that much exposure: orders in 167, 168 or 169 hours. */
export type Exposed = { count: number; exposure: number };

export type RateChange = {
  /** Rate now over rate before; undefined when nothing happened before: that is "new", not +100 %. */
  ratio: number | undefined;
  interval: Interval;
  /** Two-sided, exact given the sum; agrees with the interval. */
  p: number;
};

/**
 * Did the rate change? Given the sum of both counts, the newer one is Binomial(n, e₁/(e₁ + e₂)) under "no change";
 * the interval is Clopper–Pearson's. Counts that come in clusters (clicks of one post) are first divided by their
 * overdispersion `phi` ≥ 1.
 */
export function rateChange(now: Exposed, before: Exposed, phi = 1, level = 0.95): RateChange {
  const k = now.count / phi;
  const n = k + before.count / phi;
  const expected = now.exposure / (now.exposure + before.exposure);
  const p = n === 0 ? 1 : 2 * Math.min(binomialAtLeast(k, n, expected), binomialAtMost(k, n, expected));
  const scale = before.exposure / now.exposure;
  const odds = (share: number) => (share >= 1 ? Number.POSITIVE_INFINITY : (share / (1 - share)) * scale);
  const tail = (1 - level) / 2;
  return {
    ratio: before.count > 0 ? (now.count / before.count) * scale : undefined,
    interval: {
      low: k === 0 ? 0 : odds(betaQuantile(tail, { a: k, b: n - k + 1 })),
      high: k === n ? Number.POSITIVE_INFINITY : odds(betaQuantile(1 - tail, { a: k + 1, b: n - k })),
      level,
    },
    p: Math.min(1, p),
  };
}

/** Variance over mean of past counts, at least 1: how much wilder than Poisson they are. */
export function overdispersion(counts: readonly number[]): number {
  if (counts.length < 2) return 1;
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  if (mean === 0) return 1;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1);
  return Math.max(1, variance / mean);
}

/**
 * Which of many tests to believe when at most `rate` of the believed may be false (Benjamini & Hochberg 1995).
 * Answers in the order given.
 */
export function benjaminiHochberg(ps: readonly number[], rate = 0.1): boolean[] {
  const ranked = ps.map((p, index) => ({ p, index })).sort((one, other) => one.p - other.p);
  const last = ranked.findLastIndex(({ p }, rank) => p <= (rate * (rank + 1)) / ps.length);
  const believed = new Set(ranked.slice(0, last + 1).map(({ index }) => index));
  return ps.map((_, index) => believed.has(index));
}
