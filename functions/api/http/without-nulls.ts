import type * as z from 'zod';

/** What this walk needs to know of a schema; zod's own names. */
type Def = {
  type: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  valueType?: z.ZodType;
};

/**
 * `null` means left out: shops send it for what they don't know. It stays where the schema has a use for it, as in a
 * PATCH body, where it takes a field away. Looks no deeper than the schema does.
 */
export function withoutNulls(value: unknown, schema: z.ZodType | undefined): unknown {
  const def = schema && bare(schema);
  if (Array.isArray(value) && def?.element)
    return value
      .filter((one) => one !== null || takesNull(def.element))
      .map((one) => withoutNulls(one, def.element));
  const { shape, valueType } = def ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !(shape ?? valueType))
    return value;
  const fieldOf = (name: string) => (shape && Object.hasOwn(shape, name) ? shape[name] : valueType);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => one !== null || takesNull(fieldOf(name)))
      .map(([name, one]) => [name, withoutNulls(one, fieldOf(name))]),
  );
}

const takesNull = (schema: z.ZodType | undefined): boolean => schema?.safeParse(null).success ?? false;

/** Below what is optional, nullable, has a default or is read further. */
function bare(schema: z.ZodType): Def {
  const def = schema.def as unknown as Def;
  const inner = def.type === 'pipe' ? def.in : def.innerType;
  return inner ? bare(inner) : def;
}
