import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayBounds,
  dayOf,
  daysBetween,
  daysOfWeek,
  hourBounds,
  listDays,
  nextDue,
  nextWeek,
  parseDay,
  parseTimeZone,
  parseWeek,
  previousWeek,
  weekBounds,
  weekLabel,
  weekOf,
  weekOfDay,
} from '../../../shared/domain/time/week.ts';

const at = (iso: string) => Date.parse(iso);

describe('weeks', () => {
  it.each([
    ['2026-W13', 'Europe/Berlin', '2026-03-22T23:00:00Z', '2026-03-29T22:00:00Z', 167],
    ['2026-W43', 'Europe/Berlin', '2026-10-18T22:00:00Z', '2026-10-25T23:00:00Z', 169],
    ['2026-W10', 'America/New_York', '2026-03-02T05:00:00Z', '2026-03-09T04:00:00Z', 167],
    ['2026-W44', 'America/New_York', '2026-10-26T04:00:00Z', '2026-11-02T05:00:00Z', 169],
    ['2026-W53', 'Europe/Berlin', '2026-12-27T23:00:00Z', '2027-01-03T23:00:00Z', 168],
    ['2026-W36', 'America/Santiago', '2026-08-31T04:00:00Z', '2026-09-07T03:00:00Z', 167],
    ['2026-W17', 'Africa/Cairo', '2026-04-19T22:00:00Z', '2026-04-26T21:00:00Z', 167],
  ])('%s in %s runs from %s to %s, %i hours', (week, zone, start, end, hours) => {
    expect(weekBounds(week, zone)).toMatchObject({ start, end, hours, startMs: at(start), endMs: at(end) });
  });

  it('counts New Year 2027 in Berlin to week 53 of 2026', () => {
    expect(weekOf(at('2027-01-01T12:00:00Z'), 'Europe/Berlin')).toBe('2026-W53');
    expect(weekOfDay('2027-01-01')).toBe('2026-W53');
  });

  it('goes to the next and previous week over a year of 53 weeks', () => {
    expect(nextWeek('2026-W53')).toBe('2027-W01');
    expect(previousWeek('2027-W01')).toBe('2026-W53');
    expect(previousWeek('2026-W01')).toBe('2025-W52');
  });

  it('labels a week the way a person would', () => {
    expect(weekLabel('2026-W46')).toBe('9–15 November 2026');
    expect(weekLabel('2026-W14')).toBe('30 March – 5 April 2026');
    expect(weekLabel('2026-W53')).toBe('28 December 2026 – 3 January 2027');
  });

  it('lists the seven days from Monday', () => {
    expect(daysOfWeek('2026-W46')).toEqual(listDays('2026-11-09', '2026-11-15'));
  });

  it('refuses by value a week, day or zone that does not exist', () => {
    for (const bad of ['2025-W53', '2026-W00', '2026-W54', '2026-46', '2026-W1', '', 'week']) {
      expect(parseWeek(bad), bad).toBeUndefined();
    }
    expect(parseWeek('2026-W53')).toBe('2026-W53');
    for (const bad of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-00-10', '2026-04-31', '']) {
      expect(parseDay(bad), bad).toBeUndefined();
    }
    expect(parseDay('2028-02-29')).toBe('2028-02-29');
    for (const bad of ['Europe/Atlantis', '+02:00', '', '2026', 'Europe/Berlin[']) {
      expect(parseTimeZone(bad), bad).toBeUndefined();
    }
    expect(parseTimeZone('europe/berlin')).toBe('Europe/Berlin');
    expect(parseTimeZone('UTC')).toBe('UTC');
  });

  it('puts every instant into the week whose bounds hold it', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Santiago',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    );
    const instants = fc.integer({ min: at('2020-01-01T00:00Z'), max: at('2032-01-01T00:00Z') });
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const week = weekBounds(weekOf(instant, zone), zone);
        const day = dayBounds(dayOf(instant, zone), zone);
        const hour = hourBounds(instant, zone);
        for (const bounds of [week, day, hour]) {
          expect(bounds.startMs).toBeLessThanOrEqual(instant);
          expect(bounds.endMs).toBeGreaterThan(instant);
        }
        expect(hourBounds(hour.endMs, zone).startMs).toBe(hour.endMs);
        expect(hourBounds(hour.startMs, zone)).toEqual(hour);
      }),
      { numRuns: 200 },
    );
  });
});

