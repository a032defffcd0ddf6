import { beforeAll, describe, expect, it } from 'vitest';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const at = (day: string) => `2026-${day}T10:00:00.000Z`;

const host = apiOfFile();
const { as, made } = host;

const aPost = (creatorId: string, stage: string, day: string) =>
  made('/v1/posts', postBody(creatorId, { stage, publishedAt: at(day) }));
const anOrder = (externalId: string, day: string, more: object = {}) =>
  made('/v1/conversions', {
    kind: 'sale',
    externalId,
    occurredAt: at(day),
    netAmount: eur(4_000),
    couponCode: 'ADA',
    ...more,
  });
const refund = (orderId: string, day: string, amount = eur(4_000)) =>
  as().post(`/v1/conversions/${orderId}/refunds`, {
    externalId: `back-${orderId}`,
    amount,
    occurredAt: at(day),
  });

beforeAll(async () => {
  await as().patch('/v1/brand', { grossMargin: 0.5 });
});

describe('a refund', () => {
  it('takes from the post that the coupon’s order was placed with, not from the creator’s newest', async () => {
    const { id } = await made('/v1/creators', {
      handle: '@ada',
      platform: 'instagram',
      couponCodes: ['ADA'],
    });
    await aPost(id, 'microcontent', '09-20');
    const order = await anOrder('long-ago', '09-24');
    await aPost(id, 'campaign', '10-01');
    expect((await refund(order.id, '10-05')).status).toBe(201);
    type Roi = { rows: { stage: string; netRevenue: { amount: number } }[] };
    const rows = async (from: string, basis: string) => {
      const { json } = await as().get(`/v1/roi?from=${from}&to=2026-10-05&basis=${basis}`);
      return (json as Roi).rows.map(({ stage, netRevenue }) => [stage, netRevenue.amount]);
    };
    expect(await rows('2026-09-14', 'period')).toEqual([
      ['microcontent', 0],
      ['campaign', 0],
    ]);
    expect(await rows('2026-09-28', 'period')).toEqual([
      ['microcontent', -4_000],
      ['campaign', 0],
    ]);
    expect(await rows('2026-09-28', 'cohort')).toEqual([['campaign', 0]]);
  });

  it('is refused when it lies more than a day ahead: no report would ever come to it', async () => {
    const order = await anOrder('just-now', '10-05');
    const answer = await refund(order.id, '12-05');
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('occurredAt');
    expect((await refund(order.id, '10-06')).status).toBe(201);
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
