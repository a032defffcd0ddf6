import { parseJson } from './json-log.ts';

/** `2026-11-03T08:15:42.123456789Z stdout F …`: what Kubernetes' nodes put before each line. */
const CRI = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] /;

/** What collectors call the line that they carry: Docker, journald, Vector and Filebeat, Loki, Google's and Azure's. */
const CARRIED = ['log', 'MESSAGE', 'message', 'msg', 'line', 'textPayload', 'LogEntry', 'event'];
const CARRYING = new RegExp(`"(?:${CARRIED.join('|')})":\\s*"`);
/** A line of a server's: a request, as servers write it, or JSON of its own. */
const OF_A_SERVER = /"[A-Z]+ \S+ HTTP\/\d|^\{".*\}$|\bmethod=[A-Z]+ /;

/** A line as the server wrote it: without what a container's log or a collector puts round it. */
export function unwrapped(line: string): string {
  if (line.startsWith('{') && CARRYING.test(line)) return carriedIn(parseJson(line), line) ?? line;
  if (line.startsWith('"') && line.endsWith('"')) {
    const text = parseJson(line);
    return typeof text === 'string' && OF_A_SERVER.test(text) ? text : line;
  }
  const plain = line.includes(ESCAPE) ? line.split(ESCAPE).map(withoutColour).join('') : line;
  return plain.replace(CRI, '');
}

function carriedIn(parsed: unknown, line: string): string | undefined {
  for (const [name, value] of Object.entries(parsed ?? {})) {
    if (!CARRIED.includes(name) || typeof value !== 'string') continue;
    const text = value.replace(/\r?\n$/, '');
    const isOnlyCarried = line.startsWith('{"log":') || line.includes('"__REALTIME_TIMESTAMP"');
    if (isOnlyCarried || OF_A_SERVER.test(text)) return text;
  }
  return undefined;
}

/** Colours of a terminal. */
const ESCAPE = '\u001b';
const withoutColour = (text: string, at: number): string =>
  at === 0 ? text : text.replace(/^\[[\d;]*m/, '');
