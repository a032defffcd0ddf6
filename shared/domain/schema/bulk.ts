import { BULK_OUTCOMES } from '../vocabulary.ts';
import { ExternalId, maybe, Platform, text } from './common.ts';
import * as z from './late-zod.ts';
import { Problem } from './problem.ts';
import { type RouteShape, route } from './route.ts';
import type { Scope } from './scopes.ts';

/** Items in one request; the bytes of a body are bounded besides. */
const MOST_AT_ONCE = 100;

const named = (what: string) =>
  ExternalId.meta({
    description: `In place of ${what}Id: your own name for the ${what}.`,
    example: `${what}-12`,
  });

/** What a file may know of a neighbour instead of its id, which these fields stand for in an item of a bulk. */
export const REFERENCES = {
  creatorExternalId: { id: 'creatorId', field: named('creator') },
  creatorHandle: {
    id: 'creatorId',
    field: text(100).meta({
      description: 'In place of creatorId: the handle, with or without @, in any case.',
      example: '@ada.knits',
    }),
  },
  creatorPlatform: {
    id: 'creatorId',
    field: Platform.meta({ description: 'Beside creatorHandle, where one is known on several platforms.' }),
  },
  campaignExternalId: { id: 'campaignId', field: named('campaign') },
  squadExternalId: { id: 'squadId', field: named('squad') },
  postExternalId: { id: 'postId', field: named('post') },
  postUrl: {
    id: 'postId',
    field: z.string().max(2_048).meta({
      description: 'In place of postId: the `url` of the post, however it was shared.',
      example: 'https://www.instagram.com/p/abc/',
    }),
  },
} as const;
export type Reference = keyof typeof REFERENCES;
type Referred = (typeof REFERENCES)[Reference]['id'];

type ReferencesTo<S extends z.ZodRawShape> = {
  [R in Reference as (typeof REFERENCES)[R]['id'] extends keyof S ? R : never]: z.ZodExactOptional<
    (typeof REFERENCES)[R]['field']
  >;
};
type ByReference<S extends z.ZodRawShape> = {
  [F in keyof S]: F extends Referred ? z.ZodExactOptional<S[F] extends z.ZodType ? S[F] : never> : S[F];
} & ReferencesTo<S>;

/** The fields of an item in which neighbours may be named by any of REFERENCES. */
function byReference<const S extends z.ZodRawShape>(fields: S): ByReference<S> {
  const named = Object.entries(REFERENCES).filter(([, { id }]) => id in fields);
  const ids = named.map(([, { id }]) => [id, maybe(fields[id] as z.ZodType)]);
  const references = named.map(([name, { field }]) => [name, maybe(field)]);
  return { ...fields, ...Object.fromEntries([...ids, ...references]) } as ByReference<S>;
}

export const AllOrNone = z.strictObject({
  atomic: z.enum(['true', 'false']).default('false').meta({ description: 'All or none.' }),
});

const Tried = {
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Only say what would become of each; nothing is stored. Answered with 207.' }),
};

/** What every bulk does. */
export const EACH =
  'Each for itself, in its order: `results` says what became of it; 201 when none was refused, else 207. One whose `externalId` is known changes what is there, and what it leaves out stays. With `atomic=true` one that is refused is a 422, and none is stored; with `dryRun=true` none is stored, and `results` says what would become of each.';

export type Bulk<Many extends string, One extends string, S extends z.ZodRawShape, A extends z.ZodType> = {
  /** The list in the body, and one of it in the answer. */
  many: Many;
  one: One;
  /** Fields of an item, as its POST takes them. */
  fields: S;
  answer: A;
  /** How the schemas are called in the document: `LinkBulk`. */
  name: string;
  example: object;
  most?: number;
};
type Said = Pick<RouteShape, 'tag' | 'summary' | 'changesCatalogue' | 'description'> & { scope: Scope };

/** `POST /v1/<collection>/bulk`: takes many, answers each. The items are read one by one, behind the route. */
export function bulkRoute<
  const P extends string,
  const Many extends string,
  const One extends string,
  const S extends z.ZodRawShape,
  A extends z.ZodType,
>(
  path: P,
  { many, one, fields, answer, name, example, most = MOST_AT_ONCE }: Bulk<Many, One, S, A>,
  said: Said,
) {
  const body = listed(many, z.strictObject(byReference(fields)), most).meta({
    id: name,
    example: { [many]: [example] },
  });
  const answers = z
    .strictObject({ data: z.array(answer), results: z.array(resultOf(one, answer)) })
    .meta({ id: `${name}Answer` });
  return route({
    description: EACH,
    ...said,
    method: 'post',
    path,
    query: AllOrNone.extend(Tried),
    body,
    readAs: listed(many, z.unknown(), most),
    answers: { 201: answers, 207: answers },
    refusals: [413],
  });
}

type Listed<Many extends string, I extends z.ZodType> = z.ZodObject<
  Record<Many, z.ZodArray<I>>,
  z.core.$strict
>;

/** A body of many, and nothing else. */
export const listed = <const Many extends string, I extends z.ZodType>(many: Many, item: I, most: number) =>
  z.strictObject({ [many]: z.array(item).min(1).max(most) }) as unknown as Listed<Many, I>;

const Alike = maybe(
  z.array(ExternalId).meta({
    description:
      'With `dryRun`, of a cost or an order that is not there under its `externalId`: the names of those that stand and say the same, such as that of a hook.',
    example: ['invoice-17'],
  }),
);

type Result<One extends string, A extends z.ZodType> = z.ZodObject<
  {
    status: z.ZodInt;
    externalId: z.ZodExactOptional<z.ZodString>;
    problem: z.ZodExactOptional<typeof Problem>;
    alike: typeof Alike;
  } & {
    outcome: z.ZodEnum<{ [O in (typeof BULK_OUTCOMES)[number]]: O }>;
  } & Record<One, z.ZodExactOptional<A>>,
  z.core.$strict
>;

const resultOf = <const One extends string, A extends z.ZodType>(one: One, answer: A) =>
  z.strictObject({
    status: z.int(),
    outcome: z.enum(BULK_OUTCOMES),
    externalId: maybe(z.string()),
    [one]: maybe(answer),
    problem: maybe(Problem),
    alike: Alike,
  }) as unknown as Result<One, A>;
