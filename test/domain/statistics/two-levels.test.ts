import { expect, it } from 'vitest';
import { twoLevelBeliefs } from '../../../shared/domain/statistics/two-levels.ts';

const candidates = [
  { within: 0.3, between: 0.1 },
  { within: 0.6, between: 0.1 },
];
const thrice = ({ within }: { within: number }) => (within === 0.3 ? Math.log(3) : 0);

it('believes the prior alone where nothing was measured', () => {
  const beliefs = twoLevelBeliefs([], candidates, thrice);
  expect(beliefs.map(({ plausibility }) => plausibility)).toEqual([
    expect.closeTo(0.75),
    expect.closeTo(0.25),
  ]);
});

it('does not learn how members differ from groups of one', () => {
  const lone = [[{ mean: 0, variance: 0.01 }]];
  const beliefs = twoLevelBeliefs(lone, candidates, thrice);
  expect(beliefs.map(({ plausibility }) => plausibility)).toEqual([
    expect.closeTo(0.75),
    expect.closeTo(0.25),
  ]);
});

/** Davies & Goldsmith 1972, Statistical Methods in Research and Production: grams of dyestuff from six batches of intermediate. */
const DYESTUFF = [
  [1545, 1440, 1440, 1520, 1580],
  [1540, 1555, 1490, 1560, 1495],
  [1595, 1550, 1605, 1510, 1560],
  [1445, 1440, 1595, 1465, 1545],
  [1595, 1630, 1515, 1635, 1625],
  [1520, 1455, 1450, 1480, 1445],
].map((batch) => batch.map((mean) => ({ mean, variance: 0 })));
/** Restricted maximum likelihood as lme4 publishes it (Bates et al., Fitting linear mixed-effects models, `Yield ~ 1 + (1|Batch)`). */
const REML = { within: 49.51, between: 42 };

it('finds the published spreads of six batches the likeliest, and each batch where it was published', () => {
  const around = [0.8, 0.9, 0.98, 1, 1.02, 1.1, 1.2];
  const grid = around.flatMap((one) =>
    around.map((other) => ({ within: REML.within * one, between: REML.between * other })),
  );
  const beliefs = twoLevelBeliefs(DYESTUFF, grid, () => 0);
  const [likeliest] = beliefs.toSorted((one, other) => other.plausibility - one.plausibility);
  expect(likeliest).toMatchObject(REML);
  // Batches about the mean of 1527.5, in the order A to F.
  const published = [-17.61, 0.39, 28.56, -23.08, 56.73, -44.99];
  for (const [i, { mean }] of (likeliest?.means ?? []).entries())
    expect(Math.abs(mean - 1527.5 - (published[i] as number))).toBeLessThan(0.02);
});

it('weighs two spreads by the likelihood ratio of a balanced design, in closed form', () => {
  // −2 ln L = (n−k) ln σ² + SSW/σ² + (k−1) ln(σ² + mτ²) + SSB/(σ² + mτ²): k = 6 batches of m = 5, SSW 58,830, SSB 56,357.5.
  const loss = ({ within, between }: typeof REML) => {
    const whole = within ** 2 + 5 * between ** 2;
    return 24 * Math.log(within ** 2) + 58_830 / within ** 2 + 5 * Math.log(whole) + 56_357.5 / whole;
  };
  const [one, other] = [REML, { within: 60, between: 20 }];
  const [first, second] = twoLevelBeliefs(DYESTUFF, [one, other], () => 0);
  const ratio = (first?.plausibility ?? 0) / (second?.plausibility ?? 1);
  expect(Math.log(ratio)).toBeCloseTo((loss(other) - loss(one)) / 2, 9);
});
