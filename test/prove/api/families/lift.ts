import { ABSENT } from '../history.ts';
import { type Effect, everything, type Family, markIn, pick } from '../move.ts';

const DAYS = ['2026-09-01', '2026-09-02', '2026-09-03'];
const CITIES = ['Hamburg', 'Bremen', 'Kiel', 'Ulm'];

/** The shop's own totals by day, and who was drawn to post when. */
export const liftFamilies: Family[] = [
  toldByDay('baselines', { body: (orders) => ({ orders }), mark: ({ orders }) => orders }),
  toldByDay('ppc', {
    body: (clicks) => ({ spend: { amount: 100, currency: 'EUR' }, clicks }),
    mark: ({ clicks }) => clicks,
  }),
  {
    name: 'lift plans',
    weight: 1,
    create: (turn) => {
      const name = `mark-${turn.number}`;
      const body = { name, cities: CITIES, startsOn: '2027-03-01', weeks: 8, blockWeeks: 2, seed: name };
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

type Body = Record<string, unknown>;

/** What is told day by day, one by one, many at once, or taken back. */
function toldByDay(
  family: 'baselines' | 'ppc',
  { body, mark }: { body: (number: number) => Body; mark: (shown: Body) => unknown },
): Family {
  const told = (day: string, number: unknown): Effect => ({
    thing: `${family}/${day}`,
    value: number === ABSENT ? ABSENT : `mark-${number}`,
  });
  return {
    name: family,
    weight: 2,
    change: ({ random, number }) => {
      const day = pick(DAYS, random);
      const path = `/v1/${family}/${day}`;
      const how = pick(['put', 'put', 'bulk', 'delete'], random);
      if (how === 'delete') return { wish: { method: 'DELETE', path }, effects: [told(day, ABSENT)] };
      if (how === 'bulk')
        return {
          wish: {
            method: 'POST',
            path: `/v1/${family}/bulk`,
            body: { days: DAYS.map((one) => ({ day: one, ...body(number) })) },
          },
          effects: DAYS.map((one) => told(one, number)),
        };
      return {
        wish: { method: 'PUT', path, body: body(number) },
        effects: [told(day, number)],
        shows: (shown) => [told(day, mark(shown))],
      };
    },
    standing: async ({ calm }) =>
      (await everything(calm, `/v1/${family}?from=${DAYS[0]}&to=${DAYS.at(-1)}`)).map((shown) => [
        `${family}/${shown.day}`,
        `mark-${mark(shown)}`,
      ]),
  };
}
