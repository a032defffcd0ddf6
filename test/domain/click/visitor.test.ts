import { expect, it } from 'vitest';
import { optedOut, visitorKey } from '../../../shared/domain/click/visitor.ts';

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
