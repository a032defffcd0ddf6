import type { FileRow } from '../file/read-table.ts';
import { headingCurrencies } from '../heading-key.ts';
import type { Column } from '../map-columns.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { BadCell } from './bad-cell.ts';
import { currenciesIn } from './currency-marks.ts';
import { isUnknown } from './numbers.ts';

/** The currency of a cell that holds an amount. `of` throws BadCell where it isn't certain; `about`: for all that it could be. */
export type Currencies = {
  of: (row: FileRow, column: Column) => string;
  about: (row: FileRow, column: Column) => readonly string[];
};

/** What a cell could mean: a mark's currencies, else its own text in capitals, of which the API says what is wrong. */
const named = (text: string): readonly string[] => currenciesIn(text) ?? [text.trim().toUpperCase()];

/** Of several that share a sign the one that is expected; undefined where none is certain. */
const among = (codes: readonly string[], expected: string): string | undefined =>
  codes.includes(expected) ? expected : codes.length === 1 ? codes[0] : undefined;

/**
 * What an amount says itself comes first, its code or sign; then its line's own column, what was told for all lines, its
 * heading, the brand. A cell that denies its line or its heading is no amount that anybody may guess, and neither is a sign of several.
 */
export function currencies(columns: readonly Column[], told: Told): Currencies {
  const own = columns.find(({ fact }) => fact.field === 'currency');
  const anyHeading = columns.flatMap(({ heading, fact }) =>
    fact.reads === 'amount' ? [headingCurrencies(heading) ?? []] : [],
  );
  const fallback = (told.set.currency ?? told.currency).toUpperCase();
  /** Who says what, the closest first; each as what it could mean. */
  const voices = (row: FileRow, { at, heading }: Column): Voices => {
    const cell = row.cells[at] ?? '';
    const line = row.cells[own?.at ?? -1] ?? '';
    const above = headingCurrencies(heading) ?? anyHeading.find((codes) => codes.length > 0);
    return {
      cell: currenciesIn(cell),
      line: isUnknown(line) ? undefined : named(line),
      heading: told.set.currency ? undefined : above,
    };
  };
  return {
    of: (row, column) => decided(voices(row, column), fallback, { row, column }),
    about: (row, column) => {
      const { cell, line, heading } = voices(row, column);
      const codes = cell ?? line ?? heading ?? [fallback];
      return codes.includes(fallback) ? [fallback] : codes;
    },
  };
}

type Voices = Readonly<Record<'cell' | 'line' | 'heading', readonly string[] | undefined>>;

function decided(
  { cell, line, heading }: Voices,
  fallback: string,
  { row, column }: { row: FileRow; column: Column },
): string {
  const { field } = column.fact;
  const shown = row.cells[column.at] ?? '';
  const around = line ?? heading;
  const said = around ? among(around, fallback) : fallback;
  const open = (codes: readonly string[]) =>
    new BadCell(sentence('currencyOpen', { field, cell: shown, example: codes[0] ?? 'EUR' }), {
      field: 'currency',
      example: codes[0] ?? 'EUR',
    });
  if (!cell) {
    if (said === undefined) throw open(around ?? []);
    return said;
  }
  if (around && !cell.some((code) => around.includes(code)))
    throw new BadCell(sentence('currencyOther', { field, cell: shown, currency: said ?? around.join(', ') }));
  const meant = around ? cell.filter((code) => around.includes(code)) : cell;
  const found = among(meant, fallback);
  if (found === undefined) throw open(meant);
  return found;
}
