import { CHANNELS, DEVICES, EXCLUDED_REASONS, STRENGTHS, TRIGGERS } from '../../vocabulary.ts';
import { Instant, maybe, PageQuery, pageOf } from '../common.ts';
import { clickFilterFields, rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

/** One hit as it was judged: every number can be traced down to these. */
export const ClickShown = z
  .strictObject({
    id: z.string(),
    at: Instant,
    linkId: z.string(),
    postId: z.string().nullable(),
    verdict: z.enum(['counted', 'excluded']),
    reason: maybe(z.enum(EXCLUDED_REASONS)),
    channel: z.enum(CHANNELS),
    app: maybe(z.string()),
    strength: z.enum(STRENGTHS),
    confidence: z.number(),
    evidence: z.array(z.string()),
    rulesVersion: z.string(),
    referrerHost: maybe(z.string()),
    device: z.enum(DEVICES),
    os: z.string(),
    browser: z.string(),
    country: maybe(z.string()),
    /** The first counted click of this visitor on this link within its minute; null without a visitor key. */
    unique: z.boolean().nullable(),
    trigger: z.enum(TRIGGERS),
  })
  .meta({ id: 'Click' });
export type ClickShown = z.infer<typeof ClickShown>;

export const listClicks = route({
  method: 'get',
  path: '/v1/clicks',
  scope: 'analytics:read',
  tag: 'Analytics',
  summary: 'Clicks one by one, the newest first',
  description:
    'Raw clicks are kept for 35 days. A page may hold fewer than `limit`, even none, while `nextCursor` still leads on: quiet hours are searched in pieces.',
  query: PageQuery.extend({
    ...rangeFields,
    ...clickFilterFields,
    verdict: maybe(z.enum(['counted', 'excluded'])),
  }),
  answers: { 200: pageOf(ClickShown) },
});

export const getClick = route({
  method: 'get',
  path: '/v1/clicks/{id}',
  scope: 'analytics:read',
  tag: 'Analytics',
  summary: 'One hit with the evidence that it was judged by',
  params: z.strictObject({ id: z.string().max(100) }),
  answers: { 200: ClickShown },
});

export const clickRoutes = [listClicks, getClick] as const;
