import { describe, expect, it } from 'vitest';
import { demeaned, simplexWeights } from '../../../shared/domain/lift/simplex-weights.ts';
import { mean } from '../../../shared/domain/statistics/linear.ts';
import {
  asInR,
  exactly,
  noiseOf,
  ridgeAugmented,
  syntheticDifference,
  type Weighing,
} from './other-estimators.ts';
import { euclidean, gapOf, type Panel, panelOf, published } from './published.ts';

const plain = (panel: Panel, before: number) => {
  const pre = (series: number[]) => series.slice(0, before);
  return simplexWeights(pre(panel.treated), panel.donors.map(pre));
};
const withOwnLevels = (panel: Panel, before: number): Panel => ({
  ...panel,
  treated: demeaned(panel.treated, before),
  donors: panel.donors.map((donor) => demeaned(donor, before)),
});
const weightsOf = ({ names }: Panel, weights: readonly number[]) =>
  Object.fromEntries(
    names.flatMap((name, j) => ((weights[j] as number) > 0.0005 ? [[name, weights[j]]] : [])),
  );

describe("GeoLift's walkthrough: chicago and portland, days 91 to 105", () => {
  const raw = panelOf(published('geolift'), 'chicago', 'portland');
  const panel = withOwnLevels(raw, 90);
  const weights = plain(panel, 90);
  const gap = gapOf(panel, weights);

  it('finds the published effect with synthetic control on each region’s own level', () => {
    const expected = mean(raw.treated.slice(90)) - mean(gap.slice(90));
    expect(mean(gap.slice(90))).toBeCloseTo(155.5557, 4);
    expect(mean(gap.slice(90)) * 15 * 2).toBeCloseTo(4666.67, 2);
    expect((100 * mean(gap.slice(90))) / expected).toBeCloseTo(5.4232, 4);
    expect(euclidean(gap.slice(0, 90))).toBeCloseTo(909.4885, 4);
  });

  it('gives the published weight to each of thirteen cities', () => {
    const named = weightsOf(panel, weights);
    expect(Object.keys(named)).toHaveLength(13);
    const told = { cincinnati: 0.2272, miami: 0.2028, 'baton rouge': 0.1335, minneapolis: 0.09 };
    for (const [city, weight] of Object.entries(told)) expect(named[city]).toBeCloseTo(weight, 4);
  });

  it('finds the published effect with the ridge that the walkthrough calls best', () => {
    const ridge = ridgeAugmented(panel, 90);
    expect(mean(ridge.gap.slice(90))).toBeCloseTo(156.8052, 4);
    expect(mean(ridge.gap.slice(90)) * 15 * 2).toBeCloseTo(4704.15, 1);
    expect(euclidean(ridge.gap.slice(0, 90))).toBeCloseTo(903.525, 2);
    expect(ridge.lambda / 1.673e9).toBeCloseTo(1, 3);
    expect(ridge.weights[panel.names.indexOf('oakland')]).toBeCloseTo(-0.001, 3);
  });

  it('says without levels of their own what that wrong turn says', () => {
    expect(mean(gapOf(raw, plain(raw, 90)).slice(90))).toBeCloseTo(122.726, 2);
  });

  it('shows that the average hides two cities that disagree', () => {
    const effectOn = (city: string) => {
      const other = city === 'chicago' ? 'portland' : 'chicago';
      const one = panelOf(published('geolift'), city);
      const without = one.names.indexOf(other);
      const donors = one.donors.filter((_, j) => j !== without);
      const alone = withOwnLevels({ ...one, donors }, 90);
      return mean(gapOf(alone, plain(alone, 90)).slice(90));
    };
    expect(Math.round(effectOn('chicago'))).toBe(-187);
    expect(Math.round(effectOn('portland'))).toBe(516);
  });
});

describe('California Proposition 99 (Arkhangelsky et al. 2021, Table 1)', () => {
  const panel = panelOf(published('prop99'), 'California');
  const asPublished = asInR(1e-5 * noiseOf(panel, 19));

  it.each<[Weighing, number]>([
    ['did', -27.3491],
    ['sc', -19.6197],
    ['sdid', -15.6038],
    ['difp', -11.1046],
  ])('%s as the authors’ early stop leaves it: %f', (how, effect) => {
    expect(syntheticDifference(panel, 19, how, asPublished)).toBeCloseTo(effect, 4);
  });

  it.each<[Weighing, number]>([
    ['sc', -19.5136],
    ['sdid', -15.6054],
    ['difp', -11.109],
  ])('%s at the exact optimum: %f', (how, effect) => {
    expect(syntheticDifference(panel, 19, how, exactly)).toBeCloseTo(effect, 4);
  });
});

describe('Kansas, 2012 to 2016 (the vignette of augsynth)', () => {
  const raw = panelOf(published('kansas'), 'Kansas');
  const own = withOwnLevels(raw, 89);

  it.each([
    ['one level for all', raw, -0.02943, 0.0826, 0.301],
    ['each state’s own level', own, -0.03353, 0.0821, 0.308],
  ])('%s', (_, panel, effect, misfit, largest) => {
    const weights = plain(panel, 89);
    const gap = gapOf(panel, weights);
    expect(mean(gap.slice(89))).toBeCloseTo(effect, 5);
    expect(euclidean(gap.slice(0, 89))).toBeCloseTo(misfit, 4);
    expect(Math.max(...weights)).toBeCloseTo(largest, 3);
  });

  it('seven donors carry weight', () => {
    expect(Object.keys(weightsOf(raw, plain(raw, 89)))).toHaveLength(7);
  });

  it('with ridge', () => {
    const { gap, lambda } = ridgeAugmented(raw, 89);
    expect(mean(gap.slice(89))).toBeCloseTo(-0.04006, 5);
    expect(euclidean(gap.slice(0, 89))).toBeCloseTo(0.0615, 4);
    expect(lambda / 7.866e-2).toBeCloseTo(1, 3);
  });
});

describe('West Germany after 1990', () => {
  const panel = panelOf(published('germany'), 'West Germany');

  it('gives the published weights', () => {
    const weights = plain(panel, 31);
    const told = {
      Austria: 0.291,
      USA: 0.273,
      Italy: 0.191,
      Netherlands: 0.133,
      Switzerland: 0.081,
      France: 0.03,
    };
    const named = weightsOf(panel, weights);
    expect(Object.keys(named).sort()).toEqual(Object.keys(told).sort());
    for (const [country, weight] of Object.entries(told)) expect(named[country]).toBeCloseTo(weight, 3);
    expect(mean(gapOf(panel, weights).slice(31))).toBeCloseTo(-1668, 0);
  });

  it('moves by 370 when one year less is looked at', () => {
    expect(Math.round(mean(gapOf(panel, plain(panel, 30)).slice(30)))).toBe(-1297);
  });
});
