import { isAddress } from '../../link/alias.ts';
import { withoutUnseenEnds } from '../../link/destination-rules.ts';
import { isSlugShaped } from '../../link/slug.ts';
import { because } from '../../reasons.ts';
import { DEVICES, LINK_STATUSES, OPERATING_SYSTEMS } from '../../vocabulary.ts';
import { collection } from '../collection.ts';
import {
  byExternalId,
  Country,
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
import { postFilterFields, rangeFields, searchField, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Only its length and shape: which hosts it may name is the brand's to say (destination-rules.ts). */
export const DestinationText = z
  .string()
  .max(2_048)
  .refine((value) => isWebAddress(withoutUnseenEnds(value)), {
    error: because('not-a-url'),
  })
  .meta({ format: 'uri', example: 'https://shop.example.com/socks' });

export const Slug = z
  .string()
  .refine(isSlugShaped, { error: because('not-a-slug', { n: '3–64' }) })
  .meta({ pattern: '^[A-Za-z0-9_-]{3,64}$', example: 'warm-socks' });

/** Where the link stands: known words, or one of the brand's own. */
export const Placement = z
  .string()
  .regex(/^[a-z0-9_-]{1,32}$/, {
    error: because('not-a-placement', { example: 'feed, story, bio, dm, offline' }),
  })
  .meta({ example: 'story' });

const UtmValue = maybe(text(100));
const Utm = z.strictObject({
  source: UtmValue,
  medium: UtmValue,
  campaign: UtmValue,
  term: UtmValue,
  content: UtmValue,
});

const Target = z.strictObject({
  country: maybe(Country),
  device: maybe(z.enum(DEVICES)),
  os: maybe(z.enum(OPERATING_SYSTEMS)),
  language: maybe(
    z.string().regex(/^[a-z]{2,3}$/, { error: because('not-a-language', { example: 'de' }) }),
  ).meta({
    example: 'de',
  }),
  destination: DestinationText,
});

export const DomainOfLink = z.string().max(253).meta({
  description: 'The host of its address: this installation’s, or a proved one of your own (`/v1/domains`).',
  example: 'vou.ch',
});
/** A further address of a link, as another shortener printed it. */
const Alias = z
  .string()
  .transform((text) => text.normalize('NFC'))
  .refine(isAddress, {
    error: because('not-an-alias'),
  })
  .meta({ type: 'string', example: 'summer/sale.2026' });
const BeforeVouch = z.strictObject({
  clicks: z.int().min(0).max(1e12),
  asOf: Instant,
  source: maybe(text(60)),
});
const ClickLimit = z.int().min(1).max(1e9);

const fields = {
  metadata: maybe(Metadata),
  destination: DestinationText,
  placement: maybe(Placement),
  platform: maybe(Platform),
  tags: maybe(Tags),
  domain: maybe(DomainOfLink),
  expiresAt: maybe(Instant),
  expiredDestination: maybe(DestinationText),
  clickLimit: maybe(ClickLimit),
  utm: maybe(Utm),
  targeting: maybe(z.array(Target).max(20)),
  beforeVouch: maybe(BeforeVouch),
  status: z.enum(LINK_STATUSES),
};

/** As it is kept. */
export const StoredLink = z.strictObject({
  id: idOf('lnk'),
  postId: maybe(idOf('pst')),
  externalId: maybe(ExternalId),
  slug: Slug,
  aliases: maybe(z.array(z.string())),
  /** The brand's own domain whose slug it has; without it the slug is one of those that all brands share. */
  domainId: maybe(idOf('dom')),
  ...fields,
  ...stamps,
});
export type StoredLink = z.infer<typeof StoredLink>;

/** As it is shown. */
export const Link = StoredLink.extend({ shortUrl: z.string(), qrUrl: z.string() }).meta({ id: 'Link' });
export type Link = z.infer<typeof Link>;

export const ListedLink = Link.extend({
  clicks: maybe(z.int()).meta({
    description: 'Where days are asked for, or an order by clicks: those of these days.',
  }),
}).meta({ id: 'ListedLink' });
export type ListedLink = z.infer<typeof ListedLink>;

const inputFields = { ...fields, slug: maybe(Slug), status: fields.status.default('active') };
const example = {
  postId: 'pst_0123456789abcdef',
  destination: 'https://shop.example.com/socks',
  placement: 'story',
};

const { postId: _, ...ofWhichever } = example;

export const LinkInput = z
  .strictObject({ postId: maybe(idOf('pst')), externalId: maybe(ExternalId), ...inputFields })
  .meta({ id: 'LinkInput', example });
export type LinkInput = z.infer<typeof LinkInput>;

export const LinkUpsert = z
  .strictObject({ postId: maybe(idOf('pst')), ...inputFields })
  .meta({ id: 'LinkUpsert', example });

export const LinkPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    destination: maybe(DestinationText),
    placement: clearable(Placement),
    platform: clearable(Platform),
    tags: clearable(Tags),
    expiresAt: clearable(Instant),
    expiredDestination: clearable(DestinationText),
    clickLimit: clearable(ClickLimit),
    utm: clearable(Utm),
    targeting: clearable(z.array(Target).max(20)),
    beforeVouch: clearable(BeforeVouch),
    status: maybe(fields.status),
  })
  .meta({ id: 'LinkPatch', example: { status: 'paused' } });
