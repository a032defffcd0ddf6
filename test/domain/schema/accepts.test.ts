import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import {
  Country,
  Currency,
  countUpTo,
  Day,
  Email,
  ExternalId,
  Fraction,
  Instant,
  idOf,
  Locale,
  Metadata,
  MoneyInput,
  NotNegativeMoney,
  Platform,
  Tag,
  Tags,
  TimeZone,
  text,
  Week,
} from '../../../shared/domain/schema/common.ts';
import { type RouteShape, statusesOf } from '../../../shared/domain/schema/route.ts';

const routes: readonly RouteShape[] = ALL_ROUTES;
const nameOf = ({ method, path }: RouteShape) => `${method} ${path}`;
const exampleOf = (schema: z.ZodType | undefined) => schema?.meta()?.example;
const bodies = routes.flatMap(({ body, ...shape }) =>
  body && exampleOf(body) !== undefined ? [{ name: nameOf(shape), body, example: exampleOf(body) }] : [],
);

/** What is made of it, or the sentence of the refusal. */
function read(schema: z.ZodType, value: unknown): unknown {
  const { success, data, error } = schema.safeParse(value);
  return success ? data : { refused: error.issues[0]?.message };
}
const refuses = (schema: z.ZodType, values: readonly unknown[]) => {
  for (const value of values) expect(schema.safeParse(value).success, JSON.stringify(value)).toBe(false);
};

