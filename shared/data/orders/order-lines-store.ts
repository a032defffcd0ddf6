import type { NamedLine, OrderLine } from '../../domain/orders/order-lines.ts';
import { listDays } from '../../domain/time/week.ts';
import type { CountStore } from '../counts/count-store.ts';
import { createDayCache, readPackedDays } from '../counts/packed-days.ts';
import { type ColumnBlock, fromColumns, toColumns } from '../table/columns.ts';
import { dayOrdersPartition, orderLinesPartition } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import { jsonOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';
import { inPortions, writeMany } from '../table/write-many.ts';

export type OrderDeps = {
  tables: Tables;
  counts: CountStore;
  newToken: () => string;
};

/** Writes lines into their days, and marks these afterwards: a recount at work in between is found to be outdated. */
export async function writeOrderLines(
  { tables, counts, newToken }: OrderDeps,
  brandId: string,
  lines: readonly NamedLine[],
): Promise<void> {
  for (const named of lines) await tables.records.put(lineRow(brandId, named));
  for (const day of new Set(lines.map(({ day: of }) => of)))
    await counts.markDirty('orders', brandId, day, newToken());
}

export const ordersVersion = (day: string): string => `orders#${day}`;

/** Folds a day's lines into its packed rows; what the sealer calls for every day that was marked. */
export async function recountOrders(deps: OrderDeps, brandId: string, day: string): Promise<void> {
  const fold = async () => toColumns(await listLinesOfDay(deps, brandId, day));
  await deps.counts.replacePacked(dayOrdersPartition(brandId), day, deps.newToken, fold);
  await deps.counts.putVersion(brandId, ordersVersion(day), deps.newToken());
}

async function listLinesOfDay(
  { tables }: Pick<OrderDeps, 'tables'>,
  brandId: string,
  day: string,
): Promise<OrderLine[]> {
  const { records } = tables;
  const lines: OrderLine[] = [];
  for await (const row of records.query(orderLinesPartition(brandId, day)))
    lines.push(jsonOf(row, 'line') as OrderLine);
  return lines;
}

/** Days whose lines are read one by one, at once. */
const LANES = 10;
/** Lines that a process keeps: each some hundred bytes. */
const MOST_CACHED = 200_000;

const linesIn = (kept: (ColumnBlock | OrderLine)[]): OrderLine[] => fromColumns<OrderLine>(kept);

/** Credited lines by day: packed rows where the day stands, lines one by one where it was marked. */
export function createOrderReader(deps: OrderDeps, mostCached = MOST_CACHED) {
  const cache = createDayCache<OrderLine>(mostCached, () => 1);

  return {
    /** Days from … to (inclusive), in their order. */
    async listLines(brandId: string, from: string, to: string): Promise<OrderLine[]> {
      const dirty = new Set((await deps.counts.listDirty('orders', brandId)).map(({ period }) => period));
      const versions = await deps.counts.listVersions(brandId, ordersVersion(from), ordersVersion(to));
      const days = listDays(from, to);
      const standing = days.flatMap((day): [string, string][] => {
        const version = versions.get(ordersVersion(day));
        return version === undefined || dirty.has(day) ? [] : [[day, version]];
      });
      const place = { brandId, partition: dayOrdersPartition(brandId) };
      const lines = await readPackedDays(deps.counts, cache, place, new Map(standing), linesIn);
      const live = days.filter((day) => dirty.has(day));
      await inLanes(LANES, live, async (day) => {
        lines.set(day, await listLinesOfDay(deps, brandId, day));
      });
      return days.flatMap((day) => lines.get(day) ?? []);
    },
  };
}
export type OrderReader = ReturnType<typeof createOrderReader>;

/** For those who bring many orders at once: lines straight into their days, twenty-five a request. */
export async function putLines(
  { tables }: Pick<OrderDeps, 'tables'>,
  brandId: string,
  lines: readonly NamedLine[],
): Promise<void> {
  const { records, call } = tables;
  const writes = lines.map((line) => ({ table: records.name, row: lineRow(brandId, line) }));
  for (const portion of inPortions(writes)) await writeMany(call, portion);
}

const lineRow = (brandId: string, { id, day, line }: NamedLine) => ({
  pk: orderLinesPartition(brandId, day),
  sk: id,
  line: JSON.stringify(line),
});
