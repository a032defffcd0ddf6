import { derivedId } from '../../domain/id.ts';
import { StoredWebhook, WebhookDelivery } from '../../domain/schema/access/webhooks.ts';
import type { BrandId, Id } from '../../domain/schema/common.ts';
import { DAY_MS } from '../../domain/time/units.ts';
import type { EventType } from '../../domain/vocabulary.ts';
import { readWebhookDueSort, WEBHOOK_DUE_PARTITION, webhookDueKey } from '../table/keys.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { expiryOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** `subjectId`: what it is about; the same type and subject is the same event, however often it is told. */
export type NewEvent = { type: EventType; subjectId: string; data: object; at: string };

export const webhooksOf = (records: BrandRecords) => records.collection('WEBHOOK', StoredWebhook);
export const deliveriesOf = (records: BrandRecords, webhookId: string) =>
  records.collection(`DELIVERY#${webhookId}`, WebhookDelivery);

/** The place of a delivery in the queue. */
export type DueDelivery = { dueAt: string; brandId: BrandId; webhookId: Id<'whk'>; deliveryId: Id<'dlv'> };

/** Log entries go after this; the record table's time-to-live removes them. */
const KEPT_MS = 30 * DAY_MS;

/** Tells an event to every webhook that asked for it. Telling it twice sends it once. Answers how many were told. */
export async function emitEvent(tables: Tables, records: BrandRecords, event: NewEvent): Promise<number> {
  let told = 0;
  for await (const webhook of webhooksOf(records).all()) {
    if (webhook.status !== 'active' || !webhook.events.includes(event.type)) continue;
    await enqueue(tables, records, webhook.id, event);
    told++;
  }
  return told;
}

/** Is there a webhook that would be told one of these? For events that cost something to find. */
export async function wantsAny(records: BrandRecords, types: readonly EventType[]): Promise<boolean> {
  for await (const { status, events } of webhooksOf(records).all())
    if (status === 'active' && types.some((type) => events.includes(type))) return true;
  return false;
}

/** The delivery of one event to one webhook: queued first, then written down; a queue entry without one is dropped. */
export async function enqueue(
  tables: Tables,
  records: BrandRecords,
  webhookId: Id<'whk'>,
  event: NewEvent,
): Promise<WebhookDelivery> {
  const { brandId } = records;
  const eventId = derivedId('evt', brandId, event.type, event.subjectId) as Id<'evt'>;
  const id = derivedId('dlv', webhookId, eventId) as Id<'dlv'>;
  const delivery: WebhookDelivery = {
    id,
    webhookId,
    eventId,
    type: event.type,
    state: 'pending',
    attempts: [],
    nextAttemptAt: event.at,
    payload: JSON.stringify({ type: event.type, timestamp: event.at, data: event.data }),
    createdAt: event.at,
    updatedAt: event.at,
  };
  const deliveries = deliveriesOf(records, webhookId);
  const known = await deliveries.find(id);
  if (known) return known;
  const queue = dueQueue(tables);
  await queue.add({ dueAt: event.at, brandId, webhookId, deliveryId: id });
  const outcome = await deliveries.create(delivery, undefined, expiryOf(Date.parse(event.at) + KEPT_MS));
  return outcome.kind === 'created' ? outcome.record : outcome.existing;
}

export type DueQueue = {
  add(due: DueDelivery): Promise<void>;
  remove(due: DueDelivery): Promise<void>;
  /** Those due until then, longest waiting first, read page by page as they are asked for. */
  due(until: string): AsyncGenerator<DueDelivery>;
};

export function dueQueue(tables: Tables): DueQueue {
  const { records: table } = tables;
  return {
    add: (due) => table.put(keyOf(due)),
    remove: (due) => table.erase(keyOf(due)),
    async *due(until) {
      for await (const { sk } of table.query(WEBHOOK_DUE_PARTITION, { before: `${until}$` }))
        yield readWebhookDueSort(sk) as DueDelivery;
    },
  };
}

const keyOf = ({ dueAt, brandId, webhookId, deliveryId }: DueDelivery) =>
  webhookDueKey(dueAt, brandId, webhookId, deliveryId);
