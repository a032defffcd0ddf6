import type { ImportItem as Item } from '../domain/imports/items/item.ts';
import { readMinor } from '../domain/money/decimal.ts';
import type { BulkResult } from './send-bulk.ts';
import type { Vouch } from './vouch.ts';

/** Whoever's words it is called in. */
type ImportItem = Item<unknown>;

/** What is said once an item is there: a link's further addresses, an order's refunds so far. */
export async function sendAfter(vouch: Vouch, item: ImportItem, { id }: { id: string }): Promise<void> {
  const { after } = item;
  if (!after) return;
  if ('aliases' in after) {
    const body = { aliases: after.aliases };
    await vouch.post('/v1/links/{id}/aliases', { params: { id }, body });
  } else await refundDifference(vouch, id, item, after.refundedSoFar);
}

/** A file says what was paid back in all; what is booked already is no part of what is booked now. */
async function refundDifference(
  vouch: Vouch,
  id: string,
  { body }: ImportItem,
  { value, currency }: { value: string; currency: string },
): Promise<void> {
  const order = await vouch.get('/v1/conversions/{id}', { params: { id } });
  const booked = order.refunds.filter(({ state }) => state !== 'reversed');
  const soFar = booked.reduce((sum, { amount }) => sum + amount.amount, 0);
  const read = readMinor(value, currency);
  if (!('minor' in read) || read.minor <= soFar) return;
  await vouch.post('/v1/conversions/{id}/refunds', {
    params: { id },
    body: {
      externalId: `${String(body.externalId)}:refund:${read.minor}`,
      amount: { amount: read.minor - soFar, currency },
      // The file has no day of it: that of the order is the earliest it can be.
      occurredAt: String(body.occurredAt),
    },
  });
}

/** On the order that it names, which has to be there: a refund that waits for one that never comes would help nobody. */
export async function sendRefund(vouch: Vouch, item: ImportItem): Promise<BulkResult> {
  const { order, outcome } = await askRefund(vouch, item);
  if (outcome === 'stored')
    await vouch.post('/v1/conversions/{id}/refunds', { params: { id: order.id }, body: item.body as never });
  return { outcome };
}

/** What would become of it, and on which order. */
export async function askRefund(vouch: Vouch, { refundOf = '', body }: ImportItem) {
  const order = await vouch.get('/v1/conversions/external/{externalId}', {
    params: { externalId: refundOf },
  });
  const isThere = order.refunds.some(({ externalId }) => externalId === body.externalId);
  return { order, outcome: isThere ? ('repeated' as const) : ('stored' as const) };
}
