import { one, pages } from './calls.ts';
import { day, metadata } from './common.ts';
import { above0, fields, type Kind, list, maybe, refused, same, text, whole } from './kinds.ts';

const yearRound = {
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  messages: [{ name: 'warmth', answers: 1 }],
};
const season = fields({
  months: {
    ...list(whole(1, 12), 1, 12, (n) => n + 1),
    refuses: [
      ...list(whole(1, 12), 1, 12, (n) => n + 1).refuses,
      ...refused('name each month once', [1, 2, 1]),
    ],
  },
  messages: {
    ...list(fields({ name: text(60), answers: above0(1e9) }), 1, 20, (n) => ({ name: `m${n}`, answers: 1 })),
    refuses: [
      ...list(fields({ name: text(60), answers: above0(1e9) }), 1, 20).refuses,
      ...refused('name each message once', [
        { name: 'warmth', answers: 1 },
        { name: 'warmth', answers: 2 },
      ]),
    ],
  },
  respondents: maybe(whole(1, 1e9)),
});
const seasons: Kind = {
  takes: [
    ...list(season, 1, 12).takes,
    ...same([yearRound, { ...yearRound, months: [12, 1] }, { ...yearRound, months: [2, 3] }]),
    ...same([
      { ...yearRound, months: [1, 2] },
      { ...yearRound, months: [2, 3, 4] },
    ]),
  ],
  refuses: [
    ...list(season, 1, 12).refuses,
    ...refused(
      'two seasons of as many months must not share one',
      [yearRound, yearRound],
      [
        { ...yearRound, months: [5] },
        { ...yearRound, months: [12, 1] },
        { ...yearRound, months: [1, 2] },
      ],
    ),
  ],
};
const survey = fields({ metadata: maybe(metadata), name: text(120), heldOn: day, seasons });

export const surveys = {
  'post /v1/surveys': { body: survey },
  'get /v1/surveys': pages,
  'get /v1/surveys/{id}': one('srv'),
  'put /v1/surveys/{id}': { ...one('srv'), body: survey },
  'delete /v1/surveys/{id}': one('srv'),
};
