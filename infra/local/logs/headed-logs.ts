import type { ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { isNameOf, readNamed } from './any-json-log.ts';
import { type LogLine, unreadable } from './logged-request.ts';
import { unwrapped } from './unwrapped.ts';

type ReadLine = (line: string) => LogLine | undefined;

/** A first line that names columns: time, and either a path or a whole line that a collector kept. */
export const isHeading = (line: string): boolean => headingOf(line.slice(0, 4_000)) !== undefined;

/**
 * Tables with a heading, as Amplify, Athena, Kibana, Datadog and CloudWatch's Insights export them: a request's parts by
 * their usual names, or a column that holds the line which a server wrote (`carried` reads that one).
 */
export function headedReader(proxies: ProxyTrust, carried: ReadLine): (line: string) => LogLine {
  let heading: Heading | undefined;
  return (line) => {
    const own = headingOf(line);
    heading ??= own;
    if (own) return 'no request';
    if (!heading) return unreadable('no heading stands before it');
    const { names, zones, sign } = heading;
    const cells = cellsOf(line, sign).map((cell, at) => (zones[at] && cell ? `${cell} ${zones[at]}` : cell));
    if (cells.length < names.length)
      return unreadable(`${cells.length} columns where the heading names ${names.length}`);
    const whole = cells[names.findIndex(isWhole)];
    if (whole !== undefined) return carried(unwrapped(whole)) ?? 'no request';
    return readNamed(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])), proxies);
  };
}

/** `zones`: what stands behind a column's name, as in Azure's "TimeGenerated [UTC]". */
type Heading = { names: string[]; zones: (string | undefined)[]; sign: string };

function headingOf(line: string): Heading | undefined {
  for (const sign of SIGNS) {
    const cells = cellsOf(line, sign);
    const names = cells.map((cell) => cell.replace(ZONE, ''));
    const isTold = (part: 'at' | 'target' | 'request') => names.some((name) => isNameOf(part, name));
    if (isTold('at') && (isTold('target') || isTold('request') || names.some(isWhole)))
      return { names, zones: cells.map((cell) => ZONE.exec(cell)?.[1]), sign };
  }
  return undefined;
}

const ZONE = / \[(?:(UTC)|[^\]]*)\]$/;
const SIGNS = [',', '\t', ';'];
const WHOLE = new Set(['@message', 'message', '_raw', 'line', 'log', 'textpayload', 'body']);
const isWhole = (name: string): boolean => WHOLE.has(name.toLowerCase());

/** Between the signs; a text in quotes may hold one, and doubles those inside. */
function cellsOf(line: string, sign: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const isQuoted = line[at] === '"';
    const end = isQuoted ? endOfQuoted(line, at) : line.length;
    const next = line.indexOf(sign, isQuoted ? end : at);
    const cell = line.slice(at, next < 0 ? line.length : next).trim();
    cells.push(isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (next < 0) break;
    at = next + 1;
  }
  return cells;
}

function endOfQuoted(line: string, from: number): number {
  let at = line.indexOf('"', from + 1);
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2);
  return at < 0 ? line.length : at;
}

/** `time:[03/Nov/2026:08:15:42 +0000]⇥host:192.0.2.44⇥req:GET /ada HTTP/1.1⇥status:302` (ltsv.org). */
export const isLabelled = (line: string): boolean =>
  line.startsWith(TSKV) || /^[\w.-]+:[^\t]*(?:\t[\w.-]+:[^\t]*){3,}$/.test(line.slice(0, 4_000));
/** The same with `=`, as nginx and ClickHouse write it in the East. */
const TSKV = 'tskv\t';

/** Labels and values; a label `host` holds the client, where no other does. */
export function readLabelled(line: string, proxies: ProxyTrust): LogLine {
  const named: Record<string, string> = {};
  for (const field of line.split('\t')) {
    const sign = field.indexOf(line.startsWith(TSKV) ? '=' : ':');
    if (sign > 0) named[field.slice(0, sign)] ??= field.slice(sign + 1);
  }
  const names = Object.keys(named);
  const isClientTold = names.some((name) => isNameOf('address', name));
  return readNamed(isClientTold ? named : { ...named, client: named.host ?? '' }, proxies);
}
