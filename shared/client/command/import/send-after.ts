import type { ImportItem } from '../../../domain/imports/items/item.ts';
import { readMinor } from '../../../domain/money/decimal.ts';
import type { Vouch } from '../../vouch.ts';

/** What is said once an item is there: a link's further addresses, an order's refunds so far. */
export async function sendAfter(
  vouch: Vouch,
  item: ImportItem<string>,
  { id }: { id: string },
): Promise<void> {
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
  { body }: ImportItem<string>,
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
