import { existsSync } from 'node:fs';
import { unpackedHours } from '../../../shared/data/counts/keep-unpacked.ts';
import {
  hourOf,
  readHourIndexPartition,
  readMinuteRowSort,
  readRawPartitionKey,
  startOfMinute,
} from '../../../shared/data/table/keys.ts';
import { TABLE_ROLES, type TableRole } from '../../../shared/data/table/table-shape.ts';
import type { LocalStores } from '../clients.ts';
import { exportPath } from './export-hour.ts';

type Expired = { role: TableRole; pk: string; sk: string; brandId: string };

/**
 * DynamoDB's time to live, for the embedded engine, which has none: deletes what has expired. A raw click goes only
 * when its sealed hour lies in the exports, a row of its minute only when the hour is packed. This is the one scan in the
 * product; it runs once a day.
 */
export async function expireItems(
  stores: Pick<LocalStores, 'wire' | 'names' | 'counts' | 'now'>,
  exportsFolder: string,
): Promise<number> {
  const { wire, names } = stores;
  const isUnpacked = await unpackedHours(stores.counts);
  const mayGo = (one: Expired): boolean =>
    one.role === 'clicks' ? isExported(exportsFolder, one) : !isUnpacked(hourOfRow(one) ?? '');
  let deleted = 0;
  for await (const expired of listExpired(stores)) {
    if (!mayGo(expired)) continue;
    const Key = { pk: { S: expired.pk }, sk: { S: expired.sk } };
    await wire('DeleteItem', { TableName: names[expired.role], Key });
    deleted++;
  }
  return deleted;
}

type Page = { Items?: Record<string, { S?: string }>[]; LastEvaluatedKey?: object };

async function* listExpired({
  wire,
  names,
  now,
}: Pick<LocalStores, 'wire' | 'names' | 'now'>): AsyncGenerator<Expired> {
  for (const role of TABLE_ROLES) {
    let from: object | undefined;
    do {
      const page = (await wire('Scan', {
        TableName: names[role],
        FilterExpression: 'expiresAt < :now',
        ProjectionExpression: 'pk, sk, b',
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(now() / 1_000)) } },
        ...(from ? { ExclusiveStartKey: from } : {}),
      })) as Page;
      for (const { pk, sk, b } of page.Items ?? [])
        yield { role, pk: pk?.S ?? '', sk: sk?.S ?? '', brandId: b?.S ?? '' };
      from = page.LastEvaluatedKey;
    } while (from);
  }
}

/** The hour that a minute row or an entry of the hour index is of. */
const hourOfRow = ({ pk, sk }: Expired): string | undefined =>
  pk.startsWith('MINUTES#') ? readMinuteRowSort(sk).minute.slice(0, 13) : readHourIndexPartition(pk);

function isExported(folder: string, { brandId, pk }: Expired): boolean {
  const partition = readRawPartitionKey(pk);
  return (
    partition !== undefined &&
    existsSync(exportPath(folder, brandId, hourOf(startOfMinute(partition.minute))))
  );
}
