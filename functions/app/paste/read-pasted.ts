import { createHash } from 'node:crypto';
import { DAY_ORDERS } from '../../../shared/domain/imports/cells/dates.ts';
import { DECIMAL_SIGNS } from '../../../shared/domain/imports/cells/numbers.ts';
import { takesAnswer } from '../../../shared/domain/imports/column-answers.ts';
import { FIELDS, type PastedKind, USUAL_COLUMNS } from '../../../shared/domain/imports/fields.ts';
import { readJsonTable } from '../../../shared/domain/imports/file/read-json.ts';
import { type FileTable, readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { type ReadImport, readImport } from '../../../shared/domain/imports/read-import.ts';
import type { Told } from '../../../shared/domain/imports/told.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { wrongField } from '../http/amount.ts';
import type { FormValues } from '../http/form.ts';
import type { Visit } from '../http/visit.ts';

/** What can be told for all lines of a pasted table at once, where a line says nothing of it. */
export const SETTABLE = {
  creators: ['platform'],
  spend: ['kind', 'stage'],
  engagement: ['platform'],
  ads: [],
  baselines: [],
  orders: [],
} as const satisfies Record<PastedKind, readonly string[]>;

const MOST_LINES = 1000;

/** A pasted table as the file importer reads it; `stamp`: of the text and of how it is read. */
export type Pasted = {
  kind: PastedKind;
  text: string;
  table: FileTable;
  told: Told;
  read: ReadImport;
  stamp: string;
};

export function readPasted(visit: Visit, kind: PastedKind, values: FormValues): Pasted {
  const text = values.raw('table');
  const table = readJsonTable(text) ?? readTable(text, knowsHeading(kind, {}), USUAL_COLUMNS[kind]);
  const { length } = table.rows;
  if (length === 0 || length > MOST_LINES)
    throw wrongField({
      path: 'table',
      message: visit.say('Paste 1 to {most} lines.', { most: MOST_LINES }),
    });
  const told = toldOf(visit, kind, values, table);
  const read = readImport(table, told);
  return { kind, text, table, told, read, stamp: stampOf(text, told, read) };
}

/** A column told to be what it was taken for anyhow changes nothing. */
function stampOf(text: string, { map: _, ...told }: Told, { columns }: ReadImport): string {
  const readAs = columns.map(({ at, fact: { field } }) => [at, field]);
  return createHash('sha256')
    .update(JSON.stringify([text, told, readAs]))
    .digest('base64url');
}

/** The headings over which a map was made: told of other columns it is none. */
export const columnsOf = ({ headings }: FileTable): string => JSON.stringify(headings);

function toldOf({ brand, now }: Visit, kind: PastedKind, values: FormValues, table: FileTable): Told {
  const isOfThese = values.raw('columns') === columnsOf(table);
  const ofColumns = (name: string): (string | undefined)[][] =>
    isOfThese ? table.headings.map((_, at) => [String(at + 1), values.text(`${name}-${at}`)]) : [];
  const set = SETTABLE[kind].map((field) => [field, values.text(`set-${field}`)]);
  const said = (pairs: (string | undefined)[][]): Record<string, string> =>
    Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  const map = said(ofColumns('map'));
  /** What was answered of a column that is read as something else by now is no answer. */
  const answers = <T extends string>(list: readonly T[], option: 'decimal' | 'dates'): Record<string, T> =>
    Object.fromEntries(
      ofColumns(option).flatMap(([column = '', told]) => {
        const found = list.find((one) => one === told);
        const fact = FIELDS[kind].find(({ field }) => field === map[column]);
        return found && fact && takesAnswer(option, fact.reads) ? [[column, found]] : [];
      }),
    );
  const first = parseInstant(values.raw('asOf')) ?? now;
  return {
    kind,
    map,
    set: said(set),
    decimalOf: answers(DECIMAL_SIGNS, 'decimal'),
    datesOf: answers(DAY_ORDERS, 'dates'),
    zone: brand.timeZone,
    currency: brand.currency,
    asOf: new Date(Math.min(first, now)).toISOString(),
  };
}
