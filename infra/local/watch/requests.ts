import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a request was taken for. `route` is a pattern (`/v1/posts/:id`): what stands in its place may be anybody's secret. */
export type Named = { route: string; requestId?: string };

/** A request that is over. `cut`: whoever asked was gone before the answer was whole. */
export type WatchedRequest = {
  route: string;
  /** Asked for by who writes it down: a new one costs a random number. */
  requestId: () => string;
  method: string;
  status: number;
  milliseconds: number;
  cut: boolean;
};

export const REDIRECT_ROUTE = '/:slug';
const NO_ROUTE = 'none';
const UNNAMED: Named = { route: NO_ROUTE };

/** Tells of every request once it is over; the framework, or the redirect, says meanwhile what it was. */
export function watchRequests(tell: (answered: WatchedRequest) => void) {
  const names = new WeakMap<IncomingMessage, Named>();
  return {
    name(incoming: IncomingMessage, named: Named): void {
      names.set(incoming, named.route.includes('*') ? { ...named, route: NO_ROUTE } : named);
    },
    /** `known`: what it is, where the path alone says so. */
    watch(incoming: IncomingMessage, outgoing: ServerResponse, known?: string): void {
      const began = performance.now();
      outgoing.on('close', () => {
        const { route, requestId } = known ? { route: known } : (names.get(incoming) ?? UNNAMED);
        tell({
          route,
          requestId: () => requestId ?? requestIdOf(incoming),
          method: incoming.method ?? 'GET',
          status: outgoing.statusCode,
          milliseconds: performance.now() - began,
          cut: !outgoing.writableFinished,
        });
      });
    },
  };
}
export type RequestWatch = ReturnType<typeof watchRequests>;

/** The front's own id of the request where it sends one, as Hono takes it too; else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && /^[\w\-=]{1,255}$/.test(sent) ? sent : randomUUID();
}

/** One line of JSON for a request: no address, no query, nothing of a path but its pattern. */
export function accessLine(
  { route, requestId, milliseconds, cut, ...answered }: WatchedRequest,
  at: number,
): string {
  const took = Math.round(milliseconds * 10) / 10;
  return JSON.stringify({
    time: new Date(at).toISOString(),
    route,
    requestId: requestId(),
    ...answered,
    ms: took,
    ...(cut ? { cut } : {}),
  });
}
