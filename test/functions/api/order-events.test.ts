import { expect, it } from 'vitest';
import { DAY_MS } from '../../../shared/domain/time/units.ts';
import { failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

const host = apiOfFile();
const { as } = host;

async function made(path: string, body: object): Promise<{ id: string }> {
  const { status, json, text } = await as().post(path, body);
  expect([200, 201], `${path} ${text}`).toContain(status);
  return json as { id: string };
}
const orderAndRefund = async () => {
  const occurredAt = '2026-10-05T10:00:00Z';
  const order = { kind: 'sale', externalId: 'order-1', occurredAt, netAmount: eur(4_000) };
  const { id } = await made('/v1/conversions', order);
  await made(`/v1/conversions/${id}/refunds`, { externalId: 'back-1', amount: eur(4_000), occurredAt });
};
const hooked = () =>
  made('/v1/webhooks', {
    url: 'https://hooks.example.com/vouch',
    events: ['conversion.created', 'conversion.refunded'],
  });
async function told(hookId: string): Promise<string[]> {
  const { json } = await as().get(`/v1/webhooks/${hookId}/deliveries?limit=100`);
  return (json as { data: { type: string }[] }).data.map(({ type }) => type).sort();
}

it('an order and its refund that are sent again within a day are told, in case the first time broke off', async () => {
  await orderAndRefund();
  const { id } = await hooked();
  host.api.clock.now += DAY_MS / 2;
  await orderAndRefund();
  expect(await told(id)).toEqual(['conversion.created', 'conversion.refunded']);
});

it('sent again later they are news to nobody: the log that knew of the first time may be gone', async () => {
  host.api.clock.now += 31 * DAY_MS;
  const { id } = await hooked();
  await orderAndRefund();
  expect(await told(id)).toEqual([]);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
