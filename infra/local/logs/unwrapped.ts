import { parseJson } from './json-log.ts';

/** `2026-11-03T08:15:42.123456789Z stdout F …`: what Kubernetes' nodes put before each line. */
const CRI = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] /;

/** A line as the server wrote it: without what a container's log or systemd's journal puts round it. */
export function unwrapped(line: string): string {
  if (line.startsWith('{"log":')) {
    const { log } = (parseJson(line) ?? {}) as { log?: unknown };
    return typeof log === 'string' ? log.replace(/\r?\n$/, '') : line;
  }
  if (line.startsWith('{') && line.includes('"MESSAGE"') && line.includes('"__REALTIME_TIMESTAMP"')) {
    const { MESSAGE } = (parseJson(line) ?? {}) as { MESSAGE?: unknown };
    return typeof MESSAGE === 'string' ? MESSAGE : line;
  }
  return line.replace(CRI, '');
}
