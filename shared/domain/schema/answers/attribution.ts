import { MODELS } from '../../vocabulary.ts';
import { Day, Money, maybe, NoteShown, pagedRows, rowsFields } from '../common.ts';
import { rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

export const ATTRIBUTION_GROUPS = ['post', 'creator', 'stage', 'campaign', 'platform', 'channel'] as const;
export type AttributionGroup = (typeof ATTRIBUTION_GROUPS)[number];

const Credit = z.strictObject({ conversions: z.number(), revenue: Money });
const ByModel = z.strictObject(
  Object.fromEntries(MODELS.map((model) => [model, Credit])) as Record<
    (typeof MODELS)[number],
    typeof Credit
  >,
);
const name = maybe(z.string().nullable());

export const Attribution = z
  .strictObject({
    groupBy: z.enum(ATTRIBUTION_GROUPS),
    from: Day,
    to: Day,
    ...pagedRows(
      z.strictObject({
        postId: name,
        creatorId: name,
        stage: name,
        campaignId: name,
        platform: name,
        channel: name,
        /** `not tied to a post`: codes whose creator had no post, or none new enough, when the order came. `without a post`: clicks on links without one. */
        name: maybe(z.string()),
        models: ByModel,
      }),
    ),
    /** What every model’s column sums to, to the cent. */
    totals: Credit,
    /** Orders that nobody is credited for: in no column. */
    unattributed: Credit,
    /** What to know of the figures. */
    notes: z.array(NoteShown),
  })
  .meta({ id: 'Attribution' });
export type Attribution = z.infer<typeof Attribution>;

export const getAttribution = route({
  method: 'get',
  path: '/v1/attribution',
  scope: 'analytics:read',
  tag: 'Analytics',
  summary: 'The same orders under seven models, side by side',
  description:
    'Shares of what was observed, not incremental effects. Every column sums to the same total. The rows are in the order of their ids; every page has the totals of all.',
  query: z.strictObject({
    groupBy: z.enum(ATTRIBUTION_GROUPS).default('post'),
    ...rangeFields,
    ...rowsFields,
  }),
  answers: { 200: Attribution },
});

export const attributionRoutes = [getAttribution] as const;
