import { beforeAll, describe, expect, it } from 'vitest';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
const eur = { amount: 100, currency: 'EUR' };
const mine = { crm: '4711', 'shop.ref_no-2': 'Größe "L" = 1' };

let creatorId: string;
let postId: string;
beforeAll(async () => {
  creatorId = (await made('/v1/creators', { handle: 'ada', platform: 'instagram' })).id;
  postId = (await made('/v1/posts', postBody(creatorId))).id;
});

const KINDS: [path: string, body: () => object][] = [
  ['/v1/creators', () => ({ handle: 'bo', platform: 'tiktok' })],
  ['/v1/campaigns', () => ({ name: 'May', startsOn: '2026-05-01', endsOn: '2026-05-31' })],
  ['/v1/squads', () => ({ name: 'Hamburg', city: 'Hamburg', country: 'DE' })],
  ['/v1/posts', () => postBody(creatorId)],
  ['/v1/links', () => ({ postId, destination: 'https://shop.example.com/' })],
  ['/v1/spend', () => ({ kind: 'fee', amount: eur, incurredOn: '2026-10-01', stage: 'campaign' })],
  [
    '/v1/conversions',
    () => ({ kind: 'sale', externalId: 'o-1', occurredAt: '2026-10-05T10:00:00Z', amount: eur }),
  ],
];

describe.each(KINDS)('metadata in %s', (path, body) => {
  it('is given back as it was sent, with nulls left out', async () => {
    const { id } = await made(path, { ...body(), metadata: { ...mine, gone: null } });
    expect((await as().get(`${path}/${id}`)).json).toMatchObject({ metadata: mine });
    if (path === '/v1/conversions') return;
    const patch = async (metadata: unknown) =>
      (await as().patch(`${path}/${id}`, { metadata })).json as object;
    expect(await patch({ crm: '1' })).toMatchObject({ metadata: { crm: '1' } });
    expect(await patch(null)).not.toHaveProperty('metadata');
  });

  it.each([
    [
      'more than fifty',
      Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v'])),
      'metadata',
    ],
    ['a name with blanks', { 'a b': 'c' }, 'metadata.a b'],
    ['a long text', { a: 'x'.repeat(501) }, 'metadata.a'],
    ['a number', { a: 1 }, 'metadata.a'],
    ['a list', ['a'], 'metadata'],
  ])('refuses %s, by its field', async (_what, metadata, field) => {
    const { status, json } = await as().post(path, { ...body(), externalId: 'odd', metadata });
    expect([status, (json as { errors: { path: string }[] }).errors[0]?.path]).toEqual([422, field]);
  });
});

it('of an order says what differs, and goes with its customer', async () => {
  const order = {
    kind: 'sale',
    externalId: 'o-2',
    occurredAt: '2026-10-05T10:00:00Z',
    amount: eur,
    customerId: 'c-7',
  };
  await made('/v1/conversions', { ...order, metadata: { mail: 'zoe@example.com' } });
  const again = await as().post('/v1/conversions', { ...order, metadata: { mail: 'other@example.com' } });
  expect((again.json as { differs: { path: string }[] }).differs.map(({ path }) => path)).toEqual([
    'metadata',
  ]);
  await as().post('/v1/erasures', { customerId: 'c-7' });
  expect((await as().get('/v1/conversions/external/o-2')).text).not.toContain('zoe@example.com');
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

it('metadata stay with a snapshot of engagement, and no figure reads them', async () => {
  const snapshot = { postId, takenAt: '2026-10-05T05:00:00Z', likes: 5, comments: 1, metadata: mine };
  expect(await made('/v1/engagement', snapshot)).toMatchObject({ metadata: mine });
  expect((await as().get(`/v1/engagement?postId=${postId}`)).json).toMatchObject({
    data: [{ metadata: mine }],
  });
});
