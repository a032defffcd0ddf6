import * as z from 'zod';
import { clientAmong, type ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { headersOf, type LogLine, unreadable, untoldOf } from './logged-request.ts';

const text = z.string();
const list = z.union([z.array(text), text]).transform((value) => (Array.isArray(value) ? value[0] : value));

const CaddyLine = z.object({
  logger: text.startsWith('http.log.access'),
  ts: z.union([z.number(), text]),
  status: z.number(),
  request: z.object({
    client_ip: text.optional(),
    remote_ip: text.optional(),
    remote_addr: text.optional(),
    method: text,
    uri: text,
    headers: z.record(text, z.unknown()).default({}),
  }),
});

/** Caddy's JSON, or what it writes to a terminal; other messages between the requests are passed over. Its times are in UTC unless told (caddy#5019). */
export function readCaddy(line: string, proxies: ProxyTrust): LogLine {
  const parsed = line.startsWith('{') ? parseJson(line) : consoleLine(line);
  if (parsed && !String((parsed as { logger?: unknown }).logger ?? '').startsWith('http.log.access'))
    return 'no request';
  const caddy = CaddyLine.safeParse(parsed).data;
  const at = caddy && loggedMomentOf(caddy.ts, 'utc');
  if (!caddy || at === undefined) return unreadable('no access line of Caddy’s: ts, status and request');
  const { request, status } = caddy;
  const headers = namedLow(request.headers);
  return {
    at,
    address: clientAmong([...(headers['x-forwarded-for']?.split(',') ?? []), peerOf(request)], proxies),
    method: request.method,
    target: request.uri,
    status,
    headers: headersOf(headers.referer, headers['user-agent']),
  };
}

/** `2026/11/20 09:00:01.000 INFO http.log.access.log0 handled request {…}`, parted by tabs. */
export const isCaddyConsole = (line: string): boolean => CONSOLE.test(line.slice(0, 200));
const CONSOLE = /^[\d/:.,TZe+ -]+\t[A-Za-z]+\t[a-z][\w.]*\t/;

function consoleLine(line: string): object | undefined {
  if (!isCaddyConsole(line)) return undefined;
  const [ts = '', , logger = '', , ...rest] = line.split('\t');
  const about = parseJson(rest.join('\t'));
  return { ...(typeof about === 'object' ? about : {}), ts, logger };
}

/** From 2.7 on Caddy says itself whom it takes for the client. */
const peerOf = (request: z.infer<typeof CaddyLine>['request']): string =>
  request.client_ip ?? request.remote_ip ?? request.remote_addr ?? '';

const TraefikLine = z.object({
  StartUTC: text.optional(),
  time: text.optional(),
  ClientHost: text.default(''),
  RequestMethod: text,
  RequestPath: text,
  DownstreamStatus: z.number(),
  'request_User-Agent': text.optional(),
  request_Referer: text.optional(),
});

/** Traefik's JSON: it holds referrer and user agent only where its owner set headers to be kept. */
export function readTraefik(line: string, proxies: ProxyTrust): LogLine {
  const traefik = TraefikLine.safeParse(parseJson(line)).data;
  const at = loggedMomentOf(traefik?.StartUTC ?? traefik?.time);
  if (!traefik || at === undefined)
    return unreadable('no line of Traefik’s: StartUTC, RequestPath, DownstreamStatus');
  const [agent, referer] = [traefik['request_User-Agent'], traefik.request_Referer];
  const untold = untoldOf({ 'user-agent': agent, referer: referer ?? agent });
  return {
    at,
    address: clientAmong(traefik.ClientHost.split(','), proxies),
    method: traefik.RequestMethod,
    target: traefik.RequestPath,
    status: traefik.DownstreamStatus,
    headers: headersOf(referer, agent),
    ...(untold.length > 0 ? { untold } : {}),
  };
}

const CloudflareLine = z.object({
  RayID: text,
  ClientIP: text.default(''),
  ClientRequestMethod: text,
  /** With its query; the dataset offers the bare path too. */
  ClientRequestURI: text.optional(),
  ClientRequestPath: text.optional(),
  ClientRequestReferer: text.optional(),
  ClientRequestUserAgent: text.optional(),
  ClientCountry: text.optional(),
  EdgeStartTimestamp: z.union([z.number(), text]),
  EdgeResponseStatus: z.number(),
});

/** Cloudflare's Logpush of HTTP requests, as lines of JSON. */
export function readCloudflare(line: string, proxies: ProxyTrust): LogLine {
  const row = CloudflareLine.safeParse(parseJson(line)).data;
  const at = row && loggedMomentOf(row.EdgeStartTimestamp);
  const target = row?.ClientRequestURI ?? row?.ClientRequestPath;
  if (!row || !target || at === undefined)
    return unreadable('no line of Logpush: RayID, ClientRequestURI, EdgeStartTimestamp');
  const country = row.ClientCountry?.toUpperCase();
  const untold = untoldOf({ 'user-agent': row.ClientRequestUserAgent, referer: row.ClientRequestReferer });
  return {
    at,
    address: clientAmong([row.ClientIP], proxies),
    method: row.ClientRequestMethod,
    target,
    status: row.EdgeResponseStatus,
    headers: headersOf(row.ClientRequestReferer, row.ClientRequestUserAgent),
    ...(country && /^[A-Z]{2}$/.test(country) ? { country } : {}),
    ...(untold.length > 0 ? { untold } : {}),
  };
}

const OwnLine = z.object({
  at: z.iso.datetime({ offset: true }),
  address: text.default(''),
  method: text.default('GET'),
  path: text.default(''),
  query: text.default(''),
  status: z.number().int().optional(),
  userAgent: text.optional(),
  referer: text.optional(),
  headers: z.record(text, text).default({}),
  country: text.regex(/^[A-Z]{2}$/).optional(),
});

/** One JSON object a line: `at` (RFC 3339), and as much of the request as is known. */
export function readOwnJson(line: string, proxies: ProxyTrust): LogLine {
  const own = OwnLine.safeParse(parseJson(line));
  if (!own.success)
    return unreadable(`no JSON object with "at" (${own.error.issues[0]?.path.join('.') || 'not JSON'})`);
  const { at, userAgent, referer, headers, country, path, query, status, address, method } = own.data;
  return {
    at: Date.parse(at),
    address: clientAmong([address], proxies),
    method,
    target: query === '' ? path : `${path}?${query}`,
    ...(status === undefined ? {} : { status }),
    headers: { ...namedLow(headers), ...headersOf(referer, userAgent) },
    ...(country ? { country } : {}),
  };
}

export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const namedLow = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = list.safeParse(value).data;
      return first === undefined ? [] : [[name.toLowerCase(), first]];
    }),
  );

/**
 * Seconds, milliseconds, micro- or nanoseconds by their size, or a text that a calendar knows; epoch ms. A time without a
 * zone is none, unless its server always writes UTC (`utc`); a number that would lie before 2000 counts something else.
 */
export function loggedMomentOf(value: number | string | undefined, zone?: 'utc'): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) return momentOfText(String(value).trim(), zone);
  const unit = [1e17, 1e14, 1e11].find((least) => Math.abs(number) >= least);
  const at = Math.round(
    unit === 1e17 ? number / 1e6 : unit === 1e14 ? number / 1e3 : unit === 1e11 ? number : number * 1e3,
  );
  return at < YEAR_2000 ? undefined : at;
}
const YEAR_2000 = Date.UTC(2000);

/** Day and time; Go writes slashes in the day. */
function momentOfText(text: string, zone?: 'utc'): number | undefined {
  if (zone === undefined && !ZONE.test(text)) return undefined;
  const at = parseInstant(text.replace(/^(\d{4})\/(\d\d)\//, '$1-$2-')) ?? Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
const ZONE = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)(?:\[[^\]]*\])?$/i;
