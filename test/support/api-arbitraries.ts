import * as fc from 'fast-check';
import * as z from 'zod';
import { made } from '../../shared/domain/schema/late-zod.ts';
import { isRaw, type RouteShape } from '../../shared/domain/schema/route.ts';

/** What the fuzzer sends: as often acceptable as not. */
export type FuzzRequest = {
  path: string;
  body: string | undefined;
  headers: Record<string, string>;
};

type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  example?: unknown;
};

/** Ids that exist, by prefix, so that the fuzzer gets past the 404s. */
export type IdPool = Map<string, string[]>;

/** By the name of a field that no prefix tells from others: values that exist, each with what belongs to it. */
export type KnownValues = Map<string, Record<string, string>[]>;

const NASTY = [
  '',
  ' ',
  '\u0000',
  '\r\nx: y',
  '__proto__',
  'null',
  '../..',
  '%00',
  '\ud800',
  '=1+1',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'http://169.254.169.254/',
  '9'.repeat(400),
  '2026-02-30',
  '2026-W54',
  '0001-01-01T00:00:00Z',
  '🧦'.repeat(50),
];

const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1e308, 2 ** 53, 0.1, [], {}, [[]], ...NASTY),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Requests for one route, made from its schemas. */
export function requestsFor(
  shape: RouteShape,
  pool: IdPool,
  known: KnownValues = new Map(),
): fc.Arbitrary<FuzzRequest> {
  const params = shape.params ? withKnown(objectOf(shape.params, pool), known) : fc.constant({});
  const query = shape.query ? spoiled(objectOf(shape.query, pool), 4) : fc.constant({});
  const body = shape.body
    ? bodyOf(spoiled(withKnown(objectOf(shape.body, pool), known), 3))
    : fc.constant(undefined);
  return fc
    .record({ params, query, body, headers: headersOf(shape) })
    .map(({ params, query, body, headers }) => ({
      path: pathOf(shape, params as Record<string, unknown>, query as Record<string, unknown>),
      body,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    }));
}

/** Half of the time a field gets a value of which the fuzzer knows that it exists, with those that belong to it. */
const withKnown = (base: fc.Arbitrary<unknown>, known: KnownValues): fc.Arbitrary<unknown> =>
  fc.tuple(base, fc.boolean(), fc.nat()).map(([object, wanted, at]) => {
    if (!wanted || typeof object !== 'object' || object === null) return object;
    const field = Object.keys(object).find((name) => known.has(name));
    const values = (field && known.get(field)) || [];
    return { ...object, ...values[at % Math.max(1, values.length)] };
  });

const objectOf = (schema: z.ZodType, pool: IdPool): fc.Arbitrary<unknown> => {
  const json = z.toJSONSchema(made(schema), { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return arbitraryOf(json, json.$defs ?? {}, pool);
};

function headersOf(shape: RouteShape): fc.Arbitrary<Record<string, string>> {
  const maybe = (name: string, values: string[]): fc.Arbitrary<Record<string, string>> =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.constantFrom(...values).map((value) => ({ [name]: value })) },
    );
  return fc
    .tuple(
      maybe('prefer', ['return=minimal', 'x']),
      maybe('if-none-match', ['*', '"x"', 'W/"x"']),
      shape.method === 'post'
        ? maybe('idempotency-key', ['k1', 'k2', 'k3', 'a b', 'x'.repeat(300)])
        : fc.constant({}),
      shape.body
        ? maybe('content-type', [
            'text/plain',
            'application/json; charset=utf-8',
            'application/x-www-form-urlencoded',
          ])
        : fc.constant({}),
    )
    .map((parts) => Object.assign({}, ...parts) as Record<string, string>);
}

function pathOf(shape: RouteShape, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = shape.path.replace(
    /\{(\w+)\}/g,
    (_all, name: string) => encodeURIComponent(wellFormed(String(params[name] ?? 'x'))) || 'x',
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value])
      search.append(name, typeof each === 'object' ? JSON.stringify(each) : String(each));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '?').replace(/^\.+$/, 'dots');

const bodyOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 30, arbitrary: value.map((object) => JSON.stringify(object) ?? 'null') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{', '[]', 'null', '"x"', '{"a":1,"a":2}', '[[[[[['.repeat(2_000)),
    },
  );

/** One time in `often` something in the object is not as it should be. */
function spoiled(base: fc.Arbitrary<unknown>, often: number): fc.Arbitrary<unknown> {
  const spoil = fc
    .tuple(base, nastyValue, fc.nat(), fc.constantFrom('replace', 'add', 'remove', 'whole'))
    .map(([object, value, at, how]) => {
      if (how === 'whole' || typeof object !== 'object' || object === null || Array.isArray(object))
        return value;
      const names = Object.keys(object);
      const name = names[at % Math.max(1, names.length)] ?? 'x';
      if (how === 'add') return { ...object, [`extra${at % 3}`]: value };
      if (how === 'remove') return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
      return { ...object, [name]: value };
    });
  return fc.oneof({ weight: often, arbitrary: base }, { weight: 1, arbitrary: spoil });
}

function arbitraryOf(
  schema: JsonSchema,
  defs: Record<string, JsonSchema>,
  pool: IdPool,
): fc.Arbitrary<unknown> {
  if (schema.$ref) return arbitraryOf(defs[schema.$ref.split('/').pop() ?? ''] ?? {}, defs, pool);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return fc.oneof(...variants.map((variant) => arbitraryOf(variant, defs, pool)));
  if (schema.allOf?.[0]) return arbitraryOf(schema.allOf[0], defs, pool);
  switch (schema.type) {
    case 'string':
      return stringOf(schema, pool);
    case 'integer':
      return integerOf(schema);
    case 'number':
      return fc.double({
        min: schema.minimum ?? schema.exclusiveMinimum ?? 0,
        max: schema.maximum ?? 1e6,
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, defs, pool), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      });
    case 'object':
      return recordOf(schema, defs, pool);
    default:
      return nastyValue;
  }
}

function recordOf(schema: JsonSchema, defs: Record<string, JsonSchema>, pool: IdPool): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [name, arbitraryOf(field, defs, pool)] as const,
  );
  const made = fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] });
  const { example } = schema;
  if (typeof example !== 'object' || example === null) return made;
  const some = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const near = fc.tuple(some, fc.nat()).map(([object, at]) => ({
    ...withKnownIds(example, pool, at),
    ...Object.fromEntries(Object.entries(object).filter((_entry, index) => (at >> index) % 5 === 0)),
  }));
  return fc.oneof(made, near);
}

/** The example with ids that exist in place of its made-up ones. */
export function withKnownIds(example: object, pool: IdPool, at: number): object {
  const text = JSON.stringify(example).replace(/\b([a-z]{3})_0123456789abcdef\b/g, (made, prefix: string) => {
    const known = pool.get(prefix) ?? [];
    return known[at % Math.max(1, known.length)] ?? made;
  });
  return JSON.parse(text) as object;
}

function integerOf({ minimum = -10, maximum = 1_000_000 }: JsonSchema): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) }),
    fc.constantFrom(minimum, maximum),
  );
}

function stringOf(schema: JsonSchema, pool: IdPool): fc.Arbitrary<string> {
  const prefix = /^\^([a-z]{3})_/.exec(schema.pattern ?? '')?.[1];
  if (prefix) {
    return fc.tuple(fc.nat(), fc.integer({ min: 0, max: 9 })).map(([at, luck]) => {
      const known = pool.get(prefix) ?? [];
      return luck === 0 || known.length === 0
        ? `${prefix}_0123456789abcdef`
        : (known[at % known.length] ?? '');
    });
  }
  const parts: fc.Arbitrary<string>[] = [];
  if (schema.example !== undefined) parts.push(fc.constant(String(schema.example)));
  if (schema.format === 'date')
    parts.push(fc.integer({ min: 1, max: 28 }).map((day) => `2026-10-${String(day).padStart(2, '0')}`));
  if (schema.format === 'date-time')
    parts.push(fc.integer({ min: 0, max: 4e9 }).map((s) => new Date(s * 1_000).toISOString()));
  if (schema.format === 'uri') parts.push(fc.webUrl({ withQueryParameters: true }));
  if (schema.pattern && schema.pattern.length < 60) parts.push(fc.stringMatching(new RegExp(schema.pattern)));
  if (parts.length === 0 || !schema.pattern)
    parts.push(fc.string({ minLength: 1, maxLength: Math.min(schema.maxLength ?? 20, 20) }));
  parts.push(fc.constantFrom(...NASTY));
  return fc.oneof(
    ...parts.map((arbitrary, index) => ({ weight: index === parts.length - 1 ? 1 : 6, arbitrary })),
  );
}

/** Is this what the route says it answers? Returns what is wrong, or undefined. */
export function contradiction(
  shape: RouteShape,
  statuses: readonly number[],
  response: { status: number; contentType: string; text: string },
  problem: z.ZodType,
): string | undefined {
  const { status, contentType, text } = response;
  if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
  if (!statuses.includes(status)) return `answered ${status}, which is not documented: ${text.slice(0, 300)}`;
  if (status === 204 || status === 304) return text === '' ? undefined : `has a body with ${status}`;
  const declared = shape.answers[status];
  if (isRaw(declared))
    return contentType.startsWith(declared.media.split(';')[0] ?? '') ? undefined : `is ${contentType}`;
  const schema = status >= 400 && !declared ? problem : declared;
  const wanted = status >= 400 && !declared ? 'application/problem+json' : 'application/json';
  if (!contentType.startsWith(wanted)) return `is ${contentType}, not ${wanted}`;
  if (!schema) return `has an undeclared body with ${status}`;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success
    ? undefined
    : `${status} does not match its schema: ${parsed.error.message.slice(0, 400)} in ${text.slice(0, 300)}`;
}
