import type { Brand } from '../../domain/schema/access/brand.ts';
import { placeOldOrders } from '../orders/place-old-orders.ts';
import { tidySpend } from '../orders/spend-store.ts';
import { tidyAccepted } from '../programme/decisions.ts';
import { claimOldHandles } from '../programme/handles-store.ts';
import { claimOldPostAddresses } from '../programme/post-addresses-store.ts';
import type { Stores } from '../stores.ts';
import { scatter } from '../table/keys.ts';
import { inLanes, inLanesApart, tellFailures } from '../table/lanes.ts';
import { onceForBrand } from '../table/once-for-brand.ts';
import { followZoneRules } from './follow-zone-rules.ts';

/** Brands that are tidied at once: most have nothing to tidy, and only wait for the table to say so. */
const LANES = 8;
/** Some twenty reads each: as many as fit a run beside its other chores. */
const MOST_A_TURN = 1_000;

/**
 * Finishes or undoes what requests left half done when their process died and nobody asked again (links, orders,
 * accepted volunteers),
 * books what waited for an exchange rate (orders, spend), keeps the place of orders and claims the handles of creators and the addresses of posts from before these were kept, and follows newer zone rules. Safe to run at any time and twice at once; every few
 * minutes is enough; `turn` counts them, where brands come by in turns. How many it finished; what fails stops nothing else, and is told at the end.
 */
export async function tidyAll(stores: Stores, turn = 0): Promise<number> {
  const { now } = stores;
  let finished = 0;
  const failures: { reason: unknown }[] = [];
  const brands: Brand[] = [];
  for await (const brand of stores.brands.all()) brands.push(brand);
  await inLanes(LANES, brandsOfTurn(brands, turn), async (brand) => {
    const { records, fx, links, orders, ...of } = stores.brand(brand.id);
    const ofCatalog = async (tidied: Promise<number>): Promise<number> => {
      const done = await tidied;
      if (done > 0) await of.catalogChanged();
      return done;
    };
    const once = onceForBrand(records, now);
    const chores = [
      () => followZoneRules(brand, { ...stores, links, once }),
      () => ofCatalog(links.tidy(now())),
      () => ofCatalog(tidyAccepted(records, now())),
      () => ofCatalog(tidySpend(records, brand, fx)),
      () => orders.tidy(now()),
      () => placeOldOrders(records, brand, orders, { once, now: now() }),
      () => claimOldHandles(records, { once, now: now() }),
      () => claimOldPostAddresses(records, { once, now: now() }),
    ];
    const failed = await inLanesApart(1, chores, async (chore) => {
      const done = await chore();
      finished += done;
    });
    failures.push(...failed);
  });
  tellFailures(failures, 'could not be tidied');
  return finished;
}

/** Where there are more brands than one turn tidies, each turn takes its share of them, and each brand comes by in turns. */
function brandsOfTurn(brands: readonly Brand[], turn: number): readonly Brand[] {
  const shares = Math.ceil(brands.length / MOST_A_TURN);
  return shares < 2 ? brands : brands.filter(({ id }) => scatter(id) % shares === turn % shares);
}
