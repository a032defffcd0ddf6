import { clientAmong, type ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { fieldsOf } from './fields.ts';
import { headersOf, type LogLine, unreadable } from './logged-request.ts';

/** How Envoy's own text begins, as no other does: `[2026-11-03T08:15:42.123Z] "GET /ada HTTP/2" 302 …`. */
export const isEnvoyLine = (line: string): boolean => ENVOY.test(line.slice(0, 300));
const ENVOY = /(?:^|\s)\[\d{4}-\d\d-\d\dT[\d:.]+Z\] "[A-Z]+ /;

/**
 * Envoy's default text, also Istio's and Contour's: behind the request stand figures and, as its last five texts in
 * quotes, forwarded addresses, user agent, request id, host and upstream. It never writes a referrer.
 */
export function readEnvoy(line: string, proxies: ProxyTrust): LogLine {
  const fields = fieldsOf(line);
  const time = fields.findIndex(({ kind }) => kind === 'bracket');
  const at = parseInstant(fields[time]?.text ?? '');
  const [request, status] = fields.slice(time + 1);
  const quoted = fields.slice(time + 2).filter(({ kind }) => kind === 'quoted');
  const [forwarded, agent] = quoted.slice(-5);
  if (at === undefined || request?.kind !== 'quoted' || quoted.length < 5)
    return unreadable('no line of Envoy’s default format');
  if (fields.some(({ isCut }) => isCut)) return unreadable('the line ends inside a quoted field');
  const [method = '', target = ''] = request.text.split(' ');
  return {
    at,
    address: clientAmong(forwarded?.text.split(',') ?? [], proxies),
    method,
    target,
    status: Number(status?.text ?? 0),
    headers: headersOf(undefined, agent?.text),
    untold: ['referer'],
  };
}
