import { foldName } from '../../fold-name.ts';
import { because } from '../../reasons.ts';
import { SHOP_METRICS } from '../../vocabulary.ts';
import { Day, Instant, Money, MoneyInput, maybe, PageQuery, pageOf, text } from '../common.ts';
import { dayBulkRoute } from '../day-bulk.ts';
import { rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Count = z.int().min(0).max(1e12);

/** Days that are no days like others, whatever was posted: they are left out on both sides. */
export const DAY_EVENTS = ['sale', 'holiday', 'closed', 'outage'] as const;

const totals = <M extends z.ZodType>(money: M) => ({
  visits: maybe(Count).meta({ description: 'All visits of the shop, from wherever.' }),
  orders: maybe(Count).meta({ description: 'All orders of the day, tracked or not.' }),
  revenue: maybe(money).meta({ description: 'What they came to, net, in the brand’s currency.' }),
});

const fields = <M extends z.ZodType>(money: M) => ({
  ...totals(money),
  directVisits: maybe(Count).meta({ description: 'Visits by typing the address or from a bookmark.' }),
  brandSearchVisits: maybe(Count).meta({ description: 'Visits from searches for the shop’s own name.' }),
  regions: maybe(
    z
      .array(z.strictObject({ region: text(100), ...totals(money) }))
      .max(100)
      .refine((regions) => new Set(regions.map(({ region }) => foldRegion(region))).size === regions.length, {
        error: because('name-once', { what: 'region' }),
      }),
  ).meta({
    description: 'The same by region. A region of a squad’s name of city is where that squad is looked for.',
  }),
  event: maybe(z.enum(DAY_EVENTS)).meta({ description: 'Why the day is not like others; it is left out.' }),
  note: maybe(text(200)),
});

/** Regions and cities are the same whatever their case and blanks. */
export const foldRegion = foldName;

const saysSomething = (given: object): boolean =>
  Object.keys(given).some((name) => name !== 'note' && name !== 'day');
const EMPTY = {
  error: because('nothing-told'),
};
const example = {
  visits: 1240,
  orders: 31,
  revenue: { value: '1284.50', currency: 'EUR' },
  directVisits: 402,
  brandSearchVisits: 118,
  regions: [{ region: 'Hamburg', orders: 7 }],
};

/** A shop's own totals of one day, whoever caused them: what posts did beyond their clicks is read from them. */
export const Baseline = z
  .strictObject({ day: Day, ...fields(Money), createdAt: Instant, updatedAt: Instant })
  .meta({ id: 'Baseline' });
export type Baseline = z.infer<typeof Baseline>;

export const BaselineInput = z
  .strictObject(fields(MoneyInput))
  .refine(saysSomething, EMPTY)
  .meta({ id: 'BaselineInput', example });
export const BaselineOfDay = z
  .strictObject({ day: Day, ...fields(MoneyInput) })
  .refine(saysSomething, EMPTY)
  .meta({ id: 'BaselineOfDay' });
export type BaselineOfDay = z.infer<typeof BaselineOfDay>;

const base = { tag: 'Lift' } as const;
const ofDay = { ...base, path: '/v1/baselines/{day}', params: z.strictObject({ day: Day }) } as const;

export const putBaseline = route({
  ...ofDay,
  method: 'put',
  scope: 'conversions:write',
  summary: 'Tell the shop’s own totals of a day',
  description:
    'Whole shop, and by region where there is one. What is sent replaces the day: send it again when orders were corrected. A field left out is not known, which is not 0. The day in progress is kept and looked at once it is over.',
  body: BaselineInput,
  answers: { 200: Baseline, 201: Baseline },
});
export const postBaselines = dayBulkRoute(
  '/v1/baselines/bulk',
  {
    day: BaselineOfDay,
    besides: {},
    name: 'BaselinesInput',
    example: { days: [{ day: '2026-10-05', ...example }] },
  },
  { ...base, scope: 'conversions:write', summary: 'Tell the totals of up to 400 days' },
);
export const listBaselines = route({
  ...base,
  method: 'get',
  path: '/v1/baselines',
  scope: 'analytics:read',
  summary: 'The shop’s own totals, by day',
  query: PageQuery.extend({ from: maybe(Day), to: maybe(Day) }),
  answers: { 200: pageOf(Baseline) },
});
/** What orders don't tell of a shop. */
export const NOT_IN_ORDERS = ['visits', 'directVisits', 'brandSearchVisits', 'regions'] as const;
export const ShopBaselines = z
  .strictObject({
    from: Day,
    to: Day,
    data: z.array(z.strictObject({ day: Day, orders: z.int(), revenue: Money })),
    used: z.array(z.enum(SHOP_METRICS)).meta({
      description: 'What lift reads from these days: nothing that the brand told itself in these days.',
    }),
    unknown: z.array(z.enum(NOT_IN_ORDERS)).meta({ description: 'What orders don’t tell.' }),
    note: z.string(),
  })
  .meta({ id: 'ShopBaselines' });
export const getShopBaselines = route({
  ...base,
  method: 'get',
  path: '/v1/baselines/shop',
  scope: 'analytics:read',
  summary: 'The daily totals that your shop’s own orders tell',
  description:
    'With a shop hook Vouch hears of every order, credited or not: their number and net worth when they were placed, day by day since the day after the hook was made. Lift reads them where you told none of your own. Empty days are 0 where so long a run of them is no surprise in your shop, else left out: silence isn’t 0. What is paid back later isn’t taken off the day.',
  query: z.strictObject(rangeFields),
  answers: { 200: ShopBaselines },
});
export const deleteBaseline = route({
  ...ofDay,
  method: 'delete',
  scope: 'conversions:write',
  summary: 'Erase the totals of a day',
  answers: { 204: null },
});

export const baselineRoutes = [
  putBaseline,
  postBaselines,
  listBaselines,
  getShopBaselines,
  deleteBaseline,
] as const;
