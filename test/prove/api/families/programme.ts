import { ABSENT } from '../history.ts';
import { everything, type Family, knownOf, markIn, note, type Place } from '../move.ts';

type Named = {
  name: 'drops' | 'surveys' | 'calendars' | 'calls';
  /** Where they are made and listed. */
  under: (place: Place) => string;
  body: (name: string) => object;
  /** Left out: it can only be taken back. */
  rename?: { method: 'PATCH' | 'PUT'; body: (name: string) => object };
};

/** What is made under a number of ours, given another name and archived. */
const namedFamily = ({ name, under, body, rename }: Named): Family => ({
  name,
  weight: 3,
  create: (turn) => ({
    wish: { method: 'POST', path: under(turn.place), body: body(`mark-${turn.number}`) },
    effects: [],
    shows: (made) => {
      note(turn, name, made.id);
      return [{ thing: `${name}/${made.id}`, value: markIn(made.name ?? made.title) }];
    },
  }),
  change: (turn) => {
    const id = knownOf(turn, name);
    if (!id) return undefined;
    const [path, thing] = [`/v1/${name}/${id}`, `${name}/${id}`];
    if (!rename || turn.random() < 0.3)
      return { wish: { method: 'DELETE', path }, effects: [{ thing, value: ABSENT }] };
    const mark = `mark-${turn.number}`;
    return {
      wish: { method: rename.method, path, body: rename.body(mark) },
      effects: [{ thing, value: mark }],
      shows: (shown) => [{ thing, value: markIn(shown.name) }],
    };
  },
  standing: async ({ calm, place }) =>
    (await everything(calm, under(place))).map((shown) => [
      `${name}/${shown.id}`,
      markIn(shown.name ?? shown.title),
    ]),
});

const survey = (name: string) => ({
  name,
  heldOn: '2026-03-01',
  seasons: [{ months: [12, 1, 2], messages: [{ name: 'warmth', answers: 60 }] }],
});

/** What squads and campaigns are given beside themselves. */
export const programmeFamilies: Family[] = [
  namedFamily({
    name: 'drops',
    under: ({ squadId }) => `/v1/squads/${squadId}/drops`,
    body: (name) => ({ name, opensAt: '2026-11-20T18:00:00Z' }),
    rename: { method: 'PATCH', body: (name) => ({ name, archived: false }) },
  }),
  namedFamily({
    name: 'surveys',
    under: () => '/v1/surveys',
    body: survey,
    rename: { method: 'PUT', body: survey },
  }),
  namedFamily({
    name: 'calendars',
    under: () => '/v1/calendars',
    body: (name) => ({ name }),
  }),
  {
    name: 'rights',
    weight: 2,
    change: ({ random, number, place }) => {
      const [path, thing] = [`/v1/posts/${place.postId}/rights`, `rights/${place.postId}`];
      if (random() < 0.3) return { wish: { method: 'DELETE', path }, effects: [{ thing, value: ABSENT }] };
      const mark = `mark-${number}`;
      return {
        wish: { method: 'PUT', path, body: { from: '2026-10-01', note: mark } },
        effects: [{ thing, value: mark }],
        shows: (shown) => [{ thing, value: markIn(shown.note) }],
      };
    },
    standing: async ({ calm }) =>
      (await everything(calm, '/v1/rights')).map((shown) => [`rights/${shown.postId}`, markIn(shown.note)]),
  },
  {
    name: 'ratings',
    weight: 2,
    change: ({ number, place }) => {
      const [thing, mark] = ['ratings/Ada', `mark-${number}`];
      return {
        wish: {
          method: 'PUT',
          path: `/v1/posts/${place.postId}/rating`,
          body: { creativity: 3, by: 'Ada', note: mark },
        },
        effects: [{ thing, value: mark }],
        shows: (shown) => [{ thing, value: markIn(shown.note) }],
      };
    },
    standing: async ({ calm, place }) => {
      const { json } = await calm.get(`/v1/posts/${place.postId}/asset`);
      const { ratings } = json as { ratings: { by: string; note?: string }[] };
      return ratings.map(({ by, note }) => [`ratings/${by}`, markIn(note)]);
    },
  },
  namedFamily({
    name: 'calls',
    under: () => '/v1/calls',
    body: (title) => ({ title, looksFor: 'People who knit' }),
  }),
];
