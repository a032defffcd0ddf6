import { normalQuantile } from '../statistics/normal.ts';
import { studentQuantile } from '../statistics/student-t.ts';
import type { LiftEffect } from './read-lift.ts';

/** For as many quiet windows the width counts that the engine promises by itself: a few windows can't tell it wrong. */
const BELIEVED_WINDOWS = 4;

/**
 * The effect with a range as wide as the engine's own errors ask for: those of windows that don't overlap and in which
 * nothing happened, each in units of the standard error that was promised for it. Where they are larger than promised the
 * range grows by their root mean square (never shrinks), and it is that of a t, as the size of errors is known from so few.
 */
export function widenedByErrors(effect: LiftEffect, quiet: readonly LiftEffect[]): LiftEffect {
  const { estimate, interval } = effect;
  const squares = quiet.reduce((sum, one) => sum + inStandardErrors(one) ** 2, 0);
  const freedom = BELIEVED_WINDOWS + quiet.length;
  const size = Math.sqrt(Math.max(1, (BELIEVED_WINDOWS + squares) / freedom));
  const factor = (size * studentQuantile(0.9, freedom)) / normalQuantile(0.9);
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
