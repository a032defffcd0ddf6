import { foldCode, isLookedUp, MOST_FOLDED } from '../../orders/coupon-code.ts';
import { because } from '../../reasons.ts';
import { AGE_BANDS, CREATOR_SOURCES, FORMER_AGE_BANDS } from '../../vocabulary.ts';
import { collection } from '../collection.ts';
import {
  byExternalId,
  Country,
  clearable,
  Email,
  ExternalId,
  IntervalShown,
  idOf,
  Metadata,
  maybe,
  PageQuery,
  Platform,
  stamps,
  Tags,
  text,
} from '../common.ts';
import { idsField, postFilterFields, searchField } from '../filters.ts';
import * as z from '../late-zod.ts';

/** A creator's code as the shop knows it, kept as it was sent; compared folded (`foldCode`). */
export const CouponCode = z
  .string()
  .max(100)
  .refine((code) => isLookedUp(foldCode(code)), {
    error: because('not-a-coupon-code', { n: MOST_FOLDED }),
  })
  .meta({ example: 'ADA10' });

const AgeBand = z.enum([...AGE_BANDS, ...FORMER_AGE_BANDS]);

const fields = {
  metadata: maybe(Metadata),
  handle: text(100),
  platform: Platform,
  displayName: maybe(text(120)),
  followers: maybe(z.int().min(0).max(1e9)),
  email: maybe(Email),
  city: maybe(text(100)),
  country: maybe(Country),
  ageBand: maybe(AgeBand),
  source: z.enum(CREATOR_SOURCES),
  couponCodes: z.array(CouponCode).max(20),
  tags: maybe(Tags),
};

export const Creator = z
  .strictObject({ id: idOf('crt'), externalId: maybe(ExternalId), ...fields, ...stamps })
  .meta({ id: 'Creator' });
export type Creator = z.infer<typeof Creator>;

/** What a creator's followers do, beside how many they are. */
export const CreatorEngagement = z
  .strictObject({
    basis: z.literal('followers').meta({
      description:
        'Engagements (likes, comments, shares, saves) per follower at the time, from the newest snapshot of each post. The only basis of this ranking: rates per reach, impressions or views are other figures, tenfold apart, and never mixed in.',
    }),
    rate: z.number().nullable().meta({
      description:
        'Of a typical post, drawn towards the creators it is compared with, the more so the fewer posts there are. Null with fewer than two posts whose snapshot carries `followers`.',
    }),
    interval: IntervalShown.nullable(),
    observed: z.number().nullable().meta({ description: 'All engagements by all followers, as they stand.' }),
    posts: z.int().meta({ description: 'Posts whose newest snapshot carries `followers`.' }),
    tier: z.string().nullable().meta({ description: 'Frozen on the newest of these posts.' }),
    comparedWith: z
      .enum(['tier', 'all'])
      .nullable()
      .meta({ description: '`all`: fewer than eight creators of the tier have a rate.' }),
    note: maybe(
      z.strictObject({ code: z.enum(['no_follower_counts', 'too_few_posts']), text: z.string() }),
    ).meta({ description: 'Why the rate is null.' }),
  })
  .meta({ id: 'CreatorEngagement' });

export const ListedCreator = Creator.extend({
  engagement: maybe(CreatorEngagement).meta({ description: 'With `sort=er_posterior`.' }),
}).meta({ id: 'ListedCreator' });

const inputFields = {
  ...fields,
  source: fields.source.default('invited'),
  couponCodes: fields.couponCodes.default([]),
};
const example = { handle: '@ada.knits', platform: 'instagram', followers: 6_200, couponCodes: ['ADA10'] };
export const CreatorInput = z
  .strictObject({ externalId: maybe(ExternalId), ...inputFields })
  .meta({ id: 'CreatorInput', example });
export type CreatorInput = z.infer<typeof CreatorInput>;

export const CreatorUpsert = z
  .strictObject(inputFields)
  .meta({ id: 'CreatorUpsert', example: { handle: '@ada.knits', platform: 'instagram' } });

export const CreatorPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    handle: maybe(fields.handle),
    platform: maybe(fields.platform),
    displayName: clearable(text(120)),
    followers: clearable(z.int().min(0).max(1e9)),
    email: clearable(Email),
    city: clearable(text(100)),
    country: clearable(Country),
    ageBand: clearable(AgeBand),
    source: maybe(fields.source),
    couponCodes: maybe(fields.couponCodes),
    tags: clearable(Tags),
    archived: maybe(z.boolean()),
  })
  .meta({ id: 'CreatorPatch', example: { followers: 6_400 } });

const creators = collection('creators', { tag: 'Creators', id: 'crt', answer: Creator });

export const createCreator = creators.create({
  summary: 'Add a creator',
  description:
    'One of a platform and handle stands once, however the handle is spelled (`ada`, `@Ada`, her profile’s address): another one is 409 `creator-exists`, unless it has an `externalId` of its own; the same request again gets its first answer.',
  body: CreatorInput,
  refusals: [409],
});
export const createCreators = creators.createMany({
  summary: 'Add or change up to a hundred creators, each for itself',
  more: 'One without an `externalId` is whoever has its platform and handle.',
  one: 'creator',
  fields: { externalId: maybe(ExternalId), ...inputFields },
  name: 'CreatorBulk',
  example: { ...example, externalId: 'ada' },
});
export const listCreators = creators.list(ListedCreator, {
  summary: 'All creators',
  description:
    '`platform` and `source` are the creator’s own; `stage`, `campaignId`, `squadId`, `tier`, `format` and `placement` keep those with such a post. `q` looks into handles, names and cities. By id; with `sort=er_posterior` by engagement rate, best first, and each with its `engagement`. The number of followers has no weight in that order: it only says, as the tier frozen on posts, whom a creator is compared with. One lucky post leads nobody to the top. Creators whose rate is not known come last. That order also needs the scope `engagement:read`.',
  query: PageQuery.extend({
    ...postFilterFields,
    ...idsField('crt'),
    ...searchField,
    sort: maybe(
      z.enum(['er_posterior', 'handle', '-handle', 'followers', '-followers', 'createdAt', '-createdAt']),
    ),
  }),
});
export const getCreator = creators.get({ summary: 'One creator' });
export const getCreatorByExternalId = byExternalId(getCreator);
export const patchCreator = creators.patch({
  summary: 'Change a creator',
  body: CreatorPatch,
  refusals: [409],
});
export const archiveCreator = creators.archive({ summary: 'Archive a creator' });
export const putCreator = creators.put({
  summary: 'Add or replace the creator of this externalId',
  body: CreatorUpsert,
  refusals: [409],
});

export const creatorRoutes = [
  createCreator,
  createCreators,
  listCreators,
  getCreator,
  getCreatorByExternalId,
  patchCreator,
  archiveCreator,
  putCreator,
] as const;
