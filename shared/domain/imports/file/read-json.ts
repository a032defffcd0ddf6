import type { FileRow, FileTable } from './read-table.ts';

type Flat = Record<string, string>;

/**
 * A list of objects in a JSON text (an answer of a service's API, saved; or one object a line), as a table: fields of fields
 * are columns of their own, `domain.fullName`. Undefined when the text is no such list.
 */
export function readJsonTable(text: string): FileTable | undefined {
  const objects = objectsIn(text.replace(/^\ufeff/, '').trim());
  if (!objects || objects.length === 0) return undefined;
  const flat = objects.map((object) => flattened(object));
  const headings = [...new Set(flat.flatMap((one) => Object.keys(one)))];
  const rows: FileRow[] = flat.map((one, index) => ({
    line: index + 1,
    cells: headings.map((heading) => one[heading] ?? ''),
  }));
  return { headings, rows, broken: [], separator: 'JSON', above: 0, isBare: false };
}

function objectsIn(text: string): object[] | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  const whole = parsed(text);
  if (whole !== undefined) return listIn(whole, 3);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const each = lines.map(parsed);
  return each.every(isObject) ? each : undefined;
}

/** Some services leave raw control characters in titles: JSON allows none. */
function parsed(text: string): unknown {
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that are taken out.
    return JSON.parse(text.replace(/[\u0000-\u001f]/g, ' '));
  } catch {
    return undefined;
  }
}

/** The first list of objects, at the top or some way down; also `{"link_1": {…}, "link_2": {…}}`. */
function listIn(value: unknown, depth: number): object[] | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? value : undefined;
  if (!isObject(value) || depth === 0) return undefined;
  const inside = Object.values(value);
  for (const one of inside) {
    const found = Array.isArray(one) || isObject(one) ? listIn(one, depth - 1) : undefined;
    if (found) return found;
  }
  return inside.length > 0 && inside.every(isObject) ? inside : undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function flattened(object: object, before = ''): Flat {
  const flat: Flat = {};
  for (const [name, value] of Object.entries(object)) {
    const heading = before ? `${before}.${name}` : name;
    if (isObject(value)) Object.assign(flat, flattened(value, heading));
    else flat[heading] = cellOf(value);
  }
  return flat;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return String(value);
  return value.map((one) => (isObject(one) && 'name' in one ? String(one.name) : String(one))).join(', ');
}
