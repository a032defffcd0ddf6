import type { ViewCell, ViewColumn, ViewRow, ViewTable } from './present/view.ts';

const GAP = 2;
/** First columns hold names of any length: they have this, and what the others leave. */
const LEAST_NAME = 22;

/**
 * A table in monospaced text: columns as wide as their widest cell, numbers to the right. What does not fit into the
 * width moves, with its label, to a line under its row: so does every detail.
 */
export function textTable(whole: ViewTable, width: number): string {
  const table = withNamesCut(whole, width);
  const count = columnsThatFit(table, width);
  const widths = table.columns.slice(0, count).map((_, index) => widthOf(table, index));
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, table.columns[index]))
      .join(' '.repeat(GAP))
      .trimEnd();
  const ruled = (row: ViewRow): string[] => (row.total ? [line(widths.map((wide) => '-'.repeat(wide)))] : []);
  return [
    line(table.columns.slice(0, count).map(({ label }) => label)),
    ...table.rows.flatMap((row) => [
      ...ruled(row),
      line(row.cells.slice(0, count).map(({ text }) => text)),
      ...detailsOf(table, row, count, width),
    ]),
  ].join('\n');
}

function columnsThatFit(table: ViewTable, width: number): number {
  let [used, count] = [-GAP, 0];
  for (const index of table.columns.keys()) {
    used += widthOf(table, index) + GAP;
    if (used > width) break;
    count = index + 1;
  }
  return Math.max(1, count);
}

const widthOf = ({ columns, rows }: ViewTable, index: number): number =>
  Math.max(
    lettersIn(columns[index]?.label ?? ''),
    ...rows.map(({ cells }) => lettersIn(cells[index]?.text ?? '')),
  );

function withNamesCut(table: ViewTable, width: number): ViewTable {
  const others = table.columns.slice(1).map((_, index) => GAP + widthOf(table, index + 1));
  const room = Math.max(LEAST_NAME, width - others.reduce((all, one) => all + one, 0));
  const cut = (text: string) =>
    lettersIn(text) <= room ? text : `${[...text].slice(0, room - 1).join('')}…`;
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) => (index === 0 ? { ...cell, text: cut(cell.text) } : cell)),
  }));
  return { ...table, rows };
}

function detailsOf(table: ViewTable, row: ViewRow, shown: number, width: number): string[] {
  const told = row.cells.flatMap((cell, index) => detailOf(cell, table.columns[index], index, shown));
  return told.length === 0 ? [] : [wrap(told.join(' · '), width, '    ')];
}

function detailOf(cell: ViewCell, column: ViewColumn | undefined, index: number, shown: number): string[] {
  const outside = index >= shown ? `${cell.text} ` : '';
  const detail = cell.detail ? (outside ? `(${cell.detail})` : cell.detail) : '';
  const told = `${outside}${detail}`.trim();
  if (!told) return [];
  return [index === 0 ? told : `${column?.label ?? ''} ${told}`];
}

function pad(text: string, width: number, column: ViewColumn | undefined): string {
  const blank = ' '.repeat(Math.max(0, width - lettersIn(text)));
  return column?.align === 'right' ? blank + text : text + blank;
}

/** Lines of at most `width` characters; a word longer than a line is cut. `first` replaces the first line's indent. */
export function wrap(text: string, width: number, indent = '', first = indent): string {
  const room = width - indent.length;
  const pieces = text.split(/[ \n]+/).flatMap((word) => chunks(word, room));
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && lettersIn(last) + 1 + lettersIn(piece) <= room)
      lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  }
  return lines.map((line, index) => `${index === 0 ? first : indent}${line}`.trimEnd()).join('\n');
}

function chunks(word: string, size: number): string[] {
  const letters = [...word];
  if (letters.length <= size) return [word];
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, index) =>
    letters.slice(index * size, (index + 1) * size).join(''),
  );
}

const lettersIn = (text: string): number => [...text].length;
