import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Answer } from '../../functions/redirect/answers.ts';
import type { LinkRequest } from '../../functions/redirect/redirect.ts';
import { clientAddress, type ProxyTrust } from '../../shared/domain/click/client-address.ts';
import { type PathReading, readPath } from '../../shared/domain/link/read-path.ts';
import { type RequestTarget, readTarget } from '../../shared/domain/link/request-target.ts';
import type { Soon } from '../../shared/domain/soon.ts';
import { REDIRECT_ROUTE, type RequestWatch } from './watch/requests.ts';

export type ServerParts = {
  /** Follows a short link; no framework in between. */
  redirect: (request: LinkRequest) => Soon<Answer>;
  /** Everything else: API, docs, pages. */
  others: RequestListener;
  trustProxy: ProxyTrust;
  /** Told of each request, first and last. */
  requests?: RequestWatch;
};

/** A request without a body is over with its head: no stream is led to its end for it, a tenth of a redirect. Node 20 doesn't know it yet. */
const OPTIONS = { optimizeEmptyRequests: true };

/** One HTTP server for the followers and for everybody else. */
export function createLocalServer({ redirect, others, trustProxy, requests }: ServerParts): Server {
  const server = createServer(OPTIONS, (incoming, outgoing) => {
    const target = readTarget(incoming.url ?? '/');
    const reading = readPath(target.path);
    if (reading.kind === 'ours' || reading.kind === 'shown') {
      requests?.watch(incoming, outgoing);
      const path = reading.kind === 'shown' ? `/${reading.slugs[0]}/preview` : target.path;
      incoming.url = target.query === '' ? path : `${path}?${target.query}`;
      others(incoming, outgoing);
      return;
    }
    requests?.watch(incoming, outgoing, REDIRECT_ROUTE);
    answerWith(outgoing, incoming.method === 'HEAD', () =>
      redirect(linkRequestOf(incoming, target, reading, trustProxy)),
    );
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

/** At once where nothing has to be waited for; whatever goes wrong is worth another try. */
function answerWith(outgoing: ServerResponse, headOnly: boolean, ask: () => Soon<Answer>): void {
  const failed = () => void outgoing.writeHead(503, { 'retry-after': '2' }).end();
  try {
    const answer = ask();
    if (answer instanceof Promise) answer.then((late) => send(outgoing, late, headOnly), failed);
    else send(outgoing, answer, headOnly);
  } catch {
    failed();
  }
}

function linkRequestOf(
  incoming: IncomingMessage,
  { path, query }: RequestTarget,
  reading: PathReading,
  trustProxy: ProxyTrust,
): LinkRequest {
  const country = trustProxy.kind === 'nobody' ? undefined : countryOf(incoming);
  const told = incoming.headers as Record<string, string | undefined>;
  const host = hostOf(told, trustProxy);
  const headers = host === told.host ? told : { ...told, host };
  const address = addressOf({ headers: told, peer: incoming.socket.remoteAddress ?? '' }, trustProxy);
  const request: LinkRequest = { method: incoming.method ?? 'GET', path, reading, query, headers, address };
  if (country) request.country = country;
  return request;
}

/** The name that the client asked for; a proxy of ours that calls us by another says so. The nearest one speaks last. */
export function hostOf(headers: IncomingHttpHeaders, trust: ProxyTrust): string | undefined {
  if (trust.kind === 'nobody') return headers.host;
  return joined(headers['x-forwarded-host'])?.split(',').at(-1)?.trim() || headers.host;
}

/** The client's address, as far as our proxies can be believed. */
export function addressOf(
  { headers, peer }: { headers: IncomingHttpHeaders; peer: string },
  trust: ProxyTrust,
): string {
  if (trust.kind === 'nobody') return clientAddress({ peer }, trust);
  const forwardedFor = joined(headers['x-forwarded-for']);
  return clientAddress({ peer, forwardedFor, forwarded: joined(headers.forwarded) }, trust);
}

/** Node hands several lines of one header over as one text, or as a list where it may not join them. */
const joined = (lines: string | string[] | undefined): string | undefined =>
  Array.isArray(lines) ? lines.join(',') : lines;

/** Country as a trusted front door tells it (CloudFront, Cloudflare). */
function countryOf(incoming: IncomingMessage): string | undefined {
  const told = incoming.headers['cloudfront-viewer-country'] ?? incoming.headers['cf-ipcountry'];
  return typeof told === 'string' && /^[A-Z]{2}$/.test(told) ? told : undefined;
}

/**
 * Without a body head and end go out in one piece: an empty one would be gathered and written as two. Headers as a list,
 * which Node writes as it stands.
 */
function send(outgoing: ServerResponse, { status, headers, body, base64 }: Answer, headOnly: boolean): void {
  const encoding = base64 ? 'base64' : 'utf8';
  const length = body === '' ? 0 : Buffer.byteLength(body, encoding);
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? '');
  list.push('content-length', String(length));
  outgoing.writeHead(status, list);
  if (headOnly || length === 0) outgoing.end();
  else outgoing.end(body, encoding);
}
