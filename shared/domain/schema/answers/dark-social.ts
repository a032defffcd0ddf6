import * as z from 'zod';
import { Day, Instant, Money, maybe } from '../common.ts';
import { route } from '../route.ts';
import { rangeFields } from './analytics.ts';

const Range = z.strictObject({ low: z.number(), high: z.number() });
const MoneyRange = z.strictObject({ low: Money, high: Money });

export const DarkSocial = z
  .strictObject({
    from: Day,
    to: Day,
    /** Counted clicks, and one visit for each order by a code that came without any click. */
    visits: z.number(),
    /** Surely and at most came through private sharing. Print both ends, never the middle. */
    clicks: Range,
    orders: Range,
    revenue: MoneyRange,
    byChannel: z.array(z.strictObject({ channel: z.string(), clicks: z.int() })),
    /** Dark clicks by the app that named itself; `null`: no app did. */
    byApp: z.array(z.strictObject({ app: z.string().nullable(), clicks: z.int() })),
    /** Clicks that named no app, laid to messengers by the previews seen before them; null beyond 31 days. */
    estimate: z
      .strictObject({
        apps: z.array(
          z.strictObject({ app: z.string(), clicks: z.number(), low: z.number(), high: z.number() }),
        ),
        unidentified: z.number(),
      })
      .nullable(),
    /** Link previews fetched: somebody put the link into that app. */
    sharesSeen: z.array(z.strictObject({ app: z.string(), count: z.int() })),
    /**
     * Addresses passed on: with a click id in them (told by the site script), or with an `fbclid` that another visitor
     * brought the same day (known once the hour is sealed, for 35 days).
     */
    reshares: z.strictObject({
      visitors: z.int(),
      reshareVisitors: z.int(),
      /** Those of them who were told by a repeated `fbclid`. */
      byFbclid: z.int(),
      k: z.number().nullable(),
      depths: z.array(z.int()),
    }),
    /** What grouping by referrer alone would have called the same clicks and revenue. */
    asReferrerOnlyAnalyticsSeesIt: z.array(
      z.strictObject({ group: z.string(), clicks: z.int(), revenue: Money }),
    ),
    /** Creators whose codes brought far more orders than buyers were seen to click: perhaps on a coupon site. */
    leakedCoupons: z.array(
      z.strictObject({
        creatorId: z.string(),
        orders: z.int(),
        trackedBuyers: z.int(),
        ratio: maybe(z.number()),
      }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'DarkSocial' });
export type DarkSocial = z.infer<typeof DarkSocial>;

export const getDarkSocial = route({
  method: 'get',
  path: '/v1/dark-social',
  scope: 'analytics:read',
  tag: 'Analytics',
  summary: 'What came through private messages and apps, as a range',
  query: z.strictObject(rangeFields),
  answers: { 200: DarkSocial },
});

export const darkSocialRoutes = [getDarkSocial] as const;
