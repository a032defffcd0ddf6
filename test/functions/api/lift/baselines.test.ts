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

it('takes many days or none of them', async () => {
  const days = ['2026-08-01', '2026-08-02', '2026-08-03'].map((day, i) => ({ day, visits: 100 + i }));
  const bad = await as().post('/v1/baselines/bulk', { days: [...days, { day: '2031-01-01', visits: 1 }] });
  expect([bad.status, bad.json]).toMatchObject([422, { errors: [{ path: 'days.3.day' }] }]);
  const listed = async () =>
    (await as().get('/v1/baselines?from=2026-08-01&to=2026-08-31')).json as { data: unknown[] };
  expect((await listed()).data).toEqual([]);
  expect((await as().post('/v1/baselines/bulk', { days })).json).toEqual({ days: 3 });
  expect((await listed()).data).toMatchObject(days);
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
