import type { SealDeps } from '../../functions/seal/seal.ts';
import { createClickStore } from '../../shared/data/clicks/click-store.ts';
import { createCountStore } from '../../shared/data/counts/count-store.ts';
import { announceLate } from '../../shared/data/counts/recount.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import type { TableNames } from '../../shared/data/table/table-shape.ts';

type On = {
  client: Parameters<typeof tablesOn>[0];
  tables: TableNames;
  timeZoneOf: SealDeps['timeZoneOf'];
  now: () => number;
  newToken: () => string;
};

/** One process of those who count, over this client: repeats within half a minute, no orders, nothing leaves. */
export function sealDepsOn({ client, tables, timeZoneOf, now, newToken }: On): SealDeps {
  const clicks = createClickStore(tablesOn(client, tables), now);
  const counts = createCountStore(tablesOn(client, tables), now);
  return {
    clicks,
    counts,
    recount: { clicks, counts, announce: announceLate(counts, newToken), dedupeSecondsOf: async () => 30 },
    timeZoneOf,
    recountOrders: async () => {},
    exportHour: async () => {},
    now,
    newToken,
  };
}
