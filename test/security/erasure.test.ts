import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drainClicks } from '../../shared/data/chores/drain.ts';
import { eraseExported } from '../../shared/data/clicks/erase-exported.ts';
import { clickKey, hourOf, type RawPartition } from '../../shared/data/table/keys.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { NOON, type TestApi } from '../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../support/engine.ts';
import { type ExportPlace, inS3, onDisk } from './export-places.ts';
import { aFreshFront, type Front } from './front.ts';

const AGENT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Erasable/77.7';

let engine: Engine;
let api: TestApi;
let front: Front;
let slug: string;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  ({ api, front, slug } = await aFreshFront(engine));
});
afterEach(() => front.stop());

/** Three clicks of the hour, the second with the user agent that is to go. */
async function threeClicks(): Promise<{ clicks: Click[]; hour: string; partitions: RawPartition[] }> {
  await front.follow(slug, { address: '192.0.2.1' });
  await front.follow(slug, { address: '192.0.2.2', headers: { 'user-agent': AGENT }, country: 'DE' });
  await front.follow(slug, { address: '192.0.2.3' });
  const clicks = await front.drain();
  const hour = hourOf(NOON);
  const named = await api.deps.stores.clicks.listPartitionsOfHour(hour, api.sock.brand.id);
  return { clicks, hour, partitions: named.map(({ partition }) => partition) };
}
const erase = (clickId: string | undefined) => api.sock.as.post('/v1/erasures', { clickId });
const expire = ({ linkId, at, id }: Click) => {
  const { pk, sk } = clickKey({ linkId, at, shard: 0 }, id);
  const Key = { pk: { S: pk }, sk: { S: sk } };
  return engine.client.send(new DeleteItemCommand({ TableName: engine.tables.clicks, Key }));
};
/** The click as the table holds it, alone among what other tests left there. */
const stored = async ({ linkId, at, id }: Click) =>
  JSON.stringify(await api.deps.stores.clicks.find({ linkId, at, shard: 0 }, id));
const mark = () => api.deps.stores.counts.listDirty('erase');

describe.each([
  ['files of one machine', onDisk],
  ['objects in S3', inS3],
])('erasing a click reaches the exported hours: %s', (_where, placeOf) => {
  let place: ExportPlace;
  beforeEach(() => {
    place = placeOf(api);
  });
  afterEach(() => place.stop());
  const brandId = () => api.sock.brand.id;

  it('takes the person out of one line and leaves the others as they were', async () => {
    const { clicks, hour, partitions } = await threeClicks();
    await place.exportHour(hour, brandId(), partitions);
    const before = await place.lines(brandId(), hour);
    const gone = clicks.find((click) => click.raw.headers['user-agent'] === AGENT);
    expect((await erase(gone?.id)).json).toMatchObject({ erased: { clicks: 1 } });
    expect(await eraseExported(api.deps.stores.counts, place.edit)).toBe(1);
    const after = await place.lines(brandId(), hour);
    expect(after.join('\n')).not.toContain('Erasable');
    expect(after.join('\n')).not.toContain(gone?.visitor);
    const others = (lines: string[]) => lines.filter((line) => !line.includes(gone?.id ?? ''));
    expect(others(after)).toEqual(others(before));
    expect(after).toHaveLength(3);
    expect(await mark()).toEqual([]);
    expect(JSON.stringify(await dumpOf(engine))).not.toContain(gone?.visitor);
  });

  it('finds it where the raw click has expired, and a late click then takes nothing away', async () => {
    const { clicks, hour, partitions } = await threeClicks();
    await place.exportHour(hour, brandId(), partitions);
    api.clock.now = NOON + 32 * DAY_MS;
    for (const click of clicks) await expire(click);
    const [gone] = clicks;
    await place.exportHour(hour, brandId(), partitions);
    expect((await erase(gone?.id)).json).toMatchObject({ erased: { clicks: 0 } });
    await eraseExported(api.deps.stores.counts, place.edit);
    const after = await place.lines(brandId(), hour);
    expect(after).toHaveLength(3);
    expect(after.join('\n')).not.toContain(gone?.visitor);
    expect(after.join('\n')).toContain(gone?.id);
  });

  it('holds though a copy of the click is stored afterwards, from the journal or the spill', async () => {
    const { clicks, hour, partitions } = await threeClicks();
    const gone = clicks.find((click) => click.raw.headers['user-agent'] === AGENT) as Click;
    await erase(gone.id);
    await eraseExported(api.deps.stores.counts, place.edit);
    expect(await mark()).toEqual([]);
    const { counts, newToken } = api.deps.stores;
    const { clickKeys, now } = api.deps;
    await drainClicks([...clicks, gone], {
      wire: front.wire,
      names: front.names,
      clickKeys,
      counts,
      newToken,
      now,
    });
    expect(await mark()).toHaveLength(1);
    await place.exportHour(hour, brandId(), partitions);
    await eraseExported(counts, place.edit);
    expect((await place.lines(brandId(), hour)).join('\n')).not.toContain('Erasable');
    expect(JSON.stringify(await dumpOf(engine))).not.toContain(gone.visitor);
    expect(await stored(gone)).not.toContain('Erasable');
    expect(await place.lines(brandId(), hour)).toHaveLength(3);
  });

  it('holds though it is asked for before the click is stored at all', async () => {
    await front.follow(slug, { headers: { 'user-agent': AGENT } });
    const [waiting] = await front.waiting();
    expect((await erase(waiting?.id)).json).toMatchObject({ erased: { clicks: 0 } });
    const [gone] = await front.drain();
    expect(await stored(gone as Click)).not.toContain('Erasable');
    await eraseExported(api.deps.stores.counts, async () => {});
    const { totals } = (await api.sock.as.get('/v1/analytics/clicks?from=2026-10-05&to=2026-10-05')).json as {
      totals: object;
    };
    expect(totals).toMatchObject({ hits: 1, clicks: 1 });
  });

  it('is done by the next run where the first one died before, in or after writing', async () => {
    const { clicks, hour, partitions } = await threeClicks();
    await place.exportHour(hour, brandId(), partitions);
    await erase(clicks[0]?.id);
    const { counts } = api.deps.stores;
    const dead = async () => {
      throw new Error('died');
    };
    await expect(eraseExported(counts, dead)).rejects.toThrow('died');
    await expect(eraseExported({ ...counts, clearDirty: dead }, place.edit)).rejects.toThrow('died');
    expect(await mark()).toHaveLength(1);
    expect(await eraseExported(counts, place.edit)).toBe(1);
    expect((await place.lines(brandId(), hour)).join('\n')).not.toContain(clicks[0]?.visitor);
    expect(await eraseExported(counts, place.edit)).toBe(0);
  });

  it('is not to be had with another brand’s key', async () => {
    const { clicks, hour, partitions } = await threeClicks();
    await place.exportHour(hour, brandId(), partitions);
    const before = await place.lines(brandId(), hour);
    const other = await api.anotherBrand();
    expect((await other.as.post('/v1/erasures', { clickId: clicks[0]?.id })).status).toBe(404);
    expect(await eraseExported(api.deps.stores.counts, place.edit)).toBe(0);
    expect(await place.lines(brandId(), hour)).toEqual(before);
  });
});
