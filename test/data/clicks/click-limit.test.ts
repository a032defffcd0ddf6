import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeUsedUpLinks, parcelsOfLimits } from '../../../shared/data/clicks/click-limit.ts';
import { linkRoutesIn } from '../../../shared/data/links/link-routes-store.ts';
import type { Stores } from '../../../shared/data/stores.ts';
import { LIMITED_PARTITION, limitedKey } from '../../../shared/data/table/keys.ts';
import type { Table } from '../../../shared/data/table/table.ts';
import type { LinkDay } from '../../../shared/domain/facts.ts';
import { anApi, aPostedLink, countedBytes, type TestApi } from '../../support/api-builders.ts';
import { aBrandId, aLinkId } from '../../support/builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

it('ends the links of a brand that are used up, from one reading of its days, and watches the others on', async () => {
  const { api, stores, looked } = await counting();
  const [usedUp, open] = [await limitedLink(api, 'used-up', 5), await limitedLink(api, 'open', 6)];
  looked.days = [clicksOn(usedUp.linkId, 2), clicksOn(usedUp.linkId, 3), clicksOn(open.linkId, 5)];
  expect(await closeUsedUpLinks(stores)).toBe(1);
  expect(looked.times).toBe(1);
  const { find } = stores.linkRoutes(undefined);
  expect((await find(usedUp.slug))?.limitReached).toBe(true);
  expect((await find(open.slug))?.limitReached).toBeUndefined();
  expect(await watched(stores)).toEqual([`${api.sock.brand.id}#${open.linkId}`]);
  await forget(stores);
});

it('looks at no other brand than it is asked to', async () => {
  const { api, stores, looked } = await counting();
  const { linkId } = await limitedLink(api, 'ours', 1);
  looked.days = [clicksOn(linkId, 1)];
  expect(await closeUsedUpLinks(stores, [aBrandId('another')])).toBe(0);
  expect(await closeUsedUpLinks(stores, [api.sock.brand.id])).toBe(1);
});

it('a limit that was raised while the clicks were read is watched on', async () => {
  const { api, stores, looked } = await counting();
  const { linkId, slug } = await limitedLink(api, 'raised', 5);
  looked.days = [clicksOn(linkId, 5)];
  looked.meanwhile = () => api.sock.as.patch(`/v1/links/${linkId}`, { clickLimit: 100 });
  await closeUsedUpLinks(stores);
  expect((await stores.linkRoutes(undefined).find(slug))?.limitReached).toBeUndefined();
  expect(await watched(stores)).toEqual([`${api.sock.brand.id}#${linkId}`]);
  looked.meanwhile = undefined;
  looked.days = [clicksOn(linkId, 100)];
  expect(await closeUsedUpLinks(stores)).toBe(1);
  expect(await watched(stores)).toEqual([]);
});

it('ends a link whose route somebody rewrites at the same moment', async () => {
  const { api, stores, looked } = await counting();
  const { linkId, slug } = await limitedLink(api, 'rewritten', 5);
  looked.days = [clicksOn(linkId, 5)];
  const { records } = stores.tables;
  let rewrites = 0;
  const disturbed: Table = {
    ...records,
    async putIf(...write) {
      if (rewrites++ === 0)
        await api.sock.as.patch(`/v1/links/${linkId}`, { destination: 'https://shop.example.com/other' });
      return records.putIf(...write);
    },
  };
  const linkRoutes = (space?: string) => linkRoutesIn({ ...stores.tables, records: disturbed }, space);
  await closeUsedUpLinks({ ...stores, linkRoutes });
  expect(rewrites).toBe(2);
  expect((await stores.linkRoutes(undefined).find(slug))?.limitReached).toBe(true);
});

it('hands brands over in parcels, and one that has more than a parcel’s links by itself', async () => {
  const { stores } = await counting();
  await forget(stores);
  const brands = ['a', 'b', 'c', 'd'].map((name) => aBrandId(name)).sort();
  for (const [index, brandId] of brands.entries())
    for (let n = 0; n < (index === 1 ? 5 : 1); n++)
      await stores.tables.records.put(limitedKey(brandId, aLinkId(`${index} ${n}`)));
  const [first, second, third, fourth] = brands;
  const parcels = await parcelsOfLimits(stores, { brands: 100, links: 3 });
  expect(parcels).toEqual([{ limitsOf: [first] }, { limitsOf: [second] }, { limitsOf: [third, fourth] }]);
  const small = await parcelsOfLimits(stores, { brands: 2, links: 100 });
  expect(small).toEqual([{ limitsOf: [first, second] }, { limitsOf: [third, fourth] }]);
});

type Looked = { days: LinkDay[]; times: number; meanwhile: (() => Promise<unknown>) | undefined };

let apis = 0;
/** An API whose counts are what the test says, with ids of its own. */
async function counting() {
  const api = await anApi(engine, { random: countedBytes(`limits ${++apis}`) });
  const looked: Looked = { days: [], times: 0, meanwhile: undefined };
  const stores: Stores = {
    ...api.deps.stores,
    countReader: {
      ...api.deps.stores.countReader,
      async listLinkDays() {
        looked.times++;
        await looked.meanwhile?.();
        return looked.days;
      },
    },
  };
  return { api, stores, looked };
}

async function limitedLink(api: TestApi, handle: string, clickLimit: number) {
  const link = await aPostedLink(api, { handle });
  await api.sock.as.patch(`/v1/links/${link.linkId}`, { clickLimit });
  return link;
}

const clicksOn = (linkId: string, clicks: number): LinkDay => ({
  day: '2026-10-05',
  linkId,
  hits: clicks,
  clicks,
  uniques: clicks,
  darkClicks: 0,
  excluded: {},
});

async function watched({ tables }: Stores): Promise<string[]> {
  const entries: string[] = [];
  for await (const { sk } of tables.records.query(LIMITED_PARTITION)) entries.push(sk);
  return entries;
}

async function forget({ tables }: Stores): Promise<void> {
  for (const sk of await watched({ tables } as Stores))
    await tables.records.erase({ pk: LIMITED_PARTITION, sk });
}
