import { describe, expect, it } from 'vitest';
import { betaMean, betaQuantile, logBeta } from '../../../shared/domain/statistics/beta.ts';
import { fitPrior, plausiblePriors, posterior } from '../../../shared/domain/statistics/beta-binomial.ts';
import { efronMorris, shrinkBySpread, shrinkMeans } from '../../../shared/domain/statistics/shrinkage.ts';
import { studentQuantile } from '../../../shared/domain/statistics/student-t.ts';

/** Robinson, "Understanding empirical Bayes estimation (using baseball statistics)", 2015. */
const BASEBALL = { a: 78.661, b: 224.875 };
const tally = (successes: number, trials: number) => ({ successes, trials });

describe('a rate drawn towards the prior', () => {
  it.each([
    ['300 of 1000', 300, 1000, 0.2905, 4],
    ['4 of 10', 4, 10, 0.2636, 4],
    ['Hornsby', 2930, 8173, 0.355, 3],
    ['Jackson', 1772, 4981, 0.35, 3],
    ['Bergen', 516, 3028, 0.178, 3],
    ['Vukovich', 90, 559, 0.196, 3],
    ['Baker', 74, 474, 0.196, 3],
  ])('matches the published baseball estimate: %s', (_, hits, atBats, expected, digits) => {
    expect(betaMean(posterior(BASEBALL, tally(hits, atBats)))).toBeCloseTo(expected, digits);
  });

  it('starts from a prior mean of 0.259', () => expect(betaMean(BASEBALL)).toBeCloseTo(0.259, 3));

  it.each([
    ['Brosius', 1001, 3889, '0.244', '0.271'],
    ['Jeter', 3316, 10614, '0.302', '0.320'],
    ['Knoblauch', 1839, 6366, '0.277', '0.298'],
    ['Martinez', 1925, 7111, '0.260', '0.280'],
    ['Posada', 1664, 6092, '0.262', '0.283'],
    ['Strawberry', 1401, 5418, '0.247', '0.270'],
    ['Williams', 2336, 7869, '0.286', '0.305'],
  ])('has the published 95 %% interval for %s', (_, hits, atBats, low, high) => {
    const belief = posterior(BASEBALL, tally(hits, atBats));
    const ends = [0.025, 0.975].map((share) => betaQuantile(share, belief).toFixed(3));
    expect(ends).toEqual([low, high]);
  });
});

describe('the prior of a brand', () => {
  const orders = [14, 9, 9, 7, 4, 3, 2, 1, 1, 0];
  const clicks = [420, 385, 350, 315, 280, 245, 210, 175, 140, 105];
  const ten = orders.map((k, i) => tally(k, clicks[i] ?? 0));

  it("is the maximum-likelihood one for the seed's ten creators", () => {
    const prior = fitPrior(ten);
    expect(prior.a).toBeCloseTo(13.451, 3);
    expect(prior.b).toBeCloseTo(725.958, 2);
    expect((prior.a + prior.b).toFixed(1)).toBe('739.4');
    expect(prior.negativeLogLikelihood.toFixed(4)).toBe('247.3233');
    expect(prior.fitted).toBe(true);
  });

  it("lies on a ridge so flat that the third digit of b is the optimiser's, not the data's", () => {
    const nll = (b: number) =>
      ten.reduce((sum, { successes, trials }) => {
        return sum + logBeta(13.451, b) - logBeta(13.451 + successes, b + trials - successes);
      }, 0);
    expect(nll(725.958) - fitPrior(ten).negativeLogLikelihood).toBeLessThan(1e-7);
    expect(nll(725.968) - nll(725.958)).toBeLessThan(1e-6);
  });

  it("gives the seed's ten their posterior means", () => {
    const prior = fitPrior(ten);
    expect(ten.map((one) => betaMean(posterior(prior, one)).toFixed(4))).toEqual([
      '0.0237',
      '0.0200',
      '0.0206',
      '0.0194',
      '0.0171',
      '0.0167',
      '0.0163',
      '0.0158',
      '0.0164',
      '0.0159',
    ]);
  });

  it('weighs at most 2,000 clicks when the rates do not differ, at least 50 when they differ wildly', () => {
    const same = fitPrior(Array.from({ length: 12 }, () => tally(10, 500)));
    expect(same.a + same.b).toBeCloseTo(2000, 6);
    const wild = fitPrior(Array.from({ length: 12 }, (_, i) => tally(i % 2 ? 190 : 10, 200)));
    expect(wild.a + wild.b).toBeCloseTo(50, 6);
  });

  it('is not fitted to fewer than eight creators, nor to none that sold', () => {
    expect(fitPrior(ten.slice(0, 7)).fitted).toBe(false);
    expect(fitPrior(ten.slice(0, 7)).a / 200).toBeCloseTo(48 / 2205, 6);
    expect(
      fitPrior(
        ten.map((one) => ({ ...one, successes: 0 })),
        { a: 4, b: 196 },
      ),
    ).toMatchObject({ a: 4, b: 196 });
  });
});

