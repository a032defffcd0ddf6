import type * as z from 'zod';

/** What this walk needs to know of a schema; zod's own names. */
type Def = {
  type?: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
};

/**
 * `emptyStays`: of a change and a query, where an empty text is a mistake that has to be told. `emptyEntriesToo`: a text of
 * a list is left out as well, where shops' forms fill it.
 */
export type NullsReading = { emptyStays?: boolean; emptyEntriesToo?: true };
const STAYS: NullsReading = { emptyStays: true };

/**
 * `null` means left out: shops send it for what they don't know. It stays where the schema has a use for it, as in a
 * PATCH body, where it takes a field away. So does an empty text, as fields of forms stay it: an optional one that can't be
 * empty. Looks no deeper than the schema does.
 */
export function withoutNulls(
  value: unknown,
  schema: z.ZodType | undefined,
  reading: NullsReading = {},
): unknown {
  const def = schema && bare(schema);
  if (Array.isArray(value) && def?.element)
    return value
      .filter((one) => !isNothing(one, def.element, reading.emptyEntriesToo ? reading : STAYS))
      .map((one) => withoutNulls(one, def.element, reading));
  const { shape, valueType } = def ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !(shape ?? valueType))
    return value;
  const fieldOf = (name: string) => (shape && Object.hasOwn(shape, name) ? shape[name] : valueType);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => !isLeftOut(one, fieldOf(name), reading))
      .map(([name, one]) => [name, withoutNulls(one, fieldOf(name), reading)]),
  );
}

const isLeftOut = (one: unknown, field: z.ZodType | undefined, reading: NullsReading): boolean =>
  isNothing(one, field, field && ['optional', 'default'].includes(field.def.type) ? reading : STAYS);

/** Neither `null` nor, unless such stay, a text or a thing of texts that stayed empty; unless the schema takes it. */
const isNothing = (one: unknown, schema: z.ZodType | undefined, { emptyStays }: NullsReading): boolean =>
  (one === null || (!emptyStays && stayedEmpty(one, schema))) && !takes(schema, one);

function stayedEmpty(one: unknown, schema: z.ZodType | undefined): boolean {
  const { type, shape, options } = schema ? bare(schema) : {};
  if (typeof one === 'string') {
    const isText = type === 'string' || options?.some((option) => bare(option).type === 'string');
    return isText === true && one.trim() === '';
  }
  if (typeof one !== 'object' || one === null || !shape) return false;
  const told = Object.entries(one).filter(([, told]) => told !== null);
  return told.length > 0 && told.every(([name, text]) => stayedEmpty(text, shape[name]));
}

const takes = (schema: z.ZodType | undefined, value: unknown): boolean =>
  schema?.safeParse(value).success ?? false;

/** Below what is optional, nullable, has a default or is read further. */
function bare(schema: z.ZodType): Def {
  const def = schema.def as unknown as Def;
  const inner = def.type === 'pipe' ? def.in : def.innerType;
  return inner ? bare(inner) : def;
}
