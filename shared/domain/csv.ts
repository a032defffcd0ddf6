import { roundMinor, toDecimal } from './money/money.ts';
import { once } from './remember.ts';
import { LANGUAGES } from './vocabulary.ts';

/** Text, a count, a rate; decimals and days say so, since both are written otherwise elsewhere. */
export type CsvValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | { decimal: string }
  | { /** `YYYY-MM-DD` */ day: string };

/** Money in minor units as a cell; null stays unknown. */
export const moneyCell = (minor: number | null, currency: string): CsvValue =>
  minor === null ? null : { decimal: toDecimal(roundMinor(minor), currency) };

/** How the spreadsheet of one kind of reader writes a file. */
export type CsvConvention = {
  separator: ',' | ';';
  decimal: '.' | ',';
  /** Opened by hand: a text that a spreadsheet would take for a number or a day is kept from it. */
  byHand: boolean;
};

/** Commas, a point, each text as it is. */
export const FOR_MACHINES: CsvConvention = { separator: ',', decimal: '.', byHand: false };

/**
 * As a spreadsheet of that locale reads a file by itself. Days stay ISO in every locale: LibreOffice and Excel know them for
 * days and show them as the reader's own, where LibreOffice leaves `09.11.2026` a text unless told to look for dates.
 */
export function conventionOf(locale: string): CsvConvention {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
  const decimal = parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
  return {
    // Switzerland and Liechtenstein write a point, and lists with semicolons all the same.
    separator: decimal === ',' || /-(CH|LI)$/.test(locale) ? ';' : ',',
    decimal,
    byHand: true,
  };
}

/**
 * One line of RFC 4180. Every text stands in quotes, numbers and days stand bare: so a separator of another convention in a
 * text makes no cell, and a spreadsheet that is told "quoted field as text" changes none. A text that would be run as a
 * formula gets an apostrophe before it.
 */
export const csvLine = (values: readonly CsvValue[], convention = FOR_MACHINES): string =>
  `${values.map((value) => csvCell(value, convention)).join(convention.separator)}\r\n`;

export function csvCell(value: CsvValue, convention = FOR_MACHINES): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return quoted(value, convention);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value).replace('.', convention.decimal);
  return 'day' in value ? value.day : value.decimal.replace('.', convention.decimal);
}

/** A file's beginning: Excel takes what follows for UTF-8. */
export const BOM = '\ufeff';

function quoted(text: string, { byHand }: CsvConvention): string {
  const guarded = FORMULA.test(text) || (byHand && isOfAnotherKind(text));
  return `"${(guarded ? `'${text}` : text).replaceAll('"', '""')}"`;
}

const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

const isOfAnotherKind = (text: string): boolean =>
  OTHER_KINDS.some((kind) => kind.test(text)) || withMonth().test(text);

/**
 * What LibreOffice or Excel turn into something else when a file is opened by hand: figures (leading zeros go, 1E5 is
 * 100000, an order of 18 digits loses its last, 5- and (5) are less than nothing), fractions, days and hours (10/11, 3-4,
 * 3PM), truth values.
 */
const OTHER_KINDS = [
  /^[\p{Sc}\s(]*[.,]?\d[\d.,'’\s]*(e[+-]?\d+)?\s*[%\p{Sc})]?-?\s*$/iu,
  /^\s*\d+\s+\d+\/\d+\s*$/,
  /^\s*\d{1,4}\s*[-/.:]\s*\d{1,4}([-/.:T\s]{1,4}\d{1,4})*Z?\s*$/,
  /^\s*\d{1,2}(:\d{1,2}){0,2}\s*[ap]\.?\s?m\.?\s*$/i,
  /^\s*(true|false|wahr|falsch|vrai|faux|verdadero|falso)\s*$/i,
];

/** DEC25, 1 mars, Sept 3: made with the first file for a reader, as months are formatted in every language. */
const withMonth = once(() => {
  const month = `(${monthNames().join('|')})\\.?`;
  return new RegExp(`^\\s*(\\d{1,4}[-./ ]*${month}|${month}[-./ ]*\\d{1,4})([-./ ]+\\d{1,4})?\\s*$`, 'iu');
});

function monthNames(): string[] {
  const names = LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, at) => format.format(Date.UTC(2026, at, 15)).replace('.', ''));
    }),
  );
  return [...new Set([...names, 'Sept', 'Mrz'])];
}
