import type { Refused } from '../../../domain/imports/items/item.ts';
import type { Column } from '../../../domain/imports/map-columns.ts';
import type { OpenQuestion } from '../../../domain/imports/open-question.ts';
import type { ReadImport } from '../../../domain/imports/read-import.ts';
import type { Opened } from './open-file.ts';
import type { Outcomes } from './send-items.ts';

const counted = (count: number): string => count.toLocaleString('en-US');
const SEPARATOR_NAMES: Readonly<Record<string, string>> = { '\t': 'tabs', JSON: 'JSON' };

/** How a file was read: what was found in it, and which column fills which field. */
export function readingOf(
  { table, kind, encoding }: Opened,
  { columns, ignored }: Pick<ReadImport, 'columns' | 'ignored'>,
): string {
  const between = SEPARATOR_NAMES[table.separator] ?? `"${table.separator}" between cells`;
  const mapped = columns.map(({ heading, fact }: Column) => `  ${heading} → ${fact.field}`);
  return [
    `${kind}: ${counted(table.rows.length)} ${table.rows.length === 1 ? 'line' : 'lines'}, ${encoding}, ${between}`,
    ...mapped,
    ...(ignored.length > 0 ? [`  not read: ${ignored.join(', ')}`] : []),
  ].join('\n');
}

/** A question, and by which word of the command it is answered. */
export function questionText(question: OpenQuestion): string {
  switch (question.about) {
    case 'decimal':
      return `${question.heading}: ${decimalAsked(question.cell)}? Say --decimal . or --decimal ,`;
    case 'dates': {
      const { heading, cell, isMixed, dmy, mdy } = question;
      const why = isMixed ? 'days stand first in some cells and second in others' : cell;
      return `${heading}: ${why}. ${cell} is ${dmy} by --dates dmy, ${mdy} by --dates mdy: say which`;
    }
    case 'column': {
      const { heading, count, column, field } = question;
      return `"${heading}" stands over ${count} columns: say which, --map "${column}=${field}"`;
    }
    default:
      return `--map "${question.wish}=${question.field}": ${wrongOf(question)}`;
  }
}

function wrongOf({ why, kind, known }: Extract<OpenQuestion, { about: 'told' }>): string {
  if (why === 'no-column') return `the file has no such column; it has ${known.join(', ')}`;
  return why === 'taken' ? 'another column is told to be that' : `${kind} have ${known.join(', ')}`;
}

const decimalAsked = (cell: string | undefined): string =>
  cell === undefined
    ? 'some cells have "." before their decimals, others ","'
    : `is ${cell} a thousand, or has it three decimals`;

/** What is wrong with a line, and how it is told for all lines at once. */
const refusalText = ({ problem, set }: Refused<string>): string =>
  set ? `${problem}; say it for all lines with --set ${set.field}=${set.example}` : problem;

/** Each line and what would become of it. */
export function dryRunText({ items, refused, skipped }: ReadImport<string>): string {
  const lines = [
    ...items.map(({ line, label }) => ({ line, text: `ready    ${label}` })),
    ...refused.map((one) => ({ line: one.line, text: `refused  ${refusalText(one)}` })),
    ...skipped.map(({ line, why }) => ({ line, text: `skipped  ${why}` })),
  ].sort((a, b) => a.line - b.line);
  return [
    ...lines.map(({ line, text }) => `line ${line}: ${text}`),
    `${counted(items.length)} ready, ${counted(refused.length)} refused, ${counted(skipped.length)} skipped; nothing was sent`,
  ].join('\n');
}

/** What became of all of them. */
export function outcomeOf(outcomes: Outcomes, skipped: number): string {
  const { stored, changed, repeated, refused } = outcomes;
  return [
    ...[...refused].sort((a, b) => a.line - b.line).map((one) => `line ${one.line}: ${refusalText(one)}`),
    `${counted(stored)} new, ${counted(changed)} changed, ${counted(repeated)} as before, ${counted(refused.length)} refused${skipped > 0 ? `, ${counted(skipped)} skipped` : ''}`,
  ].join('\n');
}
