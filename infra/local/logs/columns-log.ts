import { clientAmong, type ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { fieldsOf } from './fields.ts';
import { headersOf, type LogLine, unreadable } from './logged-request.ts';

/** A reader that remembers the last `#Fields:` line: columns are found by name, and the set may change inside a file. */
export function w3cReader(proxies: ProxyTrust): (line: string) => LogLine {
  let names: string[] = [];
  return (line) => {
    if (line.startsWith('#')) {
      if (line.startsWith('#Fields:')) names = line.slice('#Fields:'.length).trim().split(/\s+/);
      return 'no request';
    }
    if (names.length === 0) return unreadable('no #Fields: line stands before it');
    const isTabbed = line.includes('\t');
    const values = (isTabbed ? line.split('\t') : (line.match(VALUES) ?? [])).map(unquoted);
    if (values.length < names.length)
      return unreadable(`${values.length} columns where #Fields names ${names.length}`);
    return requestOf((name) => columnIn(names, values, name), names, isTabbed, proxies);
  };
}

/** Between blanks; a text with blanks of its own stands in quotes, of which those inside are doubled. */
const VALUES = /"(?:[^"]|"")*"(?= |$)|\S+/g;
const unquoted = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"')
    ? value.slice(1, -1).replaceAll('""', '"')
    : value;

/** Real-time columns in CloudFront's own order, as far as they tell of a request: a seconds' time with its fraction first. */
const REAL_TIME =
  'timestamp c-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem cs-bytes x-edge-location x-edge-request-id x-host-header time-taken cs-protocol-version c-ip-version cs-user-agent cs-referer cs-cookie cs-uri-query'.split(
    ' ',
  );
export const isRealTimeLine = (line: string): boolean =>
  /^\d{10}\.\d+\t[\da-f.:]+\t[\d.-]+\t\d{3}\t\d+\t[A-Z]+\t\S+\t\S+\t\//.test(line.slice(0, 4_000));

/** CloudFront's real-time log with all its columns: it has no heading, and columns that were not chosen are not there. */
export function readRealTime(line: string, proxies: ProxyTrust): LogLine {
  const values = line.split('\t');
  if (!isRealTimeLine(line) || values.length < REAL_TIME.length)
    return unreadable('not all of CloudFront’s real-time columns, in its own order');
  const column = (name: string) => columnIn(REAL_TIME, values, name);
  const query = column('cs-uri-query');
  return {
    at: Math.round(Number(values[0]) * 1_000),
    address: clientAmong([column('c-ip') ?? ''], proxies),
    method: column('cs-method') ?? '',
    target: `${column('cs-uri-stem')}${query ? `?${query}` : ''}`,
    status: Number(column('sc-status')),
    headers: headersOf(decodedTwice(column('cs-referer')), decodedTwice(column('cs-user-agent'))),
  };
}

function requestOf(
  column: (name: string) => string | undefined,
  names: readonly string[],
  isCloudFront: boolean,
  proxies: ProxyTrust,
): LogLine {
  const at = Date.parse(`${column('date')}T${column('time')}Z`);
  if (Number.isNaN(at)) return unreadable('no date and time');
  const method = column('cs-method');
  const path = column('cs-uri-stem') ?? column('cs-uri');
  if (!method || !path) return unreadable('no cs-method or no cs-uri-stem');
  const query = column('cs-uri-query');
  const decode = isCloudFront ? decodedTwice : (text: string | undefined) => text;
  const agent = column('cs(user-agent)');
  const untold = [
    ...(names.some((name) => name.toLowerCase() === 'cs(user-agent)') ? [] : ['user-agent' as const]),
    ...(names.some((name) => name.toLowerCase() === 'cs(referer)') ? [] : ['referer' as const]),
  ];
  const forwarded = column('x-forwarded-for')?.replaceAll('+', ' ').split(',') ?? [];
  return {
    at,
    address: clientAmong([...forwarded, column('c-ip') ?? ''], proxies),
    method,
    target: query ? `${path}?${query}` : path,
    status: Number(column('sc-status') ?? 0),
    headers: headersOf(
      decode(column('cs(referer)')),
      isCloudFront || agent?.includes(' ') ? decode(agent) : agent?.replaceAll('+', ' '),
    ),
    ...(untold.length > 0 ? { untold } : {}),
  };
}

function columnIn(names: readonly string[], values: readonly string[], name: string): string | undefined {
  const value = values[names.findIndex((known) => known.toLowerCase() === name)];
  return value === undefined || value === '-' ? undefined : value;
}

/** Values are percent-encoded once; files of before 2019 hold user agents encoded twice. */
export function decodedTwice(text: string | undefined): string | undefined {
  let decoded = text;
  for (let times = 0; times < 2 && decoded?.includes('%'); times++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return decoded;
    }
  }
  return decoded;
}

/**
 * AWS load balancers (application and classic): `[type] time elb client:port target:port 3×time status status received
 * sent "METHOD https://host:443/path HTTP/1.1" "user agent" …`. They never write a referrer.
 */
export function readLoadBalancer(line: string, proxies: ProxyTrust): LogLine {
  const fields = fieldsOf(line);
  const request = fields.findIndex(({ kind }) => kind === 'quoted');
  const agent = fields[request + 1];
  if (request < 11 || agent?.kind !== 'quoted') return unreadable('no request and user agent in quotes');
  if (fields.some(({ isCut }) => isCut)) return unreadable('the line ends inside a quoted field');
  const isClassic = request === 11;
  const at = Date.parse(createdAt(fields.map(({ text }) => text)) ?? fields[isClassic ? 0 : 1]?.text ?? '');
  const [method = '', target] = fields[request]?.text.split(' ') ?? [];
  if (Number.isNaN(at) || !target) return unreadable('no time or no request');
  return {
    at,
    address: clientAmong([fields[isClassic ? 2 : 3]?.text ?? ''], proxies),
    method,
    target,
    status: Number(fields[isClassic ? 7 : 8]?.text ?? 0),
    headers: headersOf(undefined, agent.text),
    untold: ['referer'],
  };
}

/** When the request came: an application load balancer writes it behind the rule's number. */
const createdAt = (texts: readonly string[]): string | undefined =>
  texts.slice(12).find((text) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text));
