import { expect, it } from 'vitest';
import * as zod from 'zod';
import * as z from '../../../shared/domain/schema/late-zod.ts';

it('makes no schema where one is only named, and each once when it is asked', () => {
  const nothing = undefined as unknown as string;
  expect(() => zod.string().startsWith(nothing)).toThrow(TypeError);
  const impossible = z.array(z.strictObject({ kind: z.string().startsWith(nothing) }).optional()).max(2);
  expect(() => impossible.parse([])).toThrow(TypeError);
  const possible = z.string().max(2);
  expect(z.made(possible)).toBe(z.made(possible));
  expect(z.made(possible)).not.toBe(possible);
});

it.each([
  [
    'a text',
    (from: typeof zod) =>
      from
        .string()
        .trim()
        .min(2)
        .max(5)
        .regex(/^[a-z]+$/)
        .meta({ example: 'ab' }),
  ],
  ['a number', (from: typeof zod) => from.int().min(0).max(9).nullable().default(null)],
  ['a list', (from: typeof zod) => from.array(from.union([from.string(), from.number()])).max(2)],
  ['a record', (from: typeof zod) => from.record(from.string().max(3), from.boolean())],
  [
    'one of two',
    (from: typeof zod) =>
      from.discriminatedUnion('kind', [
        from.strictObject({ kind: from.literal('a'), at: from.string() }),
        from.strictObject({ kind: from.literal('b') }),
      ]),
  ],
  [
    'an object',
    (from: typeof zod) => {
      const Base = from.strictObject({
        id: from.string().meta({ description: 'Its name.' }),
        of: from.enum(['x', 'y']),
      });
      return Base.extend({ more: Base.pick({ id: true }).optional() }).meta({ id: 'Whole' });
    },
  ],
])('%s is to everybody what zod makes of it', (_, make) => {
  const [late, own] = [make(z as unknown as typeof zod), make(zod)];
  const json = (schema: zod.ZodType) => zod.toJSONSchema(z.made(schema), { io: 'input' });
  expect(json(late)).toEqual(json(own));
  for (const sent of [
    'abc',
    ' ab ',
    5,
    null,
    [1, 'a'],
    [1, 2, 3],
    { ab: true },
    { kind: 'a', at: '' },
    { kind: 'c' },
    { id: 'i', of: 'x' },
    { id: 'i', of: 'x', more: { id: 'j' } },
    { id: 1, no: 2 },
  ])
    expect(late.safeParse(sent)).toEqual(own.safeParse(sent));
  expect(late).toBeInstanceOf(zod.ZodType);
});

it('what a schema means is found by whoever has it in hand, and by zod under the schema itself', () => {
  const Id = z.string().meta({ id: 'LateId', example: 'i' });
  expect(Id.meta()).toEqual({ id: 'LateId', example: 'i' });
  const Whole = z.made(z.strictObject({ id: Id }));
  expect(zod.globalRegistry.get(Whole.shape.id)).toEqual({ id: 'LateId', example: 'i' });
});

it('means the same when another is made of it after it was asked', () => {
  const Id = z.string().meta({ id: 'LateName', example: 'n' });
  const Base = z.strictObject({ at: z.string() });
  expect(Base.safeParse({ at: '' }).success).toBe(true);
  const Whole = z.made(Base.extend({ id: Id }));
  expect(zod.globalRegistry.get(Whole.shape.id)).toEqual({ id: 'LateName', example: 'n' });
});
