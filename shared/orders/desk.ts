import { brandsOf } from '../data/access/brands-store.ts';
import { emitEvent, type NewEvent } from '../data/access/webhooks-store.ts';
import type { ClickStore } from '../data/clicks/click-store.ts';
import { fxOf } from '../data/orders/fx-store.ts';
import { type OrderDeps, type Orders, ordersOf } from '../data/orders/orders-store.ts';
import type { FactsLoader } from '../data/programme/facts-loader.ts';
import type { BrandRecords } from '../data/table/records-store.ts';
import type { Tables } from '../data/table/sdk.ts';
import type { ClickKeys } from '../domain/click/click-id.ts';
import type { Brand } from '../domain/schema/access/brand.ts';
import { DAY_MS } from '../domain/time/units.ts';

/** What taking and changing orders needs, whoever brings them: the API or a shop's hook. */
export type OrderDesk = {
  tables: Tables;
  /** Epoch ms. */
  now: () => number;
  clickKeys: ClickKeys;
  clicks: Pick<ClickStore, 'find' | 'rewrite'>;
  loader: Pick<FactsLoader, 'findPosts'>;
  orderDeps: OrderDeps;
};

/** One call: whose orders, at what moment (epoch ms, and the same as RFC 3339). */
export type Taking = { records: BrandRecords; now: number; at: string; desk: OrderDesk };

export const brandOf = ({ records, desk }: Taking): Promise<Brand> =>
  brandsOf(desk.tables).get(records.brandId);

/** The brand's orders, booked in its currency. */
export const ordersFor = (desk: OrderDesk, records: BrandRecords, brand: Pick<Brand, 'currency'>): Orders =>
  ordersOf(desk.orderDeps, records, brand, fxOf(desk.tables, records));

/** Whoever sends an order or refund again mends what broke off, so long: the log of what was told doesn't last. */
const TOLD_AGAIN_MS = DAY_MS;

/** Tells the brand's webhooks of an order or what happened to it, unless it came long ago. */
export async function tell(event: NewEvent, { records, now, desk }: Taking): Promise<void> {
  if (Date.parse(event.at) >= now - TOLD_AGAIN_MS) await emitEvent(desk.tables, records.brandId, event);
}
