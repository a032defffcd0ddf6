import { expect, it } from 'vitest';
import { readAdsTable } from '../../shared/domain/ppc/read-ads-table.ts';

const DAY = { day: '2026-09-01', spend: '12,50', clicks: '30' };

it.each([
  ['typed', [['2026-09-01', '12,50', '30']], { ...DAY, line: 1 }],
  [
    'of Google, with its report’s name before and its total after',
    [
      ['Anzeigen nach Tag'],
      ['1. September 2026 – 3. September 2026'],
      ['Tag', 'Kampagne', 'Währungscode', 'Kosten', 'Impr.', 'Klicks'],
      ['2026-09-01', 'Socken', 'EUR', '12,50', '4.100', '30'],
      ['Gesamt: Konto', '', 'EUR', '12,50', '4.100', '30'],
    ],
    { ...DAY, line: 4, currency: 'EUR' },
  ],
  [
    'of Meta, link clicks before all clicks and the currency in the heading',
    [
      ['Reporting starts', 'Amount spent (EUR)', 'Clicks (all)', 'Link clicks'],
      ['2026-09-01', '12,50', '55', '30'],
    ],
    { ...DAY, line: 2, currency: 'EUR' },
  ],
])('reads a table %s', (_, rows, line) => {
  expect(readAdsTable(rows)).toEqual([line]);
});

it('reads no table whose headings lack the clicks', () => {
  expect(
    readAdsTable([
      ['Day', 'Cost'],
      ['2026-09-01', '12,50'],
    ]),
  ).toBe('noColumns');
});
