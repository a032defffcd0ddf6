import {
  CHECK_RESULTS,
  DEVICES,
  FORMATS,
  LINK_STATUSES,
  OPERATING_SYSTEMS,
  STAGES,
} from '../../../../shared/domain/vocabulary.ts';
import { bulk } from './bulk.ts';
import { byName, one, search } from './calls.ts';
import {
  country,
  day,
  destination,
  externalId,
  instant,
  metadata,
  ofPosts,
  page,
  placement,
  platform,
  range,
  slug,
  sort,
  tags,
  truth,
} from './common.ts';
import {
  clearable,
  fields,
  flag,
  free,
  id,
  ids,
  type Kind,
  list,
  maybe,
  oneOf,
  or,
  refused,
  same,
  text,
  whole,
} from './kinds.ts';

const caption: Kind = {
  takes: [...same('Warm!\nAnd soft.', 'x'.repeat(5_000)), { sent: ' a ', kept: 'a' }],
  refuses: [...refused('>=1 characters', '', ' \n'), ...refused('<=5000 characters', 'x'.repeat(5_001))],
};
const messages = list(text(60), 0, 20);
const placements: Kind = {
  ...list(placement, 1, 20, (n) => `p${n}`),
  refuses: [
    ...list(placement, 1, 20, (n) => `p${n}`).refuses,
    ...refused('a placement may stand once', ['feed', 'story', 'feed']),
  ],
};
const post = {
  metadata: maybe(metadata),
  creatorId: id('crt'),
  stage: oneOf(STAGES),
  platform,
  format: oneOf(FORMATS),
  publishedAt: instant,
  url: maybe(destination),
  campaignId: maybe(id('cmp')),
  squadId: maybe(id('sqd')),
  dropId: maybe(id('drp')),
  messages: or(messages, []),
  caption: maybe(caption),
  tags: maybe(tags),
  destination,
  domain: maybe(free(0, 253)),
  placements: maybe(placements),
  slug: maybe(slug),
};

export const posts = {
  'post /v1/posts': { body: fields({ externalId: maybe(externalId), ...post }) },
  'post /v1/posts/bulk': bulk('posts', { externalId: maybe(externalId), ...post }),
  'get /v1/posts': {
    query: fields({
      ...page,
      ...ofPosts,
      ...range,
      ids: maybe(ids('pst')),
      ...search,
      sort: sort(['publishedAt']),
    }),
  },
  'get /v1/posts/{id}': one('pst'),
  'get /v1/posts/external/{externalId}': byName,
  'patch /v1/posts/{id}': {
    ...one('pst'),
    body: fields({
      metadata: clearable(metadata),
      format: maybe(oneOf(FORMATS)),
      publishedAt: maybe(instant),
      url: clearable(destination),
      campaignId: clearable(id('cmp')),
      squadId: clearable(id('sqd')),
      dropId: clearable(id('drp')),
      caption: clearable(caption),
      tags: clearable(tags),
      archived: maybe(flag),
    }),
  },
  'delete /v1/posts/{id}': one('pst'),
  'put /v1/posts/external/{externalId}': { ...byName, body: fields(post) },
  'post /v1/posts/{id}/checks': {
    ...one('pst'),
    body: fields({
      results: list(
        fields({ instruction: text(300), result: oneOf(CHECK_RESULTS), note: maybe(text(500)) }),
        1,
        50,
      ),
    }),
  },
  'get /v1/posts/{id}/decay': one('pst'),
  'get /v1/posts/{id}/asset': one('pst'),
  'put /v1/posts/{id}/rating': {
    ...one('pst'),
    body: fields({ creativity: whole(1, 5), by: text(120), note: maybe(text(500)) }),
  },
  'put /v1/posts/{id}/rights': {
    ...one('pst'),
    body: fields(
      { from: day, until: maybe(day), channels: or(list(text(60), 0, 20), []), note: maybe(text(500)) },
      {
        beside: { from: '2000-01-01' },
        rules: [
          {
            but: { from: '2026-10-02', until: '2026-10-01' },
            says: 'must not lie before from',
            at: ['until'],
          },
        ],
      },
    ),
  },
  'delete /v1/posts/{id}/rights': one('pst'),
  'get /v1/rights': { query: fields(page) },
};

const alias: Kind = {
  takes: [...same('summer/sale.2026', 'a', '🎁', 'x'.repeat(200)), { sent: 'cafe\u0301', kept: 'caf\u00e9' }],
  refuses: refused(
    'must be what stood behind the host: letters, digits, emoji',
    '',
    'a b',
    '/a',
    'a?b',
    '.env',
    'v1/links',
    'x'.repeat(201),
  ),
};
const utmValue = maybe(text(100));
const utm = fields({
  source: utmValue,
  medium: utmValue,
  campaign: utmValue,
  term: utmValue,
  content: utmValue,
});
const language: Kind = {
  takes: same('de', 'gsw'),
  refuses: refused('must be a language such as de', 'DE', 'd', 'germ', ''),
};
const targeting = list(
  fields({
    country: maybe(country),
    device: maybe(oneOf(DEVICES)),
    os: maybe(oneOf(OPERATING_SYSTEMS)),
    language: maybe(language),
    destination,
  }),
  0,
  20,
);
const beforeVouch = fields({ clicks: whole(0, 1e12), asOf: instant, source: maybe(text(60)) });
const changeable = {
  metadata,
  placement,
  platform,
  tags,
  expiresAt: instant,
  expiredDestination: destination,
  clickLimit: whole(1, 1e9),
  utm,
  targeting,
  beforeVouch,
};
const each = (as: (kind: Kind) => Kind) =>
  Object.fromEntries(Object.entries(changeable).map(([name, kind]) => [name, as(kind)]));
const status = oneOf(LINK_STATUSES);
const link = {
  ...each(maybe),
  destination,
  domain: maybe(free(0, 253)),
  slug: maybe(slug),
  status: or(status, 'active'),
};

export const links = {
  'post /v1/links': { body: fields({ postId: maybe(id('pst')), externalId: maybe(externalId), ...link }) },
  'post /v1/links/bulk': bulk('links', { postId: id('pst'), externalId: maybe(externalId), ...link }),
  'get /v1/links': {
    query: fields({
      ...page,
      ...ofPosts,
      ...range,
      ...search,
      postId: maybe(id('pst')),
      withoutPost: maybe(truth),
      status: maybe(oneOf(['active', 'paused'])),
      sort: sort(['slug', 'createdAt', 'clicks']),
    }),
  },
  'get /v1/links/{id}': one('lnk'),
  'get /v1/links/external/{externalId}': byName,
  'patch /v1/links/{id}': {
    ...one('lnk'),
    body: fields({ ...each(clearable), destination: maybe(destination), status: maybe(status) }),
  },
  'delete /v1/links/{id}': one('lnk'),
  'post /v1/links/{id}/aliases': { ...one('lnk'), body: fields({ aliases: list(alias, 1, 20) }) },
  'put /v1/links/external/{externalId}': { ...byName, body: fields({ postId: maybe(id('pst')), ...link }) },
};
