import type { Delivery } from '../../domain/report/delivery.ts';
import type { DeliveryStore } from '../../domain/report/delivery-store.ts';
import {
  deliveryKey,
  OPEN_DELIVERIES_PARTITION,
  openDeliveryKey,
  reportDeliveriesPartition,
  reportDeliveryKey,
} from '../table/keys.ts';
import { jsonOf } from '../table/row.ts';
import type { Table } from '../table/table.ts';
import type { Tables } from '../table/tables.ts';

const OPEN: ReadonlySet<Delivery['state']> = new Set(['pending', 'sending', 'uncertain']);

/**
 * Deliveries as items, with a list of the open ones beside them. An entry of the list is written before its delivery
 * and removed after it is settled, so the list may name too many, never too few; readers ask the delivery itself.
 */
export function tableDeliveries(tables: Tables) {
  const { records: table } = tables;
  const store: DeliveryStore & { listOfReport: (reportId: string) => Promise<Delivery[]> } = {
    async create(delivery) {
      await table.put(reportDeliveryKey(delivery.reportId, delivery.deliveryId));
      await table.put(openDeliveryKey(delivery.deliveryId));
      const outcome = await table.putIf(deliveryRow(delivery), 'attribute_not_exists(pk)');
      return outcome === 'done' ? 'created' : 'exists';
    },
    async find(deliveryId) {
      const row = await table.get(deliveryKey(deliveryId));
      return row && (jsonOf(row, 'doc') as Delivery);
    },
    async replace(next) {
      if (OPEN.has(next.state)) await table.put(openDeliveryKey(next.deliveryId));
      const was = { ':was': next.version - 1 };
      if ((await table.putIf(deliveryRow(next), 'version = :was', was)) === 'refused') return 'conflict';
      if (!OPEN.has(next.state)) await drop(table, next.deliveryId);
      return 'stored';
    },
    listDue: (nowMs) => listDue(table, nowMs),
    async listOfReport(reportId) {
      const found: Delivery[] = [];
      for await (const { sk: deliveryId } of table.query(reportDeliveriesPartition(reportId))) {
        const delivery = await store.find(deliveryId);
        if (delivery) found.push(delivery);
      }
      return found;
    },
  };
  return store;
}
export type Deliveries = ReturnType<typeof tableDeliveries>;

const drop = (table: Table, deliveryId: string) => table.erase(openDeliveryKey(deliveryId));

/** Whose time has come, of those that are open; the list forgets what is settled. */
async function listDue(table: Table, nowMs: number): Promise<Delivery[]> {
  const named: string[] = [];
  for await (const { sk } of table.query(OPEN_DELIVERIES_PARTITION)) named.push(sk);
  const rows = await table.getMany(named.map(deliveryKey));
  const due: Delivery[] = [];
  for (const delivery of rows.map((row) => jsonOf(row, 'doc') as Delivery)) {
    if (!OPEN.has(delivery.state)) await drop(table, delivery.deliveryId);
    else if (delivery.untilMs <= nowMs) due.push(delivery);
  }
  return due;
}

const deliveryRow = (delivery: Delivery) => ({
  ...deliveryKey(delivery.deliveryId),
  doc: JSON.stringify(delivery),
  version: delivery.version,
});
