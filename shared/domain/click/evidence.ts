import type { RawEvidence } from './click.ts';
import type { Hit } from './hit.ts';

/**
 * The headers that a later version of the rules may want to see, with the most that is kept of each. Together with
 * the verdict a click stays under 1 KB, one write unit. No cookies, no address, nothing that names a person.
 */
const KEPT: Readonly<Record<string, number>> = {
  'sec-fetch-site': 12,
  'sec-fetch-dest': 12,
  'sec-fetch-mode': 12,
  'x-vouch-internal': 1,
  'sec-purpose': 24,
  purpose: 16,
  'x-purpose': 16,
  'x-moz': 16,
  'x-requested-with': 40,
  'user-agent': 248,
  referer: 100,
  'sec-ch-ua': 100,
};
const KEPT_QUERY = 80;
/** Bytes that all of it may take as JSON; what comes first in the list above is kept first. */
const BUDGET = 500;
/** Quotes, colon and comma around a name and its value. */
const PUNCTUATION = 6;

export function evidenceOf(hit: Hit): RawEvidence {
  let cut = hit.query.length > KEPT_QUERY;
  const query = printable(hit.query).slice(0, KEPT_QUERY);
  let left = BUDGET - query.length;
  const headers: Record<string, string> = {};
  for (const [name, most] of Object.entries(KEPT)) {
    const value = name === 'referer' ? withoutQuery(hit.headers[name]) : hit.headers[name];
    if (value === undefined) continue;
    const ascii = printable(value);
    const room = Math.min(most, left - name.length - PUNCTUATION);
    cut ||= ascii.length > room || ascii !== value;
    if (room <= 0) continue;
    headers[name] = ascii.slice(0, room);
    left -= name.length + PUNCTUATION + headers[name].length;
  }
  return {
    method: printable(hit.method).slice(0, 8),
    query,
    headers,
    ...(hit.platformIssued ? { platformIssued: hit.platformIssued } : {}),
    ...(cut ? { cut } : {}),
  };
}

/** The hit again, for judging it by newer rules. */
export function hitOf(raw: RawEvidence): Hit {
  return {
    method: raw.method,
    headers: raw.headers,
    query: raw.query,
    ...(raw.platformIssued ? { platformIssued: raw.platformIssued } : {}),
  };
}

/** A referrer's query can hold a search, a name, a token: the host and path say all that the rules read. */
function withoutQuery(referer: string | undefined): string | undefined {
  if (referer === undefined) return undefined;
  const end = referer.search(/[?#]/);
  return end < 0 ? referer : referer.slice(0, end);
}

/** One byte a character, in JSON too: control characters, quotes, backslashes and what isn't ASCII become "?". */
function printable(text: string): string {
  return text.slice(0, 600).replace(/[^\x20-\x7e]|["\\]/g, '?');
}
