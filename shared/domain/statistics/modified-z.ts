import { median } from './median.ts';

/** Beyond it a value is no member of its group (Iglewicz & Hoaglin 1993, How to detect and handle outliers). */
export const FAR = 3.5;

/**
 * How far a value lies from the median of a group, in robust standard deviations: 0.6745 (x − median) / MAD, so that the
 * odd ones themselves don't widen what is usual. Where half of the group agrees, by the mean distance instead (1.2533 of
 * which are a standard deviation); undefined where all agree.
 */
export function modifiedZ(value: number, group: readonly number[]): number | undefined {
  const middle = median(group);
  const distances = group.map((one) => Math.abs(one - middle));
  const spread = median(distances) / 0.6745;
  const usual = spread > 0 ? spread : (1.2533 * distances.reduce((sum, one) => sum + one, 0)) / group.length;
  return usual > 0 ? (value - middle) / usual : undefined;
}
