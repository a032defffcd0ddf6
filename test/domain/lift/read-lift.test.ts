import { describe, expect, it } from 'vitest';
import { placeboInTime } from '../../../shared/domain/lift/placebo.ts';
import { readLift } from '../../../shared/domain/lift/read-lift.ts';
import { expectationOf, knownDays, type LiftSeries } from '../../../shared/domain/lift/series.ts';
import { mean } from '../../../shared/domain/statistics/linear.ts';
import { seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import { keptBy } from '../../lift/coverage.ts';
import { drawShop, WORLDS } from '../../lift/worlds.ts';
import { placeboInterval } from './other-estimators.ts';
import { panelOf, published } from './published.ts';

const geolift: LiftSeries = {
  ...panelOf(published('geolift'), 'chicago', 'portland'),
  firstWeekday: 4,
  before: 90,
};
const effectBy = (method: 'ratioToRest' | 'syntheticControl') => {
  const expected = expectationOf(method, geolift, knownDays(geolift, 0, 90));
  return mean(geolift.treated.slice(90).map((value, i) => (value as number) - expected(90 + i)));
};

describe('placebo in time on GeoLift’s two cities', () => {
  it('against all others: 34 to 373 a day', () => {
    const placebo = placeboInTime('ratioToRest', geolift, 15);
    expect(placebo).toEqual({ error: expect.closeTo(79.45, 2), disjoint: 4 });
    const { low, high } = placeboInterval(effectBy('ratioToRest'), placebo as NonNullable<typeof placebo>);
    expect([Math.round(low), Math.round(high)]).toEqual([34, 373]);
  });

  it('by synthetic control: 50 to 261 a day', () => {
    const placebo = placeboInTime('syntheticControl', geolift, 15);
    expect(placebo).toEqual({ error: expect.closeTo(44.9, 1), disjoint: 3 });
    const { low, high } = placeboInterval(
      effectBy('syntheticControl'),
      placebo as NonNullable<typeof placebo>,
    );
    expect([Math.round(low), Math.round(high)]).toEqual([50, 261]);
  });
});

describe('what was to be expected of a day', () => {
  /** Eight weeks from a Monday: 10 a day and 40 on Sundays, the last four weeks 5 a day more. */
  const treated = Array.from({ length: 60 }, (_, day) => (day % 7 === 6 ? 40 : 10) + (day >= 28 ? 5 : 0));
  const alone: LiftSeries = { treated, donors: [], firstWeekday: 0, before: 56 };

  it('is the level of the last four weeks, and what its weekday usually adds', () => {
    const expected = expectationOf('wholeShop', alone, knownDays(alone, 0, 56));
    expect([56, 61, 62].map((day) => Math.round(expected(day) * 1e6) / 1e6)).toEqual([15, 15, 45]);
  });

  it('is nothing beside regions that sold nothing, and no division by it', () => {
    const still = { ...alone, donors: [treated.map(() => 0)] };
    expect(expectationOf('ratioToRest', still, knownDays(still, 0, 56))(57)).toBe(0);
  });
});

/** Thirty orders a day for 120 days, then a fortnight. */
const shop = (
  share: number,
  change: (day: number, orders: number) => number | undefined = (_, orders) => orders,
) => {
  const drawn = drawShop('calm', { perDay: 30, before: 120, window: 14 }, share, seededRandom('one shop'));
  return readLift({
    treated: drawn.treated.map((orders, day) => change(day, orders)),
    donors: [],
    firstWeekday: 0,
    before: 120,
  });
};

describe('a reading', () => {
  it('detects what is plain, with its range, its quiet fortnights and every day beside what was expected', () => {
    const reading = shop(0.6);
    expect(reading).toMatchObject({ kind: 'read', method: 'wholeShop', detected: true });
    if (reading.kind !== 'read') throw new Error('not read');
    expect(reading.effect.interval.low).toBeGreaterThan(0);
    expect(reading.quiet.windows).toBe(6);
    expect(reading.days.map(({ index }) => index)).toEqual(Array.from({ length: 14 }, (_, i) => 120 + i));
    const [first, last] = [reading.days[0], reading.days[7]] as [
      (typeof reading.days)[0],
      (typeof reading.days)[0],
    ];
    expect(last.high - last.low).toBeGreaterThan(first.high - first.low);
  });

  it('tells an effect downward as plainly as one upward', () => {
    const reading = shop(-0.5);
    expect(reading).toMatchObject({ kind: 'read', detected: true });
    expect(reading.kind === 'read' && reading.effect.interval.high).toBeLessThan(0);
  });

  it('says what would have been visible where nothing was', () => {
    const reading = shop(0);
    expect(reading).toMatchObject({ kind: 'read', detected: false });
    expect(reading.kind === 'read' && reading.smallestVisible).toBeGreaterThan(0.12);
    expect(reading.kind === 'read' && reading.smallestVisible).toBeLessThan(0.35);
  });

  it('does not take a day that is missing or left out for one without orders', () => {
    const whole = shop(0.6);
    const holed = shop(0.6, (day, orders) => (day % 10 === 3 ? undefined : orders));
    expect(holed).toMatchObject({ kind: 'read', detected: true, used: { window: 12, before: 108 } });
    const zeroed = shop(0.6, (day, orders) => (day % 10 === 3 ? 0 : orders));
    const expectedOf = (reading: typeof whole) => (reading.kind === 'read' ? reading.expected : 0);
    expect(Math.abs(expectedOf(holed) - expectedOf(whole))).toBeLessThan(1.5);
    expect(expectedOf(whole) - expectedOf(zeroed)).toBeGreaterThan(1.5);
  });

  it.each([
    ['noQuietDays', shop(0.3, (day, orders) => (day < 100 ? undefined : orders))],
    ['windowLeftOut', shop(0.3, (day, orders) => (day >= 126 ? undefined : orders))],
    ['tooFewOrders', shop(0.3, (day) => Number(day % 3 === 0))],
    ['tooFewDays', readLift({ treated: [1, 2, 3], donors: [], firstWeekday: 0, before: 2 })],
    ['tooNoisy', shop(0.3, (day) => (day % 11 === 0 ? 90 : day % 2))],
  ])('estimates nothing: %s', (reason, reading) => {
    expect(reading).toEqual({ kind: 'notEstimated', reason });
  });

  it('takes a region against all others, and leaves out days on which one of them is unknown', () => {
    const shape = { perDay: 100, before: 90, window: 14, regions: 6 };
    const drawn = drawShop('calm', shape, 0.8, seededRandom('regions'));
    const donors = drawn.donors.map((donor, j) =>
      donor.map((orders, t) => (j === 2 && t === 40 ? undefined : orders)),
    );
    const reading = readLift({ ...drawn, donors, firstWeekday: 0, before: 90 });
    expect(reading).toMatchObject({ kind: 'read', used: { before: 89 }, detected: true });
    expect(reading.kind === 'read' && reading.method).not.toBe('wholeShop');
  });
});

describe('a sample of the simulation (npm run lift runs it whole)', () => {
  it.each(WORLDS)(
    '%s: nine ranges of ten hold the truth, one quiet fortnight of ten is called an effect',
    (world) => {
      const kept = keptBy({ world, shape: { perDay: 30, before: 60, window: 14 }, share: 0 }, 60, 'sample');
      expect(kept.read).toBeGreaterThan(55);
      expect(kept.coverage).toBeGreaterThan(0.82);
      expect(kept.detected).toBeLessThan(0.18);
    },
  );

  it('holds as many of the smallest, noisiest shops where posts sold a third more as where they sold nothing', () => {
    const shape = { perDay: 10, before: 60, window: 14 };
    const [none, some] = [0, 0.3].map(
      (share) => keptBy({ world: 'spiky', shape, share }, 400, 'the smallest').coverage,
    ) as [number, number];
    expect(Math.abs(none - some)).toBeLessThan(0.03);
    for (const kept of [none, some]) {
      expect(kept).toBeGreaterThan(0.87);
      expect(kept).toBeLessThan(0.95);
    }
  });
});
