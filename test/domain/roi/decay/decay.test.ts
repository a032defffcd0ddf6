import { describe, expect, it } from 'vitest';
import { type DecayFit, decayOf } from '../../../../shared/domain/roi/decay/decay.ts';
import {
  clicksBetween,
  type DecayBin,
  halfLifeDays,
} from '../../../../shared/domain/roi/decay/decay-curve.ts';
import { fitCurve } from '../../../../shared/domain/roi/decay/fit-curve.ts';
import { minimise } from '../../../../shared/domain/statistics/nelder-mead.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';

const daily = (clicks: number[]): DecayBin[] =>
  clicks.map((n, i) => ({ fromDays: i, toDays: i + 1, clicks: n }));
/** K = 1000, τ = 2 d, β = 0.6, rounded. */
const FIXTURE_H = [483, 149, 89, 60, 43, 32, 25, 19, 16, 13, 10, 9, 7, 6];
const fitted = (days: number) => {
  const curve = fitCurve('stretchedExponential', daily(FIXTURE_H.slice(0, days)), { logShape: 0, sd: 1e9 });
  if (!curve) throw new Error('no fit');
  return { ...curve, halfLife: halfLifeDays(curve), residual: clicksBetween(curve, days, 1e6) };
};

describe('the cumulative curve', () => {
  it("is NIST's certified Misra1a at β = 1, to eight digits", () => {
    const x = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760];
    const y = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78,
    ];
    const at = (logRate: number) => {
      const curve = { model: 'stretchedExponential' as const, shape: 1, scale: Math.exp(-logRate), total: 1 };
      const f = x.map((days) => clicksBetween(curve, 0, days));
      const b1 =
        f.reduce((sum, one, i) => sum + one * (y[i] ?? 0), 0) / f.reduce((sum, one) => sum + one ** 2, 0);
      return { b1, rss: f.reduce((sum, one, i) => sum + ((y[i] ?? 0) - b1 * one) ** 2, 0) };
    };
    const { x: found } = minimise(([logRate = 0]) => at(logRate).rss, [Math.log(5e-4)], {
      step: 0.05,
      tolerance: 1e-15,
    });
    const { b1, rss } = at(found[0] ?? 0);
    expect(b1.toPrecision(8)).toBe((238.94212918).toPrecision(8));
    expect(Math.exp(found[0] ?? 0).toPrecision(8)).toBe((5.5015643181e-4).toPrecision(8));
    expect(rss.toPrecision(8)).toBe((0.12455138894).toPrecision(8));
    expect(halfLifeDays({ model: 'stretchedExponential', shape: 1, scale: 1 / 5.5015643181e-4 })).toBeCloseTo(
      1259.9,
      1,
    );
  });

  it('is recovered from rounded days (fixture H)', () => {
    const digits = (days: number) => {
      const { total, scale, shape, halfLife, residual } = fitted(days);
      return [total.toFixed(2), scale.toFixed(4), shape.toFixed(5), halfLife.toFixed(4), residual.toFixed(1)];
    };
    expect(digits(14)).toEqual(['1001.42', '2.0067', '0.60036', '1.0898', '40.4']);
    expect([fitted(7).total.toFixed(1), fitted(7).residual.toFixed(1)]).toEqual(['1002.4', '121.4']);
    expect([fitted(3).total.toFixed(1), fitted(3).halfLife.toFixed(3)]).toEqual(['1010.9', '1.115']);
    const truth = { model: 'stretchedExponential' as const, total: 1000, scale: 2, shape: 0.6 };
    expect(halfLifeDays(truth).toFixed(4)).toBe('1.0858');
    expect(clicksBetween(truth, 14, 1e6).toFixed(1)).toBe('40.2');
    expect(FIXTURE_H.map((_, day) => Math.round(clicksBetween(truth, day, day + 1)))).toEqual(FIXTURE_H);
  });
});

