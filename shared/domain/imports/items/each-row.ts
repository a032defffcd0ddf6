import { BadCell } from '../cells/bad-cell.ts';
import type { ColumnReading, RowReader } from '../cells/row-reader.ts';
import type { FileRow } from '../file/read-table.ts';
import type { Items } from './item.ts';

/** Takes row after row into one list of items; a row that can't be read is named and costs no other. */
export function eachRow(
  rows: readonly FileRow[],
  reading: ColumnReading,
  take: (row: RowReader, line: number, out: Items) => void,
): Items {
  const out: Items = { items: [], refused: [], skipped: [], questions: [] };
  for (const row of rows) {
    try {
      take(reading.of(row), row.line, out);
    } catch (failure) {
      if (!(failure instanceof BadCell)) throw failure;
      const { problem, set } = failure;
      out.refused.push({ line: row.line, problem, ...(set ? { set } : {}) });
    }
  }
  return out;
}
