import { CsvError, parse } from 'csv-parse/sync';
import type { Journey } from '../../../shared/domain/attribution/journey.ts';

/** `decimals`: how many places the file's values have; `valueMinor` counts units of the last one. */
export type PathFile = { journeys: Journey[]; decimals: number; hasValue: boolean; hasNulls: boolean };

/** What is wrong with the file, in one line that names the line. */
export class BadPathFile extends Error {}

const COLUMNS = ['path', 'conversions', 'value', 'nulls'] as const;
type Column = (typeof COLUMNS)[number];
type Row = { line: number; path: string[]; conversions: number; nulls: number; value: Decimal };

/**
 * Reads journeys from a CSV as the R package ChannelAttribution knows them: `path` with " > " between touches,
 * `conversions`, and optionally `value` and `nulls`. Commas or semicolons; with semicolons a comma is a decimal
 * point. Throws BadPathFile.
 */
export const readPathFile = (text: string): PathFile => {
  const delimiter = delimiterOf(text);
  const [header, ...records] = parseCsv(text, delimiter);
  const columns = columnsOf(header?.fields ?? []);
  const rows = records.map((record) => rowOf(record, columns, header?.fields.length ?? 0, delimiter));
  if (rows.length === 0) throw new BadPathFile('line 2: no paths below the header');
  if (rows.every((row) => row.conversions === 0))
    throw new BadPathFile('no row has a conversion: nothing to credit');
  const decimals = rows.reduce((most, row) => Math.max(most, row.value.decimals), 0);
  return {
    journeys: rows.map((row) => journeyOf(row, decimals)),
    decimals,
    hasValue: columns.has('value'),
    hasNulls: columns.has('nulls'),
  };
};

const delimiterOf = (text: string): ',' | ';' => {
  const header = text.slice(0, text.search(/\r|\n|$/));
  return header.split(';').length > header.split(',').length ? ';' : ',';
};

type CsvRecord = { line: number; fields: string[] };

const parseCsv = (text: string, delimiter: string): CsvRecord[] => {
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (fields: string[], { lines }) => {
        records.push({ line: lines, fields });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BadPathFile(`line ${error.lines ?? '?'}: ${error.message.split('\n')[0]}`);
  }
};

const columnsOf = (header: readonly string[]): Map<Column, number> => {
  const names = header.map((name) => name.toLowerCase());
  for (const name of ['path', 'conversions']) {
    if (!names.includes(name))
      throw new BadPathFile(`line 1: no column "${name}" (found: ${header.join(', ') || 'nothing'})`);
  }
  const twice = COLUMNS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice) throw new BadPathFile(`line 1: column "${twice}" appears twice`);
  return new Map(COLUMNS.filter((name) => names.includes(name)).map((name) => [name, names.indexOf(name)]));
};

const rowOf = (
  { line, fields }: CsvRecord,
  columns: Map<Column, number>,
  width: number,
  delimiter: string,
): Row => {
  if (fields.length !== width)
    throw new BadPathFile(`line ${line}: ${fields.length} fields where the header has ${width}`);
  const cell = (column: Column): string => fields[columns.get(column) ?? -1] ?? '';
  const number = (column: Column): Decimal => {
    const text = cell(column);
    if (text === '' && column !== 'conversions') return { text: '0', decimals: 0 };
    const decimal = decimalOf(delimiter === ';' ? text.replace(',', '.') : text);
    if (decimal === undefined) throw new BadPathFile(`line ${line}: ${column} "${text}" is not a number`);
    return decimal;
  };
  const count = (column: Column): number => {
    const value = Number(number(column).text);
    if (value < 0) throw new BadPathFile(`line ${line}: ${column} is negative`);
    return value;
  };
  const path = cell('path')
    .split('>')
    .map((touch) => touch.trim());
  if (path.includes('')) throw new BadPathFile(`line ${line}: path "${cell('path')}" has an empty touch`);
  const row = {
    line,
    path,
    conversions: count('conversions'),
    nulls: count('nulls'),
    value: number('value'),
  };
  if (row.conversions === 0 && Number(row.value.text) !== 0)
    throw new BadPathFile(`line ${line}: value without a conversion`);
  return row;
};

/** A number as it was written: its decimals are kept, because money is split in units of the last one. */
type Decimal = { text: string; decimals: number };

const decimalOf = (text: string): Decimal | undefined => {
  const parts = /^[+-]?\d{1,15}(?:\.(\d{1,15}))?(?:e([+-]?\d{1,2}))?$/i.exec(text);
  if (!parts) return undefined;
  return { text, decimals: Math.max(0, (parts[1]?.length ?? 0) - Number(parts[2] ?? 0)) };
};

const journeyOf = ({ line, path, conversions, nulls, value }: Row, decimals: number): Journey => {
  const valueMinor = Math.round(Number(value.text) * 10 ** decimals);
  if (Math.abs(valueMinor) > 2 ** 50)
    throw new BadPathFile(`line ${line}: value "${value.text}" has too many digits to split exactly`);
  return { touches: path.map((key) => ({ key })), conversions, nulls, valueMinor };
};