describe('a post that stays online', () => {
  const week = (seed: string, draws = 200) =>
    decayOf(daily(FIXTURE_H.slice(0, 7)), { platform: 'instagram', seed, draws });

  /**
   * The published ends come from 200 redraws, each end with its own Monte-Carlo error. It is measured here: forty
   * runs of 200 redraws, the standard deviation of each end. Two such errors is the agreement that can be asked.
   */
  it('has a residual of 72 to 212 clicks and a half-life of 0.91 to 1.48 days after a week of fixture H', () => {
    const runs = Array.from({ length: 40 }, (_, run) => week(`run ${run}`));
    const ends = {
      'residual low': { published: 72, of: (one: DecayFit) => one.residualInterval.low },
      'residual high': { published: 212, of: (one: DecayFit) => one.residualInterval.high },
      'half-life low': { published: 0.91, of: (one: DecayFit) => one.halfLifeInterval.low },
      'half-life high': { published: 1.48, of: (one: DecayFit) => one.halfLifeInterval.high },
    };
    for (const [name, { published, of }] of Object.entries(ends)) {
      const mean = runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
      const error = Math.sqrt(runs.reduce((sum, run) => sum + (of(run) - mean) ** 2, 0) / (runs.length - 1));
      const off = Math.abs(mean - published) / error;
      console.info(`fixture H, ${name}: ${published}, ours ${mean.toFixed(3)} ± ${error.toFixed(3)}`);
      expect(off, `${name}: ${off.toFixed(2)} errors of 200 redraws`).toBeLessThan(2);
    }
  });

  it('has had what it has had: to date and still to come make up its life', () => {
    const decay = week('post');
    expect(decay.model).toBe('stretchedExponential');
    expect(decay.clicksToDate).toBe(881);
    expect(decay.lifetimeClicks).toBeCloseTo(881 + decay.residualClicks, 9);
  });

  it('is the same again for the same seed', () => {
    const bins = daily(FIXTURE_H.slice(0, 7));
    expect(decayOf(bins, { platform: 'x', seed: 'a', draws: 20 })).toEqual(
      decayOf(bins, { platform: 'x', seed: 'a', draws: 20 }),
    );
  });

  it('is judged by its platform alone under thirty clicks or three days', () => {
    const few = decayOf(daily([9, 4, 2, 1]), { platform: 'youtube', seed: 'few' });
    expect(few.model).toBe('platformPrior');
    expect(few.halfLifeDays * 24).toBeCloseTo(7.4, 6);
    expect(few.halfLifeInterval.low * 24).toBeLessThan(4);
    expect(decayOf(daily([300, 90]), { platform: 'x', seed: 'young' }).model).toBe('platformPrior');
    const none = decayOf([], { platform: 'x', seed: 'none' });
    expect([none.residualClicks, none.clicksToDate, none.lifetimeClicks]).toEqual([0, 0, 0]);
  });

  /** Clicks of daily bins up to an age, evenly inside a day. */
  const clicksBy = (days: number, counts: readonly number[]) =>
    counts.reduce((sum, clicks, day) => sum + clicks * Math.min(1, Math.max(0, days - day)), 0);

  it('has its half-life where half of all its clicks had come, whatever the waves before and after', () => {
    const random = seededRandom('waves');
    let woken = 0;
    for (let post = 0; post < 12; post++) {
      const first = Array.from({ length: 7 }, (_, day) => Math.round(60 * 0.55 ** day + 2 * random()));
      const again = Array.from({ length: 6 }, (_, day) => Math.round((40 + 80 * random()) * 0.6 ** day));
      const counts = [...first, ...again];
      const decay = decayOf(daily(counts), { platform: 'instagram', seed: `post ${post}`, draws: 20 });
      if (decay.waves.length === 0) continue;
      woken++;
      expect(clicksBy(decay.halfLifeDays, counts)).toBeCloseTo(decay.lifetimeClicks / 2, 3);
      expect(decay.halfLifeInterval.low).toBeLessThan(decay.halfLifeDays);
      expect(decay.halfLifeInterval.high).toBeGreaterThan(decay.halfLifeDays);
    }
    expect(woken).toBeGreaterThan(8);
  });

  it('reads a second wave’s half-life off the first hours too, where they are known', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour < 2 ? 240 : 0));
    const decay = decayOf(daily([480, 12, 6, 4, 3, 2, 60, 40, 20, 10]), {
      platform: 'instagram',
      seed: 'early',
      draws: 20,
      firstHours: hours,
    });
    expect(decay.waves).toEqual([6]);
    expect(decay.halfLifeDays * 24).toBeLessThan(2);
  });

  it('can follow a power law, and then says so', () => {
    const curve = { model: 'powerLaw' as const, total: 20_000, scale: 0.3, shape: 0.8 };
    const bins = daily(Array.from({ length: 40 }, (_, i) => Math.round(clicksBetween(curve, i, i + 1))));
    const decay = decayOf(bins, { platform: 'x', seed: 'power', draws: 20 });
    expect(decay.model).toBe('powerLaw');
    expect(decay.curve.shape).toBeCloseTo(0.8, 1);
  });

  it('wakes up again after a repost, and is then fitted from there', () => {
    const woken = [...FIXTURE_H.slice(0, 8), 120, 60, 40, 28, 20, 15];
    const decay = decayOf(daily(woken), { platform: 'instagram', seed: 'woken', draws: 20 });
    expect(decay.waves).toEqual([8]);
    expect(decay.curve.total).toBeLessThan(700);
    expect(decayOf(daily(FIXTURE_H), { platform: 'instagram', seed: 'calm', draws: 20 }).waves).toEqual([]);
  });
});
