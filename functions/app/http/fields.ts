import { parse } from 'csv-parse/sync';
import { exponentOf } from '../../../shared/domain/money/currency.ts';
import type { Money } from '../../../shared/domain/schema/common.ts';
import { readAmount, readCount, wrongField } from './amount.ts';
import type { FormValues } from './form.ts';
import type { Visit } from './visit.ts';

/** A money field in the brand's currency; `undefined` when left empty. */
export function moneyField({ brand, say }: Visit, values: FormValues, name: string): Money | undefined {
  const text = values.text(name);
  if (text === undefined) return undefined;
  const amount = readAmount(text, exponentOf(brand.currency));
  if (amount === 'ambiguous')
    throw wrongField({
      path: name,
      message: say('Is this a thousand, or one with decimals? Write 1234 or 1,23.'),
    });
  if (amount === undefined)
    throw wrongField({ path: name, message: say('This is not an amount, such as 49.90.') });
  return { amount, currency: brand.currency };
}

/** A count; `undefined` when left empty. */
export function countField({ say }: Visit, values: FormValues, name: string): number | undefined {
  const text = values.text(name);
  if (text === undefined) return undefined;
  const count = readCount(text);
  if (count === undefined) throw wrongField({ path: name, message: say('This is not a whole number.') });
  return count;
}

/** `{ name: value }` for what was filled in: an empty field is an absent one. */
export function given<N extends string>(values: FormValues, ...names: N[]): Partial<Record<N, string>> {
  const found: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = values.text(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** The lines of a field that takes one thing a line, without empty ones. */
export const linesOf = (values: FormValues, name: string, between = /\n/): string[] =>
  (values.text(name) ?? '')
    .split(between)
    .map((line) => line.trim())
    .filter(Boolean);

/** Each line is a call of its own. */
const MOST_PASTED = 200;

/** The lines of the pasted field `table`, each cut into its cells; refused where there are none, or too many. */
export function pastedLines(
  { say }: Visit,
  values: FormValues,
  isLine: (first: string) => boolean,
  most = MOST_PASTED,
): string[][] {
  const lines = cutRows(values.raw('table')).filter(([first = '']) => isLine(first));
  if (lines.length === 0 || lines.length > most)
    throw wrongField({ path: 'table', message: say('Paste 1 to {most} lines.', { most }) });
  return lines;
}

/** Lines of a pasted table, cut at tabs, or at semicolons or commas where there is no tab. */
function cutRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const mark = lines.some((line) => line.includes('\t'))
    ? '\t'
    : lines.some((line) => line.includes(';'))
      ? ';'
      : ',';
  return parse(text, {
    delimiter: mark,
    bom: true,
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
}
