import { bulkRoute } from '../bulk.ts';
import { Instant, idOf, Metadata, maybe, PageQuery, pageOf } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Count = z.int().min(0).max(1e12);

const fields = {
  postId: idOf('pst'),
  takenAt: Instant,
  likes: maybe(Count),
  comments: maybe(Count),
  shares: maybe(Count),
  saves: maybe(Count),
  views: maybe(Count),
  impressions: maybe(Count),
  reach: maybe(Count),
  followers: maybe(Count),
  metadata: maybe(Metadata),
};

/** A post's public counters at one moment; the newest wins, all are kept. */
export const Engagement = z
  .strictObject({ id: idOf('eng'), ...fields, createdAt: Instant })
  .meta({ id: 'Engagement' });
export type Engagement = z.infer<typeof Engagement>;

const counters = {
  takenAt: '2026-10-06T09:00:00+02:00',
  likes: 412,
  comments: 38,
  saves: 51,
  reach: 5100,
};
export const EngagementInput = z
  .strictObject(fields)
  .meta({ id: 'EngagementInput', example: { postId: 'pst_0123456789abcdef', ...counters } });
export type EngagementInput = z.infer<typeof EngagementInput>;

const base = { tag: 'Engagement' } as const;

export const createEngagement = route({
  method: 'post',
  path: '/v1/engagement',
  scope: 'engagement:write',
  changesCatalogue: true,
  ...base,
  summary: 'Record a post’s counters as they stand',
  description: 'The same post and moment again replaces nothing and answers the first.',
  body: EngagementInput,
  answers: { 200: Engagement, 201: Engagement },
});
export const createEngagements = bulkRoute(
  '/v1/engagement/bulk',
  {
    many: 'engagement',
    one: 'snapshot',
    fields,
    answer: Engagement,
    name: 'EngagementBulk',
    example: { postUrl: 'https://www.instagram.com/p/abc/', ...counters },
    most: 500,
  },
  {
    ...base,
    scope: 'engagement:write',
    changesCatalogue: true,
    summary: 'Record up to five hundred snapshots of counters, each for itself',
    description:
      '`results` says of each in its order what became of it; 201 when none was refused, else 207. The same post and moment again answers the first (`repeated`). With `atomic=true` one that is refused is a 422, and none is stored; with `dryRun=true` none is stored, and `results` says what would become of each.',
  },
);
export const listEngagement = route({
  method: 'get',
  path: '/v1/engagement',
  scope: 'engagement:read',
  ...base,
  summary: 'All snapshots of a post, by time',
  query: PageQuery.extend({ postId: idOf('pst') }),
  answers: { 200: pageOf(Engagement) },
});

export const engagementRoutes = [createEngagement, createEngagements, listEngagement] as const;
