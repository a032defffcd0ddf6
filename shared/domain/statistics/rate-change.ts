import { binomialAtLeast, binomialAtMost, type Interval } from './beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { clopperPearson } from './proportions.ts';

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
 * the interval is Clopper–Pearson's.
 */
export function rateChange(now: Exposed, before: Exposed, level = 0.95): RateChange {
  const k = now.count;
  const n = k + before.count;
  const expected = now.exposure / (now.exposure + before.exposure);
  const p = n === 0 ? 1 : 2 * Math.min(binomialAtLeast(k, n, expected), binomialAtMost(k, n, expected));
  const scale = before.exposure / now.exposure;
  const odds = (share: number) => (share >= 1 ? Number.POSITIVE_INFINITY : (share / (1 - share)) * scale);
  const share = clopperPearson({ successes: k, trials: n }, level);
  return {
    ratio: before.count > 0 ? (now.count / before.count) * scale : undefined,
    interval: { low: odds(share.low), high: odds(share.high), level },
    p: Math.min(1, p),
  };
}

/**
 * The same where what was counted comes in clusters that differ by more than chance, as the clicks of posts do:
 * `spread` is the variance that this adds to ln(rate now / rate before). Tested as a normal z of that logarithm (half an
 * event added to each count, so that none is none), and never surer than counting alone would be.
 */
export function clusteredRateChange(
  now: Exposed,
  before: Exposed,
  spread: number,
  level: 0.9 | 0.95 = 0.95,
): RateChange {
  const counted = rateChange(now, before, level);
  if (spread === 0 || now.count + before.count === 0) return counted;
  const [k, b] = [now.count + 0.5, before.count + 0.5];
  const logRatio = Math.log((k * before.exposure) / (b * now.exposure));
  const error = Math.sqrt(1 / k + 1 / b + spread);
  const z = normalQuantile(level);
  const low = Math.exp(logRatio - z * error);
  const high = Math.exp(logRatio + z * error);
  return {
    ratio: counted.ratio,
    interval: {
      low: Math.min(counted.interval.low, low),
      high: Math.max(counted.interval.high, high),
      level,
    },
    p: Math.max(counted.p, 2 * normalCdf(-Math.abs(logRatio) / error)),
  };
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
