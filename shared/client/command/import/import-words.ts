import type { Refused } from '../../../domain/imports/items/item.ts';
import type { Column } from '../../../domain/imports/map-columns.ts';
import type { NamedColumn, OpenQuestion } from '../../../domain/imports/open-question.ts';
import type { ReadImport } from '../../../domain/imports/read-import.ts';
import type { DryRunItem } from './dry-run.ts';
import type { Opened } from './open-file.ts';
import type { Outcomes } from './send-items.ts';

const counted = (count: number): string => count.toLocaleString('en-US');
const SEPARATOR_NAMES: Readonly<Record<string, string>> = { '\t': 'tabs', JSON: 'JSON' };

/** How a file was read: what was found in it, and which column fills which field. */
export function readingOf(
  { table, kind, encoding, isEncodingOpen }: Opened,
  { columns, ignored }: Pick<ReadImport, 'columns' | 'ignored'>,
): string {
  const between = SEPARATOR_NAMES[table.separator] ?? `"${table.separator}" between cells`;
  const mapped = columns.map(({ heading, fact }: Column) => `  ${heading} → ${fact.field}`);
  return [
    `${kind}: ${counted(table.rows.length)} ${table.rows.length === 1 ? 'line' : 'lines'}, ${encoding}, ${between}`,
    ...(isEncodingOpen
      ? [
          '  no UTF-8, so taken for windows-1252: if letters look wrong, say --encoding macintosh, windows-1250 …',
        ]
      : []),
    ...mapped,
    ...(ignored.length > 0 ? [`  not read: ${ignored.join(', ')}`] : []),
  ].join('\n');
}

/** A question, and by which word of the command it is answered. */
export function questionText(question: OpenQuestion): string {
  switch (question.about) {
    case 'decimal':
      return `${question.heading}: ${decimalAsked(question.cell)}? Say ${answers('decimal', question, [',', '.'])}`;
    case 'dates':
      return `${question.heading}: ${daysAsked(question)}. Say ${answers(
        'dates',
        question,
        question.readings.map(({ order }) => order),
      )}`;
    case 'column': {
      const { heading, count, column, field } = question;
      return `"${heading}" stands over ${count} columns: say which, --map "${column}=${field}"`;
    }
    default:
      return `--${question.option} "${question.wish}=${question.said}": ${wrongOf(question)}`;
  }
}

function wrongOf({ why, kind, option, known }: Extract<OpenQuestion, { about: 'told' }>): string {
  const what = option === 'decimal' ? 'figures' : 'days';
  if (why === 'not-there') return `no ${what} are read there, but in ${known.join(', ') || 'no column'}`;
  if (why === 'no-column') return `the file has no such column; it has ${known.join(', ')}`;
  return why === 'taken' ? 'another column is told to be that' : `${kind} have ${known.join(', ')}`;
}

/** What answers for this column alone, as it is typed. */
function answers(option: string, { heading, column }: NamedColumn, values: readonly string[]): string {
  // In quotes a shell reads these, and a heading may be missing: the number says which column as well.
  const name = heading === '' || /["$`\\!\r\n]/.test(heading) ? column : heading;
  return inWords(values.map((value) => `--${option} "${name}=${value}"`));
}

const inWords = (texts: readonly string[]): string =>
  [texts.slice(0, -1).join(', '), texts.at(-1)].filter(Boolean).join(' or ');

function daysAsked({ isMixed, readings }: Extract<OpenQuestion, { about: 'dates' }>): string {
  if (!isMixed) return `${readings[0]?.cell} is ${inWords(readings.map(({ day }) => day))}`;
  const cells = [...new Set(readings.map(({ cell }) => cell))];
  return `no one order fits all of its days, such as ${cells.join(' and ')}`;
}

const decimalAsked = (cell: string | undefined): string =>
  cell === undefined
    ? 'some cells have "." before their decimals, others ","'
    : `is ${cell} a thousand, or has it three decimals`;

/** What is wrong with a line, and how it is told for all lines at once. */
const refusalText = ({ problem, set }: Refused<string>): string =>
  set ? `${problem}; say it for all lines with --set ${set.field}=${set.example}` : problem;

/** All as wide, so that what a line is stands below that of the line above. */
const WOULD_BE = { stored: 'ready    ', changed: 'changes  ', repeated: 'as is    ' } as const;

/** Each line and what would become of it. */
export function dryRunText({
  items,
  refused,
  skipped,
}: Pick<ReadImport<string>, 'refused' | 'skipped'> & { items: readonly DryRunItem[] }): string {
  const lines = [
    ...items.map(({ line, label, outcome }) => ({ line, text: `${WOULD_BE[outcome]}${label}` })),
    ...refused.map((one) => ({ line: one.line, text: `refused  ${refusalText(one)}` })),
    ...skipped.map(({ line, why }) => ({ line, text: `skipped  ${why}` })),
  ].sort((a, b) => a.line - b.line);
  const told = (outcome: DryRunItem['outcome'], name: string): string[] => {
    const { length } = items.filter((item) => item.outcome === outcome);
    return length > 0 ? [`${counted(length)} ${name}`] : [];
  };
  const standing = [...told('changed', 'to change'), ...told('repeated', 'as before')].join(', ');
  return [
    ...lines.map(({ line, text }) => `line ${line}: ${text}`),
    `${counted(items.length)} ready${standing && ` (of these ${standing})`}, ${counted(refused.length)} refused, ${counted(skipped.length)} skipped; nothing was sent`,
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
