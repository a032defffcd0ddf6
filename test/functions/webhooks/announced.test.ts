import { beforeAll, expect, it } from 'vitest';
import { ANNOUNCED, EVENT_TYPES } from '../../../shared/domain/vocabulary.ts';
import { caller, failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
const asked = EVENT_TYPES.filter((type) => /\.(created|updated)$/.test(type));
const url = 'https://hooks.example.com/vouch';

type Told = { type: string; timestamp: string; data: Record<string, unknown> };
let hookId: string;

beforeAll(async () => {
  hookId = (await made('/v1/webhooks', { url, events: asked })).id;
});

/** What was told since it was asked last, in no order. */
const seen = new Set<string>();
async function told(): Promise<Told[]> {
  const { json } = await as().get(`/v1/webhooks/${hookId}/deliveries?limit=100`);
  const all = json as { data: { id: string; payload: string }[] };
  const fresh = all.data.filter(({ id }) => !seen.has(id));
  for (const { id } of fresh) seen.add(id);
  return fresh.map(({ payload }) => JSON.parse(payload));
}

const post = (creatorId: string) => postBody(creatorId, { messages: [] });
const FAMILIES: [one: string, path: string, body: (creatorId: string) => object, change: object][] = [
  ['creator', '/v1/creators', () => ({ handle: 'bo', platform: 'tiktok' }), { followers: 7 }],
  [
    'campaign',
    '/v1/campaigns',
    () => ({ name: 'May', startsOn: '2026-05-01', endsOn: '2026-05-31' }),
    { name: 'M' },
  ],
  ['squad', '/v1/squads', () => ({ name: 'Hamburg', city: 'Hamburg', country: 'DE' }), { city: 'Altona' }],
  ['post', '/v1/posts', post, { format: 'long' }],
  [
    'spend',
    '/v1/spend',
    (creatorId) => ({
      kind: 'fee',
      amount: { amount: 1, currency: 'EUR' },
      incurredOn: '2026-10-01',
      creatorId,
    }),
    { state: 'paid' },
  ],
];

it.each(FAMILIES)(
  'a %s is told of when it is made, changed and archived, as the answer shows it',
  async (one, path, body, change) => {
    const ada = await made('/v1/creators', { handle: `ada.${one}`, platform: 'instagram' });
    await told();
    const thing = await made(path, body(ada.id));
    expect(await told()).toMatchObject([{ type: `${one}.created`, data: thing }]);
    const changed = (await as().patch(`${path}/${thing.id}`, change)).json as object;
    expect(await told()).toMatchObject([{ type: `${one}.updated`, data: changed }]);
    await as().delete(`${path}/${thing.id}`);
    const [archived] = await told();
    expect(archived).toMatchObject({
      type: `${one}.updated`,
      data: { id: thing.id, archivedAt: expect.any(String) },
    });
    expect(Object.values(ANNOUNCED)).toContain(one);
  },
);

it('links, members and checks too; what is refused or only read is no news', async () => {
  const ada = await made('/v1/creators', { handle: 'ada', platform: 'instagram' });
  const { id: postId } = await made('/v1/posts', post(ada.id));
  const squad = await made('/v1/squads', { name: 'Kiel', city: 'Kiel', country: 'DE' });
  await told();
  const link = await made('/v1/links', { postId, destination: 'https://shop.example.com/' });
  await as().patch(`/v1/links/${link.id}`, { status: 'paused' });
  await as().put(`/v1/squads/${squad.id}/members/${ada.id}`, {});
  expect((await told()).map(({ type }) => type).sort()).toEqual([
    'link.created',
    'link.updated',
    'squad.updated',
  ]);
  await as().patch(`/v1/links/${link.id}`, { status: 'broken' });
  await as().patch('/v1/links/lnk_0123456789abcdef', { status: 'paused' });
  await as().get(`/v1/links/${link.id}`);
  expect(await told()).toEqual([]);
});

it('each of many is told of by what became of it, and a repeat tells nothing', async () => {
  const creators = ['x', 'y'].map((name) => ({ externalId: name, handle: name, platform: 'tiktok' }));
  await as().post('/v1/creators/bulk', { creators });
  expect((await told()).map(({ type, data }) => [type, data.externalId]).sort()).toEqual([
    ['creator.created', 'x'],
    ['creator.created', 'y'],
  ]);
  await as().post('/v1/creators/bulk', {
    creators: [creators[0], { ...creators[1], followers: 5 }, { handle: 'z' }],
  });
  expect((await told()).map(({ type, data }) => [type, data.externalId])).toEqual([['creator.updated', 'y']]);
  const key = { 'idempotency-key': 'told-once' };
  for (let sent = 0; sent < 2; sent++)
    await as().post('/v1/creators', { handle: 'w', platform: 'tiktok' }, key);
  expect(await told()).toHaveLength(1);
});

it('whoever may not read a kind cannot have it told', async () => {
  const key = caller(host.api.app, await host.api.keyWith(host.api.sock, ['webhooks:write', 'links:read']));
  const ask = async (events: string[]) => (await key.post('/v1/webhooks', { url, events })).status;
  expect([
    await ask(['creator.created']),
    await ask(['link.created']),
    await ask(['conversion.created']),
  ]).toEqual([403, 201, 201]);
  const { id } = (await key.post('/v1/webhooks', { url, events: ['link.updated'] })).json as { id: string };
  expect((await key.patch(`/v1/webhooks/${id}`, { events: ['spend.created'] })).status).toBe(403);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
