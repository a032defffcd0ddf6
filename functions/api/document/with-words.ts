import type { JsonSchema } from './json-schema.ts';

export type FieldWords = Readonly<Record<string, string | readonly [words: string, example: unknown]>>;

/** A copy of a schema in which every field says what it is; `parent` is what holds it. */
export function withWords(schema: JsonSchema, parent: string, words: FieldWords): JsonSchema {
  const into = (one: JsonSchema) => withWords(one, parent, words);
  return nullApart({
    ...schema,
    // JavaScript escapes slashes in a pattern's source; other languages needn't, and a generator of clients can't.
    ...(schema.pattern ? { pattern: schema.pattern.replaceAll('\\/', '/') } : {}),
    ...(schema.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, field]) => [
              name,
              withWords(told(field, name, parent, words), name, words),
            ]),
          ),
        }
      : {}),
    ...(schema.items ? { items: into(schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(into) } : {}),
    ...(schema.oneOf ? { oneOf: schema.oneOf.map(into) } : {}),
    ...(schema.allOf ? { allOf: schema.allOf.map(into) } : {}),
  });
}

/** Codes or nothing, said as two: a null among the codes is right, and a generator of clients writes no TypeScript for it. */
function nullApart(schema: JsonSchema): JsonSchema {
  const { enum: codes = [], type = [], ...rest } = schema;
  const others = codes.filter((code) => code !== null);
  if (others.length === 0 || others.length === codes.length) return schema;
  const types = [type].flat().filter((one) => one !== 'null');
  const kind = types.length > 1 ? types : types[0];
  return { ...rest, anyOf: [{ ...(kind ? { type: kind } : {}), enum: others }, { type: 'null' }] };
}

/** One field with its words: its own first, then those of its name under this parent, then those of its name. */
export function told(field: JsonSchema, name: string, parent: string, words: FieldWords): JsonSchema {
  const entry = words[`${parent}.${name}`] ?? words[name];
  const [description, example] =
    typeof entry === 'string' || entry === undefined ? [entry, undefined] : entry;
  const shown = field.example ?? (field.$ref ? undefined : (fitting(example, field) ?? exampleOf(field)));
  return {
    ...field,
    ...((field.description ?? description) ? { description: field.description ?? description } : {}),
    ...(shown === undefined ? {} : { example: shown }),
  };
}

/** One name may be a text here and a list there: an example is shown where it is of the field's own kind. */
function fitting(example: unknown, { type, enum: codes, anyOf, oneOf }: JsonSchema): unknown {
  if (anyOf || oneOf || type === undefined) return typeof example === 'object' ? undefined : example;
  if (codes) return codes.includes(example) ? example : undefined;
  const kind = Array.isArray(example) ? 'array' : example === null ? 'null' : typeof example;
  const types = [type].flat();
  const isNumber =
    kind === 'number' &&
    (types.includes('number') || (types.includes('integer') && Number.isInteger(example)));
  return isNumber || types.includes(kind) ? example : undefined;
}

/** Where nobody gave one: the first of what is allowed. */
function exampleOf({ enum: codes, type, minimum, items }: JsonSchema): unknown {
  if (codes) return codes[0];
  const first = [type].flat()[0];
  if (first === 'boolean') return true;
  if (first === 'integer' || first === 'number') return Math.max(minimum ?? 1, 1);
  if (first === 'array' && items?.example !== undefined) return [items.example];
  if (first === 'array' && items?.enum) return [items.enum[0]];
  return undefined;
}
