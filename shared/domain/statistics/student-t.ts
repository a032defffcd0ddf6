import { type Beta, betaQuantile } from './beta.ts';

/**
 * The value that Student's t exceeds on either side with probability 1 − `level`, by the incomplete beta function
 * (Abramowitz & Stegun 26.5.27): 1.960 for very many degrees of freedom at 0.95, 2.132 for 4 at 0.9.
 */
export function studentQuantile(level: number, freedom: number): number {
  const belief: Beta = { a: freedom / 2, b: 1 / 2 };
  const x = betaQuantile(1 - level, belief);
  return Math.sqrt((freedom * (1 - x)) / x);
}
