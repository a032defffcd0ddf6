import type { Untold } from '../../../shared/domain/click/hit.ts';

/** A request as a log tells it. */
export type LoggedRequest = {
  /** Epoch ms. */
  at: number;
  address: string;
  method: string;
  /** As the client sent it: a path with its query, or a whole address. */
  target: string;
  /** What the server answered, where the log says so. */
  status?: number;
  headers: Record<string, string>;
  country?: string;
  /** What this log never holds: its absence says nothing of the follower. */
  untold?: readonly Untold[];
};

/** What a line is: a request, no request at all (headings, other messages), or unreadable with its reason. */
export type LogLine = LoggedRequest | 'no request' | { unreadable: string };

export const isRequest = (line: LogLine): line is LoggedRequest =>
  typeof line === 'object' && !('unreadable' in line);

export const unreadable = (reason: string): LogLine => ({ unreadable: reason });

/** A header that a log writes as "-" or as nothing was not sent. */
export function headersOf(referer: string | undefined, agent: string | undefined): Record<string, string> {
  return {
    ...(referer && referer !== '-' ? { referer } : {}),
    ...(agent && agent !== '-' ? { 'user-agent': agent } : {}),
  };
}

/** Which of them a line doesn't hold at all; an empty one or "-" is told. */
export const untoldOf = (parts: Record<Untold, string | undefined>): Untold[] =>
  (Object.keys(parts) as Untold[]).filter((name) => parts[name] === undefined);
