import type { Key } from './keys.ts';
import { type Item, type Row, toItem } from './row.ts';
import type { DynamoCall } from './table.ts';
import { WireError } from './wire.ts';

/** A row and the name of its table. */
export type Write = { table: string; row: Key & Row };

/** BatchWriteItem takes so many. */
export const MOST_WRITES = 25;
const BACKOFF_MS = [10, 25, 60, 150, 400, 1_000];

/** Puts at most 25 rows in one request, resending what came back unprocessed. Rejects when the engine keeps refusing. */
export async function writeMany(
  call: DynamoCall,
  writes: readonly Write[],
  signal?: AbortSignal,
): Promise<void> {
  let pending = requestItems(writes);
  for (const wait of [...BACKOFF_MS, -1]) {
    const answer = (await call('BatchWriteItem', { RequestItems: pending }, signal)) as {
      UnprocessedItems?: typeof pending;
    };
    const left = answer.UnprocessedItems;
    if (!left || Object.keys(left).length === 0) return;
    if (wait < 0 || signal?.aborted) break;
    pending = left;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new WireError('UnprocessedItems', 200);
}

/** Things in portions: of writes, as many as one request takes. */
export const inPortions = <T>(things: readonly T[], most = MOST_WRITES): T[][] =>
  Array.from({ length: Math.ceil(things.length / most) }, (_, n) => things.slice(n * most, (n + 1) * most));

function requestItems(writes: readonly Write[]): Record<string, { PutRequest: { Item: Item } }[]> {
  const items: Record<string, { PutRequest: { Item: Item } }[]> = {};
  for (const { table, row } of writes) {
    const requests = items[table] ?? [];
    requests.push({ PutRequest: { Item: toItem(row) } });
    items[table] = requests;
  }
  return items;
}
