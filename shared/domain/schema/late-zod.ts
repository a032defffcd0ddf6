import * as zod from 'zod';

export * from 'zod';

/**
 * zod, whose schemas are made when they are first asked for something. A process that starts names some thousand schemas, a third
 * of its start when all are made, and its first requests ask a few dozen. Names, types and what is made are zod's own.
 */
export const string = late(zod.string);
export const number = late(zod.number);
export const int = late(zod.int);
export const boolean = late(zod.boolean);
export const unknown = late(zod.unknown);
export const email = late(zod.email);
export const literal = late(zod.literal);
const oneOf = late(zod.enum);

export { oneOf as enum };
export const array = late(zod.array);
export const record = late(zod.record);
export const union = late(zod.union);
export const object = late(zod.object);
export const strictObject = late(zod.strictObject);
export const looseObject = late(zod.looseObject);

/** What is remembered of a schema until it is made: these make another one of it. Anything else has it made. */
const MAKES_ANOTHER: ReadonlySet<PropertyKey> = new Set(
  (
    'array brand catchall check default describe endsWith exactOptional extend includes length max meta min multipleOf ' +
    'nonempty nonnegative normalize nullable omit optional or partial pick pipe positive readonly refine regex required ' +
    'startsWith strict superRefine toLowerCase toUpperCase transform trim'
  ).split(' '),
);

type Make = (...given: unknown[]) => unknown;
type Schema = Record<PropertyKey, unknown>;

function late<M extends (...given: never[]) => unknown>(make: M): M {
  return ((...given: unknown[]) => standInFor(make as unknown as Make, given)) as unknown as M;
}

const ways = new WeakMap<object, () => Schema>();

function standInFor(make: Make, given: readonly unknown[]): object {
  let schema: Schema | undefined;
  const get = (): Schema => {
    schema ??= make(...given.map(made)) as Schema;
    return schema;
  };
  const standIn = new Proxy(NOTHING, {
    get(_, name) {
      if (MAKES_ANOTHER.has(name))
        return (...more: unknown[]) =>
          name === 'meta' && more.length === 0
            ? (get().meta as Make)()
            : standInFor((...all) => (get()[name] as Make)(...all), more);
      const value = get()[name];
      return typeof value === 'function' ? value.bind(get()) : value;
    },
    has: (_, name) => name in get(),
    getPrototypeOf: () => Object.getPrototypeOf(get()),
  });
  ways.set(standIn, get);
  return standIn;
}
const NOTHING = {};

/** What was given with schemas themselves in it, at whatever depth: zod keeps what one means under it, not under what stands for it. */
export function made<T>(given: T): T {
  if (typeof given !== 'object' || given === null) return given;
  const get = ways.get(given);
  if (get) return get() as T;
  if (Array.isArray(given)) return given.map(made) as T;
  if (Object.getPrototypeOf(given) !== Object.prototype) return given;
  return Object.fromEntries(Object.entries(given).map(([name, field]) => [name, made(field)])) as T;
}
