import type { Delivery } from './delivery.ts';

/** What remembers deliveries. Writes are conditional: of two workers that read the same version, one wins. */
export type DeliveryStore = {
  /** `exists` when the same report already has a delivery to this recipient: a repeat makes no second mail. */
  create: (delivery: Delivery) => Promise<'created' | 'exists'>;
  find: (deliveryId: string) => Promise<Delivery | undefined>;
  /** Stores `next` if the stored version is still `next.version - 1`. */
  replace: (next: Delivery) => Promise<'stored' | 'conflict'>;
  /** Deliveries in pending, sending or uncertain whose `untilMs` has come. */
  listDue: (nowMs: number) => Promise<Delivery[]>;
};
