import { expect, it } from 'vitest';
import { localDay, optedOut, visitorKey } from '../../shared/domain/visitor.ts';
import { dayOf } from '../../shared/domain/week.ts';

const [today, tomorrow] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];

it('is the same follower on one day, another the next day, another with another phone or address', () => {
  const key = visitorKey(today, '203.0.113.7', 'iPhone');
  expect(visitorKey(today, '203.0.113.7', 'iPhone')).toBe(key);
  for (const other of [
    visitorKey(tomorrow, '203.0.113.7', 'iPhone'),
    visitorKey(today, '203.0.113.8', 'iPhone'),
    visitorKey(today, '203.0.113.7', 'Pixel'),
    visitorKey(today, '203.0.113', '.7\niPhone'),
  ])
    expect(other).not.toBe(key);
});

it.each([
  [{ 'sec-gpc': '1' }, true],
  [{ dnt: ' 1 ' }, true],
  [{ dnt: '0' }, false],
  [{ 'sec-gpc': 'true' }, false],
  [{}, false],
])('reads %o as opted out: %s', (headers, is) => {
  expect(optedOut(headers)).toBe(is);
});

it.each([
  'Europe/Berlin',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Santiago',
])('names the same day as the calendar does, every quarter of an hour of a year, in %s', (zone) => {
  for (let at = Date.parse('2026-01-01T00:07:00Z'); at < Date.parse('2027-01-01'); at += 6 * 15 * 60_000)
    if (localDay(at, zone) !== dayOf(at, zone)) expect.fail(`${new Date(at).toISOString()} in ${zone}`);
});
