import { because } from '../../reasons.ts';
import { CHECK_RESULTS, FORMATS, POST_FLAGS, STAGES, TIERS } from '../../vocabulary.ts';
import { collection } from '../collection.ts';
import {
  byExternalId,
  clearable,
  ExternalId,
  Instant,
  idOf,
  Metadata,
  maybe,
  PageQuery,
  Platform,
  stamps,
  Tags,
  text,
} from '../common.ts';
import { idsField, postFilterFields, rangeFields, searchField, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { MessageName } from './campaigns.ts';
import { DestinationText, DomainOfLink, Link, Placement, Slug } from './links.ts';

const Check = z.strictObject({
  instruction: text(300),
  result: z.enum(CHECK_RESULTS),
  note: maybe(text(500)),
  checkedAt: Instant,
});

const WebUrl = DestinationText;
const Caption = z.string().trim().min(1).max(5_000);

const fields = {
  metadata: maybe(Metadata),
  creatorId: idOf('crt'),
  stage: z.enum(STAGES),
  platform: Platform,
  format: z.enum(FORMATS),
  publishedAt: Instant,
  url: maybe(WebUrl),
  campaignId: maybe(idOf('cmp')),
  squadId: maybe(idOf('sqd')),
  dropId: maybe(idOf('drp')),
  messages: z.array(MessageName).max(20),
  caption: maybe(Caption),
  tags: maybe(Tags),
};

export const StoredPost = z.strictObject({
  id: idOf('pst'),
  externalId: maybe(ExternalId),
  ...fields,
  tier: maybe(z.enum(TIERS)),
  /** The newest result per negative instruction. */
  checks: z.array(Check),
  ...stamps,
});
export type StoredPost = z.infer<typeof StoredPost>;

export const Post = StoredPost.extend({
  links: z.array(Link),
  flags: z.array(z.enum(POST_FLAGS)),
  instructions: z.array(z.string()),
  hints: z.array(z.strictObject({ instruction: z.string(), word: z.string() })),
}).meta({
  id: 'Post',
});
export type Post = z.infer<typeof Post>;

const inputFields = {
  ...fields,
  messages: fields.messages.default([]),
  destination: DestinationText,
  placements: maybe(
    z
      .array(Placement)
      .min(1)
      .max(20)
      .refine((placements) => new Set(placements).size === placements.length, {
        error: because('not-twice', { what: 'placement' }),
      }),
  ),
  slug: maybe(Slug),
  domain: maybe(DomainOfLink),
};
const example = {
  creatorId: 'crt_0123456789abcdef',
  stage: 'microcontent',
  platform: 'instagram',
  format: 'short',
  publishedAt: '2026-10-05T09:30:00+02:00',
  messages: ['warmth'],
  destination: 'https://shop.example.com/socks',
  placements: ['feed', 'story'],
};

const { creatorId: _, ...ofWhomever } = example;
const exampleOfFile = { ...ofWhomever, creatorHandle: '@ada.knits' };

export const PostInput = z
  .strictObject({ externalId: maybe(ExternalId), ...inputFields })
  .meta({ id: 'PostInput', example });
export type PostInput = z.infer<typeof PostInput>;
export const PostUpsert = z.strictObject(inputFields).meta({ id: 'PostUpsert', example });
export type PostUpsert = z.infer<typeof PostUpsert>;

export const PostPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    format: maybe(fields.format),
    publishedAt: maybe(Instant),
    url: clearable(WebUrl),
    campaignId: clearable(idOf('cmp')),
    squadId: clearable(idOf('sqd')),
    dropId: clearable(idOf('drp')),
    caption: clearable(Caption),
    tags: clearable(Tags),
    archived: maybe(z.boolean()),
  })
  .meta({ id: 'PostPatch', example: { url: 'https://www.instagram.com/p/abc/' } });
export type PostPatch = z.infer<typeof PostPatch>;

export const ChecksInput = z
  .strictObject({
    results: z
      .array(
        z.strictObject({ instruction: text(300), result: z.enum(CHECK_RESULTS), note: maybe(text(500)) }),
      )
      .min(1)
      .max(50),
  })
  .meta({ id: 'ChecksInput', example: { results: [{ instruction: 'No medical claims', result: 'ok' }] } });

const posts = collection('posts', { tag: 'Posts', id: 'pst', answer: Post });

export const createPost = posts.create({
  summary: 'Add a post and its links, one per placement',
  description:
    'Creator, stage, messages and the creator’s follower tier are frozen on the post. A creator has one post at one address (`url`), however that is spelled (`/p/` or `/reel/`, `youtu.be` or `watch?v=`): another one is 409 `post-exists`, unless it has an `externalId` of its own; the same request again gets its first answer.',
  body: PostInput,
  refusals: [409],
});
export const createPosts = posts.createMany({
  summary: 'Add up to a hundred posts, or change what isn’t frozen, each for itself',
  more: 'One without an `externalId` is the post of its `url`. Of a post that is known, what is frozen can’t be said otherwise.',
  one: 'post',
  fields: { externalId: maybe(ExternalId), ...inputFields },
  name: 'PostBulk',
  example: { ...exampleOfFile, externalId: 'post-12' },
});
export const listPosts = posts.list(Post, {
  summary: 'All posts with their links',
  description: '`from`, `to` and `interval` are of the publication; `q` looks into handles and addresses.',
  query: PageQuery.extend({
    ...postFilterFields,
    ...rangeFields,
    ...idsField('pst'),
    ...searchField,
    ...sortField(['publishedAt']),
  }),
});
export const getPost = posts.get({ summary: 'One post with its links' });
export const getPostByExternalId = byExternalId(getPost);
export const patchPost = posts.patch({
  summary: 'Change what isn’t frozen',
  body: PostPatch,
  refusals: [409],
});
export const archivePost = posts.archive({ summary: 'Archive a post; its links go on working' });
export const putPost = posts.put({
  summary: 'Add the post of this externalId, or change what isn’t frozen',
  description:
    'On an existing post only format, publishedAt, url, campaignId, squadId, dropId, caption, tags and metadata change; links stay.',
  body: PostUpsert,
  refusals: [409],
});
export const checkPost = route({
  ...posts.writes,
  method: 'post',
  path: '/v1/posts/{id}/checks',
  summary: 'Record whether negative instructions were kept',
  description:
    'By name, of the brand’s standing instructions or those of the post’s campaign: the post’s `instructions`. What nobody gave is refused.',
  params: posts.params,
  body: ChecksInput,
  answers: { 200: Post },
});

export const postRoutes = [
  createPost,
  createPosts,
  listPosts,
  getPost,
  getPostByExternalId,
  patchPost,
  archivePost,
  putPost,
  checkPost,
] as const;
