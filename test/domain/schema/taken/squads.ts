import { LANGUAGES } from '../../../../shared/domain/vocabulary.ts';
import { bulk } from './bulk.ts';
import { byName, one, pages, search } from './calls.ts';
import { country, day, destination, externalId, instant, metadata, ofPosts, page, sort } from './common.ts';
import { clearable, fields, flag, free, id, ids, maybe, oneOf, or, text, whole } from './kinds.ts';
import { timetable, timetablePatch } from './timetable.ts';

const squad = {
  metadata: maybe(metadata),
  name: text(120),
  city: text(100),
  country,
  managerName: maybe(text(120)),
  targetSize: maybe(whole(1, 10_000)),
  ...timetable,
};
const membership = { params: fields({ id: id('sqd'), creatorId: id('crt') }) };

export const squads = {
  'post /v1/squads': { body: fields({ externalId: maybe(externalId), ...squad }) },
  'post /v1/squads/bulk': bulk('squads', { externalId: maybe(externalId), ...squad }),
  'get /v1/squads': {
    query: fields({ ...page, ...ofPosts, ids: maybe(ids('sqd')), ...search, sort: sort(['name', 'city']) }),
  },
  'get /v1/squads/{id}': one('sqd'),
  'get /v1/squads/external/{externalId}': byName,
  'patch /v1/squads/{id}': {
    ...one('sqd'),
    body: fields({
      metadata: clearable(metadata),
      name: maybe(text(120)),
      city: maybe(text(100)),
      country: maybe(country),
      managerName: clearable(text(120)),
      targetSize: clearable(whole(1, 10_000)),
      ...timetablePatch,
      archived: maybe(flag),
    }),
  },
  'delete /v1/squads/{id}': one('sqd'),
  'put /v1/squads/external/{externalId}': { ...byName, body: fields(squad) },
  'put /v1/squads/{id}/members/{creatorId}': {
    ...membership,
    body: fields({ since: maybe(day), until: clearable(day) }),
  },
  'delete /v1/squads/{id}/members/{creatorId}': membership,
  'post /v1/squads/{id}/drops': {
    ...one('sqd'),
    body: fields({
      metadata: maybe(metadata),
      name: text(120),
      product: maybe(text(200)),
      opensAt: instant,
      membersFrom: maybe(instant),
      endsAt: maybe(instant),
      earlyDestination: maybe(destination),
    }),
  },
  'get /v1/squads/{id}/drops': { ...one('sqd'), ...pages },
  'get /v1/drops/{id}': one('drp'),
  'patch /v1/drops/{id}': {
    ...one('drp'),
    body: fields({
      metadata: clearable(metadata),
      name: maybe(text(120)),
      product: clearable(text(200)),
      opensAt: maybe(instant),
      membersFrom: clearable(instant),
      endsAt: clearable(instant),
      earlyDestination: clearable(destination),
      archived: maybe(flag),
    }),
  },
  'delete /v1/drops/{id}': one('drp'),
  'get /v1/timetable': {
    query: fields({
      from: maybe(day),
      to: maybe(day),
      campaignId: maybe(id('cmp')),
      squadId: maybe(id('sqd')),
    }),
  },
  'post /v1/calendars': {
    body: fields({
      name: or(text(120), 'Posts due'),
      language: or(oneOf(LANGUAGES), 'en'),
      campaignId: maybe(id('cmp')),
      squadId: maybe(id('sqd')),
      metadata: maybe(metadata),
    }),
  },
  'get /v1/calendars': pages,
  'delete /v1/calendars/{id}': { params: fields({ id: free(0, 64) }) },
};
