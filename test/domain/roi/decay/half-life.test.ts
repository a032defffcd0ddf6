import { describe, expect, it } from 'vitest';
import type { DecayBin } from '../../../../shared/domain/roi/decay/decay-curve.ts';
import { fromPublication, halfWayDays, hourByHour } from '../../../../shared/domain/roi/decay/half-life.ts';

const total = (bins: readonly DecayBin[]) => bins.reduce((sum, { clicks }) => sum + clicks, 0);
const edges = (bins: readonly DecayBin[]) => [0, ...bins.map(({ toDays }) => toDays * 24)];

/** Published at 18:00: six hours, two days, and half of a third. */
const days: DecayBin[] = [
  { fromDays: 0, toDays: 0.25, clicks: 60 },
  { fromDays: 0.25, toDays: 1.25, clicks: 40 },
  { fromDays: 1.25, toDays: 2.25, clicks: 20 },
  { fromDays: 2.25, toDays: 3.75, clicks: 8 },
];
/** Ten an hour on the first evening, silence at night, two an hour for twenty hours from ten on, then nothing. */
const hours = Array.from({ length: 48 }, (_, hour) => (hour < 6 ? 10 : hour >= 16 && hour < 36 ? 2 : 0));

describe('days from publication', () => {
  it('hold 24 hours each, and the day in which the second ends keeps the rest', () => {
    const bins = fromPublication(days, hours);
    expect(edges(bins)).toEqual([0, 24, 48, 54, 90]);
    expect(bins.map(({ clicks }) => clicks)).toEqual([76, 24, 20, 8]);
  });

  it('and hours hold the same clicks as the days', () => {
    expect(total(hourByHour(days, hours))).toBe(total(days));
    expect(edges(hourByHour(days, hours)).slice(0, 4)).toEqual([0, 1, 2, 3]);
  });

  it('never hold less than nothing, though the days were sealed before the last hours came', () => {
    const behind = days.map((day) => ({ ...day, clicks: 1 }));
    expect(fromPublication(behind, hours).every(({ clicks }) => clicks >= 0)).toBe(true);
  });
});

describe('the age at which half had come', () => {
  const curve = { model: 'stretchedExponential' as const, shape: 1, scale: 2, total: 0 };

  it('is read off the hours: with 128 clicks and none to come, the 64th came in the 19th hour', () => {
    expect(halfWayDays(hourByHour(days, hours), curve, 90) * 24).toBeCloseTo(18, 9);
  });

  it('moves on when more is still to come', () => {
    const more = { ...curve, total: 40 / (Math.exp(-3.75 / 2) - Math.exp(-45)) };
    expect(halfWayDays(hourByHour(days, hours), more, 90) * 24).toBeCloseTo(28, 6);
  });

  it('lies on the curve when less than half has come: ln 2 · τ of an exponential from its start', () => {
    const young = [{ fromDays: 0, toDays: 1e-9, clicks: 0 }];
    expect(halfWayDays(young, { ...curve, total: 1000 }, 900)).toBeCloseTo(2 * Math.LN2, 5);
  });
});
