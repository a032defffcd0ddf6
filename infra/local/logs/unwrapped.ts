import { isNameOf } from './any-json-log.ts';
import { isCaddyConsole, parseJson } from './json-log.ts';
import { isLogfmt } from './logfmt-log.ts';
import { timeInFront } from './time-in-front.ts';

/** `2026-11-03T08:15:42.123456789Z stdout F …`: what Kubernetes' nodes put before each line. */
const CRI = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] /;

/** What collectors call the line that they carry: Docker, journald, Vector and Filebeat, Loki, Google's and Azure's. */
const CARRIED = ['log', 'MESSAGE', 'message', 'msg', 'line', 'textPayload', 'LogEntry', 'event'];
const CARRYING = new RegExp(`"(?:${CARRIED.join('|')})":\\s*"`);
/** A line of a server's: a request, as servers write it, or JSON of its own. */
const OF_A_SERVER = /"[A-Z]+ \S+ HTTP\/\d|^\{".*\}$|\bmethod=[A-Z]+ /;

/** A line of the common family that stands in JSON, whatever its field is called: Graylog, Splunk, Datadog, CloudWatch. */
const COMMON_INSIDE = /\[\d{1,2}\\?\/[A-Z][a-z]{2}\\?\/\d{4}:[^\]"]+\] (?:[^\s"]+ ){0,3}\\"[A-Z]+ /;
const COMMON = /\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:[^\]"]+\] (?:[^\s"]+ ){0,3}"[A-Z]+ /;
const MOST_DEPTH = 4;

/** A line as the server wrote it: without what a container's log or a collector puts round it, but for the time. */
export function unwrapped(line: string): string {
  if (line.startsWith('{')) return carriedBy(line) ?? line;
  if (line.startsWith('"') && line.endsWith('"')) {
    const text = parseJson(line);
    return typeof text === 'string' && OF_A_SERVER.test(text) ? text : line;
  }
  const plain = line.includes(ESCAPE) ? line.split(ESCAPE).map(withoutColour).join('') : line;
  const [front, object] = behindNames(plain);
  if (object !== undefined) return timed(carriedBy(object) ?? object, timeInFront(front));
  const own = plain.replace(CRI, '');
  return own === plain ? own : timed(own, timeInFront(plain));
}

/** Syslog, Fluentd and containers put a time and a name in front of an object. Caddy's terminal lines begin so of themselves. */
function behindNames(line: string): [front: string, object?: string] {
  const from = line.indexOf('{"');
  const end = line.lastIndexOf('}') + 1;
  if (from < 0 || !/^\]*$/.test(line.slice(end)) || isCaddyConsole(line)) return [''];
  const front = line.slice(0, from);
  const sent = line.slice(from, end);
  const object = FLUENT_BIT.test(front) ? sent.replace(ARROW, '":') : sent;
  return parseJson(object) === undefined ? [''] : [front, object];
}
/** `[0] nginx.access: [[1793693742.000000000, {}], {"log"=>"…"}]`, as it writes to a terminal. */
const FLUENT_BIT = /^\[\d+\] \S+: \[/;
const ARROW = /(?<!\\)"=>/g;

/**
 * Collectors take the time out of what they parsed, and servers leave it out where somebody else writes it: then the time
 * outside is the request's. What the line says itself is truer, and comes first.
 */
function timed(text: string, time: string | undefined): string {
  if (time === undefined) return text;
  if (text.startsWith('{"') && text.endsWith('}'))
    return `${text.slice(0, -1)},"collectedAt":${JSON.stringify(time)}}`;
  return isLogfmt(text) ? `${time} ${text}` : text;
}

function carriedBy(line: string): string | undefined {
  if (CARRYING.test(line)) return carriedIn(parseJson(line), line) ?? commonIn(line);
  return commonIn(line);
}

function carriedIn(parsed: unknown, line: string): string | undefined {
  const entries = Object.entries(parsed ?? {});
  for (const [name, value] of entries) {
    if (!CARRIED.includes(name) || typeof value !== 'string') continue;
    const text = value.replace(/\r?\n$/, '');
    const isOnlyCarried = line.startsWith('{"log":') || line.includes('"__REALTIME_TIMESTAMP"');
    if (isOnlyCarried || (OF_A_SERVER.test(text) && !isTold(text, line)))
      return timed(text, entries.find(([outer]) => isNameOf('at', outer))?.[1]);
  }
  return undefined;
}

const commonIn = (line: string): string | undefined => {
  const text = COMMON_INSIDE.test(line) ? firstText(parseJson(line), 0) : undefined;
  return text === undefined || isTold(text, line) ? undefined : text;
};

/** A sum of the request without its user agent, beside fields that tell it: Logback's access events are such. */
const isTold = (text: string, line: string): boolean =>
  /user[._-]?agent"/i.test(line) && !/" \d{3} \S+ "/.test(text) && COMMON.test(text);

function firstText(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return COMMON.test(value) ? value.replace(/\r?\n$/, '') : undefined;
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return undefined;
  for (const inner of Object.values(value)) {
    const text = firstText(inner, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Colours of a terminal. */
const ESCAPE = '\u001b';
const withoutColour = (text: string, at: number): string =>
  at === 0 ? text : text.replace(/^\[[\d;]*m/, '');
