import { inPortions } from './write-many.ts';

/** Names how columns are written: what was written otherwise is refused, never guessed. */
const FORM = 2;
/** As before, without lists of several. */
const FORMER = 1;
/** Rows of one block: what is packed is divided between blocks. */
const TOGETHER = 1_000;
/** Rows of rarer shapes stand whole beside the others. */
const MOST_SHAPES = 12;

/** A value, a list of one thing, one of as many alike as its first column says, or an object by its keys. */
type Shape = 0 | [Shape] | [Shape, 'many'] | { [key: string]: Shape };
/** Values in their order; one for all of them; or texts that come again, each once, and where each stands. */
type Column = unknown[] | { all: unknown } | { texts: string[]; at: number[] };
/** Rows of one shape: `at` says which, left out where all are. */
type Part = { shape: Shape; at?: number[]; columns: Column[] };
export type ColumnBlock = { columns: number; rows: number; parts: Part[]; others: [number, unknown][] };

/**
 * Rows in columns, as JSON would keep them: the names of their fields once instead of in each, equal values once. For rows of
 * many and changing fields; a fresh process reads them in little more than half of the time.
 */
export const toColumns = (rows: readonly unknown[]): ColumnBlock[] => inPortions(rows, TOGETHER).map(blockOf);

function blockOf(rows: readonly unknown[]): ColumnBlock {
  const byShape = new Map<string, { shape: Shape; at: number[] }>();
  for (const [at, row] of rows.entries()) {
    const shape = shapeOf(row);
    const name = JSON.stringify(shape);
    const known = byShape.get(name);
    if (known) known.at.push(at);
    else byShape.set(name, { shape, at: [at] });
  }
  const objects = [...byShape.values()].filter(({ shape }) => shape !== 0);
  const common = objects.sort((one, other) => other.at.length - one.at.length).slice(0, MOST_SHAPES);
  const inParts = new Set(common.flatMap(({ at }) => at));
  return {
    columns: FORM,
    rows: rows.length,
    parts: common.map(({ shape, at }) => partOf(rows, shape, at)),
    others: rows.flatMap((row, at): [number, unknown][] => (inParts.has(at) ? [] : [[at, row]])),
  };
}

function partOf(rows: readonly unknown[], shape: Shape, at: number[]): Part {
  const columns: Column[] = [];
  gather(
    shape,
    at.map((index) => rows[index]),
    columns,
  );
  return { shape, ...(at.length < rows.length ? { at } : {}), columns };
}

/** What JSON writes by a rule of its own, or reads back by one, is a value. */
function shapeOf(value: unknown): Shape {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return 0;
  if (Array.isArray(value)) return shapeOfList(value);
  const told = Object.entries(value).filter(([, of]) => of !== undefined);
  if (told.some(([key]) => key === '__proto__')) return 0;
  return Object.fromEntries(told.map(([key, of]) => [key, shapeOf(of)]));
}

function shapeOfList(list: readonly unknown[]): Shape {
  const shape = shapeOf(list[0]);
  if (shape === 0) return 0;
  const name = JSON.stringify(shape);
  return list.every((one) => JSON.stringify(shapeOf(one)) === name) ? [shape, 'many'] : 0;
}

function gather(shape: Shape, values: readonly unknown[], columns: Column[]): void {
  if (shape === 0) columns.push(columnOf(values));
  else if (Array.isArray(shape)) {
    const lists = values as unknown[][];
    columns.push(columnOf(lists.map(({ length }) => length)));
    gather(shape[0], lists.flat(), columns);
  } else
    for (const key in shape)
      gather(
        shape[key] as Shape,
        values.map((value) => (value as Record<string, unknown>)[key]),
        columns,
      );
}

function columnOf(values: readonly unknown[]): Column {
  const distinct = new Set(values);
  const [first] = distinct;
  if (distinct.size === 1 && (typeof first !== 'object' || first === null)) return { all: first };
  if (distinct.size > values.length / 2 || values.some((value) => typeof value !== 'string'))
    return [...values];
  const texts = [...distinct] as string[];
  const places = new Map(texts.map((text, place) => [text, place]));
  return { texts, at: values.map((value) => places.get(value as string) ?? 0) };
}

/**
 * The rows, each as it was; those that were kept one by one, from before there were columns, as they are. None of them has a
 * field of that name.
 */
export const fromColumns = <Row>(kept: readonly (ColumnBlock | Row)[]): Row[] =>
  kept.flatMap((one) => (isColumns(one) ? rowsIn<Row>(one) : [one as Row]));

const isColumns = (one: unknown): one is ColumnBlock =>
  typeof one === 'object' && one !== null && 'columns' in one;

function rowsIn<Row>({ columns: form, rows: count, parts, others }: ColumnBlock): Row[] {
  if (form !== FORM && form !== FORMER)
    throw new Error(`Rows are kept in a form that this version does not read: ${form}`);
  const rows = new Array<Row>(count);
  for (const { shape, at, columns } of parts) {
    const made = valuesOf(shape, columns.values(), at?.length ?? count) as Row[];
    if (at === undefined) for (let index = 0; index < count; index++) rows[index] = made[index] as Row;
    else for (let index = 0; index < at.length; index++) rows[at[index] as number] = made[index] as Row;
  }
  for (const [at, row] of others) rows[at] = row as Row;
  return rows;
}

function valuesOf(shape: Shape, columns: Iterator<Column>, count: number): unknown[] {
  if (shape === 0) return listOf(columns.next().value as Column, count);
  if (Array.isArray(shape)) return listsOf(shape, columns, count);
  // Read as JSON, so that V8 keeps its fields in the object itself, and each row's with it.
  const empty = JSON.parse(JSON.stringify(shape)) as Record<string, unknown>;
  const made: Record<string, unknown>[] = new Array(count);
  for (let index = 0; index < count; index++) made[index] = { ...empty };
  for (const key in shape) fill(made, key, valuesOf(shape[key] as Shape, columns, count));
  return made;
}

function listsOf(shape: [Shape] | [Shape, 'many'], columns: Iterator<Column>, count: number): unknown[][] {
  if (shape.length === 1) return valuesOf(shape[0], columns, count).map((value) => [value]);
  const lengths = listOf(columns.next().value as Column, count) as number[];
  const sum = lengths.reduce((all, length) => all + length, 0);
  const values = valuesOf(shape[0], columns, sum);
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return values.slice(at - length, at);
  });
}

function fill(made: Record<string, unknown>[], key: string, values: readonly unknown[]): void {
  for (let index = 0; index < made.length; index++)
    (made[index] as Record<string, unknown>)[key] = values[index];
}

function listOf(column: Column, count: number): unknown[] {
  if (!Array.isArray(column) && 'all' in column) return new Array(count).fill(column.all);
  const list = Array.isArray(column) ? column : column.at.map((place) => column.texts[place]);
  if (list.length !== count) throw new Error(`A column holds ${list.length} values of ${count} rows`);
  return list;
}
