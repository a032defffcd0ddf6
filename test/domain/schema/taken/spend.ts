import { SPEND_BASES, SPEND_KINDS, SPEND_STATES, STAGES } from '../../../../shared/domain/vocabulary.ts';
import { bulk } from './bulk.ts';
import { byName, ofDay, one, search } from './calls.ts';
import { currency, day, externalId, metadata, ofPosts, page, paid, range, truth } from './common.ts';
import {
  clearable,
  fields,
  flag,
  id,
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

const levels = {
  postId: maybe(id('pst')),
  creatorId: maybe(id('crt')),
  campaignId: maybe(id('cmp')),
  squadId: maybe(id('sqd')),
  stage: maybe(oneOf(STAGES)),
};
const cost = {
  metadata: maybe(metadata),
  kind: oneOf(SPEND_KINDS),
  amount: paid,
  basis: or(oneOf(SPEND_BASES), 'cash'),
  incurredOn: day,
  state: or(oneOf(SPEND_STATES), 'accrued'),
  ...levels,
  note: maybe(text(200)),
};
const ONE_LEVEL = 'name exactly one of postId, creatorId, campaignId, squadId, stage';
const oneLevel = {
  either: Object.keys(levels),
  rules: [
    { but: { postId: undefined }, says: ONE_LEVEL, at: ['postId'] },
    { but: { stage: 'campaign' }, says: ONE_LEVEL, at: ['postId'] },
  ],
};

export const spend = {
  'post /v1/spend': { body: fields({ externalId: maybe(externalId), ...cost }, oneLevel) },
  'post /v1/spend/bulk': bulk('spend', { externalId: maybe(externalId), ...cost }),
  'get /v1/spend': {
    query: fields({
      ...page,
      ...range,
      kind: maybe(oneOf(SPEND_KINDS)),
      state: maybe(oneOf(SPEND_STATES)),
      ...ofPosts,
      postId: maybe(id('pst')),
      ...search,
      sort: maybe(oneOf(['incurredOn', '-incurredOn'])),
    }),
  },
  'get /v1/spend/{id}': one('spd'),
  'get /v1/spend/external/{externalId}': byName,
  'patch /v1/spend/{id}': {
    ...one('spd'),
    body: fields({
      metadata: clearable(metadata),
      state: maybe(oneOf(SPEND_STATES)),
      note: maybe(text(200)),
      archived: maybe(flag),
    }),
  },
  'delete /v1/spend/{id}': one('spd'),
  'put /v1/spend/external/{externalId}': { ...byName, body: fields(cost, oneLevel) },
};

const ads = { spend: paid, clicks: whole(0, 1e9) };

export const ppc = {
  'put /v1/ppc/{day}': { ...ofDay, body: fields(ads) },
  'post /v1/ppc/bulk': {
    query: fields({ atomic: or(truth, 'false') }),
    body: fields({ days: list(fields({ day, ...ads }), 1, 400), restIsNothing: or(flag, false) }),
  },
  'get /v1/ppc': { query: fields({ ...page, from: maybe(day), to: maybe(day) }) },
  'delete /v1/ppc/{day}': ofDay,
  'get /v1/ppc/comparison': { query: fields({ ...range, ...ofPosts }) },
};

const rate: Kind = {
  takes: same('0.0871', '100000000', '0.000000000001'),
  refuses: [
    ...refused('must be a positive decimal such as "1.0842"', '0', '-1', '1,5', 'x', '', '0.0000000000001'),
    ...refused('must not exceed 100000000: no two currencies are that far apart', '100000000.1'),
    ...refused('<=30 characters', '1'.repeat(31)),
    ...refused('expected string', 1.5),
  ],
};
const fx = {
  from: { ...currency, takes: same('USD', 'EUR') },
  to: { ...currency, takes: same('SEK', 'GBP') },
  rate,
  source: maybe(text(60)),
};

export const rates = {
  'put /v1/fx/{date}': {
    params: fields({ date: day }),
    body: fields(
      { rates: list(fields(fx), 1, 100) },
      {
        rules: [
          {
            but: { rates: [{ from: 'EUR', to: 'EUR', rate: '1' }] },
            says: 'from and to must differ',
            at: ['rates'],
          },
        ],
      },
    ),
  },
};
