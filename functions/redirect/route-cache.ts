import type { LinkRoute } from '../../shared/domain/link-route.ts';

export type RouteLookup = (slug: string) => Promise<LinkRoute | undefined>;

export type RouteCacheOptions = {
  /** A changed or paused link is honoured within this time. */
  freshMs?: number;
  /** An unknown slug is asked for again after this time. */
  missMs?: number;
  capacity?: number;
  deadlineMs?: number;
  now: () => number;
};

type Entry = { route: LinkRoute | undefined; freshUntil: number };

/**
 * Links in memory: positive answers for a minute, negative ones for five seconds, least recently used out first,
 * one look-up at a time per slug. When the store can't answer, a stale route still leads the follower on.
 */
export function createRouteCache(lookUp: RouteLookup, options: RouteCacheOptions) {
  const { freshMs = 60_000, missMs = 5_000, capacity = 20_000, deadlineMs = 200, now } = options;
  const entries = new Map<string, Entry>();
  const underway = new Map<string, Promise<LinkRoute | undefined>>();

  async function refresh(slug: string): Promise<LinkRoute | undefined> {
    const route = await lookUp(slug);
    entries.delete(slug);
    entries.set(slug, { route, freshUntil: now() + (route ? freshMs : missMs) });
    if (entries.size > capacity) entries.delete(entries.keys().next().value ?? '');
    return route;
  }

  function shared(slug: string): Promise<LinkRoute | undefined> {
    const running = underway.get(slug);
    if (running) return running;
    const started = refresh(slug).finally(() => underway.delete(slug));
    underway.set(slug, started);
    return started;
  }

  return {
    async find(slug: string): Promise<LinkRoute | undefined> {
      const known = entries.get(slug);
      if (known && known.freshUntil > now()) {
        entries.delete(slug);
        entries.set(slug, known);
        return known.route;
      }
      try {
        return await within(shared(slug), deadlineMs);
      } catch (failure) {
        if (known?.route) return known.route;
        throw failure;
      }
    },
    /** For the process that changed the link itself: no need to wait a minute. */
    forget(slug: string): void {
      entries.delete(slug);
    },
  };
}

/** The promise's value, or a rejection when it takes longer. What was begun goes on and may still fill the cache. */
export function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  promise.catch(() => {});
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
