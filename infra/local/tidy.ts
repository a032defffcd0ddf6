import { brandsOf } from '../../shared/data/brands-store.ts';
import { fxOf } from '../../shared/data/fx-store.ts';
import { linksOf } from '../../shared/data/links-store.ts';
import { ordersOf } from '../../shared/data/orders-store.ts';
import { recordsOf } from '../../shared/data/records-store.ts';
import { tidySpend } from '../../shared/data/spend-store.ts';
import type { Stores } from './clients.ts';
import { newToken, now } from './counting.ts';

/** Finishes what requests that died half-way had begun and nobody repeated: links, orders, spend. */
export async function tidyAll({ client, tables, counts }: Stores, slugSecret: Uint8Array): Promise<number> {
  let finished = 0;
  let after: string | undefined;
  do {
    const page = await brandsOf(client, tables).list({ limit: 100, ...(after ? { after } : {}) });
    for (const brand of page.records) {
      const records = recordsOf(client, tables, brand.id);
      const fx = fxOf(client, tables, records);
      finished += await linksOf(client, tables, records, { slugSecret }).tidy(now());
      finished += await tidySpend(records, brand, fx);
      finished += await ordersOf({ client, tables, counts, newToken }, records, brand, fx).tidy(now());
    }
    after = page.lastKey;
  } while (after);
  return finished;
}
