import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import { type Part, TAKEN } from './taken/all.ts';
import type { Kind } from './taken/kinds.ts';
import { strayings } from './taken/strayings.ts';

const routes: readonly RouteShape[] = ALL_ROUTES;
const nameOf = ({ method, path }: RouteShape) => `${method} ${path}`;
const kindsOf = (kinds: Kind | readonly Kind[] | undefined): readonly Kind[] =>
  kinds === undefined ? [] : Array.isArray(kinds) ? kinds : [kinds as Kind];
const PARTS = ['params', 'query', 'body'] as const;

describe('the tables of what calls take', () => {
  it('name every call, its path, its query and its body, and nothing else', () => {
    const parts = (of: Partial<Record<Part, unknown>>) => PARTS.filter((part) => of[part] !== undefined);
    expect(Object.fromEntries(Object.entries(TAKEN).map(([name, taken]) => [name, parts(taken)]))).toEqual(
      Object.fromEntries(routes.map((shape) => [nameOf(shape), parts(shape)])),
    );
  });

  it('name every field of them', () => {
    const fieldsOf = (schema: z.ZodType | undefined) => Object.keys((schema as z.ZodObject).shape).sort();
    for (const shape of routes)
      for (const part of PARTS.filter((part) => shape[part]))
        expect
          .soft([
            nameOf(shape),
            part,
            [...new Set(kindsOf(TAKEN[nameOf(shape)]?.[part]).flatMap(({ names = [] }) => names))].sort(),
          ])
          .toEqual([nameOf(shape), part, fieldsOf(shape[part])]);
  });
});

const cases = routes.flatMap((shape) =>
  PARTS.flatMap((part) =>
    kindsOf(TAKEN[nameOf(shape)]?.[part]).map((kind) => ({
      name: nameOf(shape),
      part,
      kind,
      schema: shape[part],
    })),
  ),
);
describe('a call takes each field in its forms, to its bounds, and says of each refusal what and where', () => {
  it.each(cases)('$name: $part', ({ kind, schema }) => {
    expect(strayings(schema as z.ZodType, kind).slice(0, 3)).toEqual([]);
  });
});
