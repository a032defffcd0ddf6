import type { Soon } from '../../shared/domain/soon.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import { within } from './within.ts';

/** `signal` aborts when nobody waits any longer. */
export type Lookup<T> = (name: string, signal?: AbortSignal) => Promise<T | undefined>;

export type RouteCacheOptions = {
  /** A changed or paused link is honoured within this time. */
  freshMs?: number;
  /** An unknown slug is asked for again after this time. */
  missMs?: number;
  capacity?: number;
  deadlineMs?: number;
  /** After a look-up that failed, a stale route serves this long without asking again. */
  retryMs?: number;
  now: () => number;
};

type Entry<T> = { route: T | undefined; freshUntil: number };

/**
 * Links, or brands' fallbacks, in memory: positive answers for a minute, negative ones for five seconds, the least recently
 * used out first, one look-up at a time per name. When the store can't answer, a stale route still leads the follower on.
 */
export function createRouteCache<T>(lookUp: Lookup<T>, options: RouteCacheOptions) {
  const {
    freshMs = MINUTE_MS,
    missMs = 5_000,
    capacity = 20_000,
    deadlineMs = 200,
    retryMs = 2_000,
    now,
  } = options;
  const entries = recentlyUsed<Entry<T>>(capacity);
  const keep = (slug: string, route: T | undefined, freshFor: number) =>
    entries.set(slug, { route, freshUntil: now() + freshFor });
  const lookUps = oneAtATime(
    (slug) => within(deadlineMs, ({ signal }) => lookUp(slug, signal)),
    (slug, route) => keep(slug, route, route ? freshMs : missMs),
  );
  async function ask(slug: string, known: Entry<T> | undefined): Promise<T | undefined> {
    try {
      return await lookUps.ask(slug);
    } catch (failure) {
      if (!known?.route) throw failure;
      if (entries.get(slug) === known) keep(slug, known.route, retryMs);
      return known.route;
    }
  }
  return {
    /** At once where it is fresh: every tap asks. */
    find(slug: string): Soon<T | undefined> {
      const known = entries.get(slug);
      if (!known || known.freshUntil <= now()) return ask(slug, known);
      return known.route;
    },
    /** For the process that changed the link itself: no need to wait a minute. */
    forget(slug: string): void {
      entries.delete(slug);
      lookUps.forget(slug);
    },
  };
}

/**
 * In two generations, the older forgotten when the younger is full: asking for what is young, as nearly every tap does,
 * moves nothing.
 */
function recentlyUsed<V>(capacity: number) {
  const most = Math.ceil(capacity / 2);
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  function set(name: string, value: V): void {
    if (young.size >= most && !young.has(name)) {
      old = young;
      young = new Map();
    }
    young.set(name, value);
  }
  return {
    get(name: string): V | undefined {
      const known = young.get(name);
      if (known !== undefined) return known;
      const older = old.get(name);
      if (older !== undefined) set(name, older);
      return older;
    },
    set,
    delete(name: string): void {
      young.delete(name);
      old.delete(name);
    },
  };
}

/** One look-up for all who ask at once. One that was begun before `forget` is answered and not kept. */
function oneAtATime<V>(lookUp: (name: string) => Promise<V>, keep: (name: string, value: V) => void) {
  const underway = new Map<string, Promise<V>>();
  return {
    ask(name: string): Promise<V> {
      const running = underway.get(name);
      if (running) return running;
      const isCurrent = () => underway.get(name) === started;
      const started: Promise<V> = lookUp(name)
        .then((value) => {
          if (isCurrent()) keep(name, value);
          return value;
        })
        .finally(() => {
          if (isCurrent()) underway.delete(name);
        });
      underway.set(name, started);
      return started;
    },
    forget: (name: string) => underway.delete(name),
  };
}
