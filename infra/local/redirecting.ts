import { randomBytes } from 'node:crypto';
import { createFinders } from '../../functions/redirect/finders.ts';
import { type ClickSinks, keepClick, keepInstantly } from '../../functions/redirect/keep-click.ts';
import { type LinkRequest, type RedirectDeps, redirect } from '../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../functions/redirect/repeat-memory.ts';
import { createShardChooser } from '../../functions/redirect/shard-chooser.ts';
import { createClickWriter } from '../../shared/data/clicks/click-writer.ts';
import { createSaltStore } from '../../shared/data/clicks/salt-store.ts';
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

type Surroundings = {
  /** The host that all brands share, where it is known. */
  publicHost?: string | undefined;
  /** Given where `now` tells a story: what is remembered of the table grows old by the real clock. */
  realNow?: () => number;
  took?: ClickSinks['took'];
};

/** Behind the taps of a story nobody waits: better a late route or salt than a click or a visitor fewer. */
const STORY_DEADLINE_MS = 10_000;

/**
 * The redirect on one machine: the journal first, because appending a line costs microseconds and a table write a
 * quarter of a millisecond of CPU; the table itself when the journal can't be written (a full disk); then the log.
 */
export function createRedirecting(
  stores: Pick<LocalStores, 'wire' | 'names'>,
  journal: Journal,
  rescue: Pick<Rescue, 'keep'>,
  clickKeys: ClickKeys,
  now: () => number,
  { publicHost, realNow, took }: Surroundings = {},
): Redirecting {
  const { wire, names } = stores;
  const { finders, forget } = createFinders(wire, names, {
    now: realNow ?? now,
    publicHost,
    ...(realNow ? { deadlineMs: STORY_DEADLINE_MS } : {}),
  });
  const salts = createSaltStore({ wire, tables: names, now, randomBytes });
  const writeToTable = createClickWriter(wire, names, clickKeys);
  const sinks: ClickSinks = {
    table: journal.append,
    spill: (click, { signal }) => writeToTable(click, signal),
    log: rescue.keep,
    ...(took ? { took } : {}),
  };
  const deps: RedirectDeps = {
    ...finders,
    findSalt: salts.find,
    ...(realNow ? { saltDeadlineMs: STORY_DEADLINE_MS } : {}),
    keep: (click) => (journal.isInstant ? keepInstantly(click, sinks) : keepClick(click, sinks)),
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys,
    now,
    randomBytes: pooledRandom(),
  };
  return { follow: (request) => redirect(request, deps), routeChanged: forget };
}
