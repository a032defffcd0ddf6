import { betaQuantile, type Interval, logChoose } from './beta.ts';
import type { Trials } from './beta-binomial.ts';
import { normalQuantile } from './normal.ts';

/** Wilson's score interval for a raw rate; sound at 0 of n, where the textbook interval has no width. */
export function wilson({ successes, trials }: Trials, level: 0.9 | 0.95 = 0.95): Interval | undefined {
  if (trials <= 0) return undefined;
  const z2 = normalQuantile(level) ** 2;
  const rate = successes / trials;
  const centre = (rate + z2 / (2 * trials)) / (1 + z2 / trials);
  const reach =
    Math.sqrt((z2 * rate * (1 - rate)) / trials + z2 ** 2 / (4 * trials ** 2)) / (1 + z2 / trials);
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach), level };
}

/** What share may lie behind k of n, exact, hence rather too wide (Clopper & Pearson 1934). Anything at 0 of 0. */
export const clopperPearson = ({ successes: k, trials: n }: Trials, level = 0.95): Interval => {
  const tail = (1 - level) / 2;
  return {
    low: k === 0 ? 0 : betaQuantile(tail, { a: k, b: n - k + 1 }),
    high: k === n ? 1 : betaQuantile(1 - tail, { a: k + 1, b: n - k }),
    level,
  };
};

/** Nothing seen in n trials: the rate is at most 3/n with 95 % confidence (Hanley & Lippman-Hand 1983). */
export const ruleOfThree = (trials: number): number | undefined =>
  trials > 0 ? Math.min(1, 3 / trials) : undefined;

/**
 * Fisher's exact test, two-sided: the probability, margins given, of a table no likelier than the one seen. Whether
 * two conversion rates differ; 1 when either has no trials.
 */
export function fisherExact(one: Trials, other: Trials): number {
  const successes = one.successes + other.successes;
  const trials = one.trials + other.trials;
  const whole = logChoose(trials, successes);
  const logOdds = (k: number) => logChoose(one.trials, k) + logChoose(other.trials, successes - k) - whole;
  const seen = logOdds(one.successes) + 1e-9;
  let p = 0;
  for (let k = Math.max(0, successes - other.trials); k <= Math.min(successes, one.trials); k++) {
    const log = logOdds(k);
    if (log <= seen) p += Math.exp(log);
  }
  return Math.min(1, p);
}
