import { type Why, why } from '../reasons.ts';
import { escapeText, withoutOwnParameters } from './own-parameters.ts';
import { isIpLiteral, isPrivateAddress } from './private-address.ts';

export const LONGEST_DESTINATION = 2_048;
/** Names that never leave a house or a machine (RFC 6761, 6762, 8375, and ICANN's .internal). */
const INWARD_SUFFIXES = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home.arpa',
  'test',
  'invalid',
  'onion',
];

export type DestinationRules = {
  /** Hosts that we answer ourselves: a link to them would run in circles. */
  ownHosts: readonly string[];
  /** The brand's own list; empty: any. `*.example.com` takes sub-domains in. */
  allowedHosts: readonly string[];
};

export type Destination = { kind: 'good'; href: string } | { kind: 'bad'; reason: Why };

const bad = (reason: Why): Destination => ({ kind: 'bad', reason });

/**
 * Where a follower may be sent: what WHATWG URL reads as an http(s) address of a public host. It is kept as it was
 * written, byte for byte, for signed addresses and old encodings hang on it, but for three things: what no header can
 * hold is escaped, what the parser reads otherwise (hosts in octal or hexadecimal, slashes too many) is written as it
 * reads it, and a click id that was copied along is left out. What nobody sees at its ends came with the copying.
 */
export function checkDestination(sent: string, rules: DestinationRules): Destination {
  const text = withoutUnseenEnds(sent);
  if (text.length > LONGEST_DESTINATION) return bad(why('too-long', { n: LONGEST_DESTINATION }));
  if (!URL.canParse(text)) return bad(why('not-a-url'));
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return bad(why('not-a-web-url'));
  if (url.username || url.password) return bad(why('credentials-in-address'));
  const kept = withoutOwnParameters(asWritten(text, url));
  if (kept.length > LONGEST_DESTINATION) return bad(why('too-long', { n: LONGEST_DESTINATION }));
  const host = url.hostname.replace(/\.$/, '');
  if (isIpLiteral(host)) {
    if (isPrivateAddress(host)) return bad(why('private-network'));
  } else if (!isPublicHost(host)) return bad(why('no-public-host'));
  if (rules.ownHosts.includes(host)) return bad(why('leads-to-itself'));
  if (rules.allowedHosts.length > 0 && !rules.allowedHosts.some((allowed) => covers(allowed, host))) {
    return bad(why('host-not-allowed', { list: rules.allowedHosts.join(', ').slice(0, 200) }));
  }
  return { kind: 'good', href: kept };
}

/**
 * Blanks of any width, zero included, marks of direction and of byte order: a page or a chat that an address was copied
 * from brings them along, and parsers of addresses take them for a part of the path. No joiners: emoji end in them.
 */
export const withoutUnseenEnds = (text: string): string => text.replace(UNSEEN_ENDS, '');
const UNSEEN_ENDS =
  /^[\s\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|[\s\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+$/g;

/** A name that the internet may know; no address. */
export const isPublicHost = (host: string): boolean =>
  host.includes('.') && !INWARD_SUFFIXES.some((suffix) => host.endsWith(`.${suffix}`));

function asWritten(text: string, url: URL): string {
  const trimmed = text.replace(PARSER_SKIPS, '');
  const [, scheme = '', authority = '', rest = ''] = /^(https?:\/\/)([^/?#\\]*)(.*)$/is.exec(trimmed) ?? [];
  const [path = ''] = rest.split(/[?#]/, 1);
  if (scheme === '' || path.includes('\\')) return url.href;
  const plain = authority.toLowerCase().replace(url.protocol === 'https:' ? /:443$/ : /:80$/, '');
  const kept =
    scheme + (plain === url.host ? authority : url.host) + rest.replace(NOT_IN_HEADERS, escapeText);
  return new URL(kept).href === url.href ? kept : url.href;
}

/** Blanks and controls at either end, tabs and line ends anywhere: no parser of addresses sees them. */
const PARSER_SKIPS = /^[\0-\x20]+|[\0-\x20]+$|[\t\n\r]/g;
const NOT_IN_HEADERS = /[^\x21-\x7e]|["<>]/gu;

const covers = (allowed: string, host: string): boolean =>
  allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed;
