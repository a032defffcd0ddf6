import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simplexWeights } from '../../../shared/domain/lift/simplex-weights.ts';
import { dot } from '../../../shared/domain/statistics/linear.ts';
import { gapOf } from './published.ts';

it('mixes two donors that the target lies between, and takes one that it lies beyond', () => {
  const donors = [
    [0, 2, 4],
    [4, 6, 8],
  ];
  expect(simplexWeights([1, 3, 5], donors)).toEqual([expect.closeTo(0.75, 8), expect.closeTo(0.25, 8)]);
  expect(simplexWeights([9, 9, 9], donors)).toEqual([0, 1]);
});

const series = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 6, maxLength: 6 });

it('ends at an optimum, more donors than days or twins among them: no donor would help, those in use help equally', () => {
  fc.assert(
    fc.property(series, fc.array(series, { minLength: 1, maxLength: 12 }), (treated, donors) => {
      const weights = simplexWeights(treated, donors);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      const left = gapOf({ treated, donors }, weights);
      const help = donors.map((donor) => dot(donor, left));
      const inUse = weights.reduce((sum, weight, j) => sum + weight * (help[j] as number), 0);
      expect(Math.max(...help)).toBeLessThanOrEqual(inUse + 0.01);
    }),
    { seed: 23, numRuns: 300 },
  );
});
