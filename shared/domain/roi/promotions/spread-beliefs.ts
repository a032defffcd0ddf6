import type { Spreads } from '../../statistics/two-levels.ts';

/**
 * Standard deviations of ln clicks, from "all alike" to "one post brings four times another's"; each 1.3 times the one before,
 * as a spread is known by its logarithm.
 */
const WITHIN = Array.from({ length: 13 }, (_, i) => 0.06 * 1.3 ** i);
const BETWEEN = [0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 1, 1.3];

/** How much posts of one creator, and creators, may differ. */
export const SPREADS: readonly Spreads[] = WITHIN.flatMap((within) =>
  BETWEEN.map((between) => ({ within, between })),
);

/**
 * Before any data. Decides only where creators have one post each, as nothing tells the two spreads apart there; chosen so
 * that promises about them are kept within 0.2 at spreads of 0.3, 0.5 and 0.8 between posts where creators differ by 0.3 to
 * 0.4 (`npm run simulate`; docs/decisions/2026-11-28-promises-kept.md). The spread between posts has a heavy tail: of ten
 * posts by ten people that lie far apart it is the posts that are believed to differ, unless the people were seen to. With
 * one post each, creators who differ much more are promised up to 0.5 right picks too little, and those who differ less up
 * to 0.2 too much.
 */
export function logPlausible({ within, between }: Spreads): number {
  const usual = 0.9 * logNormal(between, 0.35, 0.2) + 0.1 * logNormal(between, 0.7, 0.4);
  return Math.log(logNormal(within, 0.7, 0.8) * usual);
}

const logNormal = (x: number, middle: number, sd: number): number =>
  Math.exp(-((Math.log(x / middle) / sd) ** 2) / 2) / sd;
