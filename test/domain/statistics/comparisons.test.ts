import { describe, expect, it } from 'vitest';
import { minimise } from '../../../shared/domain/statistics/nelder-mead.ts';
import { normalCdf, normalQuantile } from '../../../shared/domain/statistics/normal.ts';
import {
  bootstrapInterval,
  poissonBootstrap,
  quantile,
  skewCorrectedInterval,
} from '../../../shared/domain/statistics/poisson-bootstrap.ts';
import { fisherExact, ruleOfThree, wilson } from '../../../shared/domain/statistics/proportions.ts';
import {
  benjaminiHochberg,
  clusteredRateChange,
  rateChange,
} from '../../../shared/domain/statistics/rate-change.ts';
import {
  drawBeta,
  drawGamma,
  drawPoisson,
  poissonSampler,
} from '../../../shared/domain/statistics/samplers.ts';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';

const tally = (successes: number, trials: number) => ({ successes, trials });

describe('raw rates', () => {
  it.each([
    [0, 20, 0, 0.161, 3],
    [15, 148, 0.0624, 0.1605, 4],
    [1, 29, 0.0061, 0.1718, 4],
  ])("%i of %i have Wilson's interval %f to %f", (k, n, low, high, digits) => {
    const interval = wilson(tally(k, n));
    expect(interval?.low).toBeCloseTo(low, digits);
    expect(interval?.high).toBeCloseTo(high, digits);
  });

  it('of nothing are unknown, and of no success at most three in n', () => {
    expect(wilson(tally(0, 0))).toBeUndefined();
    expect(ruleOfThree(0)).toBeUndefined();
    expect(ruleOfThree(300)).toBeCloseTo(0.01, 12);
  });
});

