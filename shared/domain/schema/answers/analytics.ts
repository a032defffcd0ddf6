import { because } from '../../reasons.ts';
import { Day, Instant, maybe, pagedRows, rowsFields } from '../common.ts';
import { clickFilterFields, rangeFields, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

export const ANALYTICS_GROUPS = [
  'stage',
  'creator',
  'post',
  'link',
  'campaign',
  'squad',
  'platform',
  'channel',
  'app',
  'message',
  'placement',
  'tag',
  'tier',
  'source',
  'format',
  'country',
  'device',
  'day',
  'hour',
  'week',
  'month',
] as const;
export type AnalyticsGroup = (typeof ANALYTICS_GROUPS)[number];

const GroupBy = z
  .string()
  .max(60)
  .transform((value) => value.split(','))
  .pipe(
    z
      .array(z.enum(ANALYTICS_GROUPS))
      .max(2)
      .refine((groups) => new Set(groups).size === groups.length, { error: because('same-groups') }),
  )
  .meta({ type: 'string', description: 'One group or two, with a comma between.', example: 'stage,channel' });

const Numbers = {
  hits: z.int(),
  clicks: z.int(),
  /** Visitors, each once a day and link; `null` where a split by channel, app, device or country makes it unknowable. */
  uniques: z.int().nullable(),
  excluded: z.record(z.string(), z.int()),
  darkClicks: z.int(),
};
const name = z.string().nullable();
export const ClickRow = z
  .strictObject({
    stage: maybe(name),
    creatorId: maybe(name),
    postId: maybe(name),
    linkId: maybe(name),
    campaignId: maybe(name),
    squadId: maybe(name),
    platform: maybe(name),
    channel: maybe(name),
    app: maybe(name),
    message: maybe(name),
    placement: maybe(name),
    tag: maybe(name),
    country: maybe(name),
    device: maybe(name),
    day: maybe(name),
    hour: maybe(name),
    tier: maybe(name),
    source: maybe(name),
    format: maybe(name),
    week: maybe(name),
    month: maybe(name),
    /** `without a post`: what links without a post brought, where a group is told by posts. */
    name: maybe(z.string()),
    ...Numbers,
  })
  .meta({ id: 'ClickRow' });
export type ClickRow = z.infer<typeof ClickRow>;

export const ClickAnalytics = z
  .strictObject({
    from: Day,
    to: Day,
    ...pagedRows(ClickRow),
    totals: z.strictObject(Numbers),
    /** Clicks received up to this moment may be in it. */
    asOf: Instant,
  })
  .meta({ id: 'ClickAnalytics' });
export type ClickAnalytics = z.infer<typeof ClickAnalytics>;

/** Figures that rows can be sorted by. */
const CLICK_SORTS = ['hits', 'clicks', 'uniques', 'darkClicks'] as const;
export type ClickSort = (typeof CLICK_SORTS)[number];

export const getClickAnalytics = route({
  method: 'get',
  path: '/v1/analytics/clicks',
  scope: 'analytics:read',
  tag: 'Analytics',
  summary: 'Clicks, counted by one or two groups',
  description:
    'Rows add up to the totals, except by message and tag, where a post counts in full for each of its messages, a link for each of its tags. Without `from` and `to`: the last 28 days. By hour: at most 31 days; by week or month only the days asked for. Without `sort`: over time by time, else the most clicks first. Every page has the totals of all rows.',
  query: z.strictObject({
    groupBy: maybe(GroupBy),
    ...rangeFields,
    ...clickFilterFields,
    ...sortField(CLICK_SORTS),
    ...rowsFields,
  }),
  answers: { 200: ClickAnalytics },
});

export const analyticsRoutes = [getClickAnalytics] as const;
