import { ROI_GROUPS } from '../../roi/placement.ts';
import { BASES, MODELS } from '../../vocabulary.ts';
import {
  Day,
  Instant,
  IntervalShown,
  idOf,
  Money,
  maybe,
  NoteShown,
  pagedRows,
  rowsFields,
} from '../common.ts';
import { postFilterFields, rangeFields, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const MaybeMoney = Money.nullable();
const MaybeRate = z.number().nullable();
const name = maybe(z.string().nullable());

/** Groups of posts; the period, week by week or month by month; or what a filter would keep, one value after another. */
const ROI_STRETCHES = ['week', 'month'] as const;
export type RoiStretch = (typeof ROI_STRETCHES)[number];
const ROI_SLICES = ['placement', 'tag'] as const;
export type RoiSlice = (typeof ROI_SLICES)[number];
export const ROI_QUESTIONS = [...ROI_GROUPS, ...ROI_SLICES, ...ROI_STRETCHES] as const;
export type RoiQuestion = (typeof ROI_QUESTIONS)[number];

export const RoiLine = z
  .strictObject({
    stage: name,
    creatorId: name,
    postId: name,
    campaignId: name,
    squadId: name,
    dropId: name,
    campaignWeek: name,
    city: name,
    tier: name,
    message: name,
    platform: name,
    channel: name,
    source: name,
    ageBand: name,
    format: name,
    placement: name,
    tag: name,
    week: name,
    month: name,
    /** `not tied to a post`: what no post can be named for, such as orders by a code without a post new enough; or age bands folded because they are small. */
    name: maybe(z.string()),
    posts: z.number().nullable(),
    clicks: z.number(),
    uniques: z.number().nullable(),
    conversions: z.number(),
    orders: z.number(),
    netRevenue: Money,
    refunds: Money,
    grossProfit: MaybeMoney,
    /** Accrued and paid. */
    spend: Money,
    spendByState: z.strictObject({ committed: Money, accrued: Money, paid: Money }),
    giftsAtRetail: Money,
    /** (gross profit − spend) / spend. */
    roi: MaybeRate,
    roiInterval: IntervalShown.nullable(),
    /** (net revenue − spend) / spend. */
    revenueRoi: MaybeRate,
    roas: MaybeRate,
    breakEvenRoas: MaybeRate,
    cpc: MaybeMoney,
    cpa: MaybeMoney,
    cac: MaybeMoney,
    aov: MaybeMoney,
    conversionRate: MaybeRate,
    conversionRateInterval: IntervalShown.nullable(),
    newCustomerShare: MaybeRate,
    repeatRate: MaybeRate,
    engagementRate: z.strictObject({
      followers: MaybeRate,
      reach: MaybeRate,
      impressions: MaybeRate,
      views: MaybeRate,
      posts: MaybeRate,
    }),
    /** Why a field is null. */
    notes: z.array(NoteShown),
  })
  .meta({ id: 'RoiLine' });
export type RoiLine = z.infer<typeof RoiLine>;

/** The field that names a row's group. */
export const ROI_FIELDS: Record<RoiQuestion, keyof RoiLine> = {
  stage: 'stage',
  creator: 'creatorId',
  post: 'postId',
  campaign: 'campaignId',
  squad: 'squadId',
  drop: 'dropId',
  campaignWeek: 'campaignWeek',
  city: 'city',
  tier: 'tier',
  message: 'message',
  platform: 'platform',
  channel: 'channel',
  source: 'source',
  ageBand: 'ageBand',
  format: 'format',
  placement: 'placement',
  tag: 'tag',
  week: 'week',
  month: 'month',
};

export const UnconvertedShown = z.strictObject({
  of: z.enum(['orders', 'spend']),
  currency: z.string(),
  amount: z.int(),
  count: z.int(),
});

export const Roi = z
  .strictObject({
    groupBy: z.enum(ROI_QUESTIONS),
    basis: z.enum(BASES),
    from: Day,
    to: Day,
    currency: z.string(),
    ...pagedRows(RoiLine),
    rowsOverlap: z.boolean().meta({
      description:
        'By tag: what bears several counts whole in the row of each, so that rows come to more than the totals.',
      example: false,
    }),
    totals: RoiLine,
    /** Amounts without an exchange rate, in their own currency's minor units: in none of the rows. */
    unconverted: z.array(UnconvertedShown),
    asOf: Instant,
  })
  .meta({ id: 'Roi' });
export type Roi = z.infer<typeof Roi>;

/** Figures that rows can be sorted by. */
export const ROI_SORTS = [
  'posts',
  'clicks',
  'uniques',
  'conversions',
  'orders',
  'netRevenue',
  'grossProfit',
  'spend',
  'roi',
  'revenueRoi',
  'roas',
  'cpc',
  'cpa',
  'cac',
  'aov',
  'conversionRate',
] as const;
export type RoiSort = (typeof ROI_SORTS)[number];

export const getRoi = route({
  method: 'get',
  path: '/v1/roi',
  scope: 'analytics:read',
  tag: 'ROI',
  summary: 'What each stage, creator, post … returned for what it cost',
  description:
    'Rows add up to the totals; what no post can be named for is the row named `not tied to a post`, what has no such group (no campaign) the other row whose group is null. `period`: money that moved between the days; `cohort`: posts published between the days, with all they brought and cost since. What cannot be computed is null, with a note. A filter keeps the posts that it names, with what was credited to them and spent on them; `placement` and `tag`: the links, each with its part of what its post cost, by clicks. By tag rows overlap (`rowsOverlap`): what bears two tags counts whole in both, and once in the totals. By week or month each row is the answer for its days. Without `sort`: stages in the programme’s order, other groups by net revenue, weeks and months by name; what cannot be told, and rows without a group, come last. Every page has the totals of all rows.',
  query: z.strictObject({
    groupBy: z.enum(ROI_QUESTIONS).default('stage'),
    ...rangeFields,
    ...postFilterFields,
    postId: maybe(idOf('pst')),
    basis: z.enum(BASES).default('period'),
    model: maybe(z.enum(MODELS).exclude(['markov'])).meta({
      description: 'Credits journeys of several clicks by another model than the brand’s.',
    }),
    ...sortField(ROI_SORTS),
    ...rowsFields,
  }),
  answers: { 200: Roi },
});

export const roiRoutes = [getRoi] as const;
