import { randomBytes } from 'node:crypto';
import { createDomainFinder } from '../../functions/redirect/domain-finder.ts';
import { type ClickSinks, keepClick } from '../../functions/redirect/keep-click.ts';
import { type LinkRequest, type RedirectDeps, redirect } from '../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../functions/redirect/repeat-memory.ts';
import { createRouteCache } from '../../functions/redirect/route-cache.ts';
import { createShardChooser } from '../../functions/redirect/shard-chooser.ts';
import { createClickWriter } from '../../shared/data/clicks/click-writer.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import { createDomainLookup } from '../../shared/data/links/domain-lookup.ts';
import { createFallbackLookup } from '../../shared/data/links/fallback-lookup.ts';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import type { LocalStores } from './clients.ts';
import type { Rescue } from './folder/rescue.ts';
import type { Journal } from './journal/journal.ts';
import { pooledRandom } from './pooled-random.ts';

export type Redirecting = {
  follow: (request: LinkRequest) => ReturnType<typeof redirect>;
  /** Of a slug, or of a host. */
  routeChanged: (name: string) => void;
};

/** Behind the taps of a story nobody waits: better a late salt than a visitor fewer. */
const STORY_SALT_DEADLINE_MS = 10_000;

/**
 * The redirect on one machine: the journal first, because appending a line costs microseconds and a table write a
 * quarter of a millisecond of CPU; the table itself when the journal can't be written (a full disk); then the log.
 * `realNow`: `now` tells a story, and what is remembered of the table grows old by the real clock.
 */
export function createRedirecting(
  stores: Pick<LocalStores, 'wire' | 'names'>,
  journal: Journal,
  rescue: Pick<Rescue, 'keep'>,
  clickKeys: ClickKeys,
  now: () => number,
  {
    publicHost = () => undefined,
    realNow,
    took,
  }: { publicHost?: () => string | undefined; realNow?: () => number; took?: ClickSinks['took'] } = {},
): Redirecting {
  const ages = { now: realNow ?? now };
  const cache = createRouteCache(createRouteLookup(stores.wire, stores.names), ages);
  const hosts = createRouteCache(createDomainLookup(stores.wire, stores.names), ages);
  const fallbacks = createRouteCache(createFallbackLookup(stores.wire, stores.names), ages);
  const salts = createSaltStore({ wire: stores.wire, tables: stores.names, now, randomBytes });
  const writeToTable = createClickWriter(stores.wire, stores.names, clickKeys);
  const sinks: ClickSinks = {
    table: journal.append,
    spill: (click, { signal }) => writeToTable(click, signal),
    log: rescue.keep,
    ...(took ? { took } : {}),
  };
  const deps: RedirectDeps = {
    findDomain: createDomainFinder(hosts.find, publicHost),
    findRoute: cache.find,
    findFallback: fallbacks.find,
    findSalt: (brandId, day) => salts.find(brandId, day).catch(() => undefined),
    ...(realNow ? { saltDeadlineMs: STORY_SALT_DEADLINE_MS } : {}),
    keep: (click) => keepClick(click, sinks),
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys,
    now,
    randomBytes: pooledRandom(),
  };
  return {
    follow: (request) => redirect(request, deps),
    routeChanged(name) {
      cache.forget(name);
      hosts.forget(name);
    },
  };
}
