import type { RawEvidence } from './click.ts';
import type { Hit } from './hit.ts';

/**
 * The headers that a later version of the rules may want to see, with the most that is kept of each. Together with
 * the verdict a click stays under 1 KB, one write unit. No cookies, no address, nothing that names a person.
 */
const KEPT: Readonly<Record<string, number>> = {
  'user-agent': 236,
  referer: 100,
  'sec-fetch-site': 12,
  'sec-fetch-dest': 12,
  'sec-fetch-mode': 12,
  'sec-purpose': 24,
  purpose: 16,
  'x-purpose': 16,
  'x-moz': 16,
  'x-requested-with': 40,
  'sec-ch-ua': 100,
  'x-vouch-internal': 1,
};
const KEPT_QUERY = 80;

export function evidenceOf(hit: Hit): RawEvidence {
  let cut = hit.query.length > KEPT_QUERY;
  const headers: Record<string, string> = {};
  for (const [name, most] of Object.entries(KEPT)) {
    const value = name === 'referer' ? withoutQuery(hit.headers[name]) : hit.headers[name];
    if (value === undefined) continue;
    const ascii = printable(value);
    headers[name] = ascii.slice(0, most);
    cut ||= ascii.length > most || ascii !== value;
  }
  return {
    method: printable(hit.method).slice(0, 8),
    query: printable(hit.query).slice(0, KEPT_QUERY),
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
