import { expect, it } from 'vitest';
import { readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { readImport } from '../../../shared/domain/imports/read-import.ts';

const LINES = 5_000;
const MANY_LINES = 150_000;

it('5,000 lines of counters are read in two seconds of CPU, and a post’s newest counters come first', () => {
  const rows = Array.from({ length: LINES }, (_none, row) => {
    const day = String(1 + (row % 28)).padStart(2, '0');
    return `https://www.instagram.com/p/C${row % 100}x/,2026-09-${day},"${(row + 1).toLocaleString('en-US')},000",${row}`;
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

it('a shop’s 150,000 orders are a table in two seconds of CPU, and the line that is broken is named', () => {
  const lines = Array.from({ length: MANY_LINES }, (_none, row) => `${row},49.90`);
  lines[MANY_LINES / 2] += ',1';
  const before = process.cpuUsage();
  const table = readTable(`Id,Total\n${lines.join('\n')}\n`, knowsHeading('orders', {}));
  const { user, system } = process.cpuUsage(before);
  expect(table.rows).toHaveLength(MANY_LINES - 1);
  expect(table.rows.at(-1)).toEqual({ line: MANY_LINES + 1, cells: [String(MANY_LINES - 1), '49.90'] });
  expect(table.broken).toMatchObject([{ line: MANY_LINES / 2 + 2 }]);
  expect((user + system) / 1e6).toBeLessThan(2);
});
