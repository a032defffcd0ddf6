import { LIFT_GROUPS, LIFT_METRICS } from '../../../../shared/domain/vocabulary.ts';
import { bulk } from './bulk.ts';
import { ofDay, one, pages } from './calls.ts';
import { day, instant, metadata, money, ofPosts, page, range, truth } from './common.ts';
import { fields, id, type Kind, list, maybe, oneOf, or, refused, same, text, whole } from './kinds.ts';

const counter = maybe(whole(0, 1e12));
const counters = {
  postId: id('pst'),
  takenAt: instant,
  likes: counter,
  comments: counter,
  shares: counter,
  saves: counter,
  views: counter,
  impressions: counter,
  reach: counter,
  followers: counter,
  metadata: maybe(metadata),
};
export const engagement = {
  'post /v1/engagement': { body: fields(counters) },
  'post /v1/engagement/bulk': bulk('engagement', counters, 500),
  'get /v1/engagement': { query: fields({ ...page, postId: id('pst') }) },
};

const totals = { visits: counter, orders: counter, revenue: maybe(money) };
const region = fields({ region: text(100), ...totals });
const regions: Kind = {
  ...list(region, 0, 100, (n) => ({ region: `r${n}` })),
  refuses: [
    ...list(region, 0, 100, (n) => ({ region: `r${n}` })).refuses,
    ...refused('name each region once', [{ region: 'Hamburg' }, { region: ' hamburg' }]),
  ],
};
const baseline = {
  ...totals,
  directVisits: counter,
  brandSearchVisits: counter,
  regions: maybe(regions),
  event: maybe(oneOf(['sale', 'holiday', 'closed', 'outage'])),
  note: maybe(text(200)),
};
const NOTHING =
  'send at least one of visits, orders, revenue, directVisits, brandSearchVisits, regions, event';
const told = {
  beside: { event: 'sale' },
  rules: [
    { but: { event: undefined }, says: NOTHING },
    { but: { event: undefined, note: 'quiet' }, says: NOTHING },
  ],
};
const IN_PAIRS = 'must be a multiple of twice blockWeeks: every city posts as often as it waits';
const cities: Kind = {
  ...list(text(100), 4, 50, (n) => `city ${n}`),
  refuses: [
    ...list(text(100), 4, 50, (n) => `city ${n}`).refuses,
    ...refused('name each city once', ['Hamburg', 'Bremen', 'Kiel', ' hamburg']),
  ],
};

export const lift = {
  'put /v1/baselines/{day}': { ...ofDay, body: fields(baseline, told) },
  'post /v1/baselines/bulk': {
    query: fields({ atomic: or(truth, 'false') }),
    body: fields({ days: list(fields({ day, ...baseline }, told), 1, 400) }),
  },
  'get /v1/baselines': { query: fields({ ...page, from: maybe(day), to: maybe(day) }) },
  'get /v1/baselines/shop': { query: fields(range) },
  'delete /v1/baselines/{day}': ofDay,
  'get /v1/lift': {
    query: fields({
      metric: or(oneOf(LIFT_METRICS), 'orders'),
      groupBy: or(oneOf(LIFT_GROUPS), 'campaign'),
      ...range,
      ...ofPosts,
      postId: maybe(id('pst')),
    }),
  },
  'post /v1/lift/plans': {
    body: fields(
      {
        metadata: maybe(metadata),
        name: maybe(text(120)),
        cities,
        startsOn: day,
        weeks: { ...whole(4, 52), takes: same(16, 4, 52) },
        blockWeeks: { ...whole(1, 8), takes: same(2, 1, 8) },
        metric: or(oneOf(LIFT_METRICS), 'orders'),
        seed: maybe(text(60)),
      },
      {
        rules: [
          { but: { weeks: 14 }, says: IN_PAIRS, at: ['weeks'] },
          { but: { weeks: 4, blockWeeks: 4 }, says: IN_PAIRS, at: ['weeks'] },
        ],
      },
    ),
  },
  'get /v1/lift/plans': pages,
  'get /v1/lift/plans/{id}': one('pln'),
};
