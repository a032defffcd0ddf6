import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshBrand, makeBrand } from '../../../functions/api/brand-maker.ts';
import { brandsOf } from '../../../shared/data/access/brands-store.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { derivedId, type IdPrefix } from '../../../shared/domain/id.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import { aBrandId, NOON } from '../../support/builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

it('lists on where a page of large brands ended early', async () => {
  const host = (n: number) =>
    `${`h${n}`.padEnd(60, 'a')}.${['b', 'c', 'd'].map((c) => c.repeat(60)).join('.')}.com`;
  const allowedDestinationHosts = Array.from({ length: 100 }, (_, n) => host(n));
  const brands = brandsOf(tablesOn(engine.client, engine.tables));
  for (let n = 0; n < 60; n++) {
    const input = { name: `Large ${n}`, timeZone: 'UTC', currency: 'EUR' };
    const fresh = freshBrand(
      input,
      aBrandId(input.name) as Brand['id'],
      `token ${n}`,
      new Date(NOON).toISOString(),
    );
    await brands.create({ ...fresh, allowedDestinationHosts });
  }
  let large = 0;
  for await (const { name } of brands.all()) large += name.startsWith('Large') ? 1 : 0;
  expect(large).toBe(60);
});

it('lists every brand once, however many pages they fill', async () => {
  const tables = tablesOn(engine.client, engine.tables);
  const random = (count: number) => new Uint8Array(count);
  const maker = createStores({ tables, now: () => NOON, random });
  const names = Array.from({ length: 205 }, (_, n) => `Brand ${n}`);
  for (const name of names) {
    const id = (prefix: IdPrefix) => (prefix === 'brd' ? aBrandId(name) : derivedId(prefix, name)) as never;
    await makeBrand(maker, { name, timeZone: 'UTC', currency: 'EUR' }, id);
  }
  const listed: string[] = [];
  for await (const brand of brandsOf(tablesOn(engine.client, engine.tables)).all()) listed.push(brand.name);
  expect(listed.filter((name) => !name.startsWith('Large')).sort()).toEqual(names.sort());
});
