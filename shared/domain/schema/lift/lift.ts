import {
  LIFT_GROUPS,
  LIFT_METHODS,
  LIFT_METRICS,
  LIFT_REFUSALS,
  LIFT_VERDICTS,
  TOLD_BY,
} from '../../vocabulary.ts';
import { Day, Instant, idOf, maybe } from '../common.ts';
import { postFilterFields, rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Range = z.strictObject({ low: z.number(), high: z.number() });

/** Money is in minor units of the brand's currency. */
export const LiftFigure = z
  .strictObject({
    window: z.strictObject({ from: Day, to: Day, over: z.boolean() }).nullable(),
    region: z.string().nullable().meta({ description: 'Where it was looked for; null: the whole shop.' }),
    posts: z.int(),
    verdict: z.enum(LIFT_VERDICTS),
    reason: z.enum([...LIFT_REFUSALS, 'noDayOver']).nullable(),
    note: z.string(),
    method: z.enum(LIFT_METHODS).nullable(),
    perDay: Range.extend({
      estimate: z.number().nullable().meta({ description: 'Only where it was detected.' }),
      level: z.number(),
    }).nullable(),
    total: Range.nullable().meta({ description: 'Over the days of the window that were used.' }),
    share: Range.nullable().meta({ description: 'Of what was expected.' }),
    expectedPerDay: z.number().nullable(),
    smallestVisible: z
      .number()
      .nullable()
      .meta({ description: 'Share of the expected that four of five such windows would have shown.' }),
    tracked: z.number().nullable().meta({ description: 'Of the total, what clicks and codes account for.' }),
    beyondClicks: Range.nullable().meta({ description: 'Total less tracked; may be negative.' }),
    roiWithLift: Range.nullable().meta({
      description:
        'ROI if the whole lift is counted instead of tracked orders: revenue as told, orders at what one was worth on quiet days. Beside ROI, never inside it.',
    }),
    quiet: z.strictObject({ windows: z.int(), alarms: z.int() }).nullable(),
    days: z.array(
      z.strictObject({
        day: Day,
        actual: z.number(),
        expected: z.number(),
        low: z.number(),
        high: z.number(),
      }),
    ),
  })
  .meta({ id: 'LiftFigure' });
export type LiftFigure = z.infer<typeof LiftFigure>;

export const LiftAnswer = z
  .strictObject({
    metric: z.enum(LIFT_METRICS),
    groupBy: z.enum(LIFT_GROUPS),
    from: Day,
    to: Day,
    baselines: z.enum(TOLD_BY).meta({
      description:
        'Who told the shop’s totals of this metric: the brand (`/v1/baselines`), its shop’s own orders (`/v1/baselines/shop`), nobody.',
    }),
    runningSince: Day.nullable().meta({
      description:
        'The first of the posts that have run without a pause up to these days; ask from there, and they are read together, as the report does. Null: nothing ran on from before, or for longer than can be read.',
    }),
    startOfLongRun: z.strictObject({ from: Day, to: Day }).nullable().meta({
      description:
        'Where posts have run without a pause for longer than can be read: their first days, as many as can. Ask for these, and they are read together; of later ones a drawn plan tells (`/v1/lift/plans`).',
    }),
    rows: z.array(
      z.strictObject({
        campaignId: maybe(idOf('cmp')),
        squadId: maybe(idOf('sqd')),
        postId: maybe(idOf('pst')),
        lift: LiftFigure,
      }),
    ),
    /** All posts of these days together: an estimate of its own, not the sum of the rows. */
    totals: LiftFigure,
    asOf: Instant,
  })
  .meta({ id: 'LiftAnswer' });

export const getLift = route({
  method: 'get',
  path: '/v1/lift',
  scope: 'analytics:read',
  tag: 'Lift',
  summary: 'What posts did beyond their clicks',
  description:
    'Reads the shop’s own totals (`/v1/baselines`, else what its hook’s orders come to) on the days of the posts published between `from` and `to`, from the first to a fortnight after the last, against the quiet days before; a squad in its own city against the other regions. `detected`: the 90 % range leaves 0 out, by so much that few quiet windows before can’t be why. `notDetectable`: a range and the smallest visible effect, no estimate. `notEstimated`: the reason. It contains the clicks, so it is never added to them; ranges of rows don’t add up.',
  query: z.strictObject({
    metric: z.enum(LIFT_METRICS).default('orders'),
    groupBy: z.enum(LIFT_GROUPS).default('campaign'),
    ...rangeFields,
    ...postFilterFields,
    postId: maybe(idOf('pst')),
  }),
  answers: { 200: LiftAnswer },
});

export const liftRoutes = [getLift] as const;