describe('the routes', () => {
  it('have an example of their body, which they accept', () => {
    expect(bodies.length).toBeGreaterThan(40);
    for (const { name, body, example } of bodies)
      expect([name, body.safeParse(example).error]).toEqual([name, undefined]);
  });

  it('refuse a field that they don’t know: a misspelt one is never lost quietly', () => {
    for (const { name, body, example } of bodies) {
      if (typeof example !== 'object' || example === null || Array.isArray(example)) continue;
      expect([name, body.safeParse({ ...example, mispelt: 1 }).success]).toEqual([name, false]);
    }
  });

  it('have one handler each: no two of one method and path', () => {
    const names = routes.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
  });

  it('describe each part of their path', () => {
    for (const shape of routes)
      expect([nameOf(shape), Object.keys(shape.params?.shape ?? {}).sort()]).toEqual([
        nameOf(shape),
        [...shape.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      ]);
  });

  const common = [429, 500, 503];
  const find = (name: string) => {
    const shape = routes.find((one) => nameOf(one) === name);
    if (!shape) throw new Error(`no ${name}`);
    return statusesOf(shape);
  };
  it('say every status that they may answer with', () => {
    expect(find('get /v1/posts/{id}')).toEqual([200, 304, 401, 403, 404, ...common]);
    expect(find('get /v1/posts')).toEqual([200, 304, 400, 401, 403, 404, 422, ...common]);
    expect(find('post /v1/posts')).toEqual(
      expect.arrayContaining([201, 204, 400, 401, 403, 409, 413, 415, 422]),
    );
  });
});

describe('an id', () => {
  it('is of its kind, and of no other', () => {
    expect(read(idOf('lnk'), 'lnk_0123456789abcdef')).toBe('lnk_0123456789abcdef');
    refuses(idOf('lnk'), [
      'brd_0123456789abcdef',
      'lnk_0123456789abcde',
      'lnk_0123456789abcdeu',
      '',
      'LNK_0123456789abcdef',
    ]);
  });
});

describe('a time', () => {
  it('is read in any form, kept in UTC, and lies between 2000 and 2100', () => {
    expect(read(Instant, '2026-10-05T09:30:00+02:00')).toBe('2026-10-05T07:30:00.000Z');
    expect(read(Instant, 1_791_185_400)).toBe('2026-10-05T07:30:00.000Z');
    expect(read(Instant, '2000-01-01T00:00:00Z')).toBe('2000-01-01T00:00:00.000Z');
    expect(read(Instant, '2099-12-31T23:59:59Z')).toBe('2099-12-31T23:59:59.000Z');
    for (const far of ['1999-12-31T23:59:59Z', '2100-01-01T00:00:00Z'])
      expect(read(Instant, far)).toEqual({ refused: 'must lie between 2000 and 2100' });
    expect(read(Instant, 'soon')).toEqual({ refused: expect.stringContaining('must be a time') });
    expect(read(Instant, null)).toEqual({ refused: expect.stringContaining('must be a time') });
  });

  it('is a day of the calendar, or a week that its year has', () => {
    for (const day of ['2000-01-01', '2024-02-29', '2099-12-31']) expect(read(Day, day)).toBe(day);
    refuses(Day, ['2026-02-29', '1999-12-31', '2100-01-01', '2026-1-1', '2026-10-05T00:00:00Z']);
    expect(read(Week, '2026-W53')).toBe('2026-W53');
    refuses(Week, ['2025-W53', '2026-W00', '2026-W1', '2026W10']);
  });
});

describe('money', () => {
  it('is minor units as a number, or a decimal as text, never both', () => {
    for (const sent of [{ amount: 4990 }, { value: '49.90' }, { amount: '49.90' }])
      expect(read(MoneyInput, { ...sent, currency: 'eur' })).toEqual({ amount: 4990, currency: 'EUR' });
    expect(read(MoneyInput, { amount: 1, value: '1', currency: 'EUR' })).toEqual({
      refused: 'send amount or value, not both',
    });
    expect(read(MoneyInput, { currency: 'EUR' })).toEqual({
      refused: expect.stringContaining('is missing: send'),
    });
    refuses(MoneyInput, [
      { amount: 49.9, currency: 'EUR' },
      { value: '49.905', currency: 'EUR' },
      { amount: 1, currency: 'XXX' },
    ]);
    expect(read(MoneyInput, { amount: 9e14, currency: 'EUR' })).toEqual({ amount: 9e14, currency: 'EUR' });
    refuses(MoneyInput, [
      { amount: 9e14 + 1, currency: 'EUR' },
      { amount: -9e14 - 1, currency: 'EUR' },
    ]);
  });

  it('that was paid is not less than nothing, nor more than anybody paid', () => {
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    for (const amount of [0, 1e12]) expect(read(NotNegativeMoney, euros(amount))).toEqual(euros(amount));
    expect(read(NotNegativeMoney, euros(-1))).toEqual({ refused: 'must not be negative' });
    expect(read(NotNegativeMoney, euros(1e12 + 1))).toEqual({ refused: 'must not exceed 1000000000000' });
    expect(read(Currency, ' eur ')).toBe('EUR');
  });
});

describe('words', () => {
  it('are trimmed, of one line, and not empty', () => {
    expect(read(text(6), ' warm ')).toBe('warm');
    refuses(text(6), ['', '   ', 'warmest', 'a\nb', 'a\u2028b', '\ud800']);
  });

  it.each<[string, z.ZodType, readonly unknown[], readonly unknown[]]>([
    ['a country', Country, ['DE'], ['de', 'DEU', '']],
    ['a platform', Platform, ['instagram', 'x_1-a'], ['Instagram', '', 'a'.repeat(33), 'a b']],
    ['a locale', Locale, ['de', 'de-DE', 'en-GB'], ['xx', 'de-de', 'de-DEU', 'x-de-DE']],
    ['an address of mail', Email, ['ada@example.com'], ['ada', 'ada@', `${'a'.repeat(250)}@example.com`]],
    [
      'a caller’s own name',
      ExternalId,
      ['shop-4711', '...', '~'],
      ['.', '..', 'a b', '', 'ä', 'a'.repeat(201)],
    ],
    ['a share', Fraction, [0, 0.0001, 1], [0.00009, -0.1, 1.1]],
    ['a zone', TimeZone, ['Europe/Berlin'], ['Berlin', '', 'Europe/Atlantis']],
  ])('%s is taken in one form alone', (_name, schema, good, bad) => {
    for (const value of good) expect(read(schema, value)).toBe(value);
    refuses(schema, bad);
  });

  it('tags are compared in small letters, and each is kept once', () => {
    expect(read(Tags, [' Spring', 'spring', 'SALE '])).toEqual(['spring', 'sale']);
    refuses(Tag, ['', 'a,b', 'a;b', 'a|b', 'a'.repeat(41), 'a\nb']);
    refuses(Tags, [Array.from({ length: 21 }, (_, n) => `tag${n}`)]);
  });

  it('of the caller’s own beside a thing are fifty at most', () => {
    const entries = (many: number) =>
      Object.fromEntries(Array.from({ length: many }, (_, n) => [`k${n}`, 'v']));
    expect(read(Metadata, entries(50))).toEqual(entries(50));
    refuses(Metadata, [entries(51), { 'a b': 'v' }, { a: 1 }, { a: 'v'.repeat(501) }]);
  });

  it('a number in a query is whole and from 1 on', () => {
    expect(read(countUpTo(100), '100')).toBe(100);
    refuses(countUpTo(100), ['0', '101', '1.5', '-1', '', '01', 'ten']);
  });
});
