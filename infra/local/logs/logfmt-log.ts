import type { ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { readNamed } from './any-json-log.ts';
import type { LogLine } from './logged-request.ts';

/** `method=GET path="/ada" … status=302`, behind a time and a name as Heroku's router writes them, or syslog's. */
export const isLogfmt = (line: string): boolean => {
  const start = line.slice(0, 4_000);
  return /(?:^|\s)method=\S/.test(start) && /(?:^|\s)(?:path|uri|url|request_uri)=\S/.test(start);
};

/** Names and values as they stand in JSON, but for the time, which may stand in front; lines that name no method are other messages. */
export function readLogfmt(line: string, proxies: ProxyTrust): LogLine {
  const named: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of line.matchAll(PAIR))
    named[name] ??= quoted === undefined ? (bare ?? '') : quoted.replace(/\\(["\\])/g, '$1');
  if (named.method === undefined) return 'no request';
  const time = TIME.exec(line)?.[0];
  return readNamed(time === undefined ? named : { ...named, timestamp: time }, proxies);
}

const PAIR = /(?:^|\s)([\w.-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;
/** In front of the pairs. */
const TIME = /(?<=^(?:<\d+>1 )?)\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)(?= )/;
