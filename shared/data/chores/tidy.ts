import { brandsOf } from '../access/brands-store.ts';
import { linksOf } from '../links/links-store.ts';
import { fxOf } from '../orders/fx-store.ts';
import { type OrderDeps, ordersOf } from '../orders/orders-store.ts';
import { placeOldOrders } from '../orders/place-old-orders.ts';
import { tidySpend } from '../orders/spend-store.ts';
import { catalogVersionsOf } from '../programme/catalog-version.ts';
import { recordsOf } from '../table/records-store.ts';
import { followZoneRules } from './follow-zone-rules.ts';

export type TidyDeps = OrderDeps & {
  /** Epoch ms. */
  now: () => number;
  /** So that a cache in this process forgets the route at once. */
  routeChanged?: ((slug: string) => void) | undefined;
};

/** What is finished was planned with its slugs: tidying chooses none. */
const NO_SLUG_SECRET = new Uint8Array();

/**
 * Finishes or undoes what requests left half done when their process died and nobody asked again (links, orders),
 * books what waited for an exchange rate (orders, spend), keeps the place of orders from before places were kept, and follows newer zone rules. Safe to run at any time and twice at once; every few
 * minutes is enough. How many it finished; what fails stops nothing else, and is told at the end.
 */
export async function tidyAll(deps: TidyDeps): Promise<number> {
  const { tables, now, routeChanged } = deps;
  const versions = catalogVersionsOf(tables);
  let finished = 0;
  const failures: unknown[] = [];
  for await (const brand of brandsOf(tables).all()) {
    const records = recordsOf(tables, brand.id);
    const fx = fxOf(tables, records);
    const orders = ordersOf(deps, records, brand, fx);
    const links = linksOf(tables, records, { slugSecret: NO_SLUG_SECRET, routeChanged });
    const ofCatalog = async (tidied: Promise<number>): Promise<number> => {
      const done = await tidied;
      if (done > 0) await versions.change(brand.id, deps.newToken());
      return done;
    };
    const chores = [
      () => followZoneRules(records, brand, { ...deps, links }, now()),
      () => ofCatalog(links.tidy(now())),
      () => ofCatalog(tidySpend(records, brand, fx)),
      () => orders.tidy(now()),
      () => placeOldOrders(records, brand, orders, now()),
    ];
    for (const chore of chores) {
      try {
        finished += await chore();
      } catch (reason) {
        failures.push(reason);
      }
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} could not be tidied, first ${failures[0]}`);
  return finished;
}
