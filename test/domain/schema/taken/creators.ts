import {
  AGE_BANDS,
  APPLICATION_STATES,
  CREATOR_SOURCES,
  FORMER_AGE_BANDS,
} from '../../../../shared/domain/vocabulary.ts';
import { bulk } from './bulk.ts';
import { byName, one, pages, search } from './calls.ts';
import { country, day, email, externalId, metadata, ofPosts, page, platform, tags } from './common.ts';
import {
  clearable,
  fields,
  flag,
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

const code: Kind = {
  takes: same('ADA10', 'ada 10', 'x'.repeat(100)),
  refuses: [
    ...refused('must be a code as shoppers type it, such as ADA10: not blank, at most', '', '  '),
    ...refused('<=100 characters', 'x'.repeat(101)),
  ],
};
const ageBand = oneOf([...AGE_BANDS, ...FORMER_AGE_BANDS]);
const source = oneOf(CREATOR_SOURCES);
const codes = list(code, 0, 20);
const creator = {
  metadata: maybe(metadata),
  handle: text(100),
  platform,
  displayName: maybe(text(120)),
  followers: maybe(whole(0, 1e9)),
  email: maybe(email),
  city: maybe(text(100)),
  country: maybe(country),
  ageBand: maybe(ageBand),
  source: or(source, 'invited'),
  couponCodes: or(codes, []),
  tags: maybe(tags),
};
export const creators = {
  'post /v1/creators': { body: fields({ externalId: maybe(externalId), ...creator }) },
  'post /v1/creators/bulk': bulk('creators', { externalId: maybe(externalId), ...creator }),
  'get /v1/creators': {
    query: fields({
      ...page,
      ...ofPosts,
      ids: maybe(ids('crt')),
      ...search,
      sort: maybe(
        oneOf(['er_posterior', 'handle', '-handle', 'followers', '-followers', 'createdAt', '-createdAt']),
      ),
    }),
  },
  'get /v1/creators/{id}': one('crt'),
  'get /v1/creators/external/{externalId}': byName,
  'patch /v1/creators/{id}': {
    ...one('crt'),
    body: fields({
      metadata: clearable(metadata),
      handle: maybe(text(100)),
      platform: maybe(platform),
      displayName: clearable(text(120)),
      followers: clearable(whole(0, 1e9)),
      email: clearable(email),
      city: clearable(text(100)),
      country: clearable(country),
      ageBand: clearable(ageBand),
      source: maybe(source),
      couponCodes: maybe(codes),
      tags: clearable(tags),
      archived: maybe(flag),
    }),
  },
  'delete /v1/creators/{id}': one('crt'),
  'put /v1/creators/external/{externalId}': { ...byName, body: fields(creator) },
};

const applicant = {
  handle: text(100),
  platform,
  displayName: maybe(text(120)),
  followers: maybe(whole(0, 1e9)),
  email: maybe(email),
  city: maybe(text(100)),
  message: maybe(text(1_000)),
  callId: maybe(id('cll')),
};
const formToken: Kind = {
  takes: same('dGhl-_0', 'x'.repeat(64)),
  refuses: refused('', '', 'a b', 'x'.repeat(65)),
};

export const applications = {
  'post /v1/applications': { body: fields({ formToken, ...applicant, metadata: maybe(metadata) }) },
  'get /v1/applications': { query: fields({ ...page, state: maybe(oneOf(APPLICATION_STATES)) }) },
  'get /v1/applications/{id}': one('app'),
  'post /v1/applications/{id}/decision': {
    ...one('app'),
    body: fields({ decision: oneOf(['accept', 'decline']), reason: maybe(text(500)) }),
  },
  'post /v1/calls': {
    body: fields({
      metadata: maybe(metadata),
      title: text(120),
      looksFor: text(1_000),
      city: maybe(text(100)),
      platform: maybe(platform),
      closesOn: maybe(day),
    }),
  },
  'get /v1/calls': pages,
  'delete /v1/calls/{id}': one('cll'),
};
