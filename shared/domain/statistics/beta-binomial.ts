import { type Beta, betaMean, logBeta } from './beta.ts';
import { minimise } from './nelder-mead.ts';

/** `successes` of `trials`: orders of clicks, hits of at-bats. */
export type Trials = { successes: number; trials: number };

/** A prior worth fewer than 50 or more than 2,000 trials is not believed. */
const WEIGHT = { least: 50, most: 2000 };
const FEWEST_TALLIES = 8;

export type FittedPrior = Beta & { fitted: boolean; negativeLogLikelihood: number };

/**
 * The prior that makes these tallies likeliest (beta-binomial maximum likelihood), its weight M = a + b held within
 * 50…2,000: when rates do not differ, the likelihood is flat and M would run away. With fewer than eight tallies
 * nothing is fitted: the pooled rate (or the `fallback`) with a weight of 200 stands in.
 */
export function fitPrior(tallies: readonly Trials[], fallback?: Beta): FittedPrior {
  const seen = tallies.filter((tally) => tally.trials > 0);
  const likelihood = (a: number, b: number) => betaBinomialNll(seen, a, b);
  if (seen.length < FEWEST_TALLIES || !seen.some((tally) => tally.successes > 0)) {
    const { a, b } = fallback ?? ofMeanAndWeight(pooledRate(seen), 200);
    return { a, b, fitted: false, negativeLogLikelihood: likelihood(a, b) };
  }
  const free = minimise(
    ([m = 0, logM = 0]) => fromFree(likelihood, m, logM),
    [logit(pooledRate(seen)), Math.log(300)],
  );
  const [meanLogit = 0, logWeight = 0] = free.x;
  const weight = Math.min(WEIGHT.most, Math.max(WEIGHT.least, Math.exp(logWeight)));
  const { a, b } = ofMeanAndWeight(expit(meanLogit), weight);
  return { a, b, fitted: true, negativeLogLikelihood: likelihood(a, b) };
}

const GRID = 16;

/** A prior of every tally, and how plausible it is that these are the right ones. */
export type PriorBelief = { plausibility: number; priorOf: (index: number) => Beta };

/**
 * Priors of the fitted mean with weights from 50 to 2,000, each with its plausibility given the tallies (summing to
 * 1). Ten creators cannot tell how much creators differ; drawing from these instead of trusting the likeliest one
 * keeps promises about rankings honest.
 * @param lean of each tally: something else that is known of it, along which rates may differ, by exp(γ·lean) with
 * γ ~ N(0, 1); all together keep the fitted mean. Left out, nothing changes
 */
export function plausiblePriors(
  tallies: readonly Trials[],
  fitted: Beta,
  lean: readonly number[] = [],
): PriorBelief[] {
  const slopes = lean.some((one) => one !== 0) ? SLOPES : [0];
  const beliefs = slopes.flatMap((slope) => {
    const meanOf = leaningMeans(tallies, betaMean(fitted), (index) => slope * (lean[index] ?? 0));
    return Array.from({ length: GRID }, (_, i) => {
      const weight = WEIGHT.least * (WEIGHT.most / WEIGHT.least) ** (i / (GRID - 1));
      const priorOf = (index: number) => ofMeanAndWeight(meanOf(index), weight);
      return { priorOf, loss: leaningNll(tallies, priorOf) + slope ** 2 / 2 };
    });
  });
  const least = Math.min(...beliefs.map(({ loss }) => loss));
  const likelihoods = beliefs.map(({ loss }) => Math.exp(least - loss));
  const whole = likelihoods.reduce((sum, one) => sum + one, 0);
  return beliefs.map(({ priorOf }, i) => ({ priorOf, plausibility: (likelihoods[i] ?? 0) / whole }));
}

const SLOPES = Array.from({ length: 13 }, (_, i) => (i - 6) / 2);
/** A rate is none of 1 and above. */
const MOST_MEAN = 0.95;

/** The mean of each tally's prior: leaning, and by their trials as large as the fitted one. */
function leaningMeans(tallies: readonly Trials[], mean: number, shiftOf: (index: number) => number) {
  const trials = tallies.reduce((sum, one) => sum + one.trials, 0);
  const shifted = tallies.reduce((sum, one, i) => sum + one.trials * Math.exp(shiftOf(i)), 0);
  const scale = trials > 0 ? trials / shifted : 1;
  return (index: number): number => {
    const shift = shiftOf(index);
    return shift === 0 && scale === 1 ? mean : Math.min(MOST_MEAN, mean * scale * Math.exp(shift));
  };
}

const leaningNll = (tallies: readonly Trials[], priorOf: (index: number) => Beta): number =>
  tallies.reduce((sum, { successes, trials }, i) => {
    if (trials === 0) return sum;
    const { a, b } = priorOf(i);
    return sum + (logBeta(a, b) - logBeta(a + successes, b + trials - successes));
  }, 0);

/** What is believed of one rate after seeing its tally. */
export const posterior = (prior: Beta, { successes, trials }: Trials): Beta => ({
  a: prior.a + successes,
  b: prior.b + trials - successes,
});

/** −log likelihood without the binomial coefficients, which no parameter changes. */
const betaBinomialNll = (tallies: readonly Trials[], a: number, b: number): number => {
  const constant = logBeta(a, b);
  let sum = 0;
  for (const { successes, trials } of tallies)
    sum += constant - logBeta(a + successes, b + trials - successes);
  return sum;
};

/** Weights beyond e^12 are all the same point mass to any data we may meet. */
const fromFree = (
  likelihood: (a: number, b: number) => number,
  meanLogit: number,
  logWeight: number,
): number => {
  if (Math.abs(logWeight) > 12 || Math.abs(meanLogit) > 15) return Number.POSITIVE_INFINITY;
  const { a, b } = ofMeanAndWeight(expit(meanLogit), Math.exp(logWeight));
  return likelihood(a, b);
};

const ofMeanAndWeight = (mean: number, weight: number): Beta => ({
  a: mean * weight,
  b: (1 - mean) * weight,
});

/** Half a success is added, so that no sales at all is rare and not impossible. */
const pooledRate = (tallies: readonly Trials[]): number => {
  const successes = tallies.reduce((sum, tally) => sum + tally.successes, 0);
  const trials = tallies.reduce((sum, tally) => sum + tally.trials, 0);
  return successes > 0 && successes < trials ? successes / trials : (successes + 0.5) / (trials + 1);
};

const logit = (p: number): number => Math.log(p / (1 - p));
const expit = (x: number): number => 1 / (1 + Math.exp(-x));