describe('days', () => {
  it.each([
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00Z'],
  ])('in %s start at 01:00 on %s', (zone, day, start) => {
    expect(dayBounds(day, zone)).toMatchObject({ start, hours: 23 });
    expect(dayOf(at(start), zone)).toBe(day);
    expect(dayOf(at(start) - 1, zone)).toBe(addDays(day, -1));
  });

  it('are counted across months, leap days and clock changes', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
    expect(listDays('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(listDays('2026-03-01', '2026-02-27')).toEqual([]);
  });
});

describe('hours', () => {
  it.each([
    ['Asia/Kolkata', '2026-05-01T10:10:00Z', '2026-05-01T09:30:00Z'],
    ['Asia/Kathmandu', '2026-05-01T10:10:00Z', '2026-05-01T09:15:00Z'],
    ['Europe/Berlin', '2026-05-01T10:10:00Z', '2026-05-01T10:00:00Z'],
  ])('start on the local clock in %s', (zone, instant, start) => {
    expect(hourBounds(at(instant), zone)).toMatchObject({ start, hours: 1 });
  });

  it('stay apart when the clock repeats one', () => {
    const first = hourBounds(at('2026-10-25T00:30:00Z'), 'Europe/Berlin');
    const second = hourBounds(at('2026-10-25T01:30:00Z'), 'Europe/Berlin');
    expect([first.end, second.start]).toEqual(['2026-10-25T01:00:00Z', '2026-10-25T01:00:00Z']);
  });

  it('are cut, not overlapped, by the half-hour change of Lord Howe', () => {
    const before = hourBounds(at('2026-04-04T14:45:00Z'), 'Australia/Lord_Howe');
    const after = hourBounds(at('2026-04-04T15:10:00Z'), 'Australia/Lord_Howe');
    expect(before).toMatchObject({ start: '2026-04-04T14:00:00Z', end: '2026-04-04T15:00:00Z' });
    expect(after).toMatchObject({ start: '2026-04-04T15:00:00Z', end: '2026-04-04T15:30:00Z' });
  });
});

describe('the next report', () => {
  const monday = { weekday: 'monday', time: '09:00', timeZone: 'Europe/Berlin' } as const;

  it('is due at the local time, summer or winter', () => {
    expect(nextDue(monday, at('2026-10-20T00:00:00Z'))).toBe(at('2026-10-26T08:00:00Z'));
    expect(nextDue(monday, at('2026-10-12T00:00:00Z'))).toBe(at('2026-10-12T07:00:00Z'));
  });

  it('is a week away at the very moment it falls due', () => {
    expect(nextDue(monday, at('2026-10-12T06:59:59Z'))).toBe(at('2026-10-12T07:00:00Z'));
    expect(nextDue(monday, at('2026-10-12T07:00:00Z'))).toBe(at('2026-10-19T07:00:00Z'));
  });

  it('is as much later as the clock jumps over it', () => {
    const early = { weekday: 'sunday', time: '02:30', timeZone: 'Europe/Berlin' } as const;
    expect(nextDue(early, at('2026-03-28T00:00:00Z'))).toBe(at('2026-03-29T01:30:00Z'));
  });

  it('takes today from the zone, not from UTC', () => {
    const auckland = { weekday: 'monday', time: '04:00', timeZone: 'Pacific/Auckland' } as const;
    expect(nextDue(auckland, at('2026-11-15T14:00:00Z'))).toBe(at('2026-11-15T15:00:00Z'));
  });
});
