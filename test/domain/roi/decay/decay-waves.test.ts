import { describe, expect, it } from 'vitest';
import { lastWave } from '../../../../shared/domain/roi/decay/decay-waves.ts';

const daily = (...counts: readonly number[]) =>
  counts.map((clicks, day) => ({ fromDays: day, toDays: day + 1, clicks }));
const waves = (...counts: readonly number[]) => lastWave(daily(...counts)).waves;

describe('a second wave', () => {
  it('begins where three days in a row hold more than the days before let expect', () => {
    expect(waves(60, 30, 15, 8, 4, 50, 30, 20)).toEqual([5]);
    expect(waves(60, 30, 15, 8, 4, 50, 30, 2)).toEqual([]);
    expect(waves(60, 30, 15, 8, 4, 2, 1, 1)).toEqual([]);
  });

  it('is called so after four days and twenty clicks, not before', () => {
    expect(waves(60, 30, 15, 100, 90, 80)).toEqual([]);
    expect(waves(11, 5, 3, 1, 40, 30, 20)).toEqual([4]);
    expect(waves(10, 5, 3, 1, 40, 30, 20)).toEqual([]);
  });

  it('is worth the name from a twentieth of all clicks before it on', () => {
    expect(waves(1900, 96, 3, 1, 40, 31, 29)).toEqual([4]);
    expect(waves(1900, 96, 3, 1, 40, 31, 28)).toEqual([]);
  });

  it('has a curve of its own, whose days begin with it', () => {
    const { wave, waves: begun } = lastWave(daily(60, 30, 15, 8, 4, 50, 30, 20));
    expect(begun).toEqual([5]);
    expect(wave).toEqual([
      { fromDays: 0, toDays: 1, clicks: 50 },
      { fromDays: 1, toDays: 2, clicks: 30 },
      { fromDays: 2, toDays: 3, clicks: 20 },
    ]);
    expect(lastWave(daily(9, 4)).wave).toEqual(daily(9, 4));
  });

  it('may be followed by a third, told by the days of the second alone', () => {
    expect(waves(60, 30, 15, 8, 50, 25, 12, 6, 90, 60, 40)).toEqual([4, 8]);
  });
});
