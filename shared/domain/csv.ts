export type CsvValue = string | number | boolean | null | undefined;

/**
 * One line of RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it; a plain number
 * stays one, also when it is negative.
 */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\r\n`;

function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  if (/^-?\d+(\.\d+)?$/.test(value)) return value;
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}
