import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBrand } from '../../functions/api/brand-maker.ts';
import { brandsOf } from '../../shared/data/brands-store.ts';
import { aBrandId, NOON } from '../support/builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

it('lists every brand once, however many pages they fill', async () => {
  const maker = { ...engine, now: () => NOON, random: (count: number) => new Uint8Array(count) };
  const names = Array.from({ length: 205 }, (_, n) => `Brand ${n}`);
  for (const name of names) {
    const id = (prefix: string) => (prefix === 'brd' ? aBrandId(name) : `${prefix}_${name}`) as never;
    await makeBrand(maker, { name, timeZone: 'UTC', currency: 'EUR' }, id);
  }
  const listed: string[] = [];
  for await (const brand of brandsOf(engine.client, engine.tables).all()) listed.push(brand.name);
  expect(listed.sort()).toEqual(names.sort());
});
