import { FIELDS, type FieldFact, type TableKind } from './fields.ts';
import { headingKey, withoutTaxMark } from './heading-key.ts';
import type { OpenQuestion } from './open-question.ts';

/** A column that is read: its place, its heading, the field that it fills. */
export type Column = { at: number; heading: string; fact: FieldFact };
export type Mapping = { columns: Column[]; ignored: string[]; questions: OpenQuestion[] };

/** What people said: a heading, or the number of a column from 1, and the field; `-`: nothing. */
export type ToldColumns = Readonly<Record<string, string>>;

/** Is this heading one of the kind, or one that was told? Finds the heading of a file. */
export function knowsHeading(kind: TableKind, told: ToldColumns): (heading: string) => boolean {
  const names = new Set([
    ...FIELDS[kind].flatMap((fact) => fact.names.map(headingKey)),
    ...Object.keys(told).map(headingKey),
  ]);
  return (heading) => names.has(keyIn(kind, heading));
}

/** What was spent or earned without tax is what was spent or earned. */
const keyIn = (kind: TableKind, heading: string): string =>
  kind === 'orders' ? headingKey(heading) : withoutTaxMark(headingKey(heading));

/**
 * Which column fills which field: as told, else by its heading. Each field has one column, that of the name which comes
 * first in FIELDS, or of the heading that is like it; two columns with one and the same heading are asked about.
 */
export function mapColumns(kind: TableKind, headings: readonly string[], told: ToldColumns): Mapping {
  const mine: Taken = {
    keys: headings.map((heading) => keyIn(kind, heading)),
    headings,
    by: new Map(),
    taken: new Set(),
    questions: [],
  };
  for (const [wish, field] of Object.entries(told)) takeTold(kind, wish, field, mine);
  for (const fact of FIELDS[kind]) if (!mine.by.has(fact.field)) takeNamed(fact, mine);
  const columns = FIELDS[kind].flatMap((fact) => {
    const at = mine.by.get(fact.field);
    return at === undefined ? [] : [{ at, heading: headings[at] ?? '', fact }];
  });
  const ignored = headings.flatMap((heading, at) =>
    columns.some((column) => column.at === at) ? [] : [heading || `column ${at + 1}`],
  );
  return { columns, ignored, questions: mine.questions };
}

type Taken = {
  headings: readonly string[];
  keys: readonly string[];
  by: Map<string, number>;
  taken: Set<number>;
  questions: OpenQuestion[];
};

function takeTold(kind: TableKind, wish: string, field: string, mine: Taken): void {
  const at = placeOf(wish, mine.headings, mine.keys);
  const isField = FIELDS[kind].some((one) => one.field === field);
  const wrong = wrongWith({ kind, at, isField, field }, mine);
  if (wrong) mine.questions.push({ about: 'told', kind, option: 'map', wish, said: field, ...wrong });
  if (at < 0 || (!isField && field !== '-')) return;
  mine.taken.add(at);
  if (isField) mine.by.set(field, at);
}

type Wrong = Pick<Extract<OpenQuestion, { about: 'told' }>, 'why' | 'known'>;
type Wish = { kind: TableKind; at: number; isField: boolean; field: string };

function wrongWith({ kind, at, isField, field }: Wish, { headings, by }: Taken): Wrong | undefined {
  if (at < 0) return { why: 'no-column', known: headings };
  if (isField) return by.has(field) ? { why: 'taken', known: [] } : undefined;
  return field === '-' ? undefined : { why: 'no-field', known: FIELDS[kind].map((one) => one.field) };
}

function takeNamed({ field, names, like }: FieldFact, mine: Taken): void {
  for (const name of names.map(headingKey)) {
    const places = mine.keys.flatMap((key, at) => (key === name && !mine.taken.has(at) ? [at] : []));
    const [at] = places;
    if (at === undefined) continue;
    if (places.length > 1)
      mine.questions.push({
        about: 'column',
        heading: mine.headings[at] ?? '',
        count: places.length,
        column: at + 1,
        field,
      });
    mine.by.set(field, at);
    mine.taken.add(at);
    return;
  }
  const alike = mine.keys.findIndex((key, at) => like?.test(key) === true && !mine.taken.has(at));
  if (alike < 0) return;
  mine.by.set(field, alike);
  mine.taken.add(alike);
}

/** Where the column stands that is called so, by its heading however it is spelled, or by its number from 1; -1 where none does. */
export function placeOf(
  wish: string,
  headings: readonly string[],
  keys: readonly string[] = headings.map(headingKey),
): number {
  const exact = headings.indexOf(wish);
  if (exact >= 0) return exact;
  const folded = keys.indexOf(headingKey(wish));
  if (folded >= 0) return folded;
  const number = /^\d{1,3}$/.test(wish) ? Number(wish) - 1 : -1;
  return number < headings.length ? number : -1;
}
