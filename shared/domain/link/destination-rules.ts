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

export type Destination = { kind: 'good'; href: string } | { kind: 'bad'; reason: string };

const bad = (reason: string): Destination => ({ kind: 'bad', reason });

/**
 * Where a follower may be sent: what WHATWG URL reads as an http(s) address of a public host. It is kept as it was
 * written, byte for byte, for signed addresses and old encodings hang on it, but for three things: what no header can
 * hold is escaped, what the parser reads otherwise (hosts in octal or hexadecimal, slashes too many) is written as it
 * reads it, and a click id that was copied along is left out. What nobody sees at its ends came with the copying.
 */
export function checkDestination(sent: string, rules: DestinationRules): Destination {
  const text = withoutUnseenEnds(sent);
  if (text.length > LONGEST_DESTINATION) return bad(`must have at most ${LONGEST_DESTINATION} characters`);
  if (!URL.canParse(text)) return bad('must be an absolute http or https URL');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return bad('must be an http or https URL');
  if (url.username || url.password) return bad('must not hold a user name or password');
  const kept = withoutOwnParameters(asWritten(text, url));
  if (kept.length > LONGEST_DESTINATION) return bad(`must have at most ${LONGEST_DESTINATION} characters`);
  const host = url.hostname.replace(/\.$/, '');
  if (isIpLiteral(host)) {
    if (isPrivateAddress(host)) return bad('must not lead into a private network');
  } else if (!isPublicHost(host)) return bad('must name a public host');
  if (rules.ownHosts.includes(host)) return bad('must not lead to the short links themselves');
  if (rules.allowedHosts.length > 0 && !rules.allowedHosts.some((allowed) => covers(allowed, host))) {
    return bad(`must lead to one of the brand's hosts: ${rules.allowedHosts.join(', ').slice(0, 200)}`);
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