describe("Efron and Morris's eighteen players", () => {
  const averages = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7].map(
    (hits) => hits / 45,
  );
  const mean = averages.reduce((sum, one) => sum + one, 0) / 18;

  it('are shrunk by the published factor', () => {
    const { factor, means } = efronMorris(averages, (mean * (1 - mean)) / 45);
    expect(mean.toFixed(4)).toBe('0.2654');
    expect(factor.toFixed(3)).toBe('0.212');
    expect([means[0]?.toFixed(3), means[17]?.toFixed(3)]).toEqual(['0.294', '0.242']);
  });

  it('come closer to the rest of their season than their own averages did', () => {
    const season = [346, 298, 276, 222, 273, 270, 263, 210, 269, 230, 264, 256, 303, 264, 226, 285, 316, 200];
    const miss = (estimates: number[]) =>
      estimates.reduce((sum, estimate, i) => sum + (estimate - (season[i] ?? 0) / 1000) ** 2, 0);
    const { means } = efronMorris(averages, (mean * (1 - mean)) / 45);
    expect([miss(averages).toFixed(4), miss(means).toFixed(4)]).toEqual(['0.0753', '0.0213']);
    expect((miss(averages) / miss(means)).toFixed(1)).toBe('3.5');
  });
});

describe('means that are not equally precise', () => {
  it('are drawn to their common mean by Bᵢ = vᵢ/(vᵢ + τ²), and left unsure of it by Bᵢ²/Σw', () => {
    const alike = shrinkBySpread(
      [
        { mean: 0, variance: 1 },
        { mean: 2, variance: 1 },
      ],
      1,
    );
    expect(alike.beliefs).toEqual([
      { mean: 0.5, variance: 0.75 },
      { mean: 1.5, variance: 0.75 },
    ]);
    // w = 1/4, 1/2; μ̂ = (0/4 + 3/2)/(3/4) = 2; B = 3/4, 1/2.
    const unlike = shrinkBySpread(
      [
        { mean: 0, variance: 3 },
        { mean: 3, variance: 1 },
      ],
      1,
    );
    expect(unlike.beliefs.map(({ mean }) => mean)).toEqual([1.5, 2.5]);
    expect(unlike.beliefs[0]?.variance).toBeCloseTo(3 / 4 + 9 / 16 / (3 / 4), 12);
    expect(unlike.beliefs[1]?.variance).toBeCloseTo(1 / 2 + 1 / 4 / (3 / 4), 12);
  });

  it('get the posterior of the eight schools (Rubin 1981), as 20,000 published draws of Stan have it', () => {
    const effects = [28, 8, -3, 7, -1, 1, 18, 12];
    const errors = [15, 10, 16, 11, 9, 11, 10, 18];
    // Mean and standard deviation per school of the model of BDA3 §5.5, uniform in τ; their own error is 0.04–0.07.
    const published = [11.42, 7.96, 6.16, 7.71, 5.15, 6.22, 10.72, 8.48];
    const deviations = [8.41, 6.18, 7.72, 6.6, 6.43, 6.65, 6.85, 7.82];
    const beliefs = shrinkMeans(
      effects.map((mean, i) => ({ mean, variance: (errors[i] ?? 0) ** 2 })),
      60,
    );
    beliefs.forEach(({ mean, variance }, i) => {
      expect(Math.abs(mean - (published[i] ?? 0))).toBeLessThan(0.1);
      expect(Math.abs(Math.sqrt(variance) - (deviations[i] ?? 0))).toBeLessThan(0.12);
    });
  });

  it('keep their own value where there is nobody to compare with', () => {
    const [alone] = shrinkMeans([{ mean: -3, variance: 0.25 }], 2);
    expect(alone?.mean).toBeCloseTo(-3, 12);
    expect(alone?.variance).toBeCloseTo(0.25, 12);
  });

  it('are never certain, even when all agree', () => {
    const same = shrinkMeans(
      Array.from({ length: 12 }, () => ({ mean: 1, variance: 0.5 })),
      2,
    );
    for (const { mean, variance } of same) {
      expect(mean).toBeCloseTo(1, 12);
      expect(variance).toBeGreaterThan(0.5 / 12);
      expect(variance).toBeLessThan(0.5);
    }
  });

  it.each([
    [1, 6.314],
    [2, 2.92],
    [5, 2.015],
    [30, 1.697],
    [100_000, 1.645],
  ])('have t-tables for their errors: %d degrees of freedom', (degreesOfFreedom, expected) => {
    expect(studentQuantile(0.9, degreesOfFreedom)).toBeCloseTo(expected, 3);
  });
});

