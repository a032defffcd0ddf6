import { describe, expect, it } from 'vitest';
import {
  DECAY_MODELS,
  type DecayBin,
  type DecayModel,
  SHAPE_PRIORS,
  shareBy,
} from '../../../../shared/domain/roi/decay/decay-curve.ts';
import { bestCurve, fitCurve } from '../../../../shared/domain/roi/decay/fit-curve.ts';
import { minimise } from '../../../../shared/domain/statistics/nelder-mead.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';

const daily = (clicks: readonly number[]): DecayBin[] =>
  clicks.map((n, i) => ({ fromDays: i, toDays: i + 1, clicks: n }));

/** What these counts cost under a curve, with what is believed of its shape; as the books have it, bin by bin. */
function costOf(bins: readonly DecayBin[], model: DecayModel, logScale: number, logShape: number): number {
  if (Math.abs(logScale) > 9 || Math.abs(logShape) > 3) return Number.POSITIVE_INFINITY;
  const curve = { model, scale: Math.exp(logScale), shape: Math.exp(logShape) };
  const shares = bins.map(({ fromDays, toDays }) => shareBy(toDays, curve) - shareBy(fromDays, curve));
  const clicks = bins.reduce((sum, bin) => sum + bin.clicks, 0);
  const total = clicks / shares.reduce((sum, share) => sum + share, 0);
  const { logShape: believed, sd } = SHAPE_PRIORS[model];
  return bins.reduce(
    (sum, bin, i) => {
      const mean = total * (shares[i] as number);
      return sum + mean - (bin.clicks > 0 ? bin.clicks * Math.log(Math.max(mean, 1e-300)) : 0);
    },
    (logShape - believed) ** 2 / (2 * sd ** 2),
  );
}

/** Posts that die as they should, by any curve, thin and thick, and posts that do what they like. */
function somePost(post: number, random: () => number): DecayBin[] {
  const days = 3 + Math.floor(random() * 40);
  if (post % 3 === 0) return daily(Array.from({ length: days }, () => Math.floor(random() * random() * 50)));
  const curve = {
    model: DECAY_MODELS[post % 2] as DecayModel,
    scale: 0.2 * 50 ** random(),
    shape: 0.4 + 0.6 * random(),
  };
  const all = 30 * 100 ** random();
  const share = (age: number) => shareBy(age + 1, curve) - shareBy(age, curve);
  return daily(Array.from({ length: days }, (_, age) => Math.round(all * share(age) * (0.5 + random()))));
}

describe.each(DECAY_MODELS)('the fitted %s', (model) => {
  it('is as likely as any that a simplex finds, from where the fit began and from where it ended', () => {
    const random = seededRandom(`likeliest ${model}`);
    const off = Array.from({ length: 150 }, (_, post) => {
      const bins = somePost(post, random);
      const fitted = fitCurve(model, bins);
      if (!fitted) throw new Error('no clicks');
      const end = [Math.log(fitted.scale), Math.log(fitted.shape)];
      const cost = ([logScale = 0, logShape = 0]: number[]) => costOf(bins, model, logScale, logShape);
      const begin = [0, model === 'powerLaw' ? 0 : Math.log(0.6)];
      const least = Math.min(...[begin, end].map((from) => minimise(cost, from, { tolerance: 1e-13 }).value));
      return cost(end) - least;
    });
    // A hundredth of a unit of log likelihood is nothing that counts could tell.
    expect(Math.max(...off)).toBeLessThan(0.01);
    expect(off.toSorted((one, other) => one - other)[135]).toBeLessThan(1e-6);
  });

  it('tells how many clicks it stands for in all, and how likely they are', () => {
    const bins = daily([120, 60, 40, 0, 0, 12, 0]);
    const { total, aic, scale, shape } = fitCurve(model, bins) ?? expect.fail();
    expect(total * shareBy(7, { model, scale, shape })).toBeCloseTo(232, 9);
    const { logShape, sd } = SHAPE_PRIORS[model];
    const belief = (Math.log(shape) - logShape) ** 2 / (2 * sd ** 2);
    expect(aic).toBeCloseTo(6 + 2 * (costOf(bins, model, Math.log(scale), Math.log(shape)) - belief), 6);
  });

  it('is none without clicks', () => {
    expect(fitCurve(model, daily([0, 0, 0]))).toBeUndefined();
    expect(bestCurve(daily([0, 0, 0]))).toBeUndefined();
  });
});
