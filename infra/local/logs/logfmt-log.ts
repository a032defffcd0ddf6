import type { ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { isNameOf, readNamed } from './any-json-log.ts';
import type { LogLine } from './logged-request.ts';
import { timeInFront } from './time-in-front.ts';

/** `method=GET path="/ada" … status=302`, behind a time and a name as Heroku's router writes them, or syslog's. */
export const isLogfmt = (line: string): boolean => {
  const names = [...line.slice(0, 4_000).matchAll(NAME)].map(([, name = '']) => name);
  return (['method', 'target'] as const).every((part) => names.some((name) => isNameOf(part, name)));
};
const NAME = /(?:^|\s)([\w.-]+)=\S/g;

/** Names and values as they stand in JSON, but for the time, which may stand in front; lines that name no method are other messages. */
export function readLogfmt(line: string, proxies: ProxyTrust): LogLine {
  const named: Record<string, string> = {};
  const pairs = [...line.matchAll(PAIR)];
  for (const [, name = '', quoted, bare] of pairs)
    named[name] ??= quoted === undefined ? (bare ?? '') : quoted.replace(/\\(["\\])/g, '$1');
  if (!Object.keys(named).some((name) => isNameOf('method', name))) return 'no request';
  const time = timeInFront(line.slice(0, pairs[0]?.index));
  return readNamed(time === undefined ? named : { ...named, collectedAt: time }, proxies);
}

/** Some part the pairs by commas. */
const PAIR = /(?:^|\s)([\w.-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*?)(?=,?(?:\s|$)))/g;
