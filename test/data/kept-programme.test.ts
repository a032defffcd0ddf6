import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStores, type Stores } from '../../shared/data/stores.ts';
import { inLanes } from '../../shared/data/table/lanes.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import { anApi, countedBytes, NOON, postBody, type TestApi } from '../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
let api: TestApi;
const creators: string[] = [];
let now = NOON;

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  const names = Array.from({ length: 320 }, (_, index) => `@c${index}`);
  await inLanes(8, names, async (handle) => {
    const { json } = await api.sock.as.post('/v1/creators', { handle, platform: 'instagram' });
    creators.push((json as { id: string }).id);
  });
  const { status } = await api.sock.as.post(
    '/v1/posts',
    postBody(creators[0] ?? '', { placements: ['bio', 'story'] }),
  );
  expect(status).toBe(201);
}, 60_000);
afterAll(() => engine.stop());

/** A process that begins with nothing, and how often it asked the store. */
function fresh() {
  let asked = 0;
  const client = {
    send: (command: never) => {
      asked++;
      return engine.client.send(command);
    },
  };
  const stores: Stores = createStores({
    tables: tablesOn(client as never, engine.tables),
    now: () => now,
    random: countedBytes(`fresh ${now}`),
  });
  const read = async () => {
    const brand = await stores.brands.get(api.sock.brand.id);
    const { catalog, archivedPosts, ...rest } = await stores.loader.loadProgramme(brand);
    return { catalog, archivedPosts: [...archivedPosts], ...rest };
  };
  return { read, asked: () => asked };
}

it('a fresh process reads in a few requests what one before it read record by record', async () => {
  now = NOON + 2 * HOUR_MS;
  const first = fresh();
  const whole = await first.read();
  expect(whole.catalog.creators).toHaveLength(320);
  expect(whole.catalog.links).toHaveLength(2);
  const second = fresh();
  expect(await second.read()).toEqual(whole);
  expect(second.asked()).toBeLessThanOrEqual(3);
  expect(first.asked()).toBeGreaterThan(second.asked() + 4);
});

it('what is written is there at once, whoever kept what before', async () => {
  now += HOUR_MS;
  api.clock.now = now;
  await api.sock.as.patch(`/v1/creators/${creators[0]}`, { city: 'Lyon' });
  const { catalog } = await fresh().read();
  expect(catalog.creators.filter(({ city }) => city === 'Lyon')).toHaveLength(1);
});

it('nothing is kept while a write may be on its way, nor believed after one that died in between', async () => {
  now += HOUR_MS;
  await fresh().read();
  // A write begins; its process dies before it could say that it was done.
  api.clock.now = now + HOUR_MS;
  const { stores } = api.deps;
  const brand = stores.brand(api.sock.brand.id);
  await brand.catalogChanging();
  now += HOUR_MS + 1_000;
  expect((await fresh().read()).catalog.creators.filter(({ city }) => city === 'Ghent')).toHaveLength(0);
  const found = await brand.creators.get(creators[1] as never);
  await brand.creators.update(found.id, (creator) => ({ ...creator, city: 'Ghent' }));
  for (const later of [1_000, 2 * MINUTE_MS, HOUR_MS]) {
    now += later;
    expect((await fresh().read()).catalog.creators.filter(({ city }) => city === 'Ghent')).toHaveLength(1);
  }
});

it('who is erased stands in no copy either', async () => {
  now += 2 * HOUR_MS;
  api.clock.now = now;
  await fresh().read();
  const chunks = async () =>
    (await dumpOf(engine))
      .filter(({ item }) => item.pk?.S?.startsWith('PROGRAMME#'))
      .map(({ item }) => item.chunk?.B);
  const texts = async () =>
    (await chunks()).map((chunk) => gunzipSync(chunk ?? new Uint8Array()).toString()).join();
  expect(await texts()).toContain('"@c7"');
  const { catalog } = await fresh().read();
  const hers = catalog.creators.find(({ handle }) => handle === '@c7');
  const { status } = await api.sock.as.post('/v1/erasures', { creatorId: hers?.creatorId });
  expect(status).toBe(200);
  expect(await texts()).not.toContain('"@c7"');
});
