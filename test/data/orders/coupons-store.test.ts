import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { couponsOf } from '../../../shared/data/orders/coupons-store.ts';
import { type BrandRecords, recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { Creator } from '../../../shared/domain/schema/programme/creators.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const ADA = 'crt_0000000000000001';
const BO = 'crt_0000000000000002';
const AT = '2026-10-05T10:00:00Z';
const NOW = Date.parse(AT);

let engine: Engine;
let records: BrandRecords;
let brands = 0;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => {
  records = recordsOf(tablesOn(engine.client, engine.tables), `brd_${String(brands++).padStart(16, '0')}`);
});

const creators = () => records.collection('CREATOR', Creator);
const aCreator = (id: string, couponCodes: string[]) =>
  Creator.parse({
    id,
    handle: id,
    platform: 'instagram',
    source: 'invited',
    couponCodes,
    createdAt: AT,
    updatedAt: AT,
  });
const lists = (id: string, couponCodes: string[]) => creators().update(id, () => aCreator(id, couponCodes));

it('gives a code that its creator takes back to her again, not to who asks while her record is written', async () => {
  const coupons = couponsOf(records);
  expect(await coupons.claim(['SUN'], ADA, NOW)).toBeUndefined();
  await creators().create(aCreator(ADA, ['SUN']));
  await creators().create(aCreator(BO, []));
  await lists(ADA, []);
  expect(await coupons.claim(['SUN'], ADA, NOW + HOUR_MS)).toBeUndefined();
  expect(await coupons.claim(['sun'], BO, NOW + HOUR_MS + 10)).toBe('sun');
  await lists(ADA, ['SUN']);
  expect((await coupons.findCreator('sun', NOW + HOUR_MS))?.id).toBe(ADA);
});

it('gives a code that its creator gave up to who asks for it', async () => {
  const coupons = couponsOf(records);
  await coupons.claim(['SUN'], ADA, NOW);
  await creators().create(aCreator(ADA, []));
  expect(await coupons.claim(['SUN'], BO, NOW + 10)).toBe('SUN');
  expect(await coupons.claim(['SUN'], BO, NOW + HOUR_MS)).toBeUndefined();
  await creators().create(aCreator(BO, ['SUN']));
  expect((await coupons.findCreator('SUN', NOW + 2 * HOUR_MS))?.id).toBe(BO);
});

it('says whose code it was when the order came, however late it is reported', async () => {
  const coupons = couponsOf(records);
  await coupons.claim(['SUN'], ADA, NOW);
  await creators().create(aCreator(ADA, ['SUN']));
  await creators().create(aCreator(BO, []));
  await coupons.keepOnly([], ADA, NOW + 48 * HOUR_MS);
  await lists(ADA, []);
  await coupons.claim(['SUN'], BO, NOW + 48 * HOUR_MS);
  await lists(BO, ['SUN']);
  const owner = async (at: number) => (await coupons.findCreator('sun', at))?.id;
  expect(await owner(NOW + HOUR_MS)).toBe(ADA);
  expect(await owner(NOW + 48 * HOUR_MS)).toBe(BO);
  expect(await owner(NOW + 72 * HOUR_MS)).toBe(BO);
  // Nobody is known to have had it before: orders from before the programme are the first holder's, never a later one's.
  expect(await owner(NOW - HOUR_MS)).toBe(ADA);
});

it('makes no former owner of a creator who only asked for the code, nor of one who had given it up by then', async () => {
  const coupons = couponsOf(records);
  await creators().create(aCreator(ADA, []));
  await creators().create(aCreator(BO, []));
  // Ada's change was refused for another code of it: her record never listed this one.
  await coupons.claim(['SUN'], ADA, NOW);
  await coupons.claim(['SUN'], BO, NOW + HOUR_MS);
  await lists(BO, ['SUN']);
  const owner = async (at: number) => (await coupons.findCreator('sun', at))?.id;
  expect(await owner(NOW + HOUR_MS / 2)).toBe(BO);
  await coupons.keepOnly([], BO, NOW + 2 * HOUR_MS);
  await lists(BO, []);
  await coupons.claim(['SUN'], ADA, NOW + 12 * HOUR_MS);
  await lists(ADA, ['SUN']);
  expect(await owner(NOW + HOUR_MS * 1.5)).toBe(BO);
  // Nobody held it then.
  expect(await owner(NOW + 5 * HOUR_MS)).toBeUndefined();
  expect(await owner(NOW + 12 * HOUR_MS)).toBe(ADA);
});
