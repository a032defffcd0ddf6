import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type SealDeps, sealBrandHour } from '../../../functions/seal/seal.ts';
import { fbclidsPartition, hourOf } from '../../../shared/data/table/keys.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { aFreshFront, type Front } from '../../security/front.ts';
import { NOON, type TestApi } from '../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';

/** As Meta makes them today: longer than the query that a click keeps. */
const VALUE = `IwZXh0bgNhZW0CMTEAAR0${'x7Kq'.repeat(30)}_aem_Zm9v`;

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

/** A follower at that minute after noon; every `who` has an address of their own. */
async function follow(who: number, minute: number, query = `fbclid=${VALUE}`, headers = {}): Promise<void> {
  api.clock.now = NOON + minute * MINUTE_MS;
  const agent = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1' };
  await front.follow(slug, { address: `192.0.2.${who}`, query, headers: { ...agent, ...headers } });
}
const seal = (hour: number, over: Partial<SealDeps> = {}) =>
  sealBrandHour(hourOf(NOON + hour * HOUR_MS), api.sock.brand.id, { ...front.sealing, ...over });
type Reshares = {
  visitors: number;
  reshareVisitors: number;
  byFbclid: number;
  k: number | null;
  depths: number[];
};
async function reshares(): Promise<Reshares> {
  const { json } = await api.sock.as.get('/v1/dark-social?from=2026-10-05&to=2026-10-07');
  return (json as { reshares: Reshares }).reshares;
}
const rows = async () => {
  const pk = fbclidsPartition(api.sock.brand.id);
  const found = await api.deps.stores.counts.listPacked<object>(
    pk,
    hourOf(NOON),
    hourOf(NOON + 99 * HOUR_MS),
  );
  return [...found].map(([hour, visits]) => [hour, [...visits].map((visit) => JSON.stringify(visit)).sort()]);
};

it('takes the same fbclid from another visitor for a copied address, also an hour later', async () => {
  await follow(1, 0);
  await follow(2, 20);
  await follow(3, 70);
  await follow(3, 75);
  await front.drain();
  await seal(0);
  expect(await reshares()).toMatchObject({ byFbclid: 1, depths: [1, 1] });
  await seal(1);
  expect(await reshares()).toEqual({
    visitors: 3,
    reshareVisitors: 2,
    byFbclid: 2,
    k: 2 / 3,
    depths: [1, 2],
  });
});

it.each([
  ['the same visitor again', () => follow(1, 30)],
  ['the same system within ten minutes: one person in another app', () => follow(2, 9)],
  ['a value that differs behind what the kept query holds', () => follow(2, 30, `fbclid=${VALUE}1`)],
  ['no value', () => follow(2, 30, '')],
  ['a value of somebody’s own making', () => follow(2, 30, 'fbclid=1')],
  ['a parameter that only ends like it', () => follow(2, 30, `xfbclid=${VALUE}`)],
  ['a preview of the copy', () => follow(2, 30, undefined, { 'user-agent': 'WhatsApp/2.23.20.0' })],
  ['somebody who asks not to be tracked', () => follow(2, 30, undefined, { 'sec-gpc': '1' })],
  ['another day, when nobody can tell whether it is another person', () => follow(2, 24 * 60)],
])('does not claim a reshare of %s', async (_what, second) => {
  await follow(1, 0);
  await second();
  await front.drain();
  for (const hour of [0, 1, 24]) await seal(hour);
  expect(await reshares()).toMatchObject({ reshareVisitors: 0, byFbclid: 0, k: 0 });
});

it('keeps brands apart', async () => {
  const other = await api.anotherBrand();
  await follow(1, 0);
  await follow(2, 20);
  await front.drain();
  await seal(0);
  const { json } = await other.as.get('/v1/dark-social?from=2026-10-05&to=2026-10-07');
  expect((json as { reshares: Reshares }).reshares).toMatchObject({ byFbclid: 0, visitors: 0, k: null });
});

it('ends the same sealed twice, backwards, or after dying before, in and after the write', async () => {
  for (const [who, minute] of [
    [1, 0],
    [2, 20],
    [3, 70],
    [4, 95],
  ] as const)
    await follow(who, minute);
  await front.drain();
  await seal(0);
  await seal(1);
  const [once, told] = [await rows(), await reshares()];
  expect(once).toHaveLength(2);
  for (const hour of [1, 0, 1, 1, 0]) await seal(hour);
  expect([await rows(), await reshares()]).toEqual([once, told]);

  const { replacePacked } = front.sealing.counts;
  const died = () => Promise.reject(new Error('died'));
  const dying = (before: boolean): SealDeps['counts'] => ({
    ...front.sealing.counts,
    replacePacked: async (...args: Parameters<typeof replacePacked>) => {
      if (!args[0].startsWith('FBCLIDS')) return replacePacked(...args);
      if (!before) await replacePacked(...args);
      return died();
    },
  });
  await follow(5, 100);
  await front.drain();
  await expect(seal(1, { counts: dying(true) })).rejects.toThrow('died');
  await expect(seal(1, { counts: dying(false) })).rejects.toThrow('died');
  await seal(1);
  expect(await reshares()).toEqual({
    visitors: 5,
    reshareVisitors: 4,
    byFbclid: 4,
    k: 4 / 5,
    depths: [1, 4],
  });
});

it('forgets a click that is erased, and does not let a late click empty an old hour', async () => {
  await follow(1, 0);
  await follow(2, 20);
  const [first] = await front.drain();
  await seal(0);
  expect((await rows())[0]?.[1]).toHaveLength(2);
  await api.sock.as.post('/v1/erasures', { clickId: first?.id });
  expect(await front.sealing.counts.listDirty('hour', api.sock.brand.id)).toHaveLength(1);
  await seal(0);
  expect((await rows())[0]?.[1]).toHaveLength(1);
  expect(JSON.stringify(await rows())).not.toContain(first?.visitor);
  expect(await reshares()).toMatchObject({ byFbclid: 0 });

  api.clock.now = NOON + 35 * 24 * HOUR_MS;
  await seal(0, { recount: { ...front.sealing.recount, clicks: { listCountable: async () => [] } } });
  expect((await rows())[0]?.[1]).toHaveLength(1);
});

it('writes nothing where no click carried one, and keeps no value, only its mark', async () => {
  await follow(1, 0, '');
  await front.drain();
  await seal(0);
  expect(await rows()).toEqual([]);
  await follow(2, 5);
  await front.drain();
  await seal(0);
  expect(await rows()).toHaveLength(1);
  expect(JSON.stringify(await dumpOf(engine))).not.toContain(VALUE);
});