describe('week over week', () => {
  const week = (count: number, exposure = 168) => ({ count, exposure });

  it('finds 52 after 44 orders could be chance', () => {
    const change = rateChange(week(52), week(44));
    expect(change.p).toBeCloseTo(0.475, 3);
    expect(change.ratio).toBeCloseTo(1.182, 3);
    expect(change.interval.low).toBeCloseTo(0.776, 3);
    expect(change.interval.high).toBeCloseTo(1.808, 3);
    expect(rateChange(week(391), week(352)).p).toBeCloseTo(0.163, 3);
    expect(fisherExact(tally(52, 1788), tally(44, 1610))).toBeCloseTo(0.836, 3);
  });

  it('compares rates per hour, so that a week of 169 hours has not grown by itself', () => {
    expect(rateChange(week(16_900, 169), week(16_700, 167)).ratio).toBeCloseTo(1, 12);
    expect(rateChange(week(16_900, 169), week(16_700, 167)).p).toBeGreaterThan(0.99);
  });

  it('believes less of counts that come in clusters', () => {
    expect(rateChange(week(391), week(300)).p).toBeLessThan(0.001);
    expect(clusteredRateChange(week(391), week(300), 0.05).p).toBeGreaterThan(0.2);
    expect(clusteredRateChange(week(391), week(300), 0)).toEqual(rateChange(week(391), week(300)));
    expect(clusteredRateChange(week(391), week(0), 0.1).p).toBeLessThan(0.001);
    expect(clusteredRateChange(week(0), week(0), 0.1).p).toBe(1);
  });

  it('tests two log-normal posts of many clicks as the normal law of their logarithms does', () => {
    // ln 2 over √(2 · 0.5²) is z = 0.9803, two-sided 0.3270 (standard normal table).
    const change = clusteredRateChange(week(2_000_000), week(1_000_000), 2 * 0.5 ** 2);
    expect(change.p).toBeCloseTo(0.327, 3);
    expect(change.interval.low).toBeCloseTo(2 / Math.exp(1.959964 * Math.SQRT1_2), 2);
  });

  it('calls something after nothing new, not +100 %', () => {
    const change = rateChange(week(7), week(0));
    expect(change.ratio).toBeUndefined();
    expect(change.interval.high).toBe(Number.POSITIVE_INFINITY);
    expect(rateChange(week(0), week(0)).p).toBe(1);
  });

  it('keeps false alarms among many rows to one in ten', () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(benjaminiHochberg(published, 0.05).filter(Boolean).length).toBe(4);
    expect(benjaminiHochberg([0.5, 0.001, 0.9])).toEqual([false, true, false]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

/**
 * The exact distribution of a compound Poisson sum of these amounts (Panjer's recursion on a lattice of 0.1), which
 * every Poisson bootstrap draws from: P(sum = index/10).
 */
function exactDistribution(amounts: readonly number[], upTo: number): Float64Array {
  const steps = amounts.map((amount) => Math.round(amount * 10));
  const mass = new Float64Array(upTo * 10);
  mass[0] = Math.exp(-amounts.length);
  for (let sum = 1; sum < mass.length; sum++) {
    const reached = steps.reduce((all, step) => all + (step <= sum ? step * (mass[sum - step] ?? 0) : 0), 0);
    mass[sum] = reached / sum;
  }
  return mass;
}

describe('fixture E: fourteen orders, 150 spent', () => {
  const orders = [24.9, 34.9, 49.8, 24.9, 64.7, 34.9, 24.9, 89.7, 49.8, 34.9, 24.9, 59.7, 24.9, 34.9];
  const roi = (revenue: number) => ((0.6 * revenue - 150) / 150) * 100;
  const mass = exactDistribution(orders, 3000);
  const exactShareBelow = (revenue: number) =>
    mass.subarray(0, Math.round(revenue * 10) + 1).reduce((sum, one) => sum + one, 0);
  const exactQuantile = (probability: number) => {
    let below = 0;
    const reaches = (one: number) => {
      below += one;
      return below >= probability;
    };
    return mass.findIndex(reaches) / 10;
  };
  const draws = 200_000;
  const sums = poissonBootstrap(orders, { seed: 'E', draws });
  /** Standard error of a share seen in that many draws. */
  const errorOf = (share: number, of = draws) => Math.sqrt((share * (1 - share)) / of);

  it('returns +131.1 %, by chance anything from +27 % to +249 %: the exact bootstrap, to the digits given', () => {
    expect(roi(577.8).toFixed(1)).toBe('131.1');
    expect(roi(exactQuantile(0.05)).toFixed(0)).toBe('27');
    expect(roi(exactQuantile(0.95)).toFixed(0)).toBe('249');
  });

  it('has a normal approximation of +20 % to +243 %, its spread the root of the sum of squares', () => {
    const sd = Math.sqrt(orders.reduce((sum, one) => sum + one ** 2, 0));
    expect(sd.toFixed(3)).toBe('169.495');
    expect(roi(577.8 - 1.6449 * sd).toFixed(0)).toBe('20');
    expect(roi(577.8 + 1.6449 * sd).toFixed(0)).toBe('243');
  });

  it('returns more than it cost with 0.984, which the 0.985 of 2,000 published draws agrees with', () => {
    const exact = 1 - exactShareBelow(250);
    expect(exact.toFixed(3)).toBe('0.984');
    expect(errorOf(exact, 2000)).toBeCloseTo(0.0028, 4);
    expect(Math.abs(0.985 - exact)).toBeLessThan(errorOf(exact, 2000));
    expect(Math.abs(sums.filter((sum) => roi(sum) > 0).length / draws - exact)).toBeLessThan(
      3 * errorOf(exact),
    );
  });

  it('is drawn by us as it is distributed: both ends within a step of the prices, and the spread', () => {
    const { low, high } = bootstrapInterval(sums, 0.9);
    expect([roi(low).toFixed(0), roi(high).toFixed(0)]).toEqual(['27', '249']);
    for (const probability of [0.05, 0.5, 0.95]) {
      const end = exactQuantile(probability);
      const seen = sums.filter((sum) => sum <= end + 0.05).length / draws;
      expect(Math.abs(seen - exactShareBelow(end))).toBeLessThan(3 * errorOf(probability));
    }
    const mean = sums.reduce((sum, one) => sum + one, 0) / draws;
    const sd = Math.sqrt(sums.reduce((sum, one) => sum + (one - mean) ** 2, 0) / draws);
    expect(Math.abs(mean - 577.8)).toBeLessThan((3 * 169.495) / Math.sqrt(draws));
    expect(Math.abs(sd / 169.495 - 1)).toBeLessThan(3 / Math.sqrt(2 * draws) + 0.002);
  });

  it('is shown as +41 % to +273 %, the same draws with their ends moved up for the skewness of so few orders', () => {
    const { low, high } = skewCorrectedInterval(orders, sums, 0.9);
    expect(Math.abs(roi(low) - 41.4)).toBeLessThan(1);
    expect(Math.abs(roi(high) - 273.6)).toBeLessThan(2.1);
  });

  it('is the same for the same seed and amounts in any order, another for another seed', () => {
    const draw = (amounts: number[], seed: string) =>
      Array.from(poissonBootstrap(amounts, { seed, draws: 50 }));
    expect(draw([...orders].reverse(), 's')).toEqual(draw(orders, 's'));
    expect(draw(orders, 't')).not.toEqual(draw(orders, 's'));
  });

  it('is moved for skewness by the same bit in any order of the amounts', () => {
    const random = seededRandom('order');
    for (let n = 0; n < 200; n++) {
      const amounts = Array.from({ length: 9 }, () => Math.exp(9 * random()));
      const sums = poissonBootstrap(amounts, { seed: 's', draws: 50 });
      expect(skewCorrectedInterval([...amounts].reverse(), sums, 0.9)).toEqual(
        skewCorrectedInterval(amounts, sums, 0.9),
      );
    }
  });

  it('keeps its spread when many different amounts are gathered into bins', () => {
    const random = seededRandom('amounts');
    const amounts = Array.from({ length: 3000 }, () => Math.exp(3 + random() * 2));
    const sums = poissonBootstrap(amounts, { seed: 'bins', draws: 4000 });
    const sd = Math.sqrt(amounts.reduce((sum, one) => sum + one ** 2, 0));
    const total = amounts.reduce((sum, one) => sum + one, 0);
    expect((quantile(sums, 0.95) - total) / sd).toBeCloseTo(1.645, 0);
    expect((quantile(sums, 0.05) - total) / sd).toBeCloseTo(-1.645, 0);
  });
});

describe('seeded draws', () => {
  const moments = (draw: () => number, n = 20_000) => {
    const values = Array.from({ length: n }, draw);
    const mean = values.reduce((sum, one) => sum + one, 0) / n;
    return { mean, variance: values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / n };
  };

  it.each([0.4, 1, 7.5])('of gamma(%f) have its mean and variance', (shape) => {
    const random = seededRandom(`gamma ${shape}`);
    const { mean, variance } = moments(() => drawGamma(shape, random));
    expect(Math.abs(mean / shape - 1)).toBeLessThan(0.04);
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.1);
  });

  it('of beta(2, 6) have its mean and variance', () => {
    const random = seededRandom('beta');
    const { mean, variance } = moments(() => drawBeta({ a: 2, b: 6 }, random));
    expect(mean).toBeCloseTo(0.25, 2);
    expect(variance).toBeCloseTo(12 / (64 * 9), 3);
  });

  it.each([0.2, 1, 12, 900])('of Poisson(%f) have its mean and variance', (expected) => {
    const random = seededRandom(`poisson ${expected}`);
    const sampler = poissonSampler(expected);
    const { mean, variance } = moments(() => sampler(random));
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.04);
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.06);
  });

  it('of Poisson(0) are none', () => {
    expect(poissonSampler(0)(seededRandom('0'))).toBe(0);
    expect(drawPoisson(0, seededRandom('0'))).toBe(0);
  });

  it.each([0.02, 0.7, 3, 17.5, 88, 290, 310, 2_000])('of Poisson(%f) are the same one by one', (expected) => {
    const [one, other] = [seededRandom('die'), seededRandom('die')];
    const sampler = poissonSampler(expected);
    for (let i = 0; i < 500; i++) expect(drawPoisson(expected, one)).toBe(sampler(other));
  });
});

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746],
    [1.644854, 0.95],
    [1.959964, 0.975],
    [-2.575829, 0.005],
    [-3.090232, 0.001],
  ])('lies below %f with %f, as the tables have it', (z, share) =>
    expect(Math.abs(normalCdf(z) - share)).toBeLessThan(1e-7),
  );

  it('is right to a fifth of a percent far out, where small chances are ranked', () =>
    expect(Math.abs(normalCdf(-5) / 2.866516e-7 - 1)).toBeLessThan(0.002));

  it('holds 90 and 95 of a hundred within the quantiles that ranges are made of', () => {
    for (const level of [0.9, 0.95] as const)
      expect(Math.abs(1 - 2 * normalCdf(-normalQuantile(level)) - level)).toBeLessThan(2 * 7.5e-8);
  });
});

describe('the minimiser', () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const { x } = minimise(([a = 0, b = 0]) => (1 - a) ** 2 + 100 * (b - a * a) ** 2, [-1.2, 1], {
      tolerance: 1e-14,
    });
    expect(x[0]).toBeCloseTo(1, 5);
    expect(x[1]).toBeCloseTo(1, 5);
  });
});
