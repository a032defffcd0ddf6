import { expect, it } from 'vitest';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { readImport } from '../../../shared/domain/imports/read-import.ts';
import { readTable } from '../../../shared/domain/imports/read-table.ts';

const LINES = 5_000;

it('5,000 lines of counters are read in two seconds of CPU, and a post’s newest counters come first', () => {
  const rows = Array.from({ length: LINES }, (_none, row) => {
    const day = String(1 + (row % 28)).padStart(2, '0');
    return `https://www.instagram.com/p/C${row % 100}x/,2026-09-${day},"${row + 1},000",${row}`;
  });
  const text = `Permalink,As of,Likes,Comments\n${rows.join('\n')}\n`;
  const before = process.cpuUsage();
  const table = readTable(text, knowsHeading('engagement', {}));
  const told = { map: {}, set: {}, zone: 'Europe/Berlin', currency: 'EUR', asOf: '2026-10-01T00:00:00.000Z' };
  const { items, refused } = readImport(table, { kind: 'engagement', ...told });
  const { user, system } = process.cpuUsage(before);
  expect({ items: items.length, refused }).toEqual({ items: LINES, refused: [] });
  const taken = items.map(({ body }) => String(body.takenAt));
  expect(taken).toEqual([...taken].sort().reverse());
  expect((user + system) / 1e6).toBeLessThan(2);
});
