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
import { readPath } from '../../shared/domain/link/read-path.ts';
import { type RequestTarget, readTarget } from '../../shared/domain/link/request-target.ts';
import { REDIRECT_ROUTE, type RequestWatch } from './watch/requests.ts';

export type ServerParts = {
  /** Follows a short link; no framework in between. */
  redirect: (request: LinkRequest) => Promise<Answer>;
  /** Everything else: API, docs, pages. */
  others: RequestListener;
  trustProxy: ProxyTrust;
  /** Told of each request, first and last. */
  requests?: RequestWatch;
};

/** One HTTP server for the followers and for everybody else. */
export function createLocalServer({ redirect, others, trustProxy, requests }: ServerParts): Server {
  const server = createServer((incoming, outgoing) => {
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
    redirect(linkRequestOf(incoming, target, trustProxy)).then(
      (answer) => send(outgoing, answer, incoming.method === 'HEAD'),
      () => outgoing.writeHead(503, { 'retry-after': '2' }).end(),
    );
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

function linkRequestOf(
  incoming: IncomingMessage,
  target: RequestTarget,
  trustProxy: ProxyTrust,
): LinkRequest {
  const country = trustProxy.kind === 'nobody' ? undefined : countryOf(incoming);
  const headers = incoming.headers as Record<string, string | undefined>;
  const host = hostOf(headers, trustProxy);
  return {
    method: incoming.method ?? 'GET',
    ...target,
    headers: host === headers.host ? headers : { ...headers, host },
    address: addressOf({ headers, peer: incoming.socket.remoteAddress ?? '' }, trustProxy),
    ...(country ? { country } : {}),
  };
}

/** The name that the client asked for; a proxy of ours that calls us by another says so. The nearest one speaks last. */
export function hostOf(headers: IncomingHttpHeaders, trust: ProxyTrust): string | undefined {
  if (trust.kind === 'nobody') return headers.host;
  return [headers['x-forwarded-host'] ?? []].flat().join(',').split(',').at(-1)?.trim() || headers.host;
}

/** The client's address, as far as our proxies can be believed. */
export function addressOf(
  { headers, peer }: { headers: IncomingHttpHeaders; peer: string },
  trust: ProxyTrust,
): string {
  const lines = (name: 'x-forwarded-for' | 'forwarded') => [headers[name] ?? []].flat();
  const [forwardedFor, forwarded] = [lines('x-forwarded-for'), lines('forwarded')];
  return clientAddress(
    {
      peer,
      ...(forwardedFor.length > 0 ? { forwardedFor: forwardedFor.join(',') } : {}),
      forwarded: forwarded.join(','),
    },
    trust,
  );
}

/** Country as a trusted front door tells it (CloudFront, Cloudflare). */
function countryOf(incoming: IncomingMessage): string | undefined {
  const told = incoming.headers['cloudfront-viewer-country'] ?? incoming.headers['cf-ipcountry'];
  return typeof told === 'string' && /^[A-Z]{2}$/.test(told) ? told : undefined;
}

/** Without a body head and end go out in one piece: an empty one would be gathered and written as two. */
function send(outgoing: ServerResponse, answer: Answer, headOnly: boolean): void {
  const encoding = answer.base64 ? 'base64' : 'utf8';
  const length = Buffer.byteLength(answer.body, encoding);
  outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': length });
  if (headOnly || length === 0) outgoing.end();
  else outgoing.end(answer.body, encoding);
}
