import { ABSENT } from '../history.ts';
import { type Effect, everything, type Family, markIn, pick, type Turn } from '../move.ts';

const DAYS = ['2026-09-01', '2026-09-02', '2026-09-03'];
const CITIES = ['Hamburg', 'Bremen', 'Kiel', 'Ulm'];

/** The shop's own totals by day, and who was drawn to post when. */
export const liftFamilies: Family[] = [
  {
    name: 'baselines',
    weight: 2,
    change: (turn) => {
      const day = pick(DAYS, turn.random);
      const how = pick(['put', 'put', 'bulk', 'delete'], turn.random);
      if (how === 'bulk') return ofAllDays(turn);
      const path = `/v1/baselines/${day}`;
      if (how === 'delete') return { wish: { method: 'DELETE', path }, effects: [told(day, ABSENT)] };
      return {
        wish: { method: 'PUT', path, body: { orders: turn.number } },
        effects: [told(day, `mark-${turn.number}`)],
        shows: ({ orders }) => [told(day, `mark-${orders}`)],
      };
    },
    standing: async ({ calm }) =>
      (await everything(calm, `/v1/baselines?from=${DAYS[0]}&to=${DAYS.at(-1)}`)).map(({ day, orders }) => [
        `baselines/${day}`,
        `mark-${orders}`,
      ]),
  },
  {
    name: 'lift plans',
    weight: 1,
    create: (turn) => {
      const name = `mark-${turn.number}`;
      const body = { name, cities: CITIES, startsOn: '2027-03-01', weeks: 4, blockWeeks: 2, seed: name };
      return {
        wish: { method: 'POST', path: '/v1/lift/plans', body },
        effects: [],
        shows: (answer) => [{ thing: `plans/${answer.id}`, value: markIn(answer.name) }],
      };
    },
    standing: async ({ calm }) =>
      (await everything(calm, '/v1/lift/plans')).map(({ id, name }) => [`plans/${id}`, markIn(name)]),
  },
];

const told = (day: string, value: string): Effect => ({ thing: `baselines/${day}`, value });

function ofAllDays({ number }: Turn) {
  const days = DAYS.map((day) => ({ day, orders: number }));
  return {
    wish: { method: 'POST' as const, path: '/v1/baselines/bulk', body: { days } },
    effects: DAYS.map((day) => told(day, `mark-${number}`)),
  };
}
