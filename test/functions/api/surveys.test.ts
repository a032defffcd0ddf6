import { expect, it } from 'vitest';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const named = (...answers: number[]) =>
  ['warmth', 'elasticity', 'looks', 'eco'].map((name, i) => ({ name, answers: answers[i] }));
const SOCKS = {
  name: 'Why socks',
  heldOn: '2026-03-01',
  seasons: [
    { months: MONTHS, messages: named(25, 25, 25, 25) },
    { months: [12, 1, 2], messages: named(60, 20, 10, 10), respondents: 100 },
  ],
};
type Drafted = {
  brief: { messages: { weight: number }[]; validFrom: string; margin: number | null }[];
  daysWithout: number;
};

it('drafts a campaign’s briefs from the surveys, and changes nothing until told to', async () => {
  const survey = (await as().post('/v1/surveys', SOCKS)).json as { id: string };
  const campaign = (
    await as().post('/v1/campaigns', { name: 'Winter', startsOn: '2026-11-15', endsOn: '2026-12-31' })
  ).json as { id: string };
  const draft = async () => (await as().get(`/v1/campaigns/${campaign.id}/brief-draft`)).json as Drafted;
  const { brief, daysWithout } = await draft();
  expect(daysWithout).toBe(0);
  expect(brief.map(({ messages }) => messages.map(({ weight }) => weight))).toEqual([
    [0.25, 0.25, 0.25, 0.25],
    [0.6, 0.2, 0.1, 0.1],
  ]);
  expect(brief[1]).toMatchObject({ validFrom: '2026-12-01', margin: expect.closeTo(0.0822, 4) });
  expect((await as().get(`/v1/campaigns/${campaign.id}`)).json).toMatchObject({ brief: [] });
  await as().delete(`/v1/surveys/${survey.id}`);
  expect(await draft()).toMatchObject({ brief: [], daysWithout: 47 });
  expect((await as().put(`/v1/surveys/${survey.id}`, { ...SOCKS, name: 'Anew' })).json).toMatchObject({
    name: 'Anew',
  });
  expect((await draft()).brief).toHaveLength(2);
});

it.each([
  [
    'two seasons of as many months that share one',
    [SOCKS.seasons[1], { months: [1, 3, 4], messages: named(1, 1, 1, 1) }],
  ],
  ['a month twice', [{ months: [1, 1], messages: named(1, 1, 1, 1) }]],
  ['a month that there is not', [{ months: [13], messages: named(1, 1, 1, 1) }]],
  ['nothing said', [{ months: [1], messages: [] }]],
])('refuses a survey with %s', async (_, seasons) => {
  expect((await as().post('/v1/surveys', { ...SOCKS, seasons })).status).toBe(422);
});

it('sets what was asked beside what was said, sold and surveyed', async () => {
  const brief = [
    { messages: [{ name: 'warmth', weight: 1 }], validFrom: '2026-10-01', validTo: '2026-10-31' },
  ];
  const { id } = (
    await as().post('/v1/campaigns', { name: 'Drift', startsOn: '2026-10-01', endsOn: '2026-10-31', brief })
  ).json as { id: string };
  const creator = (await as().post('/v1/creators', { handle: 'ada', platform: 'instagram' })).json as {
    id: string;
  };
  const over = {
    stage: 'campaign',
    campaignId: id,
    publishedAt: '2026-10-02T09:00:00Z',
    messages: ['looks'],
  };
  expect((await as().post('/v1/posts', postBody(creator.id, over))).status).toBe(201);
  const { briefs } = (await as().get(`/v1/campaigns/${id}/messages`)).json as { briefs: object[] };
  expect(briefs).toMatchObject([{ posts: 1, orders: 0, gaps: { delivered: 1, sold: null, surveyed: 0.75 } }]);
});

it('is nobody else’s', async () => {
  const other = await host.api.anotherBrand();
  expect((await other.as.get('/v1/surveys')).json).toMatchObject({ data: [] });
  const { data } = (await as().get('/v1/surveys')).json as { data: { id: string }[] };
  expect((await other.as.put(`/v1/surveys/${data[0]?.id}`, SOCKS)).status).toBe(404);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
