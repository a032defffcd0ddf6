import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Answer } from '../../functions/redirect/answers.ts';
import type { LinkRequest } from '../../functions/redirect/redirect.ts';
import { foldSlug, RESERVED_SLUGS } from '../../shared/domain/link/slug.ts';

export type ServerParts = {
  /** Follows a short link; no framework in between. */
  redirect: (request: LinkRequest) => Promise<Answer>;
  /** Everything else: API, docs, pages. */
  fetch: Parameters<typeof getRequestListener>[0];
  trustProxy: boolean;
};

const OWN_SEGMENTS = new Set([...RESERVED_SLUGS, 'v1', 'r', 'u', 'e']);

/** One HTTP server for the followers and for everybody else. */
export function createLocalServer({ redirect, fetch, trustProxy }: ServerParts): Server {
  const others = getRequestListener(fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => {
    const slug = slugOf(incoming.url ?? '/');
    if (slug === undefined) {
      void others(incoming, outgoing);
      return;
    }
    redirect(linkRequestOf(incoming, slug, trustProxy)).then(
      (answer) => send(outgoing, answer, incoming.method === 'HEAD'),
      () => outgoing.writeHead(503, { 'retry-after': '2' }).end(),
    );
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

/** `/abc123?x=1` → `abc123`; undefined for every path that is not one plain segment, or is ours. */
function slugOf(url: string): string | undefined {
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  const segment = path.slice(1);
  if (segment === '' || segment.includes('/') || segment.includes('.') || segment.endsWith('+'))
    return undefined;
  return OWN_SEGMENTS.has(segment) || OWN_SEGMENTS.has(foldSlug(segment.toLowerCase())) ? undefined : segment;
}

function linkRequestOf(incoming: IncomingMessage, slug: string, trustProxy: boolean): LinkRequest {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const country = trustProxy ? countryOf(incoming) : undefined;
  return {
    method: incoming.method ?? 'GET',
    slug,
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: incoming.headers as Record<string, string | undefined>,
    address: addressOf(incoming, trustProxy),
    ...(country ? { country } : {}),
  };
}

/** The follower's address: the connection's, or the proxy's word where the proxy is trusted. */
export function addressOf(incoming: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? incoming.headers['x-forwarded-for'] : undefined;
  const first = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',', 1)[0]?.trim();
  return first || (incoming.socket.remoteAddress ?? '');
}

/** Country as a trusted front door tells it (CloudFront, Cloudflare). */
function countryOf(incoming: IncomingMessage): string | undefined {
  const told = incoming.headers['cloudfront-viewer-country'] ?? incoming.headers['cf-ipcountry'];
  return typeof told === 'string' && /^[A-Z]{2}$/.test(told) ? told : undefined;
}

function send(outgoing: ServerResponse, answer: Answer, headOnly: boolean): void {
  outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  outgoing.end(headOnly ? undefined : answer.body);
}
