import { beforeAll, expect, it } from 'vitest';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

const host = apiOfFile();
const { as, made } = host;

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
  const { id } = await made('/v1/creators', { handle: '@ada', platform: 'instagram', couponCodes: ['ADA'] });
  await made('/v1/posts', postBody(id, { publishedAt: '2026-09-15T10:00:00Z' }));
});

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
