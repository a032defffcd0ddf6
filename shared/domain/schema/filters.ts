import { ANY_SIGN, DARK_SIGNS } from '../attribution/dark-social.ts';
import type { IdPrefix } from '../id.ts';
import { POST_DIMENSIONS } from '../post-filter.ts';
import { because } from '../reasons.ts';
import { CHANNEL_GROUPS, REST_OF_STAGES } from '../report/snapshot.ts';
import { INTERVALS } from '../time/interval.ts';
import { CHANNELS, CREATOR_SOURCES, DEVICES, FORMATS, STAGES } from '../vocabulary.ts';
import { Country, Day, idOf, maybe, Platform, Tag, text } from './common.ts';
import * as z from './late-zod.ts';

/** Days of the brand's, both included; or an interval by its name. */
export const rangeFields = {
  from: maybe(Day),
  to: maybe(Day),
  interval: maybe(z.enum(INTERVALS)).meta({
    description: 'Instead of `from` and `to`: ends today; `all` reaches two years back.',
  }),
};

/** Where posts are told apart: the same words in clicks, ROI and lists. */
export const postFilterFields = {
  stage: maybe(z.enum(STAGES)),
  creatorId: maybe(idOf('crt')),
  campaignId: maybe(idOf('cmp')),
  squadId: maybe(idOf('sqd')),
  platform: maybe(Platform),
  tier: maybe(text(20)).meta({ example: '1-5k' }),
  source: maybe(z.enum(CREATOR_SOURCES)).meta({ description: 'How the creator came to the brand.' }),
  format: maybe(z.enum(FORMATS)),
  placement: maybe(z.string().max(40)),
  message: maybe(text(60)),
  tag: maybe(Tag).meta({
    description:
      'A tag, in any case: of the link, its post or its creator; of a post: its own, its creator’s or one of its links’; of a creator: hers, or of one of her posts.',
  }),
  without: maybe(z.enum(POST_DIMENSIONS)).meta({
    description:
      'Only what has no value along that dimension: no campaign, no tag; `postId`: what no post can be named for.',
  }),
  rest: maybe(z.enum(REST_OF_STAGES)).meta({
    description:
      'Of what no post can be named for only what links without one brought, or what came by no link.',
  }),
};

const App = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/, { error: because('not-a-platform', { example: 'whatsapp' }) });

/** Any dimension of a click as a filter. */
export const clickFilterFields = {
  ...postFilterFields,
  postId: maybe(idOf('pst')),
  linkId: maybe(idOf('lnk')),
  channel: maybe(z.enum(CHANNELS)),
  app: maybe(App).meta({ description: 'The app that named itself; `none`: none did.' }),
  sign: maybe(z.enum([...DARK_SIGNS, ANY_SIGN])).meta({
    description: 'What says that it came in private, as dark social counts it; `any`: whatever does.',
  }),
  way: maybe(z.enum(CHANNEL_GROUPS)).meta({ description: 'The group of channels that reports show it in.' }),
  dark: maybe(z.enum(['true', 'false'])).meta({
    description: 'By a dark channel, wherever its link stands.',
  }),
  referrerGroup: maybe(text(40)).meta({
    description: 'What analytics that knows referrers alone would have called it.',
    example: 'Direct',
  }),
  country: maybe(Country),
  device: maybe(z.enum(DEVICES)),
};

/** As many as a page holds. */
const MOST_IDS = 100;

/** What is asked for by its ids is answered though it is archived: it is what a row elsewhere names. */
export const idsField = <const P extends IdPrefix>(prefix: P) => ({
  ids: maybe(
    z
      .string()
      .max(MOST_IDS * 21)
      .transform((value) => value.split(','))
      .pipe(z.array(idOf(prefix)).max(MOST_IDS)),
  ).meta({
    type: 'string',
    description: `Only these, with commas between, at most ${MOST_IDS}; archived ones too.`,
    example: `${prefix}_0123456789abcdef`,
  }),
});

/** `q`: names that contain it, whatever their case. */
export const searchField = { q: maybe(text(100)).meta({ example: 'knits' }) };

/** `name` or, the other way round, `-name`. */
export const sortField = <const N extends readonly [string, ...string[]]>(names: N) => ({
  sort: maybe(
    z.enum([...names, ...names.map((name) => `-${name}`)] as [
      N[number] | `-${N[number]}`,
      ...(N[number] | `-${N[number]}`)[],
    ]),
  ),
});
