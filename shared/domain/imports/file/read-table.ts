import { CsvError, parse } from 'csv-parse/sync';
import { type Sentence, sentence } from '../sentences.ts';

/** A line of the table: where it stands in the file (the last line of a cell that spans several), and its cells. */
export type FileRow = { line: number; cells: string[] };
export type Broken = { line: number; problem: Sentence };
export type FileTable = {
  headings: string[];
  rows: FileRow[];
  broken: Broken[];
  separator: string;
  /** Lines above the heading: a title, a period, comments. */
  above: number;
  /** Has no headings of its own: the usual ones were put there. */
  isBare: boolean;
};

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** A cell that is longer was opened by a stray quote. */
const MOST_CELLS_BYTES = 1_000_000;
/** Stray quotes that are stepped over; a file with more is no table. */
const MOST_STRAY = 50;

/**
 * The table in a text: its heading is the first row with most known names, its separator the sign with which that row
 * has them. Nothing is lost quietly: a line that has more cells than the heading, or a quote that nobody closes, is
 * named, and the others are read on. `usual`: the headings of a table that has none, as people type it.
 */
export function readTable(
  text: string,
  isKnown: (heading: string) => boolean,
  usual?: readonly string[],
): FileTable {
  const told = /^\ufeff?"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(text);
  const skipped = told ? 1 : 0;
  const body = (told ? text.slice(told[0].length) : text).replace(/^\ufeff/, '');
  const separators = told?.[1] ? [told[1]] : SEPARATORS;
  const { above, isCertain, ...found } = findHeading(body, separators, isKnown);
  const isBare = usual !== undefined && !isCertain;
  const separator = isBare ? mostSteady(startOf(body), separators) : found.separator;
  const { rows, broken } = readRows(body, separator);
  const { headings, below } = isBare ? { headings: widened(usual, rows), below: rows } : headed(rows, above);
  const isLong = ({ cells }: FileRow): boolean => cells.slice(headings.length).some((cell) => cell !== '');
  const wrong = below.filter(isLong).map(({ line, cells }) => ({
    line,
    problem: tooMany(separator, { count: cells.length, columns: headings.length }),
  }));
  const moved = <T extends { line: number }>(one: T): T => ({ ...one, line: one.line + skipped });
  return {
    headings,
    rows: below
      .filter((row) => !isLong(row))
      .map((row) => moved({ ...row, cells: row.cells.map(unguarded) })),
    broken: [...broken.filter(({ line }) => isBare || line > above), ...wrong]
      .map(moved)
      .sort((a, b) => a.line - b.line),
    separator,
    above: (isBare ? 0 : above) + skipped,
    isBare,
  };
}

function headed(rows: readonly FileRow[], above: number) {
  const heads = rows.findIndex(({ line }) => line > above);
  return heads < 0
    ? { headings: [], below: [] }
    : { headings: (rows[heads] as FileRow).cells.map(unguarded), below: rows.slice(heads + 1) };
}

/** As many as the widest row has cells; those behind the usual ones have no name. */
const widened = (usual: readonly string[], rows: readonly FileRow[]): string[] =>
  Array.from({ length: Math.max(0, ...rows.map(({ cells }) => cells.length)) }, (_, at) => usual[at] ?? '');

const tooMany = (sign: string, cells: { count: number; columns: number }): Sentence =>
  sign === '\t' ? sentence('tooManyTabs', cells) : sentence('tooManyCells', { ...cells, sign });

/** A text without what was put before it, or round it (`="0012"`), so that a spreadsheet would not run it, or change its figures. */
const unguarded = (cell: string): string =>
  /^="([^"]*)"$/.exec(cell)?.[1] ?? (/^'[=+\-@\d]/.test(cell) ? cell.slice(1) : cell);

/** `isCertain`: two names are known, or all that stand there; one alone may be a cell, such as the `fee` of a cost. */
type Heading = { separator: string; above: number; isCertain: boolean };

function findHeading(
  body: string,
  separators: readonly string[],
  isKnown: (heading: string) => boolean,
): Heading {
  const start = startOf(body);
  let best: (Heading & { score: number }) | undefined;
  for (const separator of separators)
    for (const { line, cells } of readRows(start, separator).rows) {
      const named = cells.filter((cell) => cell !== '');
      const score = named.filter(isKnown).length;
      const isCertain = score > 1 || score === named.length;
      // `above` counts lines before this row; of equals the first, and the separator that makes most cells.
      if (score > (best?.score ?? 0)) best = { separator, above: line - 1, isCertain, score };
    }
  return best ?? { separator: mostSteady(start, separators), above: 0, isCertain: false };
}

/** The first forty lines of a text: exports put titles and periods above their heading. */
function startOf(body: string): string {
  const end = /^(?:[^\r\n]*(?:\r\n|\n|\r)){1,40}/.exec(body)?.[0];
  return end ?? body.slice(0, 100_000);
}

/** Where no heading is known: the separator that cuts the most lines into as many cells as the first. */
function mostSteady(start: string, separators: readonly string[]): string {
  const scored = separators.map((separator) => {
    const { rows } = readRows(start, separator);
    const width = rows[0]?.cells.length ?? 0;
    return {
      separator,
      score: width < 2 ? 0 : width * rows.filter(({ cells }) => cells.length === width).length,
    };
  });
  return scored.sort((a, b) => b.score - a.score)[0]?.separator ?? ',';
}

/** All rows that have a cell with something in it; a quote that is never closed costs its own line. */
function readRows(text: string, separator: string): { rows: FileRow[]; broken: Broken[] } {
  const rows: FileRow[] = [];
  const broken: Broken[] = [];
  let [rest, before] = [text, 0];
  while (rest !== '') {
    let last = 0;
    try {
      parseRows(rest, separator, (cells, line) => {
        last = line;
        if (cells.some((cell) => cell !== '')) rows.push({ line: line + before, cells });
      });
      rest = '';
    } catch (failure) {
      if (!(failure instanceof CsvError) || broken.length >= MOST_STRAY) throw failure;
      rest = linesFrom(rest, last + 1);
      before += last + 1;
      broken.push({ line: before, problem: sentence('openQuote', {}) });
    }
  }
  return { rows, broken };
}

function parseRows(text: string, separator: string, row: (cells: string[], line: number) => void): void {
  parse(text, {
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    columns: false,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MOST_CELLS_BYTES,
    on_record: (cells: string[], { lines }) => {
      row(cells, lines);
      return null;
    },
  });
}

/** A text without its first lines. */
function linesFrom(text: string, count: number): string {
  const breaks = /\r\n|\n|\r/g;
  for (let left = count; left > 0; left--) if (!breaks.exec(text)) return '';
  return text.slice(breaks.lastIndex);
}
