import { afterAll, beforeAll, expect, it } from 'vitest';
import { anApi, failures, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

let engine: Engine;
let api: TestApi;
const as = () => api.sock.as;

async function made<T = { id: string }>(path: string, body: object): Promise<T> {
  const { status, json, text } = await as().post(path, body);
  expect(status, `${path} ${text}`).toBe(201);
  return json as T;
}
const anOrder = (externalId: string) =>
  made('/v1/conversions', {
    kind: 'sale',
    externalId,
    occurredAt: '2026-10-05T10:00:00Z',
    netAmount: eur(4_000),
    couponCode: 'ADA',
  });
async function revenueByStage(): Promise<[string | null, number][]> {
  const { json } = await as().get('/v1/roi?from=2026-09-01&to=2026-10-05');
  const { rows } = json as { rows: { stage: string | null; netRevenue: { amount: number } }[] };
  return rows.map(({ stage, netRevenue }) => [stage, netRevenue.amount]);
}

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  const { id } = await made('/v1/creators', { handle: '@ada', platform: 'instagram', couponCodes: ['ADA'] });
  await made('/v1/posts', {
    creatorId: id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: '2026-09-15T10:00:00Z',
    destination: 'https://shop.example.com/socks',
  });
});
afterAll(() => engine.stop());

it('is never applied backwards: a coupon’s order keeps the post that it was placed with', async () => {
  await anOrder('under-thirty-days');
  expect(await revenueByStage()).toEqual([['microcontent', 4_000]]);
  expect((await as().patch('/v1/brand', { attribution: { windowDays: 7 } })).status).toBe(200);
  expect(await revenueByStage()).toEqual([['microcontent', 4_000]]);
  await anOrder('under-seven-days');
  expect(await revenueByStage()).toEqual([
    ['microcontent', 4_000],
    [null, 4_000],
  ]);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
