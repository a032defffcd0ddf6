import { idOfExternal } from '../domain/external-id.ts';
import { differencesOf } from '../domain/orders/differences.ts';
import type { Brand } from '../domain/schema/access/brand.ts';
import type {
  ConversionAgain,
  ConversionInput,
  StoredConversion,
} from '../domain/schema/orders/conversions.ts';
import { creditOrder } from './credit-order.ts';
import { type Taking, tell } from './desk.ts';
import { bookWaiting } from './refund-order.ts';
import { shownConversion } from './shown.ts';

export type Taken = { status: 200 | 201; body: ConversionAgain };

/** Credits the order and stores it, unless it is there: then its first answer, and what was sent otherwise this time. */
export async function takeOrder(input: ConversionInput, taking: Taking): Promise<Taken> {
  const brand = await taking.stores.getBrand();
  return keep(await credited(input, brand, taking), input, taking);
}

/** Whether the order would be taken; throws the refusal. */
export async function checkOrder(input: ConversionInput, taking: Taking): Promise<void> {
  await credited(input, await taking.stores.getBrand(), taking);
}

async function credited(input: ConversionInput, brand: Brand, taking: Taking): Promise<StoredConversion> {
  const id = idOfExternal('cnv', taking.stores.brandId, input.externalId);
  return (await taking.stores.conversions.find(id)) ?? (await creditOrder(input, brand, taking));
}

async function keep(order: StoredConversion, input: ConversionInput, taking: Taking): Promise<Taken> {
  const { stores, now } = taking;
  const taken = await stores.orders.take(order, now);
  const stored = taken.kind === 'created' ? order : taken.existing;
  const body = shownConversion(stored);
  const event = { type: 'conversion.created' as const, subjectId: body.id, data: body, at: body.receivedAt };
  await tell(event, taking);
  await bookWaiting(stored.id, taking);
  if (taken.kind === 'created') return { status: 201, body };
  const differs = differencesOf(stored, input);
  return { status: 200, body: differs.length > 0 ? { ...body, differs } : body };
}
