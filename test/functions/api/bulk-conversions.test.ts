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
const aLine = {
  name: 'n'.repeat(200),
  quantity: 1,
  netAmount: { amount: 5, currency: 'EUR' },
  cogs: { amount: 1, currency: 'EUR' },
};
const known = async () =>
  ((await as().get('/v1/conversions')).json as { data: { externalId: string }[] }).data.map(
    ({ externalId }) => externalId,
  );

it.each([
  ['lies two days ahead', 'occurredAt', { occurredAt: '2026-10-07T12:00:01Z' }],
  [
    'names a creator whom nobody knows',
    'survey.creatorId',
    { survey: { source: 'checkout', creatorId: 'crt_0123456789abcdef' } },
  ],
])('stores none of a hundred orders that go together where one %s', async (_why, field, odd) => {
  const conversions = [anOrder('first'), anOrder('odd', odd), anOrder('last')];
  const { status, json } = await as().post('/v1/conversions/bulk?atomic=true', { conversions });
  expect(status).toBe(422);
  const { errors } = json as { errors: { path: string }[] };
  expect(errors.map(({ path }) => path)).toEqual([`conversions.1.${field}`]);
  expect(await known()).toEqual([]);
});

it('says beforehand which orders would be taken, and takes none', async () => {
  const conversions = [anOrder('tried'), anOrder('tried'), anOrder('odd', { kind: 'gift' })];
  const { status, json } = await as().post('/v1/conversions/bulk?dryRun=true', { conversions });
  const { results } = json as { results: { outcome: string }[] };
  expect([status, results.map(({ outcome }) => outcome)]).toEqual([207, ['stored', 'repeated', 'refused']]);
  expect(await known()).toEqual([]);
});

it('names the fields of every odd one where they go together', async () => {
  const conversions = [anOrder('a', { kind: 'gift' }), anOrder('b'), { externalId: 'c' }];
  const { status, json } = await as().post('/v1/conversions/bulk?atomic=true', { conversions });
  expect(status).toBe(422);
  const { errors } = json as { errors: { path: string }[] };
  expect(errors.map(({ path }) => path)).toEqual([
    'conversions.0.kind',
    'conversions.2.kind',
    'conversions.2.occurredAt',
  ]);
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

it('answers each for itself: stored, repeated, or its problem', async () => {
  const conversions = [
    anOrder('new'),
    anOrder('one'),
    anOrder('two', { netAmount: { amount: 2_000, currency: 'EUR' } }),
    anOrder('odd', { amount: { value: '1.005', currency: 'EUR' } }),
    anOrder('ahead', { occurredAt: '2026-10-07T12:00:01Z' }),
    anOrder('wordy', { couponCodes: Array(20).fill('\u0001'.repeat(500)), lines: Array(200).fill(aLine) }),
    'no order',
    null,
    anOrder('last', { couponCode: 'BLACK FRIDAY' }),
  ];
  const { status, json } = await as().post('/v1/conversions/bulk', { conversions });
  expect(status).toBe(207);
  type Result = {
    status: number;
    externalId?: string;
    conversion?: { differs?: unknown };
    problem?: { errors?: object[] };
  };
  const { data, results } = json as { data: { externalId: string }[]; results: Result[] };
  expect(results.map((one) => [one.status, one.externalId])).toEqual([
    [201, 'new'],
    [200, 'one'],
    [200, 'two'],
    [422, 'odd'],
    [422, 'ahead'],
    [413, 'wordy'],
    [422, undefined],
    [422, undefined],
    [201, 'last'],
  ]);
  expect(data.map(({ externalId }) => externalId)).toEqual(['new', 'one', 'two', 'last']);
  expect(results[1]?.conversion).not.toHaveProperty('differs');
  expect(results[2]?.conversion?.differs).toEqual([
    { path: 'netAmount', kept: { amount: 1_000, currency: 'EUR' }, sent: { amount: 2_000, currency: 'EUR' } },
  ]);
  expect(results[3]?.problem?.errors).toEqual([
    {
      path: 'amount.value',
      code: 'too-many-decimals',
      message: expect.stringContaining('4990 for 49.90 EUR'),
      values: { n: 2, currency: 'EUR', example: '4990 for 49.90 EUR' },
    },
  ]);
  expect((await known()).sort()).toEqual(['last', 'new', 'one', 'two']);
});

it.each([[[]], [Array(101).fill(anOrder('x'))]])('takes from one to a hundred', async (conversions) => {
  expect((await as().post('/v1/conversions/bulk', { conversions })).status).toBe(422);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
