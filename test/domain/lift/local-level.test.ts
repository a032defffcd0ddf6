import { expect, it } from 'vitest';
import { forecaster } from '../../../shared/domain/lift/local-level.ts';
import { mean } from '../../../shared/domain/statistics/linear.ts';
import { studentQuantile } from '../../../shared/domain/statistics/student-t.ts';
import { panelOf, published } from './published.ts';

const weekdays = Array.from({ length: 105 }, (_, t) =>
  [0, 1, 2, 3, 4, 5].map((day) => (t % 7 === 6 ? -1 : Number(t % 7 === day))),
);
const from = (start: number, days: number) => Array.from({ length: days }, (_, i) => start + i);

/** Less what was forecast: the effect, low to high. */
const effectOf = (series: number[], before: number, regressors: number[][], level: 0.9 | 0.95 = 0.9) => {
  const ahead = from(before, series.length - before);
  const forecast = forecaster(series.slice(0, before), regressors)(ahead, level);
  const seen = mean(series.slice(before));
  const { low, high } = forecast?.interval ?? { low: Number.NaN, high: Number.NaN };
  return [seen - (forecast?.mean ?? Number.NaN), seen - high, seen - low];
};

it('reads GeoLift’s two cities against all others as 196 a day, 85 to 304', () => {
  const { treated, donors } = panelOf(published('geolift'), 'chicago', 'portland');
  const rest = treated.map((_, t) => donors.reduce((sum, donor) => sum + (donor[t] as number), 0));
  const share = mean(treated.slice(0, 90)) / mean(rest.slice(0, 90));
  const gap = treated.map((value, t) => value - share * (rest[t] as number));
  expect(share).toBeCloseTo(0.017098, 6);
  const [effect, low, high] = effectOf(gap, 90, weekdays);
  expect(effect).toBeCloseTo(196.0, 1);
  expect(low).toBeCloseTo(84.9, 1);
  expect(high).toBeCloseTo(303.9, 1);
});

it('agrees with CausalImpact where the covariate explains the series: 10.5, 9.8 to 11.2 there', () => {
  const { of } = published('causalimpact');
  const [effect, low, high] = effectOf(
    of('y'),
    70,
    of('x1').map((x) => [x]),
    0.95,
  );
  expect([effect, low, high].map((value) => value?.toFixed(2))).toEqual(['10.61', '9.64', '11.76']);
});

it('is wider where the level wanders: −657, −2,076 to 832 there', () => {
  const { of } = published('causalimpact-comparison');
  const covariates = [1, 2, 3].map((i) => of(`NOT_CHANGED_${i}`));
  const rows = of('CHANGED').map((_, t) => covariates.map((one) => one[t] as number));
  const [effect, low, high] = effectOf(of('CHANGED'), 90, rows, 0.95) as [number, number, number];
  const [width, asked] = [high - low, [-1151, -2591, 187] as const];
  for (const [i, value] of [effect, low, high].entries()) {
    expect(Math.abs(value - (asked[i] as number))).toBeLessThan(0.01 * width);
  }
});

it('does not see days that are undefined, and is less sure the further ahead it is asked', () => {
  const noisy = Array.from({ length: 60 }, (_, t) => 20 + ((t * 7) % 5));
  const none = noisy.concat(0, 0, 0, 0).map(() => []);
  const width = (seen: (number | undefined)[], ahead: number[]) => {
    const { low, high } = forecaster(seen, none)(ahead)?.interval ?? { low: 0, high: 0 };
    return high - low;
  };
  const holed = noisy.map((value, t) => (t % 4 === 1 ? undefined : value));
  expect(width(holed, [60])).toBeGreaterThan(width(noisy, [60]));
  expect(width(noisy, [63])).toBeGreaterThan(width(noisy, [60]));
  expect(forecaster([3, undefined, 4], none)([3])).toBeUndefined();
});

it('believes a small shop to wander no further than two hundredths of itself a day, a large one by its noise as before', () => {
  const noisy = Array.from({ length: 60 }, (_, t) => ((t * 7) % 5) - 2);
  const none = noisy.concat(0, 0, 0, 0).map(() => []);
  const width = (size?: number) => {
    const { low, high } = forecaster(noisy, none, size)([60, 61, 62, 63])?.interval ?? { low: 0, high: 0 };
    return high - low;
  };
  expect(width(1_000)).toBe(width());
  expect(width(3)).toBeLessThan(width());
  expect(width(1)).toBeLessThan(width(3));
  // Without any wandering the mean of sixty days is known, and four days' own noise is left: 1.645·σ·√(1/60 + 1/4), twice.
  expect(width(1e-6)).toBeCloseTo(
    2 * studentQuantile(0.9, 59) * Math.sqrt((2 * 60) / 59) * Math.sqrt(1 / 60 + 1 / 4),
    2,
  );
});

it('has the t of the tables', () => {
  const table = [
    [0.9, 2, 2.92],
    [0.9, 4, 2.132],
    [0.95, 10, 2.228],
    [0.95, 1e6, 1.96],
  ] as const;
  for (const [level, freedom, t] of table) expect(studentQuantile(level, freedom)).toBeCloseTo(t, 3);
});
