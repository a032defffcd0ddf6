import type { LinkRoute } from './link-route.ts';
import { escapeText, isOwnOnLink, pairName, partsOf, withoutOwnParameters } from './own-parameters.ts';

/** Characters of the caller's query that are carried along; more than that is nobody's campaign tag. */
const MOST_PASSED = 2_000;

/** A stored destination, read once for all its followers. */
type Prepared = {
  utm: LinkRoute['utm'];
  address: string;
  /** What stands before our pairs: front, its own query, and what joins them. */
  before: string;
  fragment: string;
  tags: string[];
  /** Names of the destination's own pairs and of the link's UTM. */
  taken: ReadonlySet<string>;
};

const MAX_REMEMBERED = 1_000;
const remembered = new Map<string, Prepared>();

/**
 * Where a follower is sent: the stored destination byte for byte, and behind its query, before its fragment, the
 * caller's pairs where their names don't clash, the link's UTM, and our click id. It only ever adds pairs as text, so
 * that nothing in the request can change scheme, host, port or path.
 */
export function composeDestination(
  stored: string,
  query: string,
  utm: LinkRoute['utm'],
  clickId?: string,
): string {
  const { address, before, fragment, tags, taken } = preparedFor(stored, utm);
  const passed = passedPairs(query, taken);
  const added = passed.length > 0 ? [...passed, ...tags].join('&') : tags.join('&');
  const id = clickId ? `vclid=${clickId}` : '';
  const all = added && id ? `${added}&${id}` : added || id;
  return all === '' ? address : `${before}${all}${fragment}`;
}

/** Remembered by the destination; links that share one and differ in UTM take turns. */
function preparedFor(stored: string, utm: LinkRoute['utm']): Prepared {
  const known = remembered.get(stored);
  if (known && known.utm === utm) return known;
  const address = withoutOwnParameters(stored);
  const { front, query: own, fragment } = partsOf(address);
  const ownNames = new Set(own?.split('&').map(pairName));
  const utms = Object.entries(utm ?? {}).flatMap(([name, value]) =>
    value && !ownNames.has(`utm_${name}`) ? [[`utm_${name}`, value] as const] : [],
  );
  const taken = new Set([...ownNames, ...utms.map(([name]) => name)]);
  const tags = utms.map(([name, value]) => `${name}=${escapeText(value)}`);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const before = front + joint(front, own);
  const prepared = { utm, address, before, fragment, tags, taken };
  remembered.set(stored, prepared);
  return prepared;
}

/** The caller's pairs as they came, those that fit: one that is too long takes no other with it. */
function passedPairs(query: string, taken: ReadonlySet<string>): readonly string[] {
  if (query === '') return NONE;
  let room = MOST_PASSED;
  return query.split('&').flatMap((pair) => {
    const name = pairName(pair);
    if (pair === '' || taken.has(name) || isOwnOnLink(name)) return [];
    const safe = fitForHeader(pair);
    if (safe.length > room) return [];
    room -= safe.length + 1;
    return [safe];
  });
}

const NONE: readonly string[] = [];

/** What stands between the destination and our pairs; an address without a path gets its "/". */
function joint(front: string, own: string | undefined): string {
  if (own === undefined) return BARE_HOST.test(front) ? '/?' : '?';
  return own === '' || own.endsWith('&') ? `?${own}` : `?${own}&`;
}

const BARE_HOST = /^[a-z]+:\/\/[^/]*$/i;

/** Node hands bytes beyond ASCII over as Latin-1: they are escaped as the bytes they were. */
const fitForHeader = (pair: string): string =>
  pair.replace(/[^\x21-\x7e]|#/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 256 ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : escapeText(letter);
  });
