import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../shared/domain/time/instant.ts';

const TEN = '2026-11-20T10:00:00.000Z';

describe('a time as platforms send it', () => {
  it.each([
    ['2026-11-20T10:00:00Z', TEN, 'RFC 3339'],
    ['2026-11-20t10:00:00z', TEN, 'in small letters'],
    ['2026-11-20T11:00:00+01:00', TEN, 'Shopify'],
    ['2026-11-20T11:00:00+0100', TEN, 'without a colon'],
    ['2026-11-20T11:00:00+01', TEN, 'hours alone'],
    ['2026-11-20T05:00:00-05:00', TEN, 'west of Greenwich'],
    ['2026-11-20T15:45:00+05:45', TEN, 'quarters of an hour'],
    ['2026-11-20 10:00:00+00', TEN, 'PostgreSQL'],
    ['2026-11-20 11:00:00 +0100', TEN, 'Ruby'],
    ['2026-11-20 10:00:00 UTC', TEN, 'Ruby in UTC'],
    ['2026-11-20T10:00:00', TEN, 'WooCommerce’s …_gmt: UTC without saying so'],
    ['2026-11-20 10:00:00', TEN, 'MySQL'],
    ['2026-11-20T10:00Z', TEN, 'to the minute'],
    ['2026-11-20T10:00:00.123456789Z', '2026-11-20T10:00:00.123Z', 'nanoseconds are cut off'],
    ['2026-11-20T10:00:00,5Z', '2026-11-20T10:00:00.500Z', 'ISO’s own comma'],
    ['2026-06-30T23:59:60Z', '2026-06-30T23:59:59.000Z', 'a leap second'],
    [' 2026-11-20T10:00:00Z ', TEN, 'blanks around'],
    ['Fri, 20 Nov 2026 11:00:00 +0100', TEN, 'BigCommerce, mail'],
    ['Fri, 20 Nov 2026 10:00:00 GMT', TEN, 'HTTP'],
    ['20 Nov 2026 10:00:00 +0000', TEN, 'without a weekday'],
    [1_795_168_800, TEN, 'Stripe: seconds'],
    [1_795_168_800_000, TEN, 'JavaScript: milliseconds'],
    ['1795168800', TEN, 'seconds as text'],
    ['1795168800000', TEN, 'milliseconds as text'],
    [1_795_168_800.25, '2026-11-20T10:00:00.250Z', 'Python: parts of a second'],
  ])('%j is %s (%s)', (sent, iso, _) => {
    expect(new Date(parseInstant(sent) ?? Number.NaN).toISOString()).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    '2026-11-20',
    '20.11.2026 10:00',
    '11/20/2026 10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T10:60:00Z',
    '2026-11-20T10:00:00+24:00',
    '2026-11-20T10:00:00 CET',
    'Fri, 31 Nov 2026 10:00:00 GMT',
    'Fri, 20 Nuv 2026 10:00:00 GMT',
    '2026-W47-5T10:00:00Z',
    0,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('%j is none', (sent) => expect(parseInstant(sent)).toBeUndefined());

  it('comes back from every form of itself', () => {
    const seconds = fc.integer({ min: 946_684_800, max: 4_102_444_799 });
    fc.assert(
      fc.property(seconds, (at) => {
        const iso = new Date(at * 1_000).toISOString();
        const forms = [
          at,
          String(at),
          iso,
          iso.replace('T', ' '),
          iso.slice(0, 19),
          new Date(at * 1_000).toUTCString(),
        ];
        for (const form of forms) expect(parseInstant(form), String(form)).toBe(at * 1_000);
      }),
    );
  });
});
