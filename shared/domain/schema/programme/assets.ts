import { because } from '../../reasons.ts';
import { SHAPE_FLAGS } from '../../selection/engagement-shape.ts';
import { RIGHTS_STATES } from '../../selection/usage-rights.ts';
import { Day, Instant, idOf, maybe, PageQuery, pageOf, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

/** What the brand thinks of a post, whatever it sold; one a person. */
const ratingFields = {
  creativity: z.int().min(1).max(5).meta({ description: '1 to 5: would you show it elsewhere?', example: 4 }),
  by: text(120).meta({ description: 'Who rated.', example: 'Ada' }),
  note: maybe(text(500)),
};
export const Rating = z
  .strictObject({ postId: idOf('pst'), ...ratingFields, ratedAt: Instant })
  .meta({ id: 'Rating' });
export type Rating = z.infer<typeof Rating>;
export const RatingInput = z
  .strictObject(ratingFields)
  .meta({ id: 'RatingInput', example: { creativity: 4, by: 'Ada', note: 'The light!' } });

const rightsFields = {
  from: Day,
  until: maybe(Day).meta({ description: 'Last day; left out: for good.' }),
  channels: z
    .array(text(60))
    .max(20)
    .meta({ description: 'Where it may be shown.', example: ['newsletter'] }),
  note: maybe(text(500)),
};

/** What the creator allowed the brand to do with a post elsewhere, and until when. */
export const UsageRights = z
  .strictObject({ postId: idOf('pst'), ...rightsFields, updatedAt: Instant })
  .meta({ id: 'UsageRights' });
export type UsageRights = z.infer<typeof UsageRights>;
export const UsageRightsInput = z
  .strictObject({ ...rightsFields, channels: rightsFields.channels.default([]) })
  .refine(({ from, until }) => until === undefined || from <= until, {
    path: ['until'],
    error: because('ends-before-start', { first: 'from' }),
  })
  .meta({
    id: 'UsageRightsInput',
    example: { from: '2026-10-01', until: '2027-03-31', channels: ['newsletter'] },
  });

const RightsState = z.enum(RIGHTS_STATES);

/** A post beyond its own clicks: what the brand thinks of it, may do with it, did with it. */
export const PostAsset = z
  .strictObject({
    postId: idOf('pst'),
    creativity: z.number().nullable().meta({ description: 'Mean of the ratings; null without one.' }),
    ratings: z.array(Rating),
    rights: UsageRights.nullable(),
    rightsState: RightsState,
    links: z
      .array(
        z.strictObject({
          linkId: idOf('lnk'),
          placement: z.string(),
          clicks: z.number(),
          withoutRights: z.boolean(),
        }),
      )
      .meta({
        description: 'Links whose placement begins with `asset-`: their clicks are not the post’s readers.',
      }),
    ownClicks: z.number().meta({ description: 'Clicks of the post’s other links.' }),
    shape: z.array(z.strictObject({ code: z.enum(SHAPE_FLAGS), text: z.string() })).meta({
      description: 'What is odd about its engagement: a reason to look; nothing is dropped for it.',
    }),
  })
  .meta({ id: 'PostAsset' });
export type PostAsset = z.infer<typeof PostAsset>;

const ById = z.strictObject({ id: idOf('pst') });
const base = { tag: 'Posts', params: ById } as const;

export const getPostAsset = route({
  ...base,
  method: 'get',
  path: '/v1/posts/{id}/asset',
  scope: 'analytics:read',
  summary: 'A post beyond its own clicks: ratings, rights, reuse, and what is odd about its engagement',
  description:
    'Make a link for each reuse with `POST /v1/links` and a placement such as `asset-newsletter`: it counts for the post, and is told apart here and by `placement` everywhere.',
  answers: { 200: PostAsset },
});
export const putRating = route({
  ...base,
  method: 'put',
  path: '/v1/posts/{id}/rating',
  scope: 'posts:write',
  changesCatalogue: true,
  summary: 'Rate a post’s creativity',
  description: 'One rating a person: told again, it replaces theirs.',
  body: RatingInput,
  answers: { 200: Rating, 201: Rating },
});
export const putRights = route({
  ...base,
  method: 'put',
  path: '/v1/posts/{id}/rights',
  scope: 'posts:write',
  changesCatalogue: true,
  summary: 'Keep what the creator allowed, and until when',
  body: UsageRightsInput,
  answers: { 200: UsageRights, 201: UsageRights },
});
export const deleteRights = route({
  ...base,
  method: 'delete',
  path: '/v1/posts/{id}/rights',
  scope: 'posts:write',
  changesCatalogue: true,
  summary: 'Forget the rights to a post',
  answers: { 204: null },
});
export const listRights = route({
  method: 'get',
  path: '/v1/rights',
  tag: 'Posts',
  scope: 'posts:read',
  summary: 'Rights to posts, with where they stand today',
  description: 'Warned of from 30 days before their end (`endingSoon`).',
  query: PageQuery,
  answers: { 200: pageOf(UsageRights.extend({ state: RightsState }).meta({ id: 'ListedRights' })) },
});

export const assetRoutes = [getPostAsset, putRating, putRights, deleteRights, listRights] as const;
