import type { NewEvent } from '../data/access/webhooks-store.ts';
import type { BrandStores, Stores } from '../data/stores.ts';
import type { ClickKeys } from '../domain/click/click-id.ts';
import { DAY_MS } from '../domain/time/units.ts';

/** What taking and changing orders needs, whoever brings them: the API or a shop's hook. */
export type OrderDesk = { stores: Stores; clickKeys: ClickKeys };

/** One call: whose orders, at what moment (epoch ms, and the same as RFC 3339). */
export type Taking = { stores: BrandStores; now: number; at: string; desk: OrderDesk };

/** Whoever sends an order or refund again mends what broke off, so long: the log of what was told doesn't last. */
const TOLD_AGAIN_MS = DAY_MS;

/** Tells the brand's webhooks of an order or what happened to it, unless it came long ago. */
export async function tell(event: NewEvent, { stores, now }: Taking): Promise<void> {
  if (Date.parse(event.at) >= now - TOLD_AGAIN_MS) await stores.emitEvent(event);
}
