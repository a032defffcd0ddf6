import { exponentOf, isCurrency } from '../../money/currency.ts';
import type { ColumnAnswers } from '../column-answers.ts';
import type { FileRow } from '../file/read-table.ts';
import { headingManifold } from '../heading-key.ts';
import type { Column } from '../map-columns.ts';
import type { OpenQuestion } from '../open-question.ts';
import { type Sentence, sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { BadCell } from './bad-cell.ts';
import { type DayOrder, momentIn, orderOf, readDate, unknownZoneIn, type Written } from './dates.ts';
import {
  type DecimalSign,
  decimalOf,
  isFailed,
  isUnknown,
  openUnder,
  readNumber,
  readWhole,
} from './numbers.ts';
import { type Currencies, currencies } from './row-currency.ts';
import { zoneOver } from './zones-said.ts';

/** One row's cells by field: undefined where nothing is said, BadCell where what is said can't be read. */
export type RowReader = {
  text(field: string): string | undefined;
  list(field: string): string[] | undefined;
  count(field: string): number | undefined;
  money(field: string): { value: string; currency: string } | undefined;
  day(field: string): string | undefined;
  /** RFC 3339, UTC. */
  instant(field: string): string | undefined;
  /** The zone that stands over a column of days or times. */
  zone(field: string): number | string | undefined;
};
export type ColumnReading = {
  of: (row: FileRow) => RowReader;
  /** Whether a column fills the field, or it was told for all lines: else its cells are not empty, they aren't there. */
  has: (field: string) => boolean;
  questions: OpenQuestion[];
};

/** How each column of figures or dates is read: decided by all of its cells, before any is read. */
export function rowReader(
  columns: readonly Column[],
  given: readonly FileRow[],
  told: Told,
  answers: ColumnAnswers,
): ColumnReading {
  const inFull = manifold(columns);
  const rows = given.map(inFull);
  const currency = currencies(columns, told);
  const { questions, signs, orders } = decided(columns, rows, { told, answers, currency });
  const by = new Map(columns.map((column) => [column.fact.field, column]));
  const how = { by, told, signs, orders, currency };
  const has = (field: string) => by.has(field) || told.set[field] !== undefined;
  return { questions, has, of: (row) => readerOf(inFull(row), how) };
}

/** Figures under `Followers (k)` as `12K`, so that each says itself what it counts. */
function manifold(columns: readonly Column[]): (row: FileRow) => FileRow {
  const letters = columns.flatMap(({ at, heading, fact }) => {
    const letter = fact.reads === 'count' || fact.reads === 'amount' ? headingManifold(heading) : undefined;
    return letter ? [{ at, letter }] : [];
  });
  if (letters.length === 0) return (row) => row;
  return (row) => {
    const cells = [...row.cells];
    for (const { at, letter } of letters)
      cells[at] = (cells[at] ?? '').replace(/^([^\p{L}]*\d)\)?(?=[^\p{L}]*$)/u, `$&${letter}`);
    return { ...row, cells };
  };
}

type HowRead = Pick<ReturnType<typeof decided>, 'signs' | 'orders'> & {
  by: ReadonlyMap<string, Column>;
  told: Told;
  currency: Currencies;
};

function readerOf(row: FileRow, how: HowRead): RowReader {
  const { by, told, signs, orders, currency } = how;
  const { whole, text, read } = cellsOf(row, how);
  const written = (field: string) =>
    read(
      field,
      (cell) => readDate(cell, orders.get(field) ?? 'dmy', told.asOf.slice(0, 10)),
      (cell) => noDate(field, cell),
    );
  const zone = (field: string) => {
    const over = zoneOver(by.get(field)?.heading ?? '');
    if (over && over.zone === undefined) throw new BadCell(sentence('noZone', { field, cell: over.text }));
    return over?.zone;
  };
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
      const column = by.get(field);
      const amount = (cell: string) => {
        const value = readNumber(cell, sign);
        return value === undefined || !column ? undefined : { value, currency: currency.of(row, column) };
      };
      return read(field, amount, (cell) =>
        sign ? sentence('noAmountSo', { field, cell, sign }) : sentence('noAmount', { field, cell }),
      );
    },
    day: (field) => dayOf(written(field), told.zone),
    instant(field) {
      const found = written(field);
      return found && new Date(momentIn(found, zone(field) ?? told.zone)).toISOString();
    },
    zone,
  };
}

