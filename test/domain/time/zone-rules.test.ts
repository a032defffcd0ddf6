import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import moment from 'moment-timezone';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { ZONE_DATA_FILE, zoneDataModule } from '../../../infra/build/zone-data.ts';
import { dayBounds, dayOf, hourBounds, parseTimeZone } from '../../../shared/domain/time/week.ts';
import {
  momentOf,
  stretchAt,
  wallClock,
  ZONE_RULES,
  zoneNamed,
} from '../../../shared/domain/time/zone-rules.ts';

describe('days under the rules of today, whatever Node runs us', () => {
  // Node 20.20 (2025c) is an hour off for all of them, Node 24.21 (2026c) for Winnipeg, Inuvik and Havana: run, both.
  // Debian's tzdata 2026f-0+deb12u1 says the same as the pinned data at all 18,744 changes of 2015 to 2037 (zdump).
  it.each([
    ['America/Vancouver', '2026-11-20T07:30:00Z', '2026-11-20', 'stays on summer time'],
    ['America/Vancouver', '2026-10-20T07:30:00Z', '2026-10-20', 'as before'],
    ['America/Edmonton', '2026-11-20T06:30:00Z', '2026-11-20', 'stays on summer time'],
    ['Africa/Casablanca', '2026-11-20T23:30:00Z', '2026-11-20', 'left +01:00'],
    ['Africa/El_Aaiun', '2026-11-20T23:30:00Z', '2026-11-20', 'left +01:00'],
    ['Africa/Casablanca', '2026-06-20T23:30:00Z', '2026-06-21', 'was on +01:00'],
    ['America/Winnipeg', '2026-11-20T05:30:00Z', '2026-11-20', 'only in newer data than 2026c'],
    ['America/Inuvik', '2026-11-20T06:30:00Z', '2026-11-20', 'only in newer data than 2026c'],
    ['America/Havana', '2026-11-20T04:30:00Z', '2026-11-20', 'stays on summer time for a year (2026f)'],
    ['America/Havana', '2027-11-20T04:30:00Z', '2027-11-19', 'and then goes back'],
    ['America/Los_Angeles', '2026-11-20T07:30:00Z', '2026-11-19', 'beside Vancouver, goes back'],
    ['America/Denver', '2026-11-20T06:30:00Z', '2026-11-19', 'beside Edmonton, goes back'],
  ])('%s at %s has %s (%s)', (zone, at, day, _) => {
    expect(dayOf(Date.parse(at), zone)).toBe(day);
    const bounds = dayBounds(day, zone);
    expect(bounds.startMs).toBeLessThanOrEqual(Date.parse(at));
    expect(bounds.endMs).toBeGreaterThan(Date.parse(at));
  });

  it('names its release, which is not older than 2026c', () => {
    expect(ZONE_RULES).toMatch(/^20\d\d[a-z]$/);
    expect(ZONE_RULES >= '2026c').toBe(true);
  });
});

describe('the data', () => {
  it('is what `npm run zones` makes of the pinned package', () => {
    expect(readFileSync(ZONE_DATA_FILE, 'utf8')).toBe(zoneDataModule());
  });

  it('says what the whole package says, in every zone and at every instant from 2010 to 2050', () => {
    const instants = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2050, 0, 1) - 1 });
    const names = fc.constantFrom(...moment.tz.names());
    const whole = (at: number, zone: string) =>
      -Math.round(moment.tz.zone(zone)?.utcOffset(at) ?? Number.NaN);
    fc.assert(
      fc.property(instants, names, (at, zone) => {
        expect(stretchAt(at, zone).minutes + 0, zone).toBe(whole(at, zone) + 0);
      }),
      { numRuns: 5_000 },
    );
    for (const zone of moment.tz.names()) {
      expect(zoneNamed(zone.toLowerCase())).toBe(zone);
      const untils = moment.tz.zone(zone)?.untils ?? [];
      for (const until of untils.filter(
        (one) => one && one > Date.UTC(2010, 0, 1) && one < Date.UTC(2050, 0, 1),
      ))
        for (const at of [until - 1, until])
          expect(stretchAt(at, zone).minutes + 0, `${zone} ${at}`).toBe(whole(at, zone) + 0);
    }
  });
});

describe('zones', () => {
  it('are all that this Node knows', () => {
    const unknown = Intl.supportedValuesOf('timeZone').filter((zone) => zoneNamed(zone) === undefined);
    expect(unknown).toEqual([]);
  });

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['utc', 'UTC'],
    ['Europe_Berlin', undefined],
    ['Europe/Atlantis', undefined],
    ['constructor', undefined],
  ])('%s is %s', (text, zone) => expect(parseTimeZone(text)).toBe(zone));

  it('that do not exist are an error, not UTC', () => {
    expect(() => stretchAt(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

it('agrees with Temporal wherever the rules were settled', () => {
  const instants = fc.integer({ min: Date.parse('2010-01-01'), max: Date.parse('2026-01-01') });
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  fc.assert(
    fc.property(instants, zones, (at, zone) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      const wall = zoned.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds;
      expect(wallClock(at, zone), zone).toBe(wall);
      const day = dayBounds(zoned.toPlainDate().toString(), zone);
      expect(day.startMs, zone).toBe(zoned.startOfDay().epochMilliseconds);
      const later = zoned.toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
      expect(momentOf(wall, zone, 'later'), zone).toBe(later);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['Pacific/Apia', '2011-12-30', 0, '2011-12-30T10:00:00Z'],
  ['America/Havana', '2026-03-08', 23, '2026-03-08T05:00:00Z'],
  ['Africa/Cairo', '2026-10-29', 25, '2026-10-28T21:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-05', 24.5, '2026-04-04T13:00:00Z'],
])('in %s the day %s has %d hours from %s', (zone, day, hours, start) => {
  expect(dayBounds(day, zone)).toMatchObject({ hours, start });
});

it.each([
  ['2026-03-29T02:30:00Z', 'Europe/Berlin', '2026-03-29T01:30:00Z', '2026-03-29T01:00:00Z'],
  ['2026-10-25T02:30:00Z', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z'],
])('reads a skipped or repeated %s in %s as %s, or from %s on', (wall, zone, later, first) => {
  expect(momentOf(Date.parse(wall), zone, 'later')).toBe(Date.parse(later));
  expect(momentOf(Date.parse(wall), zone, 'first-after')).toBe(Date.parse(first));
});

it('ends an hour where the clocks change within it', () => {
  expect(hourBounds(Date.parse('2026-04-04T15:10:00Z'), 'Australia/Lord_Howe')).toMatchObject({
    start: '2026-04-04T15:00:00Z',
    end: '2026-04-04T15:30:00Z',
  });
});