describe('means that may lean along something else that is known', () => {
  const means = [
    { mean: 2.1, variance: 0.4 },
    { mean: 1.2, variance: 0.1 },
    { mean: 0.4, variance: 0.3 },
    { mean: 1.9, variance: 0.2 },
  ];
  const lean = [0.5, -0.1, -0.6, 0.3];
  const spread = 0.5;

  it('are what the slope’s normal prior gives, integrated by hand over slope and centre', () => {
    const step = 0.02;
    const axis = (reach: number) =>
      Array.from({ length: (2 * reach) / step + 1 }, (_, i) => -reach + i * step);
    let [whole, sum, squares] = [0, 0, 0];
    for (const slope of axis(5))
      for (const centre of axis(6)) {
        const log = means.reduce(
          (all, { mean, variance }, i) => {
            const width = variance + spread ** 2;
            return all - (Math.log(width) + (mean - centre - slope * (lean[i] ?? 0)) ** 2 / width) / 2;
          },
          -(slope ** 2) / 2,
        );
        const weight = Math.exp(log);
        const shrink = 0.4 / (0.4 + spread ** 2);
        const expected = centre + slope * 0.5;
        const theta = expected + (1 - shrink) * (2.1 - expected);
        whole += weight;
        sum += weight * theta;
        squares += weight * (theta ** 2 + (1 - shrink) * 0.4);
      }
    const { beliefs, logLikelihood } = shrinkBySpread(means, spread, lean);
    expect(beliefs[0]?.mean).toBeCloseTo(sum / whole, 6);
    expect(beliefs[0]?.variance).toBeCloseTo(squares / whole - (sum / whole) ** 2, 6);
    // ∫ over a flat centre and N(0, 1) of the slope: √(2π) of the centre stays outside of both.
    expect(logLikelihood).toBeCloseTo(Math.log((whole * step ** 2) / (2 * Math.PI)), 6);
  });

  it('are what they were where nothing is known', () =>
    expect(shrinkBySpread(means, spread, [0, 0, 0, 0])).toEqual(shrinkBySpread(means, spread)));

  it('keep the fitted rate in all, with more for those who lean', () => {
    const tallies = [tally(3, 100), tally(2, 50), tally(1, 150)];
    const priors = plausiblePriors(tallies, { a: 2, b: 98 }, [0.3, -0.2, 0]);
    expect(priors.reduce((all, { plausibility }) => all + plausibility, 0)).toBeCloseTo(1, 12);
    for (const { priorOf } of priors) {
      const expected = tallies.reduce((all, { trials }, i) => all + trials * betaMean(priorOf(i)), 0);
      expect(expected / 300).toBeCloseTo(0.02, 12);
    }
    expect(plausiblePriors(tallies, { a: 2, b: 98 }, [0, 0, 0])).toHaveLength(16);
  });
});

it('of means so surely different that each likelihood is less than a number can be are finite', () => {
  // ln L falls below −745, where e to that power is 0: only likelihoods beside the likeliest one can be summed.
  const means = [0, 40, 80].map((mean) => ({ mean, variance: 1e-4 }));
  for (const [i, { mean, variance }] of shrinkMeans(means, 0.5).entries()) {
    expect(mean).toBeCloseTo(means[i]?.mean ?? Number.NaN, 1);
    expect(variance).toBeCloseTo(1e-4, 5);
  }
});
