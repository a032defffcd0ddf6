import { DARK_SIGNS } from '../../attribution/dark-social.ts';
import { Day, Instant, idOf, Money, maybe, NoteShown } from '../common.ts';
import { postFilterFields, rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Range = z.strictObject({ low: z.number(), high: z.number() });
const MoneyRange = z.strictObject({ low: Money, high: Money });

export const DarkSocial = z
  .strictObject({
    from: Day,
    to: Day,
    /** Counted clicks: nothing else is a visit. */
    visits: z.int(),
    /**
     * `low`: by a messenger or mail program that named itself, or on a link declared for a private place (`dm`,
     * `whatsapp`, `email`). `high`: these and every click in another dark channel, but those on printed links
     * (`offline`), which the print explains. `expected`: of those as many as their rules are believed.
     */
    clicks: Range.extend({ expected: z.int() }),
    /** Of `visits`, 0–1; null with a `note` where so few clicks make no rate. */
    share: Range.extend({ expected: z.number() }).nullable(),
    note: maybe(z.string()),
    /** What makes up `high`, by sign: how many clicks bear it, and how far it is believed (0–1). */
    evidence: z.array(z.strictObject({ sign: z.enum(DARK_SIGNS), clicks: z.int(), confidence: z.number() })),
    /** Of the orders that those clicks earned. */
    orders: Range,
    revenue: MoneyRange,
    /** Orders by a creator’s code without any click: they prove no private message, and are in no figure above. */
    ordersByCodeAlone: z.strictObject({ orders: z.number(), revenue: Money }),
    /** The clicks of `high`. */
    byChannel: z.array(z.strictObject({ channel: z.string(), clicks: z.int() })),
    /** The same by the app that named itself; `null`: no app did. */
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
    /** What to know of these figures: revenue of orders that told no net amount. */
    notes: z.array(NoteShown),
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
  description: 'A filter keeps the links that it names, and the orders that were credited there.',
  query: z.strictObject({
    ...rangeFields,
    ...postFilterFields,
    postId: maybe(idOf('pst')),
    linkId: maybe(idOf('lnk')),
  }),
  answers: { 200: DarkSocial },
});

export const darkSocialRoutes = [getDarkSocial] as const;
