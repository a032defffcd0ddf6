import { keptFrom } from '../../domain/click/retention.ts';
import { addDays } from '../../domain/time/week.ts';
import type { Stores } from '../stores.ts';

/** Of a brand: the first days that stay, of its exported hours (UTC) and of its exported days (its own). */
export type Kept = { hoursFrom: string; daysFrom: string };
/** Removes what is older wherever it lies; how many files or objects. Of a brand that isn't named nothing goes. */
export type ForgetExports = (keptOf: ReadonlyMap<string, Kept>) => Promise<number>;

/**
 * Removes raw clicks that are older than their brand's `retentionDays` from the exports; from the tables they have gone
 * after 35 days. Sums stay. Hours stay a day longer than days: a day is made of hours of two UTC days.
 */
export async function forgetOldExports(
  { brands, now }: Pick<Stores, 'brands' | 'now'>,
  forget: ForgetExports,
): Promise<number> {
  const keptOf = new Map<string, Kept>();
  for await (const { id, retentionDays } of brands.all()) {
    const daysFrom = keptFrom(retentionDays, now());
    keptOf.set(id, { daysFrom, hoursFrom: addDays(daysFrom, -1) });
  }
  return forget(keptOf);
}
