import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Delivery } from '../../domain/report/delivery.ts';
import type { DeliveryStore } from '../../domain/report/delivery-store.ts';
import { partitionQuery, queryAll } from '../table/dynamo.ts';
import {
  deliveryKey,
  type Key,
  OPEN_DELIVERIES_PARTITION,
  openDeliveryKey,
  reportDeliveriesPartition,
  reportDeliveryKey,
} from '../table/keys.ts';
import { putIf } from '../table/records-store.ts';
import type { TableNames } from '../table/table-shape.ts';

const OPEN: ReadonlySet<Delivery['state']> = new Set(['pending', 'sending', 'uncertain']);

/**
 * Deliveries as items, with a list of the open ones beside them. An entry of the list is written before its delivery
 * and removed after it is settled, so the list may name too many, never too few; readers ask the delivery itself.
 */
export function tableDeliveries(client: DynamoDBClient, tables: TableNames) {
  const TableName = tables.records;
  const keyOf = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } });
  const itemOf = (delivery: Delivery) => ({
    ...keyOf(deliveryKey(delivery.deliveryId)),
    doc: { S: JSON.stringify(delivery) },
    version: { N: String(delivery.version) },
  });
  const put = (key: Key) => client.send(new PutItemCommand({ TableName, Item: keyOf(key) }));
  const drop = (deliveryId: string) =>
    client.send(new DeleteItemCommand({ TableName, Key: keyOf(openDeliveryKey(deliveryId)) }));

  const store: DeliveryStore & { listOfReport: (reportId: string) => Promise<Delivery[]> } = {
    async create(delivery) {
      await put(reportDeliveryKey(delivery.reportId, delivery.deliveryId));
      await put(openDeliveryKey(delivery.deliveryId));
      const free = await putIf(client, TableName, itemOf(delivery), 'attribute_not_exists(pk)');
      return free ? 'created' : 'exists';
    },
    async find(deliveryId) {
      const read = new GetItemCommand({
        TableName,
        Key: keyOf(deliveryKey(deliveryId)),
        ConsistentRead: true,
      });
      const { Item } = await client.send(read);
      return Item && (JSON.parse(Item.doc?.S ?? 'null') as Delivery);
    },
    async replace(next) {
      if (OPEN.has(next.state)) await put(openDeliveryKey(next.deliveryId));
      const was = { ':was': { N: String(next.version - 1) } };
      if (!(await putIf(client, TableName, itemOf(next), 'version = :was', was))) return 'conflict';
      if (!OPEN.has(next.state)) await drop(next.deliveryId);
      return 'stored';
    },
    async listDue(nowMs) {
      const due: Delivery[] = [];
      for await (const item of queryAll(client, partitionQuery(TableName, OPEN_DELIVERIES_PARTITION))) {
        const deliveryId = item.sk?.S ?? '';
        const delivery = await store.find(deliveryId);
        if (delivery && !OPEN.has(delivery.state)) await drop(deliveryId);
        else if (delivery && delivery.untilMs <= nowMs) due.push(delivery);
      }
      return due;
    },
    async listOfReport(reportId) {
      const found: Delivery[] = [];
      for await (const item of queryAll(
        client,
        partitionQuery(TableName, reportDeliveriesPartition(reportId)),
      )) {
        const delivery = await store.find(item.sk?.S ?? '');
        if (delivery) found.push(delivery);
      }
      return found;
    },
  };
  return store;
}
export type Deliveries = ReturnType<typeof tableDeliveries>;
