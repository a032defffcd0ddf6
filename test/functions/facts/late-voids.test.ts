import { expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { NOON, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();

type Report = { id: string; revision: number; causes: { kind: string; order: string; netMinor: number }[] };

const anOrder = (externalId: string, amount: number) => ({
  kind: 'sale',
  externalId,
  occurredAt: new Date(NOON).toISOString(),
  netAmount: { amount, currency: 'EUR' },
  amount: { amount: amount + 100, currency: 'EUR' },
  couponCode: 'ADA10',
});

/** The report of the orders' week as it reads now. */
async function reported(): Promise<Report> {
  host.api.clock.now += MINUTE_MS;
  const { json, text, status } = await host.as().post('/v1/reports', { week: '2026-W41' });
  expect(status, text).toBe(201);
  return json as Report;
}
const told = ({ causes }: Report) => causes.map(({ kind, order, netMinor }) => [kind, order, netMinor]);

it('a week that is read again says which order was voided since, and which counts again', async () => {
  const ada = await host.made('/v1/creators', {
    handle: 'ada',
    platform: 'instagram',
    couponCodes: ['ADA10'],
  });
  await host.made('/v1/posts', postBody(ada.id));
  const order = await host.made<{ id: string }>('/v1/conversions', anOrder('shop-1', 5_000));
  await host.made('/v1/conversions', anOrder('shop-2', 700));
  host.api.clock.now = NOON + 8 * DAY_MS;
  expect((await reported()).revision).toBe(1);

  host.api.clock.now += MINUTE_MS;
  expect((await host.as().post(`/v1/conversions/${order.id}/void`, { reason: 'fraud' })).status).toBe(200);
  const second = await reported();
  expect([second.revision, told(second)]).toEqual([2, [['void', 'shop-1', -5_000]]]);
  const { text } = await host.as().get(`/v1/reports/${second.id}.txt`);
  expect(text).toMatch(/Order shop-1 of .*Oct.* voided since: −€50/);

  host.api.clock.now += MINUTE_MS;
  const back = await host.as().delete(`/v1/conversions/${order.id}/void`);
  expect([back.status, Object.keys(back.json)]).toEqual([200, expect.not.arrayContaining(['restored'])]);
  const third = await reported();
  expect([third.revision, told(third)]).toEqual([3, [['restored', 'shop-1', 5_000]]]);
});
