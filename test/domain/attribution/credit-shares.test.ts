import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditShares, type PerOrderModel } from '../../../shared/domain/attribution/credit-shares.ts';
import { DAY_MS } from '../../../shared/domain/time/units.ts';
import { MODELS } from '../../../shared/domain/vocabulary.ts';

const touches = (...days: number[]) => days.map((day) => ({ key: `day ${day}`, at: day * DAY_MS }));
const perOrder = MODELS.filter((model): model is PerOrderModel => model !== 'markov');

describe('shares of one conversion', () => {
  it.each<[PerOrderModel, number[]]>([
    ['lastTouch', [0, 0, 0, 1]],
    ['firstTouch', [1, 0, 0, 0]],
    ['linear', [0.25, 0.25, 0.25, 0.25]],
    ['positionBased', [0.4, 0.1, 0.1, 0.4]],
    ['timeDecay', [1 / 15, 2 / 15, 4 / 15, 8 / 15]],
    ['shapley', [0.25, 0.25, 0.25, 0.25]],
  ])('%s', (model, expected) => {
    creditShares(model, touches(0, 7, 14, 21), 30 * DAY_MS).forEach((share, i) => {
      expect(share).toBeCloseTo(expected[i] ?? Number.NaN, 12);
    });
  });

  it('position based: a lone touch has all, two have half each', () => {
    expect(creditShares('positionBased', touches(1))).toEqual([1]);
    expect(creditShares('positionBased', touches(1, 2))).toEqual([0.5, 0.5]);
  });

  it('time decay keeps its shape however long ago the journey was', () => {
    const fresh = creditShares('timeDecay', touches(0, 7), 7 * DAY_MS);
    expect(creditShares('timeDecay', touches(0, 7), 40_000 * DAY_MS)).toEqual(fresh);
  });

  it('time decay counts from the conversion, a touch after it as at it; from the newest touch where none is told', () => {
    const [earlier, later] = creditShares('timeDecay', touches(0, 7), 3 * DAY_MS);
    expect((earlier ?? 0) / (later ?? 0)).toBeCloseTo(2 ** (-3 / 7), 12);
    expect(creditShares('timeDecay', touches(0, 7))).toEqual([1 / 3, 2 / 3]);
  });

  it('time decay counts one day a step on a path without times', () => {
    expect(creditShares('timeDecay', [{ key: 'a' }, { key: 'b' }])).toEqual(
      creditShares('timeDecay', touches(0, 1), DAY_MS),
    );
  });

  it.each(perOrder)('%s: sums to 1 within 1e-12 for any journey, none negative', (model) => {
    const anyTouches = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 1e13 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(anyTouches, fc.integer({ min: 0, max: 1e13 }), (path, convertedAt) => {
        const shares = creditShares(model, path, convertedAt);
        expect(shares).toHaveLength(path.length);
        expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('no touches, no shares', () => {
    for (const model of perOrder) expect(creditShares(model, [])).toEqual([]);
  });
});
