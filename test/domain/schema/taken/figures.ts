import { ANY_SIGN, DARK_SIGNS } from '../../../../shared/domain/attribution/dark-social.ts';
import { CHANNEL_GROUPS } from '../../../../shared/domain/report/snapshot.ts';
import { ROI_GROUPS } from '../../../../shared/domain/roi/placement.ts';
import { ANALYTICS_GROUPS } from '../../../../shared/domain/schema/answers/analytics.ts';
import { ATTRIBUTION_GROUPS } from '../../../../shared/domain/schema/answers/attribution.ts';
import { ROI_QUESTIONS, ROI_SORTS } from '../../../../shared/domain/schema/answers/roi.ts';
import { BASES, CHANNELS, DEVICES, STAGES } from '../../../../shared/domain/vocabulary.ts';
import { app, country, instant, locale, ofPosts, page, range, rows, sort, truth } from './common.ts';
import { count, fields, free, id, type Kind, maybe, oneOf, or, refused, text } from './kinds.ts';

const ofClicks = {
  ...ofPosts,
  postId: maybe(id('pst')),
  linkId: maybe(id('lnk')),
  channel: maybe(oneOf(CHANNELS)),
  app: maybe(app),
  sign: maybe(oneOf([...DARK_SIGNS, ANY_SIGN])),
  way: maybe(oneOf(CHANNEL_GROUPS)),
  dark: maybe(truth),
  referrerGroup: maybe(text(40)),
  country: maybe(country),
  device: maybe(oneOf(DEVICES)),
};
const groups: Kind = {
  takes: [...ANALYTICS_GROUPS, 'stage,channel'].map((sent) => ({ sent, kept: sent.split(',') })),
  refuses: [
    ...refused('must name different groups', 'stage,stage'),
    ...refused('<=2 items', 'stage,channel,day'),
    ...['', 'stages', 'stages,day'].map((sent) => ({ sent, says: 'expected one of', at: [0] })),
    ...refused('expected string', 1),
    ...refused('<=60 characters', 'x'.repeat(61)),
  ],
};
const exported = { ...range, locale: maybe(locale) };
const stage = oneOf(STAGES);

export const figures = {
  'get /v1/analytics/clicks': {
    query: fields({
      groupBy: maybe(groups),
      ...range,
      ...ofClicks,
      sort: sort(['hits', 'clicks', 'uniques', 'darkClicks']),
      ...rows,
    }),
  },
  'get /v1/attribution': {
    query: fields({ groupBy: or(oneOf(ATTRIBUTION_GROUPS), 'post'), ...range, ...rows }),
  },
  'get /v1/dark-social': {
    query: fields({ ...range, ...ofPosts, postId: maybe(id('pst')), linkId: maybe(id('lnk')) }),
  },
  'get /v1/sources': { query: fields({ ...range, ...ofPosts }) },
  'get /v1/roi': {
    query: fields({
      groupBy: or(oneOf(ROI_QUESTIONS), 'stage'),
      ...range,
      ...ofPosts,
      postId: maybe(id('pst')),
      basis: or(oneOf(BASES), 'period'),
      model: maybe(oneOf(['lastTouch', 'firstTouch', 'linear', 'timeDecay', 'positionBased', 'shapley'])),
      sort: sort(ROI_SORTS),
      ...rows,
    }),
  },
  'get /v1/clicks': {
    query: fields({ ...page, ...range, ...ofClicks, verdict: maybe(oneOf(['counted', 'excluded'])) }),
  },
  'get /v1/clicks/{id}': { params: fields({ id: free(0, 100) }) },
  'get /v1/promotions': {
    query: fields({
      from: or(stage, 'microcontent'),
      to: or(stage, 'campaign'),
      pick: or(count(100), 4),
      ...rows,
    }),
  },
  'post /v1/promotion-reviews': {
    body: fields({
      creatorId: id('crt'),
      from: stage,
      to: stage,
      decision: oneOf(['promoted', 'kept', 'postponed']),
      reason: text(500),
      decidedAt: maybe(instant),
    }),
  },
  'get /v1/promotion-reviews': { query: fields({ ...page, decidedFrom: maybe(instant) }) },
  'get /v1/exports/clicks.csv': { query: fields(exported) },
  'get /v1/exports/conversions.csv': { query: fields(exported) },
  'get /v1/exports/links.csv': { query: fields(exported) },
  'get /v1/exports/roi.csv': {
    query: fields({
      groupBy: or(oneOf(ROI_GROUPS), 'stage'),
      ...exported,
      basis: or(oneOf(BASES), 'period'),
    }),
  },
};
