import type { ConversionInput, OrderDifference, StoredConversion } from '../schema/orders/conversions.ts';
import { figuresOf } from './order-figures.ts';

const COMPARED = [
  'kind',
  'number',
  'occurredAt',
  'amount',
  'netAmount',
  'lines',
  'cogs',
  'customerId',
  'newCustomer',
  'couponCode',
  'couponCodes',
  'survey',
  'clickIds',
  'metadata',
] as const;

/** What an erasure takes away. */
const ERASED = new Set<string>(['customerId', 'metadata']);

/**
 * What an order that was sent again says otherwise than what is kept of it, its money as it was told last. What it does
 * not say this time is no contradiction; nor is a customer who was erased since.
 */
export function differencesOf(
  order: StoredConversion,
  { clickId, clickIds = clickId === undefined ? undefined : [clickId], ...said }: ConversionInput,
): OrderDifference[] {
  const { amount, netAmount, lines, cogs } = figuresOf(order);
  const kept: Record<string, unknown> = { ...order, amount, netAmount, lines, cogs };
  const sent: Record<string, unknown> = { ...said, clickIds };
  return COMPARED.flatMap((path) => {
    const isErased = ERASED.has(path) && kept[path] === undefined;
    if (sent[path] === undefined || isErased || sameAs(kept[path], sent[path])) return [];
    return [{ path, kept: kept[path] ?? null, sent: sent[path] }];
  });
}

/** Values of JSON; the order of an object's fields says nothing. */
export function sameAs(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const [fields, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    fields.length === others.size &&
    fields.every(([name, value]) => others.has(name) && sameAs(value, others.get(name)))
  );
}
