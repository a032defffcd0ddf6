import type { Click } from '../../domain/click/click.ts';
import { type ClickKeys, readClickId } from '../../domain/click/click-id.ts';
import { RAW_RETENTION_DAYS } from '../../domain/click/retention.ts';
import { DAY_MS, MINUTE_MS } from '../../domain/time/units.ts';
import { rowExpiry } from '../counts/row-expiry.ts';
import { clickKey, hourIndexKey, minuteOf, type RawPartition, startOfMinute } from '../table/keys.ts';
import type { Stored } from '../table/row.ts';
import { tableOf } from '../table/table.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';
import { type Write, writeMany } from '../table/write-many.ts';
import { clickToRow } from './click-item.ts';

/** How long a raw click stays in the table; by then its hour is sealed and exported (the sealer checks). */
export const RAW_RETENTION_MS = RAW_RETENTION_DAYS * DAY_MS;
/** Some days less than raw clicks live: of an older hour some may be found in its export only. */
export const SURELY_KEPT_MS = RAW_RETENTION_MS - 5 * DAY_MS;
const MAX_REMEMBERED_PARTITIONS = 20_000;

/** Where a click lies, from its own id. */
export function partitionOfClick(click: Click, keys: ClickKeys): RawPartition {
  const place = readClickId(click.id, keys);
  if (!place) throw new Error('a click whose id is not ours cannot be stored');
  return { linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard };
}

/**
 * The one row that a click is. `writtenAt` (epoch ms) is when a late click is stored: it lives as long as a punctual
 * one, however old its hour.
 */
export function clickRow(click: Click, partition: RawPartition, writtenAt = click.at): Stored {
  const key = clickKey(
    {
      linkId: partition.linkId,
      at: startOfMinute(partition.minute) + (click.at % MINUTE_MS),
      shard: partition.shard,
    },
    click.id,
  );
  const expiresAt = Math.floor(Math.max(click.at, writtenAt) / 1_000) + RAW_RETENTION_MS / 1_000;
  return clickToRow(click, key, expiresAt);
}

/** The same with the table that it goes to, for those who write several. */
export const clickWrite = (
  click: Click,
  partition: RawPartition,
  tables: TableNames,
  writtenAt?: number,
): Write => ({ table: tables.clicks, row: clickRow(click, partition, writtenAt) });

/**
 * The entry by which the sealer finds the partition, whatever happens to the stream. It outlives each click that it was
 * written with, as the minute row does; which partitions an older hour had, its pack says.
 */
export function announcement(
  brandId: string,
  partition: RawPartition,
  tables: TableNames,
  writtenAt = 0,
): Write {
  const expiresAt = rowExpiry(Math.max(startOfMinute(partition.minute), writtenAt));
  return { table: tables.counts, row: { ...hourIndexKey(brandId, partition), expiresAt } };
}

/**
 * Writes clicks one by one: a PutItem, or a BatchWriteItem of two when this instance writes to the partition for
 * the first time and has to announce it. Resolves when both are in the table.
 */
export function createClickWriter(wire: Wire, tables: TableNames, keys: ClickKeys) {
  const announced = new Set<string>();
  const table = tableOf(wire, tables.clicks);
  return async function writeClick(click: Click, signal?: AbortSignal): Promise<void> {
    const partition = partitionOfClick(click, keys);
    const write = clickWrite(click, partition, tables);
    const { pk } = write.row;
    if (announced.has(pk)) return table.put(write.row, signal);
    await writeMany(wire, [write, announcement(click.brandId, partition, tables)], signal);
    rememberAnnounced(announced, [pk]);
  };
}

/** Notes partitions as announced: whoever forgets them announces them once more, which changes nothing. */
export function rememberAnnounced(announced: Set<string>, names: Iterable<string>): void {
  if (announced.size >= MAX_REMEMBERED_PARTITIONS) announced.clear();
  for (const name of names) announced.add(name);
}
