import { expect, it } from 'vitest';
import * as z from 'zod';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();

const aBrand = async () => (await host.api.anotherBrand('Sock Inc', { currency: 'EUR' })).as;

const EUR = { amount: 4990, currency: 'EUR' };
const AT = '2026-10-05T11:20:00Z';

it('is another while no sum is stored, whatever else is there', async () => {
  const brand = await aBrand();
  await brand.post('/v1/creators', { handle: '@ada', platform: 'instagram' });
  const { status, json } = await brand.patch('/v1/brand', { currency: 'usd' });
  expect([status, (json as { currency: string }).currency]).toEqual([200, 'USD']);
  const order = { kind: 'sale', externalId: 'o1', occurredAt: AT, amount: { amount: 4990, currency: 'USD' } };
  expect((await brand.post('/v1/conversions', order)).status).toBe(201);
  expect((await brand.patch('/v1/brand', { currency: 'USD', name: 'Socks' })).status).toBe(200);
  expect((await brand.patch('/v1/brand', { currency: 'EUR' })).status).toBe(409);
});

it.each([
  ['an order', 'post', '/v1/conversions', { kind: 'sale', externalId: 'o1', occurredAt: AT, amount: EUR }],
  ['spend', 'post', '/v1/spend', { kind: 'tools', amount: EUR, incurredOn: '2026-10-05', stage: 'campaign' }],
  ['a total of the shop', 'put', '/v1/baselines/2026-10-05', { orders: 1, revenue: EUR }],
] as const)('stays where %s is stored, and says so', async (_what, method, path, body) => {
  const brand = await aBrand();
  expect((await brand[method](path, body)).status).toBeLessThan(300);
  const { status, json } = await brand.patch('/v1/brand', { currency: 'USD', name: 'Other' });
  expect([status, json]).toEqual([409, expect.objectContaining({ code: 'currency-in-use' })]);
  expect((await brand.get('/v1/brand')).json).toMatchObject({ currency: 'EUR', name: 'Sock Inc' });
});

it('stays while an order is about to be stored: its currency was read already', async () => {
  const brand = await aBrand();
  const { id } = (await brand.get('/v1/brand')).json as { id: string };
  const tables = tablesOn(host.engine.client, host.engine.tables);
  const todos = recordsOf(tables, id as never).collection('ORDERTODO', z.object({ id: z.string() }).loose());
  const todo = { id: 'cnv_1', conversionId: 'cnv_1', startedAt: host.api.clock.now };
  await todos.create(todo);
  expect((await brand.patch('/v1/brand', { currency: 'USD' })).status).toBe(409);
  await todos.erase(todo.id);
  expect((await brand.patch('/v1/brand', { currency: 'USD' })).status).toBe(200);
});

it('goes back to what it was where a sum came in between', async () => {
  const brand = await aBrand();
  const order = { kind: 'sale', externalId: 'o1', occurredAt: AT, amount: EUR };
  const [changed, stored] = await Promise.all([
    brand.patch('/v1/brand', { currency: 'USD' }),
    brand.post('/v1/conversions', order),
  ]);
  expect(stored.status).toBe(201);
  const { currency } = (await brand.get('/v1/brand')).json as { currency: string };
  expect(currency).toBe(changed.status === 200 ? 'USD' : 'EUR');
});
