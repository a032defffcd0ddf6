import { clientAmong, type ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { readTime } from './common-log.ts';
import { fieldsOf, type LogField } from './fields.ts';
import { headersOf, type LogLine, unreadable } from './logged-request.ts';

/** `[28/Nov/2026:04:31:15 +0000] - 302 302 - GET https go.example.com "/ada" [Client 192.0.2.44] …`. */
export const isProxyManagerLine = (line: string): boolean => PROXY_MANAGER.test(line.slice(0, 4_000));
const PROXY_MANAGER = /^\[[^\]]+\] (?:\S+ \S+ )?\d{3} - [A-Z]+ https? \S+ ".*" \[Client /;

/** Nginx Proxy Manager's own two formats: the path alone in quotes, and the user agent in front of the referrer. */
export function readProxyManager(line: string, proxies: ProxyTrust): LogLine {
  const fields = fieldsOf(line);
  const at = readTime(fields[0]?.text ?? '');
  const path = fields.findIndex(({ kind }) => kind === 'quoted');
  const [agent, referer] = fields.slice(path + 1).filter(({ kind }) => kind === 'quoted');
  const client = fields.find(({ kind, text }) => kind === 'bracket' && text.startsWith(CLIENT));
  if (at === undefined || path < 5 || !client || !agent || !referer)
    return unreadable('no line of Nginx Proxy Manager’s');
  if (isCut(fields)) return unreadable('the line ends inside a quoted field');
  return {
    at,
    address: clientAmong([client.text.slice(CLIENT.length)], proxies),
    method: fields[path - 3]?.text ?? '',
    target: fields[path]?.text ?? '',
    status: Number(fields[path - 5]?.text),
    headers: headersOf(referer.text, agent.text),
  };
}
const CLIENT = 'Client ';

/** `owner bucket [time] address requester id WEBSITE.GET.OBJECT key "GET /ada HTTP/1.1" 301 …`. */
export const isBucketLine = (line: string): boolean => BUCKET.test(line.slice(0, 4_000));
const BUCKET = /^\S+ \S+ \[[^\]]+\] \S+ \S+ \S+ [A-Z]+\.[A-Z_]+\.[A-Z_]+ /;

/** S3's server access log. What a website endpoint answered; other operations are programs', not followers'. */
export function readBucket(line: string, proxies: ProxyTrust): LogLine {
  const fields = fieldsOf(line);
  const at = readTime(fields[2]?.text ?? '');
  const request = fields[8];
  const [agent, referer] = [fields[16], fields[15]];
  if (at === undefined || !agent || !referer) return unreadable('no line of S3’s access log');
  if (!fields[6]?.text.startsWith('WEBSITE.')) return 'no request';
  if (request?.kind !== 'quoted') return unreadable('no request in quotes');
  if (isCut(fields)) return unreadable('the line ends inside a quoted field');
  const [method = '', target = ''] = request.text.split(' ');
  return {
    at,
    address: clientAmong([fields[3]?.text ?? ''], proxies),
    method,
    target,
    status: Number(fields[9]?.text),
    headers: headersOf(referer.text, agent.text),
  };
}

/** `HIT|302|1795165201000|412|390|192.0.2.44|https://l.instagram.com/|https://go.example.com/ada|FR|Mozilla/5.0 …|id|DE`. */
export const isBunnyLine = (line: string): boolean => BUNNY.test(line.slice(0, 4_000));
const BUNNY = /^[A-Z-]*\|\d{3}\|\d{13}\|\d*\|\d*\|[^|]*\|[^|]*\|https?:\/\//;

/** Bunny's CDN: an agent may hold the sign that parts the columns, and no method is told. */
export function readBunny(line: string, proxies: ProxyTrust): LogLine {
  const columns = line.split('|');
  const [, status, time, , , address = '', referer, target] = columns;
  const country = columns.at(-1) ?? '';
  if (columns.length < 12 || !isBunnyLine(line) || !target) return unreadable('no line of Bunny’s log');
  return {
    at: Number(time),
    address: clientAmong([address], proxies),
    method: 'GET',
    target,
    status: Number(status),
    headers: headersOf(referer, columns.slice(9, -2).join('|')),
    ...(/^[A-Z]{2}$/.test(country) ? { country } : {}),
  };
}

const isCut = (fields: readonly LogField[]): boolean => fields.some((field) => field.isCut);
