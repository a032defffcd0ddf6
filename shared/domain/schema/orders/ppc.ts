import { CURVE_REFUSALS } from '../../ppc/residual-curve.ts';
import { Day, Instant, Money, maybe, NotNegativeMoney, PageQuery, pageOf } from '../common.ts';
import { dayBulkRoute } from '../day-bulk.ts';
import { postFilterFields, rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const told = <M extends z.ZodType>(money: M) => ({
  spend: money.meta({ description: 'What the brand’s ads cost on the day; 0 where they did not run.' }),
  clicks: z.int().min(0).max(1e9).meta({ description: 'Clicks that the ad network counted on the day.' }),
});

/** The brand's own ads on one day, all networks together. */
export const PpcDay = z
  .strictObject({ day: Day, ...told(Money), createdAt: Instant, updatedAt: Instant })
  .meta({ id: 'PpcDay' });
export type PpcDay = z.infer<typeof PpcDay>;

const example = { spend: { value: '42.00', currency: 'EUR' }, clicks: 96 };
export const PpcDayInput = z.strictObject(told(NotNegativeMoney)).meta({ id: 'PpcDayInput', example });

export const PpcOfDay = z.strictObject({ day: Day, ...told(NotNegativeMoney) }).meta({ id: 'PpcOfDay' });
export type PpcOfDay = z.infer<typeof PpcOfDay>;

const PpcCurve = z
  .strictObject({
    units: z.int().meta({ description: 'Posts, or stretches of ads, that were followed.' }),
    spend: Money.nullable(),
    clicks: z.number(),
    cpc: Money.nullable(),
    points: z
      .array(
        z.strictObject({
          day: z.int().meta({ description: 'Days after the day of the money, which is 0.' }),
          clicks: z.number(),
          share: z.number().meta({ description: 'Of all clicks of the days followed.' }),
          left: z.number().meta({ description: 'Share of them that was still to come after this day.' }),
        }),
      )
      .nullable(),
    leftAfterFirstDay: z.number().nullable(),
    note: maybe(z.strictObject({ code: z.enum(CURVE_REFUSALS), text: z.string() })).meta({
      description: 'Why there is no curve.',
    }),
  })
  .meta({ id: 'PpcCurve' });
export type PpcCurve = z.infer<typeof PpcCurve>;

export const PpcComparison = z
  .strictObject({ from: Day, to: Day, posts: PpcCurve, ads: PpcCurve, asOf: Instant })
  .meta({ id: 'PpcComparison' });

const base = { tag: 'Spend' } as const;
const ofDay = { ...base, path: '/v1/ppc/{day}', params: z.strictObject({ day: Day }) } as const;

export const putPpcDay = route({
  ...ofDay,
  method: 'put',
  scope: 'spend:write',
  summary: 'Tell what the brand’s ads cost and brought on a day',
  description:
    'All networks together, in the brand’s currency. What is sent replaces the day. It is set beside posts and is no spend on them: tell a boost of a post as its spend.',
  body: PpcDayInput,
  answers: { 200: PpcDay, 201: PpcDay },
});
export const postPpcDays = dayBulkRoute(
  '/v1/ppc/bulk',
  {
    day: PpcOfDay,
    besides: {
      restIsNothing: z.boolean().default(false).meta({
        description:
          'Days between the first and the last that are not named had neither spend nor clicks, as ad networks leave such days out. All or none then: a day that is refused is not one without ads.',
      }),
    },
    name: 'PpcDaysInput',
    example: { days: [{ day: '2026-10-01', ...example }], restIsNothing: true },
  },
  { ...base, scope: 'spend:write', summary: 'Tell up to 400 days of ads' },
);
export const listPpcDays = route({
  ...base,
  method: 'get',
  path: '/v1/ppc',
  scope: 'spend:read',
  summary: 'The brand’s ads, by day',
  query: PageQuery.extend({ from: maybe(Day), to: maybe(Day) }),
  answers: { 200: pageOf(PpcDay) },
});
export const deletePpcDay = route({
  ...ofDay,
  method: 'delete',
  scope: 'spend:write',
  summary: 'Erase a day of ads',
  answers: { 204: null },
});
export const comparePpc = route({
  ...base,
  method: 'get',
  path: '/v1/ppc/comparison',
  scope: 'analytics:read',
  summary: 'How long clicks last after the money: posts beside ads',
  description:
    'Both from data, day by day after the money was spent: of posts published between `from` and `to` since their day of publication; of ads since the last day with spend of each stretch, as long as days without spend are told. What cannot be followed to its end yet counts as far as it goes. Where both have a curve, both are of the days that both are known for. No curve where nothing was told, ads never paused for a week, or the first days had fewer than 20 clicks. A place narrows the posts; ads stay the brand’s, as they are told.',
  query: z.strictObject({ ...rangeFields, ...postFilterFields }),
  answers: { 200: PpcComparison },
});

export const ppcRoutes = [putPpcDay, postPpcDays, listPpcDays, deletePpcDay, comparePpc] as const;
