import { because } from '../../reasons.ts';
import { LIFT_METRICS, LIFT_VERDICTS } from '../../vocabulary.ts';
import { Day, idOf, Metadata, maybe, PageQuery, pageOf, stamps, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { foldRegion } from './baselines.ts';

const wish = {
  metadata: maybe(Metadata),
  name: maybe(text(120)),
  cities: z
    .array(text(100))
    .min(4)
    .max(50)
    .refine((cities) => new Set(cities.map(foldRegion)).size === cities.length, {
      error: because('name-once', { what: 'city' }),
    }),
  startsOn: Day,
  weeks: z.int().min(4).max(52),
  blockWeeks: z.int().min(1).max(8),
  metric: z.enum(LIFT_METRICS).default('orders'),
  seed: maybe(text(60)).meta({
    description: 'What the draw is made from; ours unless told. Equal seeds draw equally.',
  }),
};

/** Whole blocks in pairs, so that every city posts as often as it waits. */
const inPairs = ({ weeks, blockWeeks }: { weeks: number; blockWeeks: number }) =>
  weeks % (2 * blockWeeks) === 0;

export const LiftPlanInput = z
  .strictObject(wish)
  .refine(inPairs, {
    path: ['weeks'],
    error: because('not-whole-turns'),
  })
  .meta({
    id: 'LiftPlanInput',
    example: {
      name: 'Squads in spring',
      cities: ['Hamburg', 'Bremen', 'Kiel', 'Ulm'],
      startsOn: '2027-03-01',
      weeks: 16,
      blockWeeks: 2,
      seed: 'spring',
    },
  });

/** Kept as drawn: what the cities weigh in the reading is from before the plan. */
export const StoredLiftPlan = z.strictObject({
  id: idOf('pln'),
  ...wish,
  seed: z.string(),
  blocks: z.array(
    z.strictObject({ from: Day, to: Day, post: z.array(z.string()), wait: z.array(z.string()) }),
  ),
  smallestVisible: z.number().nullable().meta({
    description:
      'The share that four of five plans drawn like this one would show, from the cities’ own past; told before anybody posts, and kept as told.',
  }),
  weights: z.array(z.number()),
  ...stamps,
});
export type StoredLiftPlan = z.infer<typeof StoredLiftPlan>;

const Reading = z.strictObject({
  verdict: z.enum(LIFT_VERDICTS),
  share: z
    .strictObject({ low: z.number(), high: z.number(), estimate: z.number().nullable(), level: z.number() })
    .nullable(),
  note: z.string(),
});

export const LiftPlan = StoredLiftPlan.omit({ weights: true })
  .extend({
    missing: z.array(z.strictObject({ from: Day, to: Day })).meta({
      description:
        'Blocks that are over and are left out: of fewer than half of their days the totals of each city were told, or the others were days of a sale and the like.',
    }),
    visibleNow: z.number().nullable().meta({
      description:
        '`smallestVisible` of the blocks that are left: more than was promised where some are missing, null where they can tell nothing.',
    }),
    note: z.string(),
    reading: Reading.nullable().meta({
      description: 'Once the last week is over: looking earlier would raise false alarms.',
    }),
  })
  .meta({ id: 'LiftPlan' });
export type LiftPlan = z.infer<typeof LiftPlan>;

const base = { tag: 'Lift' } as const;

export const createLiftPlan = route({
  ...base,
  method: 'post',
  path: '/v1/lift/plans',
  scope: 'campaigns:write',
  summary: 'Have it drawn which cities post when',
  description:
    'Half of the cities post in each block of weeks, the others wait, and change places: a shop of twenty orders a day sees +15 % that way, one city at a time almost never. Answers the smallest effect that would show, from the cities’ totals of as many weeks before. A plan can’t be changed: a draw that somebody chose can’t be measured.',
  body: LiftPlanInput,
  answers: { 201: LiftPlan },
});
export const listLiftPlans = route({
  ...base,
  method: 'get',
  path: '/v1/lift/plans',
  scope: 'analytics:read',
  summary: 'All drawn plans',
  query: PageQuery,
  answers: { 200: pageOf(LiftPlan) },
});
export const getLiftPlan = route({
  ...base,
  method: 'get',
  path: '/v1/lift/plans/{id}',
  scope: 'analytics:read',
  summary: 'A plan and, once it is over, what it did',
  params: z.strictObject({ id: idOf('pln') }),
  answers: { 200: LiftPlan },
});

export const liftPlanRoutes = [createLiftPlan, listLiftPlans, getLiftPlan] as const;
