import { exponentOf, isCurrency } from '../../money/currency.ts';
import type { FileRow } from '../file/read-table.ts';
import { headingCurrency } from '../heading-key.ts';
import type { Column } from '../map-columns.ts';
import type { OpenQuestion } from '../open-question.ts';
import { inEnglish, type Sentence, sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { momentWritten, orderOf, readDate, type Written } from './dates.ts';
import { type DecimalSign, decimalOf, isUnknown, readNumber, readWhole } from './numbers.ts';

/** A cell that can't be what its field asks for: told with its line, and no other line suffers. */
export class BadCell extends Error {
  readonly problem: Sentence;
  /** The field that could be told for all lines at once, with an example of what. */
  readonly set: { field: string; example: string } | undefined;

  constructor(problem: Sentence, set?: { field: string; example: string }) {
    super(inEnglish(problem));
    this.problem = problem;
    this.set = set;
  }
}

/** One row's cells by field: undefined where nothing is said, BadCell where what is said can't be read. */
export type RowReader = {
  text(field: string): string | undefined;
  list(field: string): string[] | undefined;
  count(field: string): number | undefined;
  money(field: string): { value: string; currency: string } | undefined;
  day(field: string): string | undefined;
  /** RFC 3339, UTC. */
  instant(field: string): string | undefined;
};
export type ColumnReading = { of: (row: FileRow) => RowReader; questions: OpenQuestion[] };

/** How each column of figures or dates is read: decided by all of its cells, before any is read. */
export function rowReader(columns: readonly Column[], rows: readonly FileRow[], told: Told): ColumnReading {
  const currencyOf = currencies(columns, told);
  const { questions, signs, orders } = decided(columns, rows, told, currencyOf);
  const at = new Map(columns.map((column) => [column.fact.field, column.at]));
  const how = { at, told, signs, orders, currencyOf };
  return { questions, of: (row) => readerOf(row, how) };
}

type HowRead = Pick<ReturnType<typeof decided>, 'signs' | 'orders'> & {
  at: ReadonlyMap<string, number>;
  told: Told;
  currencyOf: (row: FileRow) => string;
};

function readerOf(row: FileRow, how: HowRead): RowReader {
  const { told, signs, orders, currencyOf } = how;
  const { whole, text, read } = cellsOf(row, how);
  const written = (field: string) =>
    read(
      field,
      (cell) => readDate(cell, orders.get(field) ?? 'dmy', told.asOf.slice(0, 10)),
      (cell) => sentence('noDate', { field, cell }),
    );
  return {
    text,
    list: (field) =>
      whole(field)
        ?.split(/[,;|\r\n]/)
        .map(trimmed)
        .filter(Boolean),
    count: (field) =>
      read(
        field,
        (cell) => readWhole(cell, signs.get(field)),
        (cell) => sentence('noCount', { field, cell }),
      ),
    money(field) {
      const sign = signs.get(field);
      const amount = (cell: string) => {
        const value = readNumber(cell, sign);
        return value === undefined ? undefined : { value, currency: currencyOf(row) };
      };
      return read(field, amount, (cell) =>
        sign ? sentence('noAmountSo', { field, cell, sign }) : sentence('noAmount', { field, cell }),
      );
    },
    day: (field) => dayOf(written(field), told.zone),
    instant(field) {
      const found = written(field);
      return found && new Date(momentWritten(found, told.zone)).toISOString();
    },
  };
}

/** What is said of a field, in its cell or for all lines: as it stands, as one line, and read as what it has to be. */
function cellsOf(row: FileRow, { at, told }: Pick<HowRead, 'at' | 'told'>) {
  const whole = (field: string): string | undefined => {
    const cell = row.cells[at.get(field) ?? -1] ?? '';
    return isUnknown(cell) ? told.set[field] : cell;
  };
  // A cell over several lines says one thing.
  const text = (field: string): string | undefined => whole(field)?.replace(/\s*[\r\n]+\s*/g, ' ');
  const read = <T>(
    field: string,
    reading: (cell: string) => T | undefined,
    no: (cell: string) => Sentence,
  ): T | undefined => {
    const cell = text(field);
    if (cell === undefined) return undefined;
    const found = reading(cell);
    if (found === undefined) throw new BadCell(no(cell));
    return found;
  };
  return { whole, text, read };
}

const trimmed = (text: string): string => text.trim();

/** Decimal signs and orders of days by field, and what the columns leave open. */
function decided(
  columns: readonly Column[],
  rows: readonly FileRow[],
  told: Told,
  currencyOf: (row: FileRow) => string,
) {
  const questions: OpenQuestion[] = [];
  const signs = new Map<string, DecimalSign | undefined>();
  const orders = new Map<string, 'dmy' | 'mdy'>();
  for (const column of columns) {
    const cells = rows.map((row) => row.cells[column.at] ?? '');
    const { reads, field } = column.fact;
    if (reads === 'count' || reads === 'amount') {
      const sign = signOf(column, cells, rows.map(currencyOf), told);
      if (sign.question) questions.push(sign.question);
      signs.set(field, sign.sign);
    } else if (reads !== 'text') {
      const order = orderFor(column, cells, told);
      if (order.question) questions.push(order.question);
      orders.set(field, order.order ?? 'dmy');
    }
  }
  return { questions, signs, orders };
}

/** The day as it is written; of an instant with its own zone that of the brand's. */
const dayOf = (found: Written | undefined, zone: string): string | undefined => {
  if (!found) return undefined;
  return 'day' in found ? found.day : new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(found.at);
};

/** Of a row: its own, else that of the amount's heading, else the brand's. */
function currencies(columns: readonly Column[], told: Told): (row: FileRow) => string {
  const own = columns.find(({ fact }) => fact.field === 'currency');
  const heading = columns.flatMap(({ heading: text, fact }) =>
    fact.reads === 'amount' ? (headingCurrency(text) ?? []) : [],
  )[0];
  const usual = told.set.currency ?? (heading && isCurrency(heading) ? heading : told.currency);
  return (row) => (row.cells[own?.at ?? -1] || usual).toUpperCase();
}

function signOf(
  { heading, fact }: Column,
  cells: readonly string[],
  codes: readonly string[],
  told: Told,
): { sign?: DecimalSign | undefined; question?: OpenQuestion } {
  if (told.decimal) return { sign: told.decimal };
  const reading = decimalOf(cells);
  if (reading === '.' || reading === ',') return { sign: reading };
  if (reading === 'none' || (reading === 'open' && fact.reads === 'count')) return {};
  const open = cells.find((cell) => /\d[.,]\d{3}(?!\d)/.test(cell)) ?? '';
  const places = new Set(codes.map((code) => (isCurrency(code) ? exponentOf(code) : 2)));
  const marks = new Set(cells.flatMap((cell) => cell.match(/[.,](?=\d{3}(?!\d))/g) ?? []));
  const [only] = places;
  if (reading === 'open' && places.size === 1 && only === 0) return {};
  if (reading === 'open' && places.size === 1 && only === 3 && marks.size === 1)
    return { sign: [...marks][0] as DecimalSign };
  return { question: { about: 'decimal', heading, ...(reading === 'mixed' ? {} : { cell: open }) } };
}

function orderFor(
  { heading }: Column,
  cells: readonly string[],
  told: Told,
): { order?: 'dmy' | 'mdy'; question?: OpenQuestion } {
  if (told.dates) return { order: told.dates };
  const reading = orderOf(cells);
  if (reading === 'dmy' || reading === 'mdy') return { order: reading };
  if (reading === 'none') return {};
  const open = cells.find((cell) => orderOf([cell]) === 'open') ?? cells.find((cell) => cell !== '') ?? '';
  const shown = (order: 'dmy' | 'mdy') => {
    const read = readDate(open, order);
    return read && 'day' in read ? read.day : 'no date';
  };
  const either = { dmy: shown('dmy'), mdy: shown('mdy') };
  return {
    question: { about: 'dates', heading, cell: open, isMixed: reading === 'mixed', ...either },
  };
}
