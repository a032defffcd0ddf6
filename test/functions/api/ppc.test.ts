import { expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/time/week.ts';
import { failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;
const EUR = (amount: number) => ({ amount, currency: 'EUR' });
const ad = (day: string, amount: number, clicks: number) => ({ day, spend: EUR(amount), clicks });

it('keeps what ads cost and brought on a day, as it was last told', async () => {
  expect((await as().put('/v1/ppc/2026-09-01', { spend: EUR(900), clicks: 10 })).status).toBe(201);
  const again = await as().put('/v1/ppc/2026-09-01', {
    spend: { value: '9.50', currency: 'EUR' },
    clicks: 11,
  });
  expect([again.status, again.json]).toMatchObject([200, { spend: EUR(950), clicks: 11 }]);
  expect((await as().delete('/v1/ppc/2026-09-01')).status).toBe(204);
  expect((await as().get('/v1/ppc?from=2026-09-01&to=2026-09-30')).json).toMatchObject({ data: [] });
});

it.each([
  ['a day yet to come', [ad('2026-08-01', 1, 1), ad('2031-01-01', 1, 1)], 'days.1.day'],
  [
    'another currency',
    [{ day: '2026-08-01', spend: { amount: 1, currency: 'SEK' }, clicks: 1 }],
    'days.0.spend.currency',
  ],
  ['two years of nothing', [ad('2024-08-01', 1, 1), ad('2026-08-01', 1, 1)], 'days'],
  ['less than nothing', [ad('2026-08-01', -1, 1)], 'days.0.spend'],
])('refuses %s, and writes nothing', async (_, days, path) => {
  const { status, json } = await as().post('/v1/ppc/bulk', { days, restIsNothing: true });
  expect([status, (json as { errors: { path: string }[] }).errors[0]?.path.startsWith(path)]).toEqual([
    422,
    true,
  ]);
  expect((await as().get('/v1/ppc')).json).toMatchObject({ data: [] });
});

it('takes each day for itself where the rest is not nothing, and all or none where that is asked for', async () => {
  const days = [ad('2026-08-01', 1, 1), ad('2031-01-01', 1, 1)];
  expect((await as().post('/v1/ppc/bulk?atomic=true', { days })).status).toBe(422);
  const each = await as().post('/v1/ppc/bulk', { days });
  expect([each.status, each.json]).toMatchObject([
    207,
    { days: 1, results: [{ outcome: 'stored' }, { outcome: 'refused' }] },
  ]);
  expect((await as().delete('/v1/ppc/2026-08-01')).status).toBe(204);
});

it('says nothing of ads that were never told, and why', async () => {
  expect((await as().get('/v1/ppc/comparison?from=2026-08-01&to=2026-08-31')).json).toMatchObject({
    ads: { points: null, spend: null, cpc: null, leftAfterFirstDay: null, note: { code: 'noDays' } },
    posts: { points: null, note: { code: 'noDays' } },
  });
});

it('follows ads from the last day that was paid for, with days left out as days of nothing', async () => {
  const days = [
    ad('2026-08-03', 4000, 80),
    ad('2026-08-04', 6000, 120),
    ad('2026-08-05', 0, 6),
    ad('2026-08-20', 0, 0),
  ];
  expect((await as().post('/v1/ppc/bulk', { days, restIsNothing: true })).json).toMatchObject({
    days: 18,
    results: days.map(({ day }) => ({ outcome: 'stored', day })),
  });
  const { ads } = (await as().get('/v1/ppc/comparison?from=2026-08-01&to=2026-08-31')).json as {
    ads: { points: { day: number; clicks: number }[]; leftAfterFirstDay: number };
  };
  expect(ads).toMatchObject({ units: 1, spend: EUR(10_000), clicks: 206, cpc: EUR(49) });
  expect(ads.leftAfterFirstDay).toBeCloseTo(6 / 126, 12);
  expect(ads.points.map(({ clicks }) => clicks).slice(0, 4)).toEqual([120, 6, 0, 0]);
});

it('says nothing of ads that never paused for a week', async () => {
  const daily = Array.from({ length: 31 }, (_, i) => ad(addDays('2026-07-01', i), 500, 50));
  await as().post('/v1/ppc/bulk', { days: [...daily, ad('2026-08-01', 0, 2), ad('2026-08-02', 0, 0)] });
  expect((await as().get('/v1/ppc/comparison?from=2026-07-01&to=2026-07-31')).json).toMatchObject({
    ads: { points: null, clicks: 1550, note: { code: 'notFollowed' } },
  });
});

it('is nobody else’s', async () => {
  const other = await host.api.anotherBrand();
  expect((await other.as.get('/v1/ppc')).json).toMatchObject({ data: [] });
  expect((await other.as.get('/v1/ppc/comparison?from=2026-08-01&to=2026-08-31')).json).toMatchObject({
    ads: { points: null },
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
