import { normalQuantile } from '../statistics/normal.ts';
import { studentQuantile } from '../statistics/student-t.ts';
import type { LiftEffect } from './read-lift.ts';

/** For as many quiet windows the width counts that the engine promises by itself: a few windows can't tell it wrong. */
const BELIEVED_WINDOWS = 4;
/** Errors of shops have fat tails, by sales nobody told of and the like: at a kurtosis of 5 their size is known half as well (Box 1953). */
const FAT_TAILS = 2;

/**
 * The effect with a range as wide as the engine's own errors ask for: those of windows that don't overlap and in which
 * nothing happened, each in units of the standard error that was promised for it. Their root mean square says how large
 * errors are, and a t that this is known from so few (a scaled inverse χ² prior; Gelman et al., Bayesian Data Analysis, 3rd ed.,
 * §2.6). The range may grow, and is never narrower than the engine promised by itself.
 */
export function widenedByErrors(effect: LiftEffect, quiet: readonly LiftEffect[]): LiftEffect {
  const { estimate, interval } = effect;
  const squares = quiet.reduce((sum, one) => sum + inStandardErrors(one) ** 2, 0);
  const freedom = BELIEVED_WINDOWS + quiet.length;
  const size = Math.sqrt((BELIEVED_WINDOWS + squares) / freedom);
  const known = BELIEVED_WINDOWS + quiet.length / FAT_TAILS;
  const factor = Math.max(1, (size * studentQuantile(0.9, known)) / normalQuantile(0.9));
  return {
    estimate,
    interval: {
      ...interval,
      low: estimate - (estimate - interval.low) * factor,
      high: estimate + (interval.high - estimate) * factor,
    },
  };
}

const inStandardErrors = ({ estimate, interval }: LiftEffect): number =>
  (estimate * 2 * normalQuantile(0.9)) / (interval.high - interval.low);
