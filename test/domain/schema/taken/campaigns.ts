import { bulk } from './bulk.ts';
import { byName, one, search } from './calls.ts';
import { day, externalId, metadata, ofPosts, page, sort } from './common.ts';
import {
  above0,
  clearable,
  fields,
  flag,
  id,
  ids,
  type Kind,
  list,
  maybe,
  or,
  refused,
  same,
  text,
} from './kinds.ts';
import { timetable, timetablePatch } from './timetable.ts';

const warm = [{ name: 'warmth', weight: 1 }];
const brief: Kind = {
  takes: [
    ...same({ messages: warm, validFrom: '2026-10-01', validTo: '2026-10-01' }),
    ...same({
      messages: [
        { name: 'warmth', weight: 0.1 },
        { name: 'looks', weight: 0.2 },
        { name: 'eco', weight: 0.7 },
      ],
      validFrom: '2026-10-01',
      validTo: '2026-10-31',
    }),
    ...same({
      messages: [{ name: 'warmth', weight: 1 - 0.9e-6 }],
      validFrom: '2026-10-01',
      validTo: '2026-10-01',
    }),
  ],
  refuses: fields(
    { messages: list(fields({ name: text(60), weight: above0(1) }), 1, 20), validFrom: day, validTo: day },
    {
      beside: { messages: warm, validFrom: '2026-10-01', validTo: '2026-10-31' },
      rules: [
        {
          but: { messages: [{ name: 'warmth', weight: 0.9 }] },
          says: 'the weights must sum to 1',
          at: ['messages'],
        },
        {
          but: { messages: [{ name: 'warmth', weight: 1 - 1.1e-6 }] },
          says: 'the weights must sum to 1',
          at: ['messages'],
        },
        {
          but: {
            messages: [
              { name: 'warmth', weight: 0.6 },
              { name: 'looks', weight: 0.6 },
            ],
          },
          says: 'the weights must sum to 1',
          at: ['messages'],
        },
        {
          but: {
            messages: [
              { name: 'warmth', weight: 0.5 },
              { name: 'warmth', weight: 0.5 },
            ],
          },
          says: 'a message may stand in a brief once',
          at: ['messages'],
        },
        { but: { validTo: '2026-09-30' }, says: 'must not lie before validFrom', at: ['validTo'] },
      ],
    },
  ).refuses,
};
const briefOf = (validFrom: string, validTo: string) => ({ messages: warm, validFrom, validTo });
const briefs: Kind = {
  ...list(brief, 0, 50),
  takes: [
    ...list(brief, 0, 50).takes,
    ...same([briefOf('2026-10-16', '2026-10-31'), briefOf('2026-10-01', '2026-10-15')]),
  ],
  refuses: [
    ...list(brief, 0, 50).refuses,
    ...refused('two briefs must not be valid on the same day', [
      briefOf('2026-10-15', '2026-10-31'),
      briefOf('2026-10-01', '2026-10-15'),
    ]),
  ],
};
const goal = fields({
  metric: text(60),
  target: {
    takes: same(400, 0, 0.5, 1e12),
    refuses: [
      ...refused('>=0', -1),
      ...refused('<=1000000000000', 1e12 + 1),
      ...refused('expected number', '400'),
    ],
  },
});
const campaign = {
  metadata: maybe(metadata),
  name: text(120),
  goal: maybe(goal),
  startsOn: day,
  endsOn: day,
  brief: or(briefs, []),
  negativeInstructions: or(list(text(300), 0, 50), []),
  creatorIds: maybe(list(id('crt'), 0, 200)),
  ...timetable,
};
const october = {
  beside: { startsOn: '2000-01-01', endsOn: '2099-12-31' },
  rules: [
    {
      but: { startsOn: '2026-10-02', endsOn: '2026-10-01' },
      says: 'must not lie before startsOn',
      at: ['endsOn'],
    },
  ],
};

export const campaigns = {
  'post /v1/campaigns': { body: fields({ externalId: maybe(externalId), ...campaign }, october) },
  'post /v1/campaigns/bulk': bulk('campaigns', { externalId: maybe(externalId), ...campaign }),
  'get /v1/campaigns': {
    query: fields({
      ...page,
      ...ofPosts,
      ids: maybe(ids('cmp')),
      ...search,
      sort: sort(['name', 'startsOn']),
    }),
  },
  'get /v1/campaigns/{id}': one('cmp'),
  'get /v1/campaigns/external/{externalId}': byName,
  'patch /v1/campaigns/{id}': {
    ...one('cmp'),
    body: fields({
      metadata: clearable(metadata),
      name: maybe(text(120)),
      goal: clearable(goal),
      startsOn: maybe(day),
      endsOn: maybe(day),
      brief: maybe(briefs),
      negativeInstructions: maybe(list(text(300), 0, 50)),
      creatorIds: clearable(list(id('crt'), 0, 200)),
      ...timetablePatch,
      archived: maybe(flag),
    }),
  },
  'delete /v1/campaigns/{id}': one('cmp'),
  'put /v1/campaigns/external/{externalId}': { ...byName, body: fields(campaign, october) },
  'get /v1/campaigns/{id}/brief-draft': one('cmp'),
  'get /v1/campaigns/{id}/messages': one('cmp'),
};
