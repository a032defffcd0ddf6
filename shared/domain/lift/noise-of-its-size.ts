import type { LiftEffect } from './read-lift.ts';

/** `ownNoise`: which share of the range's variance is the window's own noise; `expected`: what a day would have been without an effect. */
export type WindowNoise = { ownNoise: number; expected: number };

/**
 * The range of those effects that the figures don't contradict, each tested with the noise that a window of that effect has.
 * The engine learns a day's noise from days without one; a window that sells a third more is a third noisier in variance, as
 * counts are (quasi-Poisson; McCullagh & Nelder, Generalized Linear Models, 1989, ch. 9). So the range is the score interval
 * that such a test inverts to (Wilson 1927, for a variance that depends on what is asked about): 0 is in it exactly if it was
 * in the range as given, and beyond 0 it is as much wider as the noise is.
 * @param effect with the range that holds if there is none: as wide as the noise of the days before
 */
export function withNoiseOfItsSize(effect: LiftEffect, noise: WindowNoise): LiftEffect {
  const { estimate, interval } = effect;
  return {
    estimate,
    interval: {
      ...interval,
      low: endBeyond(estimate, interval.low - estimate, noise),
      high: endBeyond(estimate, interval.high - estimate, noise),
    },
  };
}

/** The effect x that lies `reach` from `from` if reach² grows with x as the window's own noise does: (x − from)² = reach² · (1 + ownNoise · x / expected). */
export function endBeyond(from: number, reach: number, { ownNoise, expected }: WindowNoise): number {
  const grown = ownNoise / expected;
  const lean = (reach ** 2 * grown) / 2;
  return from + lean + Math.sign(reach) * Math.sqrt(reach ** 2 * (1 + grown * from) + lean ** 2);
}