export type LinkPatch = z.infer<typeof LinkPatch>;

export const AliasesInput = z
  .strictObject({ aliases: z.array(Alias).min(1).max(20) })
  .meta({ id: 'AliasesInput', example: { aliases: ['summer/sale.2026'] } });

const links = collection('links', { tag: 'Links', id: 'lnk', answer: Link });

export const createLink = links.create({
  summary: 'Make a short link, of a post or without one',
  description:
    'Without `postId` it is the brand’s own: a bio, a newsletter, a parcel. It is kept, judged, counted and credited like any other, in a row of its own, `without a post`, of every table.',
  body: LinkInput,
});
export const createLinks = links.createMany({
  summary: 'Make or change up to a hundred short links, each for itself',
  more: 'The slug, the domain and the post of an existing link stay as they are.',
  one: 'link',
  fields: { postId: idOf('pst'), externalId: maybe(ExternalId), ...inputFields },
  name: 'LinkBulk',
  example: { ...ofWhichever, postUrl: 'https://www.instagram.com/p/abc/', externalId: 'bio-ada' },
});
export const listLinks = links.list(ListedLink, {
  summary: 'All links, or those of one post',
  description:
    '`q` looks into slugs and destinations. `from`, `to` and `interval` are the days whose `clicks` are told and sorted by, the last 28 where none are named; all links stay. Clicks also need the scope `analytics:read`.',
  query: PageQuery.extend({
    ...postFilterFields,
    ...rangeFields,
    ...searchField,
    postId: maybe(idOf('pst')),
    withoutPost: maybe(z.enum(['true', 'false'])).meta({
      description: '`true`: only links without a post; `false`: only those of posts.',
    }),
    status: maybe(z.enum(LINK_STATUSES).exclude(['archived'])),
    ...sortField(['slug', 'createdAt', 'clicks']),
  }),
});
export const getLink = links.get({ summary: 'One link' });
export const getLinkByExternalId = byExternalId(getLink);
export const patchLink = links.patch({
  summary: 'Change a link; pausing it stops it within a minute',
  body: LinkPatch,
});
export const addAliases = route({
  ...links.writes,
  method: 'post',
  path: '/v1/links/{id}/aliases',
  summary: 'Give a link further addresses, such as those it had elsewhere',
  description:
    'Short ones, with full stops and slashes, reserved words: what is printed goes on working. Each leads where the link leads, in any case and also when misread, unless that would be another link’s address: then in this exact spelling only. 409 where another link has the very same. Once given they stay.',
  params: links.params,
  body: AliasesInput,
  answers: { 200: Link },
  refusals: [409],
});
export const archiveLink = links.archive({ summary: 'Archive a link; its slug is never given to another' });
export const putLink = links.put({
  summary: 'Add or replace the link of this externalId',
  description: 'The slug, the domain and the post of an existing link stay as they are.',
  body: LinkUpsert,
  refusals: [409],
});

export const linkRoutes = [
  createLink,
  createLinks,
  listLinks,
  getLink,
  getLinkByExternalId,
  patchLink,
  addAliases,
  archiveLink,
  putLink,
] as const;
