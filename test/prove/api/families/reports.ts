import { everything, type Family, pick, type Shown } from '../move.ts';

const WEEKS = ['2026-W38', '2026-W39', '2026-W40'];

/** Closed weeks' reports, and who is sent them: what was said to be there is there. */
export const reportFamilies: Family[] = [
  {
    name: 'reports',
    weight: 1,
    create: (turn) => ({
      wish: { method: 'POST', path: '/v1/reports', body: { week: pick(WEEKS, turn.random) } },
      effects: [],
      shows: ({ id }) => [{ thing: `reports/${id}`, value: 'there' }],
    }),
    standing: async ({ calm }) =>
      (await everything(calm, '/v1/reports')).flatMap(({ revisions }) =>
        (revisions as Shown[]).map(({ id }): [string, string] => [`reports/${id}`, 'there']),
      ),
  },
  {
    name: 'mails',
    weight: 1,
    create: (turn) => {
      const recipient = `mark-${turn.number % 7}@example.com`;
      return {
        wish: {
          method: 'POST',
          path: `/v1/reports/${turn.place.reportId}/send`,
          body: { recipients: [recipient] },
        },
        effects: [{ thing: `mails/${recipient}`, value: 'once' }],
      };
    },
    standing: async ({ calm, place }) => {
      const { json } = await calm.get(`/v1/reports/${place.reportId}/deliveries`);
      const recipients = (json as { data: { recipient: string }[] }).data.map(({ recipient }) => recipient);
      return recipients.map((one, at) => [
        `mails/${one}`,
        recipients.indexOf(one) === at ? 'once' : 'more than once',
      ]);
    },
  },
];
