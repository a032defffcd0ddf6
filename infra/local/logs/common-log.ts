import { clientAmong, type ProxyTrust, plainAddress } from '../../../shared/domain/click/client-address.ts';
import { MONTHS, parseInstant } from '../../../shared/domain/time/instant.ts';
import { fieldsOf, type LogField } from './fields.ts';
import { headersOf, type LogLine, unreadable } from './logged-request.ts';

/**
 * The family of NCSA's common log, from its landmarks: the time in brackets, the request in quotes behind it, then
 * status and size; referrer and user agent in quotes where the format has them. In front of the time stand ident and
 * user, before these the address, before it a virtual host where there is one; Traefik writes a whole list of
 * forwarded addresses. Behind the user agent nginx's `main` writes X-Forwarded-For.
 */
export function readCommonLog(line: string, proxies: ProxyTrust): LogLine {
  const fields = fieldsOf(line);
  const time = fields.findIndex((field) => timeIn(field) !== undefined);
  const at = fields[time] && timeIn(fields[time]);
  if (at === undefined) return unreadable('no time in brackets, as in [17/May/2015:10:05:03 +0000]');
  const behind = fields.slice(time + 1);
  const fromOn = fromRequest(behind);
  const [request, status, , ...rest] = fromOn;
  const between = behind.slice(0, behind.length - fromOn.length);
  if (request?.kind !== 'quoted') return unreadable('no request in quotes behind the time');
  const quoted = withoutHost(rest.filter(({ kind }) => kind === 'quoted'));
  if ([request, ...quoted].some(({ isCut }) => isCut))
    return unreadable('the line ends inside a quoted field');
  const [method = '', target] = partsOf(request.text);
  if (!target || !/^[A-Za-z]+$/.test(method)) return unreadable('the request is no method and path');
  const holdsBoth = quoted.length >= 2 && !isHaproxy(quoted);
  return {
    at,
    address: clientAmong([...forwardedOf(quoted), ...addressesOf(fields.slice(0, time), between)], proxies),
    method,
    target,
    ...(status && /^\d{3}$/.test(status.text) ? { status: Number(status.text) } : {}),
    headers: holdsBoth ? headersOf(quoted[0]?.text, quoted[1]?.text) : {},
    ...(holdsBoth ? {} : { untold: ['user-agent', 'referer'] as const }),
  };
}

/** In brackets, which some log in quotes; a process or a container may stand in brackets before it, actix writes its level behind it. */
function timeIn({ text, kind }: LogField): number | undefined {
  if (kind === 'bracket') return readTime(text) ?? readTime(text.replace(/ .*$/, ''));
  return kind === 'quoted' && text.startsWith('[') ? readTime(text.slice(1, -1)) : undefined;
}

/** Between time and request some write a host, a duration, a status: the request is what a status stands behind. */
function fromRequest(fields: readonly LogField[]): readonly LogField[] {
  const at = fields.findIndex(
    ({ kind }, index) => kind === 'quoted' && /^\d{3}$/.test(fields[index + 1]?.text ?? ''),
  );
  return at < 0 ? fields : fields.slice(at);
}

/** Method and target: a target may hold blanks that somebody sent, early HTTP named no version, Hypercorn its number alone. */
function partsOf(request: string): string[] {
  const [method = '', ...rest] = request.split(' ');
  return [method, (VERSION.test(rest.at(-1) ?? '') ? rest.slice(0, -1) : rest).join(' ')];
}
const VERSION = /^(?:HTTP\/\d.*|[123](?:\.\d)?)$/;

/** Some hosters write the virtual host in quotes before the referrer; a referrer is a whole address, or none. */
function withoutHost(quoted: readonly LogField[]): readonly LogField[] {
  const [first, second, third] = quoted;
  const isShifted =
    third !== undefined &&
    HOST.test(first?.text ?? '') &&
    /^(?:-?$|[a-z][\w+.-]*:\/\/)/i.test(second?.text ?? 'none');
  return isShifted ? quoted.slice(1) : quoted;
}
const HOST = /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?$/i;

/** HAProxy's `clf` writes two empty texts where referrer and user agent would stand, and its own names behind them. */
const isHaproxy = (quoted: readonly LogField[]): boolean =>
  quoted.length >= 5 && quoted[0]?.text === '' && quoted[1]?.text === '';

function forwardedOf(quoted: readonly LogField[]): string[] {
  const field = quoted[2];
  return isForwarded(field) ? (field?.text.split(',') ?? []) : [];
}

const isForwarded = (field: LogField | undefined): boolean =>
  field !== undefined && field.text !== '-' && /^[0-9a-fA-F.:,[\] a-z-]+$/.test(field.text);

/**
 * Whose request it was, sender first: every address that stands before the time, for who stands in front (a virtual host
 * by its number, syslog's machine, a proxy on either side) only trust can tell. Where names were looked up, the word
 * behind a virtual host, else the first. Actix writes the address behind the time (`between`).
 */
function addressesOf(fields: readonly LogField[], between: readonly LogField[]): string[] {
  const words = wordsOf(fields);
  const addresses = [...words, ...wordsOf(between)].filter((word) => plainAddress(word) !== undefined);
  if (addresses.length > 0) return addresses;
  const isHostInFront = fields.length > 3 && words[0]?.includes(':') === true;
  return [words[isHostInFront ? 1 : 0] ?? ''];
}

const wordsOf = (fields: readonly LogField[]): string[] =>
  fields.flatMap(({ text }) => text.split(',').map(withoutLevel)).filter((word) => word !== '');

/** Fly writes its level right in front of the line: `[info]192.0.2.44`. */
const withoutLevel = (word: string): string => word.replace(/^\[[a-z]+\](?=.)/, '');

/**
 * `17/May/2015:10:05:03 +0000` as epoch ms, or what nginx writes as `$time_iso8601` and `$msec`, and mail's that Vert.x writes; `undefined` for what is
 * no day and time of a calendar, and for one without a zone.
 */
export function readTime(text: string): number | undefined {
  const utc = text.replace(/ (?:UTC|GMT|Z)$/, ' +0000');
  const parts =
    /^(\d{1,2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2})(?:\.(\d{1,3})\d*)? ([+-]\d{2}):?(\d{2})$/.exec(
      utc,
    );
  if (!parts) return ZONED.test(utc) ? parseInstant(utc) : undefined;
  const [, day = '', month = '', year, time, fraction = '0', hours, minutes] = parts;
  const at = Date.parse(
    `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}T${time}.${fraction}${hours}:${minutes}`,
  );
  return Number.isNaN(at) ? undefined : at;
}
const ZONED =
  /^(?:[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000|\d{10}\.\d{3}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))$/;
