import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { PEER_HEADER, ROUTE_HEADER } from './between.ts';

/** HTTP/1.0 names no host; nothing of ours depends on it. */
const NO_HOST = 'localhost';

/**
 * The server behind the listener: it looks after no time limits, as the listener has those of its own, and never ends
 * a connection by itself, as a request may just be on its way.
 */
export function createApiServer(fetch: Parameters<typeof getRequestListener>[0]): Server {
  const options = { requireHostHeader: false, keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
  return createServer(
    options,
    getRequestListener(fetch, { overrideGlobalObjects: false, hostname: NO_HOST }),
  );
}

/** Where a request came from, and where its answer goes. */
export type Origin = {
  headers: IncomingHttpHeaders;
  /** The other end of the connection, as the listener saw it. */
  peer: string;
  /** Says which route answered. */
  name: (route: string) => void;
};

export function originOf({ incoming, outgoing }: HttpBindings): Origin {
  return {
    headers: incoming.headers,
    peer: String(incoming.headers[PEER_HEADER] ?? ''),
    name: (route) => noteRoute(outgoing as ServerResponse, route),
  };
}

function noteRoute(outgoing: ServerResponse, route: string): void {
  if (!outgoing.headersSent) outgoing.setHeader(ROUTE_HEADER, route);
}
