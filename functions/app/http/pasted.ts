import { parse } from 'csv-parse/sync';
import { exponentOf } from '../../../shared/domain/money/currency.ts';
import { readAmount, wrongField } from './amount.ts';
import type { FormValues } from './form.ts';
import type { Visit } from './visit.ts';

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

/** What is refused for one of its lines. */
export const wrongLine = ({ say }: Visit, line: number, what: string) =>
  wrongField({ path: 'table', message: `${say('Line {n}', { n: line })}: ${what}` });

/** An amount in one of its lines: minor units of the brand's currency. */
export function pastedAmount(visit: Visit, line: number, text: string): number {
  const amount = readAmount(text, exponentOf(visit.brand.currency));
  if (amount === undefined || amount === 'ambiguous')
    throw wrongLine(visit, line, visit.say('the amount {amount} cannot be read', { amount: text }));
  return amount;
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
