import { normalQuantile } from '../statistics/normal.ts';
import { studentQuantile } from '../statistics/student-t.ts';
import type { LiftEffect } from './read-lift.ts';

/** For as many quiet windows the width counts that the engine promises by itself: a few windows can't tell it wrong. */
const BELIEVED_WINDOWS = 4;

/**
 * The effect with a range as wide as the engine's own errors ask for: those of windows that don't overlap and in which
 * nothing happened, each in units of the standard error that was promised for it. Their root mean square says how large
 * errors are (a scaled inverse χ² prior; Gelman et al., Bayesian Data Analysis, 3rd ed., §2.6). The range may grow, and is never
 * narrower than the engine promised by itself: that floor is what not knowing their size from so few costs. A t on top of
 * it held two to four points more than asked for.
 */
export function widenedByErrors(effect: LiftEffect, quiet: readonly LiftEffect[]): LiftEffect {
  return widened(effect, Math.max(1, sizeOf(quiet)));
}

/**
 * How many half-widths of the range an estimate must lie from 0 to be called an effect: one, and what a t asks for besides, as
 * the size of errors is known from so few windows. The range may miss one time in ten wherever it lies; what is called an
 * effect and is none costs a campaign.
 */
export function halfWidthsToCall(quiet: readonly LiftEffect[]): number {
  const size = sizeOf(quiet);
  const strict = (size * studentQuantile(0.9, BELIEVED_WINDOWS + quiet.length)) / normalQuantile(0.9);
  return Math.max(1, strict) / Math.max(1, size);
}

export function isCalled(effect: LiftEffect, quiet: readonly LiftEffect[]): boolean {
  const { interval } = widened(widenedByErrors(effect, quiet), halfWidthsToCall(quiet));
  return interval.low > 0 || interval.high < 0;
}

/** Root mean square of the errors in quiet windows, in standard errors; as if the promise had been right in four more. */
function sizeOf(quiet: readonly LiftEffect[]): number {
  const squares = quiet.reduce((sum, one) => sum + inStandardErrors(one) ** 2, 0);
  return Math.sqrt((BELIEVED_WINDOWS + squares) / (BELIEVED_WINDOWS + quiet.length));
}

function widened({ estimate, interval }: LiftEffect, factor: number): LiftEffect {
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
