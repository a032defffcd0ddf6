import { BULK_OUTCOMES } from '../vocabulary.ts';
import { AllOrNone, listed } from './bulk.ts';
import { maybe } from './common.ts';
import * as z from './late-zod.ts';
import { Problem } from './problem.ts';
import { type RouteShape, route } from './route.ts';
import type { Scope } from './scopes.ts';

/** Days in one request, and at most in the stretch that they span where the rest of it is told too. */
export const MOST_DAYS = 400;

const EACH_DAY =
  'Each day replaces what was told of it, as by PUT, and each is for itself: `results` says in their order what became of it; 200 when none was refused, else 207. With `atomic=true` one that is refused is a 422, and none is kept.';

/** What became of each day; `days`: how many are kept. */
export const DaysTaken = z
  .strictObject({
    days: z.int(),
    results: z.array(
      z.strictObject({
        status: z.int(),
        outcome: z.enum(BULK_OUTCOMES),
        day: maybe(z.string()),
        problem: maybe(Problem),
      }),
    ),
  })
  .meta({ id: 'DaysTaken' });

type Said = Pick<RouteShape, 'tag' | 'summary' | 'description'> & { scope: Scope };
type Days<D extends z.ZodType, B extends z.ZodRawShape> = {
  day: D;
  /** Fields of the body besides its days. */
  besides: B;
  name: string;
  example: object;
};

/** `POST /v1/<collection>/bulk` of what is told by day: takes many days, answers each. They are read one by one, behind the route. */
export const dayBulkRoute = <
  const P extends string,
  const S extends Said,
  D extends z.ZodType,
  B extends z.ZodRawShape,
>(
  path: P,
  { day, besides, name, example }: Days<D, B>,
  said: S,
) =>
  route({
    ...said,
    description: said.description ? `${EACH_DAY} ${said.description}` : EACH_DAY,
    method: 'post',
    path,
    query: AllOrNone,
    body: listed('days', day, MOST_DAYS).extend(besides).meta({ id: name, example }),
    readAs: listed('days', z.unknown(), MOST_DAYS).extend(besides),
    answers: { 200: DaysTaken, 207: DaysTaken },
    refusals: [413],
  });
