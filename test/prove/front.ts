import { keepClick } from '../../functions/redirect/keep-click.ts';
import { type LinkRequest, type RedirectDeps, redirect } from '../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../functions/redirect/repeat-memory.ts';
import { createRouteCache } from '../../functions/redirect/route-cache.ts';
import { createShardChooser } from '../../functions/redirect/shard-chooser.ts';
import type { Journal } from '../../infra/local/journal/journal.ts';
import { createClickWriter } from '../../shared/data/clicks/click-writer.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
import { createRouteLookup } from '../../shared/data/links/route-lookup.ts';
import type { AllTableNames } from '../../shared/data/table/table-shape.ts';
import type { Wire } from '../../shared/data/table/wire.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';

export type Front = {
  follow: (request: LinkRequest) => ReturnType<typeof redirect>;
  /** Stores a click again, as a client does that never heard the answer. */
  retry: (click: Click) => Promise<void>;
};

export type FrontOptions = {
  wire: Wire;
  tables: AllTableNames;
  keys: ClickKeys;
  now: () => number;
  randomBytes: (count: number) => Uint8Array;
  /** On one machine the journal stands before the table; in the cloud there is none. */
  journal?: Journal;
  spill: (click: Click) => Promise<void>;
  log: (line: string) => void;
  /** Told of each click that `keep` called safe, and where it lies. */
  safe: (click: Click, sink: 'table' | 'spill' | 'log') => void;
};

/** One instance of the redirect, put together as the handlers do, with empty memory. */
export function openFront(options: FrontOptions): Front {
  const { wire, tables, keys, now, randomBytes, journal, spill, log, safe } = options;
  const routes = createRouteCache(createRouteLookup(wire, tables), { now });
  const salts = createSaltStore({ wire, tables, now, randomBytes });
  const writeToTable = createClickWriter(wire, tables, keys);
  const table = journal
    ? (click: Click) => journal.append(click)
    : (click: Click, { signal }: AbortController) => writeToTable(click, signal);
  const keep = async (click: Click): Promise<void> => {
    let sink: 'table' | 'spill' | 'log' = 'table';
    await keepClick(click, { table, spill, log, took: (took) => (sink = took) });
    safe(click, sink);
  };
  const deps: RedirectDeps = {
    findRoute: routes.find,
    findFallback: async () => undefined,
    findSalt: salts.find,
    keep,
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys: keys,
    now,
    randomBytes,
  };
  return { follow: (request) => redirect(request, deps), retry: keep };
}
