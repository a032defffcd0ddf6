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
 * Links, or brands' fallbacks, in memory: positive answers for a minute, negative ones for five seconds, least recently
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
  const entries = new Map<string, Entry<T>>();
  const underway = new Map<string, Promise<T | undefined>>();

  function keep(slug: string, route: T | undefined, freshFor: number): void {
    entries.delete(slug);
    entries.set(slug, { route, freshUntil: now() + freshFor });
    if (entries.size > capacity) entries.delete(entries.keys().next().value ?? '');
  }

  /** One look-up for all who ask at once. One that was begun before `forget` is answered and not kept. */
  function shared(slug: string): Promise<T | undefined> {
    const running = underway.get(slug);
    if (running) return running;
    const isCurrent = () => underway.get(slug) === started;
    const started: Promise<T | undefined> = within(deadlineMs, ({ signal }) => lookUp(slug, signal))
      .then((route) => {
        if (isCurrent()) keep(slug, route, route ? freshMs : missMs);
        return route;
      })
      .finally(() => {
        if (isCurrent()) underway.delete(slug);
      });
    underway.set(slug, started);
    return started;
  }

  return {
    async find(slug: string): Promise<T | undefined> {
      const known = entries.get(slug);
      if (known && known.freshUntil > now()) {
        entries.delete(slug);
        entries.set(slug, known);
        return known.route;
      }
      try {
        return await shared(slug);
      } catch (failure) {
        if (!known?.route) throw failure;
        if (entries.get(slug) === known) keep(slug, known.route, retryMs);
        return known.route;
      }
    },
    /** For the process that changed the link itself: no need to wait a minute. */
    forget(slug: string): void {
      entries.delete(slug);
      underway.delete(slug);
    },
  };
}
