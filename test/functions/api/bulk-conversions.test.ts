import { expect, it } from 'vitest';
import { failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;
const anOrder = (externalId: string, more: object = {}) => ({
  kind: 'sale',
  externalId,
  occurredAt: '2026-10-05T10:00:00Z',
  netAmount: { amount: 1_000, currency: 'EUR' },
  ...more,
});
const known = async () =>
  ((await as().get('/v1/conversions')).json as { data: { externalId: string }[] }).data.map(
    ({ externalId }) => externalId,
  );

it.each([
  ['lies two days ahead', { occurredAt: '2026-10-07T12:00:01Z' }],
  [
    'names a creator whom nobody knows',
    { survey: { source: 'checkout', creatorId: 'crt_0123456789abcdef' } },
  ],
])('stores none of a hundred orders where one %s', async (_why, odd) => {
  const conversions = [anOrder('first'), anOrder('odd', odd), anOrder('last')];
  expect((await as().post('/v1/conversions/bulk', { conversions })).status).toBe(422);
  expect(await known()).toEqual([]);
});

it('stores all where nothing is odd, and an order that comes twice once, as it was first told', async () => {
  const conversions = [anOrder('one'), anOrder('two'), anOrder('one', { kind: 'lead' })];
  const answer = await as().post('/v1/conversions/bulk', { conversions });
  expect(answer.status).toBe(201);
  const { data } = answer.json as { data: { externalId: string; kind: string }[] };
  expect(data.map(({ externalId, kind }) => [externalId, kind])).toEqual([
    ['one', 'sale'],
    ['two', 'sale'],
    ['one', 'sale'],
  ]);
  expect((await known()).sort()).toEqual(['one', 'two']);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
