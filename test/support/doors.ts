import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { throughFunctionUrl, throughHttpApi, type WireRequest } from './fronts.ts';

/** A front with its function behind it: a request over the wire, and what comes back over it. */
export type Door = (request: SentRequest) => Promise<Response>;
export type SentRequest = WireRequest & {
  /** Set by an origin access control: the hash of the body that the signature is about. */
  signedBody?: string;
};
export type Invoke = (event: APIGatewayProxyEventV2) => Promise<unknown>;

/** Lambda refused to start the function: nobody's code ran, and nothing is in any log. */
export class NoRoom extends Error {}

/** docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html: above the limit an invocation is refused, not queued. */
export function withRoomFor(most: number, invoke: Invoke): Invoke {
  let running = 0;
  return async (event) => {
    if (running >= most) throw new NoRoom();
    running++;
    try {
      return await invoke(event);
    } finally {
      running--;
    }
  };
}

/** docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB each for what is asked and what is answered. */
const MOST_PAYLOAD_BYTES = 6 * 1_024 * 1_024;

export type HttpApiWishes = {
  /** By the route's key, as CloudFormation has it: `ANY /v1/{proxy+}`, `$default`. */
  routes: Readonly<Record<string, Invoke>>;
  /** Asked of each request: has the stage's or the account's quota a token left? */
  hasToken?: () => boolean;
};

/**
 * An HTTP API. No route: 404. Above its own quota: 429. No room in Lambda: 503; a function that crashed: 500.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html (the most specific route wins),
 * …/http-api-throttling.html, …/http-api-troubleshooting-lambda.html.
 */
export const httpApiDoor =
  ({ routes, hasToken = () => true }: HttpApiWishes): Door =>
  async (request) => {
    if (!hasToken()) return told(429, 'Too Many Requests');
    const event = withCookiesApart(throughHttpApi(request));
    const invoke = routeOf(routes, event.rawPath);
    if (!invoke) return told(404, 'Not Found');
    if (sizeOf(event) > MOST_PAYLOAD_BYTES) return told(413, 'Request Entity Too Large');
    try {
      return answered(await invoke(event));
    } catch (error) {
      return error instanceof NoRoom ? told(503, 'Service Unavailable') : told(500, 'Internal Server Error');
    }
  };

/**
 * A function URL that AWS_IAM guards: whoever doesn't sign is refused, and so is a body that the signature is not
 * about. No room in Lambda: 429; a function that crashed: 502.
 * docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, …/urls-auth.html, …/urls-configuration.html (throttling).
 */
export const guardedUrlDoor =
  (invoke: Invoke): Door =>
  async (request) => {
    if (request.signedBody === undefined) return told(403, 'Forbidden');
    if (request.signedBody !== hashOf(request.body)) return told(403, 'The request signature does not match');
    try {
      return answered(await invoke(withCookiesApart(throughFunctionUrl(request))));
    } catch (error) {
      return error instanceof NoRoom ? told(429, 'Rate Exceeded.') : told(502, 'Internal Server Error');
    }
  };

export const hashOf = (body = ''): string => createHash('sha256').update(body).digest('hex');

/**
 * Cookies come in a field of their own.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
function withCookiesApart(event: APIGatewayProxyEventV2): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = event.headers;
  return cookie === undefined ? event : { ...event, headers, cookies: cookie.split('; ') };
}

function answered(answer: unknown): Response {
  const { statusCode, headers = {}, cookies = [], body, isBase64Encoded } = parsed(answer);
  const sent = new Headers(headers as Record<string, string>);
  for (const cookie of cookies) sent.append('set-cookie', cookie);
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  const mayHaveBody = ![204, 304].includes(statusCode ?? 200);
  return new Response(mayHaveBody ? bytes : null, { status: statusCode ?? 200, headers: sent });
}

/** Longer than Lambda hands back: for the front that is a function that crashed. */
function parsed(answer: unknown): APIGatewayProxyStructuredResultV2 {
  if (sizeOf(answer) > MOST_PAYLOAD_BYTES) throw new Error('Response payload size exceeded');
  return answer as APIGatewayProxyStructuredResultV2;
}

const sizeOf = (payload: unknown): number => Buffer.byteLength(JSON.stringify(payload));

const told = (status: number, message: string): Response =>
  Response.json({ message }, { status, headers: { 'content-type': 'application/json' } });

/** An exact route before one with a variable, that before a greedy one, the longest of those first; `$default` last. */
function routeOf(routes: HttpApiWishes['routes'], path: string): Invoke | undefined {
  const fitting = Object.keys(routes)
    .filter((key) => key !== '$default' && patternOf(key).test(path))
    .sort((a, b) => rankOf(a) - rankOf(b) || b.length - a.length);
  return routes[fitting[0] ?? '$default'];
}

const rankOf = (key: string): number => (key.includes('+}') ? 2 : key.includes('{') ? 1 : 0);

const patternOf = (key: string): RegExp =>
  new RegExp(
    `^${key
      .replace(/^\w+ /, '')
      .replace(/\{\w+\+\}/g, '.+')
      .replace(/\{\w+\}/g, '[^/]+')}$`,
  );
