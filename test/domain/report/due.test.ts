import { describe, expect, it } from 'vitest';
import {
  type DueSettings,
  due,
  dueMomentOf,
  dueSettingsOf,
  firstWeekFor,
} from '../../../shared/domain/report/due.ts';
import { WEEKDAYS, weekBounds } from '../../../shared/domain/time/week.ts';

const settings = (change: Partial<DueSettings> = {}): DueSettings => ({
  enabled: true,
  slot: { weekday: 'monday', time: '07:00', timeZone: 'Europe/Berlin' },
  brandTimeZone: 'Europe/Berlin',
  firstWeek: '2026-W40',
  ...change,
});
const at = (instant: string) => Date.parse(instant);

describe('which week to mail now', () => {
  it('hangs on what the reader set, and on the zone that the brand’s weeks are read in', () => {
    const held = { enabled: true, weekday: 'friday', time: '18:30', timeZone: 'Asia/Tokyo' } as const;
    expect(dueSettingsOf({ ...held, firstWeek: '2026-W40' }, { timeZone: 'Europe/Berlin' })).toEqual({
      enabled: true,
      slot: { weekday: 'friday', time: '18:30', timeZone: 'Asia/Tokyo' },
      brandTimeZone: 'Europe/Berlin',
      firstWeek: '2026-W40',
    });
  });

  it('is due at its minute and not a minute before', () => {
    expect(due(settings(), '2026-W45', at('2026-11-16T05:59:00Z'))).toEqual({
      kind: 'not-due',
      nextAtMs: at('2026-11-16T06:00:00Z'),
      nextWeek: '2026-W46',
    });
    expect(due(settings(), '2026-W45', at('2026-11-16T06:00:00Z'))).toEqual({
      kind: 'due',
      week: '2026-W46',
      skipped: [],
    });
  });

  it('mails a week once', () => {
    expect(due(settings(), '2026-W46', at('2026-11-16T06:00:00Z')).kind).toBe('not-due');
  });

  it('after an outage of four weeks mails the newest only and names the others', () => {
    expect(due(settings(), '2026-W42', at('2026-11-18T12:00:00Z'))).toEqual({
      kind: 'due',
      week: '2026-W46',
      skipped: ['2026-W43', '2026-W44', '2026-W45'],
    });
  });

  it('never mails weeks from before the brand began', () => {
    expect(due(settings({ firstWeek: '2026-W47' }), undefined, at('2026-11-18T12:00:00Z'))).toEqual({
      kind: 'not-due',
      nextAtMs: at('2026-11-23T06:00:00Z'),
      nextWeek: '2026-W47',
    });
    expect(due(settings({ firstWeek: '2026-W46' }), undefined, at('2026-11-18T12:00:00Z'))).toMatchObject({
      kind: 'due',
      week: '2026-W46',
    });
  });

  it.each([
    ['on Monday before the hour', '2026-11-30T05:00:00Z', '2026-W48'],
    ['on Monday after it: at once', '2026-11-30T06:30:00Z', '2026-W48'],
    ['on Wednesday: last week, at once', '2026-11-25T12:00:00Z', '2026-W47'],
    ['on Friday: the week that runs, on Monday', '2026-11-27T12:00:00Z', '2026-W48'],
    ['on Sunday: the week that ends today, tomorrow', '2026-11-29T12:00:00Z', '2026-W48'],
  ])('begins for who sets it up %s', (_, moment, week) => {
    expect(firstWeekFor(settings(), at(moment))).toBe(week);
  });

  it('stays silent when turned off', () => {
    expect(due(settings({ enabled: false }), undefined, at('2026-11-18T12:00:00Z'))).toEqual({ kind: 'off' });
  });

  it.each([
    ['summer time began (167 hours)', '2026-W13', '2026-03-30T05:00:00Z'],
    ['summer time ended (169 hours)', '2026-W43', '2026-10-26T06:00:00Z'],
    ['the year has 53 weeks', '2026-W53', '2027-01-04T06:00:00Z'],
  ])('keeps to the local clock when %s', (_, week, moment) => {
    expect(dueMomentOf(settings(), week)).toBe(at(moment));
    expect(due(settings(), '2026-W05', at(moment))).toMatchObject({ kind: 'due', week });
    expect(due(settings(), '2026-W05', at(moment) - 1)).not.toMatchObject({ week });
  });

  it('waits for the week to close where the recipient lives ahead of the brand', () => {
    const ahead = settings({
      brandTimeZone: 'America/Los_Angeles',
      slot: { weekday: 'monday', time: '07:00', timeZone: 'Pacific/Auckland' },
    });
    // It was still Sunday in Los Angeles at 07:00 of Auckland's Monday; the week is told as soon as it is over.
    expect(dueMomentOf(ahead, '2026-W46')).toBe(at('2026-11-16T08:00:00Z'));
    expect(due(ahead, '2026-W45', at('2026-11-15T19:00:00Z')).kind).toBe('not-due');
  });

  it.each([
    ['America/Los_Angeles', 'monday', '08:00', 'Europe/Berlin', '2026-11-16T08:00:00Z'],
    ['America/Los_Angeles', 'monday', '09:00', 'Europe/Berlin', '2026-11-16T08:00:00Z'],
    ['America/Los_Angeles', 'monday', '10:00', 'Europe/Berlin', '2026-11-16T09:00:00Z'],
    ['America/Los_Angeles', 'sunday', '20:00', 'Europe/Berlin', '2026-11-22T19:00:00Z'],
    ['Europe/Berlin', 'monday', '07:00', 'America/Los_Angeles', '2026-11-16T15:00:00Z'],
    ['Europe/Berlin', 'sunday', '20:00', 'America/Los_Angeles', '2026-11-16T04:00:00Z'],
    ['Pacific/Pago_Pago', 'monday', '04:00', 'Pacific/Kiritimati', '2026-11-16T11:00:00Z'],
    ['Pacific/Kiritimati', 'monday', '22:00', 'Pacific/Pago_Pago', '2026-11-17T09:00:00Z'],
  ] as const)(
    'a brand in %s mails week 46 to %s %s of %s at %s',
    (brandTimeZone, weekday, time, timeZone, moment) => {
      const between = settings({ brandTimeZone, slot: { weekday, time, timeZone } });
      expect(dueMomentOf(between, '2026-W46')).toBe(at(moment));
      expect(due(between, '2026-W45', at(moment))).toMatchObject({ kind: 'due', week: '2026-W46' });
    },
  );

  const ACROSS = [
    // Los Angeles puts its clock back a week after Berlin, and forward three weeks before it.
    ['America/Los_Angeles', 'Europe/Berlin', '2026-W43', '2026-10-26T07:00:00Z'],
    ['America/Los_Angeles', 'Europe/Berlin', '2026-W44', '2026-11-02T08:00:00Z'],
    ['America/Los_Angeles', 'Europe/Berlin', '2026-W10', '2026-03-09T07:00:00Z'],
    ['America/Los_Angeles', 'Europe/Berlin', '2026-W13', '2026-03-30T07:00:00Z'],
    ['Pacific/Kiritimati', 'America/Los_Angeles', '2026-W43', '2026-10-26T15:00:00Z'],
    ['Pacific/Kiritimati', 'America/Los_Angeles', '2026-W44', '2026-11-02T16:00:00Z'],
    ['America/Los_Angeles', 'Pacific/Kiritimati', '2026-W44', '2026-11-02T08:00:00Z'],
    ['America/Los_Angeles', 'Pacific/Kiritimati', '2026-W10', '2026-03-09T07:00:00Z'],
  ] as const;
  it.each(ACROSS)(
    'a brand in %s mails its reader in %s at Monday 08:00 week %s at %s, whose clock changed when',
    (brandTimeZone, timeZone, week, moment) => {
      const between = settings({ brandTimeZone, slot: { weekday: 'monday', time: '08:00', timeZone } });
      expect(dueMomentOf(between, week)).toBe(at(moment));
    },
  );

  it('never mails later than seven days and never before the week is over, whoever reads where', () => {
    const zones = ['Pacific/Pago_Pago', 'America/Los_Angeles', 'UTC', 'Asia/Kolkata', 'Pacific/Kiritimati'];
    for (const brandTimeZone of zones)
      for (const timeZone of zones)
        for (const weekday of WEEKDAYS)
          for (const time of ['04:00', '12:30', '22:00']) {
            const slot = { weekday, time, timeZone };
            const end = weekBounds('2026-W46', brandTimeZone).endMs;
            const moment = dueMomentOf(settings({ brandTimeZone, slot }), '2026-W46');
            expect(moment - end).toBeGreaterThanOrEqual(0);
            expect(moment - end).toBeLessThan(7 * 86_400_000);
            if (weekday === 'monday') expect(moment - end).toBeLessThan(50 * 3_600_000);
          }
  });

  it('takes a slot later in the week as the mail about the week before', () => {
    const friday = settings({ slot: { weekday: 'friday', time: '09:00', timeZone: 'Europe/Berlin' } });
    expect(due(friday, '2026-W44', at('2026-11-17T00:00:00Z'))).toMatchObject({
      kind: 'due',
      week: '2026-W45',
    });
    expect(due(friday, '2026-W45', at('2026-11-20T08:00:00Z'))).toMatchObject({
      kind: 'due',
      week: '2026-W46',
    });
  });
});
