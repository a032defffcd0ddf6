import { ABSENT } from '../history.ts';
import { everything, type Family, knownOf, markIn, note } from '../move.ts';

/** What squads and campaigns are given beside themselves. */
export const programmeFamilies: Family[] = [
  {
    name: 'drops',
    weight: 3,
    create: (turn) => ({
      wish: {
        method: 'POST',
        path: `/v1/squads/${turn.place.squadId}/drops`,
        body: { name: `mark-${turn.number}`, opensAt: '2026-11-20T18:00:00Z' },
      },
      effects: [],
      shows: ({ id, name }) => {
        note(turn, 'drops', id);
        return [{ thing: `drops/${id}`, value: markIn(name) }];
      },
    }),
    change: (turn) => {
      const id = knownOf(turn, 'drops');
      if (!id) return undefined;
      const path = `/v1/drops/${id}`;
      if (turn.random() < 0.3)
        return { wish: { method: 'DELETE', path }, effects: [{ thing: `drops/${id}`, value: ABSENT }] };
      const mark = `mark-${turn.number}`;
      return {
        wish: { method: 'PATCH', path, body: { name: mark, archived: false } },
        effects: [{ thing: `drops/${id}`, value: mark }],
        shows: ({ name }) => [{ thing: `drops/${id}`, value: markIn(name) }],
      };
    },
    standing: async ({ calm, place }) =>
      (await everything(calm, `/v1/squads/${place.squadId}/drops`)).map(({ id, name }) => [
        `drops/${id}`,
        markIn(name),
      ]),
  },
];
