import { expect, it } from 'vitest';
import { sealDue } from '../../../functions/seal/seal.ts';
import { brandsOf } from '../../../shared/data/access/brands-store.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { aPostedLink } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { countingSince } from '../../support/counting.ts';

const START = Date.parse('2026-10-05T00:00:00Z');

const host = apiOfFile();

it('a brand that changes its zone has each click in one day of the new zone, none in two or in none', async () => {
  const { linkId } = await aPostedLink(host.api, { publishedAt: '2026-10-01T00:00:00Z' });
  const counting = await countingSince(START, host.engine, host.api);
  const brandId = host.api.sock.brand.id;
  const sealing = {
    ...counting.sealing,
    timeZoneOf: async () => (await brandsOf(host.api.deps.stores.tables).get(brandId)).timeZone,
  };
  await counting.follow(
    Array.from({ length: 60 }, (_, hour) => ({ brandId, linkId, at: START + hour * HOUR_MS + 55 * 60_000 })),
  );
  const perDay = async (): Promise<number[]> => {
    const query = 'from=2026-10-03&to=2026-10-09&groupBy=day';
    const answer = await host.api.sock.as.get(`/v1/analytics/clicks?${query}`);
    const { rows } = answer.json as { rows: { group: string; clicks: number }[] };
    return rows.map(({ clicks }) => clicks).filter((clicks) => clicks > 0);
  };
  host.api.clock.now = START + 100 * HOUR_MS;
  for (let turn = 0; turn < 3; turn++) await sealDue(sealing);
  expect(await perDay()).toEqual([22, 24, 14]);
  expect((await host.api.sock.as.patch('/v1/brand', { timeZone: 'America/New_York' })).status).toBe(200);
  for (let turn = 0; turn < 3; turn++) await sealDue(sealing);
  expect(await perDay()).toEqual([4, 24, 24, 8]);
  expect((await host.api.sock.as.patch('/v1/brand', { timeZone: 'Asia/Tokyo' })).status).toBe(200);
  for (let turn = 0; turn < 3; turn++) await sealDue(sealing);
  expect(await perDay()).toEqual([15, 24, 21]);
  // Clicks come five minutes before the hour: India's midnight splits their UTC hour.
  expect((await host.api.sock.as.patch('/v1/brand', { timeZone: 'Asia/Kolkata' })).status).toBe(200);
  for (let turn = 0; turn < 3; turn++) await sealDue(sealing);
  expect(await perDay()).toEqual([18, 24, 18]);
  expect((await host.api.sock.as.patch('/v1/brand', { timeZone: 'Europe/Berlin' })).status).toBe(200);
  for (let turn = 0; turn < 3; turn++) await sealDue(sealing);
  expect(await perDay()).toEqual([22, 24, 14]);
});
