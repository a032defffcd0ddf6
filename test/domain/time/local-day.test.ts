import { expect, it } from 'vitest';
import { localDay } from '../../../shared/domain/time/local-day.ts';
import { dayOf, zoneOffsets } from '../../../shared/domain/time/week.ts';
import { ZONE_RULES } from '../../../shared/domain/time/zone-rules.ts';

const ZONES = [
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Casablanca',
  'UTC',
];
const START = Date.parse('2026-01-01T00:07:00Z');

it.each(ZONES)('names the same day as the calendar does, by calendar and by offsets, in %s', (zone) => {
  const offsets = zoneOffsets(zone, 2027, 2);
  for (let at = START; at < Date.parse('2030-01-01'); at += 6 * 15 * 60_000)
    if (localDay(at, zone, offsets) !== dayOf(at, zone))
      expect.fail(`${new Date(at).toISOString()} in ${zone}`);
});

it('asks the calendar before the first offset and after the last', () => {
  const wrong = { changes: [[START, 12 * 60]] as const, until: START + 86_400_000 };
  const noon = (days: number) => START + days * 86_400_000 + 14 * 3_600_000;
  expect(localDay(noon(-1), 'Etc/GMT', wrong)).toBe('2025-12-31');
  expect(localDay(noon(0), 'Etc/GMT', wrong)).toBe('2026-01-02');
  expect(localDay(noon(1), 'Etc/GMT', wrong)).toBe('2026-01-02');
});

it('lists a zone without clock changes once, and Berlin twice a year', () => {
  expect(zoneOffsets('Asia/Kathmandu', 2026, 5).changes).toEqual([[Date.parse('2026-01-01'), 345]]);
  expect(zoneOffsets('Europe/Berlin', 2026, 1)).toEqual({
    changes: [
      [Date.parse('2026-01-01'), 60],
      [Date.parse('2026-03-29T01:00:00Z'), 120],
      [Date.parse('2026-10-25T01:00:00Z'), 60],
    ],
    until: Date.parse('2027-01-01'),
    rules: ZONE_RULES,
  });
});
