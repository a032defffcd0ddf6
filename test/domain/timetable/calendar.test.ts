import { sync } from 'node-ical';
import { expect, it } from 'vitest';
import { calendarText } from '../../../shared/domain/timetable/calendar.ts';

it('shows two posts due on one day as two events, read back by another library', () => {
  const slot = {
    creatorId: 'crt_1',
    campaignId: 'cmp_1',
    name: 'Launch',
    format: 'short',
    dueOn: '2026-10-05',
    state: 'open',
  } as const;
  const text = calendarText([slot, slot, { ...slot, format: 'long' }], {
    name: 'Due',
    language: 'en',
    host: 'go.example.com',
    now: Date.UTC(2026, 9, 1),
    handleOf: () => 'ada',
  });
  const events = Object.values(sync.parseICS(text)).filter((one) => one?.type === 'VEVENT');
  expect(events).toHaveLength(3);
});
