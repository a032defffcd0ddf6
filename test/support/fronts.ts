import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/**
 * What stands between a caller and a function in AWS, and what each does to a request. A test writes the request as
 * it goes over the wire (path and query still percent-encoded); the front makes the event.
 */
export type WireRequest = {
  /** Path and query as the caller sent them: `/v1/orders/external/%231001?limit=5`. */
  target: string;
  method?: string;
  /** Lower-case names. */
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Whom the front sees. */
  address?: string;
};

export type Front = (request: WireRequest) => APIGatewayProxyEventV2;

export const EXECUTE_API = 'abc123.execute-api.us-east-1.amazonaws.com';
export const FUNCTION_URL = 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws';

/**
 * HTTP API, payload 2.0: the path arrives percent-decoded once, and a decoded "?" ends it; the query arrives as it was.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html shows the fields;
 * that `rawPath` is decoded and cut is in github.com/honojs/hono/issues/2156 and
 * github.com/middleapi/standard-server/pull/93 (captures of live APIs).
 */
export const throughHttpApi: Front = (request) => {
  const { path } = partsOf(request);
  return eventOf(request, EXECUTE_API, decodeOnce(path).split('?')[0] ?? '');
};

/**
 * Function URL: the same form, the path as it was sent.
 * docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export const throughFunctionUrl: Front = (request) => eventOf(request, FUNCTION_URL, partsOf(request).path);

export type EdgeWishes = {
  /** Headers that the origin's settings add; what a viewer sends under their names is overwritten. */
  originHeaders?: Readonly<Record<string, string>>;
  country?: string;
};

/**
 * CloudFront before another front: the path as it was sent; the viewer's address appended to X-Forwarded-For and told
 * in CloudFront-Viewer-Address (IPv6 without brackets), whatever the viewer wrote there; origin headers overwrite.
 * docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html,
 * …/add-origin-custom-headers.html, …/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomIPAddresses
 */
export const throughCloudFront =
  (origin: Front, { originHeaders = {}, country }: EdgeWishes = {}): Front =>
  (request) =>
    origin(asTheEdgeSends(request, originHeaders, country));

/** The same, as the request that the origin gets. */
export function asTheEdgeSends<Request extends WireRequest>(
  request: Request,
  originHeaders: Readonly<Record<string, string>>,
  country = 'DE',
): Request {
  const { headers = {}, address = VIEWER } = request;
  const forwardedFor = [headers['x-forwarded-for'], address].filter(Boolean).join(', ');
  return {
    ...request,
    headers: {
      ...headers,
      via: '2.0 0123456789abcdef.cloudfront.net (CloudFront)',
      'x-amz-cf-id': 'wKLx0a1b2c3==',
      'x-forwarded-for': forwardedFor,
      'cloudfront-viewer-address': `${address}:46532`,
      'cloudfront-viewer-country': country,
      ...originHeaders,
    },
    address: EDGE_ADDRESS,
  };
}

export type Served = { url: string; stop: () => void };

/** A front that listens, for whoever speaks HTTP to it: each request becomes an event, each answer a response. */
export async function serveFront(
  front: Front,
  invoke: (event: APIGatewayProxyEventV2) => Promise<unknown>,
): Promise<Served> {
  const server: Server = createServer(async (request, response) => {
    const event = front({
      target: request.url ?? '/',
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
      ),
      body: await textOf(request),
    });
    const answer = (await invoke(event)) as APIGatewayProxyStructuredResultV2;
    const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
    response.writeHead(answer.statusCode ?? 200, answer.headers as Record<string, string>).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const VIEWER = '203.0.113.9';
/** One of CloudFront's own. */
const EDGE_ADDRESS = '130.176.1.1';

function eventOf(request: WireRequest, domainName: string, rawPath: string): APIGatewayProxyEventV2 {
  const { method = 'GET', headers = {}, body, address = VIEWER } = request;
  const { query } = partsOf(request);
  const forwardedFor = [headers['x-forwarded-for'], address].filter(Boolean).join(', ');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query,
    headers: { ...headers, host: domainName, 'x-forwarded-proto': 'https', 'x-forwarded-for': forwardedFor },
    ...(query ? { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) } : {}),
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName,
      domainPrefix: domainName.split('.')[0] ?? '',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: address,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '10/Mar/2026:12:00:00 +0000',
      timeEpoch: 1_773_144_000_000,
    },
    ...(body ? { body: isText(headers) ? body : Buffer.from(body).toString('base64') } : {}),
    isBase64Encoded: Boolean(body) && !isText(headers),
  };
}

/** What is no text is handed over as base64; a body without a type as it is. */
const isText = ({ 'content-type': type = 'text/plain' }: Readonly<Record<string, string>>): boolean =>
  /^(text\/|application\/(.+\+)?(json|xml|javascript)\b)/i.test(type);

/**
 * Lambda is handed no longer event; the front then answers 413 by itself, and the function never hears of it.
 * docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (invocation payload, synchronous: 6 MB)
 */
export const MOST_EVENT_BYTES = 6 * 1_024 * 1_024;

function partsOf({ target }: WireRequest): { path: string; query: string } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** What can't be decoded stays as it was. */
const decodeOnce = (path: string): string =>
  path.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
  );

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
