import { expect, it } from 'vitest';
import { failures } from '../../../support/api-builders.ts';
import { apiOfFile } from '../../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;

it('keeps a day’s totals as they were last told, and what was left out is not 0', async () => {
  const first = await as().put('/v1/baselines/2026-09-01', {
    orders: 31,
    regions: [{ region: 'Hamburg', orders: 7 }],
  });
  expect([first.status, first.json]).toMatchObject([201, { day: '2026-09-01', orders: 31 }]);
  const again = await as().put('/v1/baselines/2026-09-01', {
    orders: 30,
    revenue: { value: '1284.50', currency: 'EUR' },
  });
  expect(again.status).toBe(200);
  expect(again.json).toMatchObject({ orders: 30, revenue: { amount: 128450, currency: 'EUR' } });
  expect(again.json).not.toHaveProperty('regions');
  expect(again.json).not.toHaveProperty('visits');
});

it.each([
  ['a day yet to come', '2031-01-01', { orders: 3 }, 'day'],
  ['nothing said', '2026-09-02', { note: 'quiet' }, ''],
  ['another currency', '2026-09-02', { revenue: { amount: 100, currency: 'SEK' } }, 'revenue.currency'],
  ['a region twice', '2026-09-02', { regions: [{ region: 'Bremen' }, { region: ' BREMEN' }] }, 'regions'],
  ['less than nothing', '2026-09-02', { orders: -1 }, 'orders'],
])('refuses %s', async (_, day, body, path) => {
  const { status, json } = await as().put(`/v1/baselines/${day}`, body);
  expect([status, (json as { errors: { path: string }[] }).errors[0]?.path]).toEqual([422, path]);
});

const days = ['2026-08-01', '2026-08-02', '2026-08-03'].map((day, i) => ({ day, visits: 100 + i }));
const BAD = [
  { day: '2031-01-01', visits: 1 },
  { day: '2026-08-02', visits: 7 },
  { day: '2026-08-04', orders: -1 },
  { day: '2026-08-05', note: 'x'.repeat(200_000) },
  'yesterday',
];
const listed = async () =>
  ((await as().get('/v1/baselines?from=2026-08-01&to=2026-08-31')).json as { data: unknown[] }).data;

it('takes many days or, where that is asked for, none of them', async () => {
  const { status, json } = await as().post('/v1/baselines/bulk?atomic=true', { days: [...days, ...BAD] });
  expect([status, json]).toMatchObject([
    422,
    {
      errors: [
        { path: 'days.3.day' },
        { path: 'days.4.day' },
        { path: 'days.5.orders' },
        { path: 'days.6' },
        { path: 'days.7' },
      ],
    },
  ]);
  expect(await listed()).toEqual([]);
});

it('takes many days each for itself, and says of each what became of it', async () => {
  const sent = [...days, ...BAD];
  const { status, json } = await as().post('/v1/baselines/bulk', { days: sent });
  expect(status).toBe(207);
  expect(json).toMatchObject({
    days: 3,
    results: [
      ...days.map(({ day }) => ({ status: 201, outcome: 'stored', day })),
      { status: 422, outcome: 'refused', day: '2031-01-01', problem: { errors: [{ path: 'day' }] } },
      {
        status: 422,
        outcome: 'refused',
        day: '2026-08-02',
        problem: { errors: [{ path: 'day', message: 'stands twice in this request' }] },
      },
      { status: 422, outcome: 'refused', problem: { errors: [{ path: 'orders' }] } },
      { status: 413, outcome: 'refused', day: '2026-08-05' },
      { status: 422, outcome: 'refused' },
    ],
  });
  expect(await listed()).toMatchObject(days);
  const again = await as().post('/v1/baselines/bulk', { days });
  expect([again.status, again.json]).toMatchObject([
    200,
    { days: 3, results: days.map(() => ({ outcome: 'changed' })) },
  ]);
});

it('lists by day in pages, and erases one', async () => {
  const page = (await as().get('/v1/baselines?from=2026-08-02&to=2026-08-03&limit=1')).json as {
    nextCursor: string;
  };
  expect(page).toMatchObject({ data: [{ day: '2026-08-02' }] });
  const next = (
    await as().get(`/v1/baselines?from=2026-08-02&to=2026-08-03&limit=1&cursor=${page.nextCursor}`)
  ).json;
  expect(next).toMatchObject({ data: [{ day: '2026-08-03' }] });
  expect((await as().delete('/v1/baselines/2026-08-03')).status).toBe(204);
  expect((await as().get('/v1/baselines?from=2026-08-03&to=2026-08-03')).json).toMatchObject({
    data: [],
    nextCursor: null,
  });
});

it('is nobody else’s', async () => {
  const other = await host.api.anotherBrand();
  expect((await other.as.get('/v1/baselines')).json).toMatchObject({ data: [] });
  await other.as.put('/v1/baselines/2026-08-01', { visits: 5 });
  expect((await as().get('/v1/baselines?from=2026-08-01&to=2026-08-01')).json).toMatchObject({
    data: [{ visits: 100 }],
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
