import { expect, it } from 'vitest';
import { sealDue } from '../../functions/seal/seal.ts';
import { brandHashOf, dayListKey, dayPartKey } from '../../shared/data/clicks/click-columns.ts';
import { forgetOldExports } from '../../shared/data/clicks/forget-exports.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time/units.ts';
import { anApi, NOON } from '../support/api-builders.ts';
import { startEngine } from '../support/engine.ts';
import { inS3, onDisk } from './export-places.ts';
import { aFreshFront } from './front.ts';

it.each([
  ['files of one machine', onDisk],
  ['objects in S3', inS3],
])(
  'after retentionDays the exported hours go (%s), of this brand alone, and the sums stay',
  async (_where, placeOf) => {
    const engine = await startEngine();
    const { api, front, slug } = await aFreshFront(engine);
    const place = placeOf(api);
    const brandId = () => api.sock.brand.id;
    const short = await api.sock.as.patch('/v1/brand', { retentionDays: 40 });
    expect(short.status, short.text).toBe(200);
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await front.follow(slug, { address });
    await front.drain();
    const hour = hourOf(NOON);
    const named = await api.deps.stores.clicks.listPartitionsOfHour(hour, brandId());
    const partitions = named.map(({ partition }) => partition);
    await place.exportHour(hour, brandId(), partitions);
    const other = await api.anotherBrand();
    await place.exportHour(hour, other.brand.id, partitions);
    const sums = async () => {
      const { json } = await api.sock.as.get('/v1/analytics/clicks?from=2026-10-05&to=2026-10-05');
      return (json as { totals: object }).totals;
    };
    for (const later of [2 * HOUR_MS, 26 * HOUR_MS]) {
      api.clock.now = NOON + later;
      await sealDue(front.sealing);
    }
    const before = await sums();
    const left = async (daysLater: number) => {
      api.clock.now = NOON + daysLater * DAY_MS;
      await forgetOldExports(api.deps.stores, place.forget);
      return place.names().filter((name) => name.includes(brandId())).length;
    };
    expect([await left(41), await left(42)]).toEqual([1, 0]);
    expect(place.names().filter((name) => name.includes(other.brand.id))).toHaveLength(1);
    expect(await sums()).toEqual(before);
    expect(before).toMatchObject({ hits: 3 });
    place.stop();
    front.stop();
    await engine.stop();
  },
);

it('after retentionDays the days of Parquet go, of whichever version, to the day, of this brand alone, and their files are told', async () => {
  const engine = await startEngine();
  const api = await anApi(engine);
  const other = await api.anotherBrand();
  const place = inS3(api);
  await api.sock.as.patch('/v1/brand', { retentionDays: 40 });
  const daysAgo = (days: number) => new Date(NOON - days * DAY_MS).toISOString().slice(0, 10);
  const keysOf = (brandId: string) =>
    [1, 7].flatMap((version) =>
      [0, 39, 40, 41, 300].flatMap((days) => [
        dayListKey(version, daysAgo(days), brandId),
        dayPartKey(version, daysAgo(days), brandId, { making: 'making', from: 0 }),
      ]),
    );
  for (const key of [...keysOf(api.sock.brand.id), ...keysOf(other.brand.id)]) place.keep(key);
  place.keep('clicks-days/README');
  expect(await forgetOldExports(api.deps.stores, place.forget)).toBe(8);
  const stay = keysOf(api.sock.brand.id).filter(
    (key) => ![41, 300].some((days) => key.includes(daysAgo(days))),
  );
  expect(place.names().sort()).toEqual([...stay, ...keysOf(other.brand.id), 'clicks-days/README'].sort());
  const marked = await api.deps.stores.counts.listDirty('file', brandHashOf(api.sock.brand.id));
  expect(marked.map(({ period }) => period)).toEqual([daysAgo(300), daysAgo(41)]);
  place.stop();
  await engine.stop();
});

it('fewer days than the tables keep raw clicks for are refused, with the reason', async () => {
  const engine = await startEngine();
  const { sock } = await anApi(engine);
  const { status, text } = await sock.as.patch('/v1/brand', { retentionDays: 34 });
  expect([status, text]).toEqual([422, expect.stringContaining('must be 35 or more')]);
  await engine.stop();
});