/** What is said of a field, in its cell or for all lines: as it stands, as one line, and read as what it has to be. */
function cellsOf(row: FileRow, { by, told }: Pick<HowRead, 'by' | 'told'>) {
  const whole = (field: string): string | undefined => {
    const cell = row.cells[by.get(field)?.at ?? -1] ?? '';
    if (isFailed(cell)) throw new BadCell(sentence('formulaFailed', { field, cell }));
    if (NAMES.has(field) && SHORTENED.test(cell)) throw new BadCell(sentence('shortened', { field, cell }));
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

/** What things are told apart by; two that were shortened alike would be one. */
const NAMES = new Set(['externalId', 'number', 'refundOf', 'creatorExternalId', 'post']);
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d\d$/i;

function noDate(field: string, cell: string): Sentence {
  const zone = unknownZoneIn(cell);
  return zone === undefined ? sentence('noDate', { field, cell }) : sentence('noZone', { field, cell: zone });
}

const trimmed = (text: string): string => text.trim();

/** Decimal signs and orders of days by field, and what the columns leave open. */
function decided(
  columns: readonly Column[],
  rows: readonly FileRow[],
  { told, answers, currency }: { told: Told; answers: ColumnAnswers; currency: Currencies },
) {
  const questions: OpenQuestion[] = [];
  const signs = new Map<string, DecimalSign | undefined>();
  const orders = new Map<string, DayOrder>();
  for (const column of columns) {
    const cells = rows.map((row) => row.cells[column.at] ?? '');
    const { reads, field } = column.fact;
    if (reads === 'count' || reads === 'amount') {
      const codes = rows.flatMap((row) => currency.about(row, column));
      const sign = signOf(column, cells, codes, { of: answers.decimal.get(column.at), others: told.decimal });
      if (sign.question) questions.push(sign.question);
      signs.set(field, sign.sign);
    } else if (reads !== 'text') {
      const said = { of: answers.dates.get(column.at), others: told.dates };
      const order = orderFor(column, cells, said, told.asOf.slice(0, 10));
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

/** What was said of a column itself, and of all those that leave it open. */
type Said<T> = { of: T | undefined; others: T | undefined };
const named = ({ heading, at }: Column) => ({ heading, column: at + 1 });

type SignOf = { sign?: DecimalSign | undefined; question?: OpenQuestion };

function signOf(
  column: Column,
  cells: readonly string[],
  codes: readonly string[],
  said: Said<DecimalSign>,
): SignOf {
  if (said.of) return { sign: said.of };
  const found = signShown(column, cells, codes);
  if ('sign' in found) return found;
  if (said.others) return { sign: said.others };
  const { cell } = found;
  return { question: { about: 'decimal', ...named(column), ...(cell === undefined ? {} : { cell }) } };
}

/** The sign that the cells show, none where every mark groups; or what leaves it open, the first such cell if there is one. */
function signShown(
  { fact }: Column,
  cells: readonly string[],
  codes: readonly string[],
): { sign: DecimalSign | undefined } | { cell: string | undefined } {
  const reading = decimalOf(cells);
  const places = new Set(
    fact.reads === 'count' ? [0] : codes.map((code) => (isCurrency(code) ? exponentOf(code) : 2)),
  );
  if (reading === '.' || reading === ',') {
    // `1.5K` beside `2.000`, `12.50` beside `1.500`: what the one says of the point makes two, and one fifty, of thousands.
    const taken = fact.reads === 'count' ? cells : cells.filter((cell) => /\d{2}0\D*$/.test(cell));
    const open = places.has(3) ? undefined : openUnder(taken, reading);
    return open === undefined ? { sign: reading } : { cell: open };
  }
  if (reading === 'none') return { sign: undefined };
  if (reading === 'mixed') return { cell: undefined };
  const marks = new Set(cells.flatMap((cell) => cell.match(/[.,](?=\d{3}(?!\d))/g) ?? []));
  if (places.size === 1 && places.has(0)) return { sign: undefined };
  if (places.size === 1 && places.has(3) && marks.size === 1) return { sign: [...marks][0] as DecimalSign };
  return { cell: openUnder(cells, '.') ?? openUnder(cells, ',') };
}

type OrderFor = { order?: DayOrder; question?: OpenQuestion };

function orderFor(column: Column, cells: readonly string[], said: Said<DayOrder>, newest: string): OrderFor {
  if (said.of) return { order: said.of };
  const reading = orderOf(cells, newest);
  if (reading.is === 'none') return said.others ? { order: said.others } : {};
  if (!('readings' in reading)) return { order: reading.is };
  if (said.others) return { order: said.others };
  const { is, readings } = reading;
  return { question: { about: 'dates', ...named(column), isMixed: is === 'mixed', readings } };
}
