import { isPackageName } from './package-of.ts';

/** Where a Referer points: a web address, or the Android app that set `android-app://…`. */
export type ReferrerAddress = { scheme: string; host: string; path: string };

/** More of a Referer than any host needs is never looked at. */
const LONGEST_READ = 512;
/** Of a longer host the end is read: it says whose it is. */
const LONGEST_HOST = 100;
const LONGEST_DNS_NAME = 253;
/** Enough for every path that says something (`/i/grok`, `/webmail`); more would be somebody's own. */
const LONGEST_PATH = 32;
const NATIVE = 'android-app://';

/**
 * The parts of a Referer that judgement reads. `undefined` for what is no address (`javascript:`, `data:`, garbage, two
 * headers in one). The host is what a browser would connect to: `https://instagram.com@evil.example/` is
 * `evil.example`. Letters that no host holds (other scripts unescaped, IPv6's brackets) are written "_": it was a page all
 * the same, and nothing dark. Who signed in, and what was asked for, is nobody's business and left out.
 */
export function readAddress(referer: string): ReferrerAddress | undefined {
  const text = referer.slice(0, LONGEST_READ).trim();
  return nativeAddress(text) ?? webAddress(text);
}

/** The same in one line, from which `readAddress` reads the same again. */
export function writeAddress({ scheme, host, path }: ReferrerAddress): string {
  return `${scheme}${host}${path}`;
}

export const isNative = ({ scheme }: ReferrerAddress): boolean => scheme === NATIVE;

function nativeAddress(text: string): ReferrerAddress | undefined {
  if (text.slice(0, NATIVE.length).toLowerCase() !== NATIVE) return undefined;
  const name = text.slice(NATIVE.length, hostEnd(text, NATIVE.length));
  return isPackageName(name) ? { scheme: NATIVE, host: name.toLowerCase(), path: '' } : undefined;
}

function webAddress(text: string): ReferrerAddress | undefined {
  const start = text.slice(0, 8).toLowerCase();
  const scheme = ['https://', 'http://'].find((known) => start.startsWith(known));
  if (!scheme) return undefined;
  const end = hostEnd(text, scheme.length);
  const authority = text.slice(Math.max(scheme.length, text.lastIndexOf('@', end - 1) + 1), end);
  const host = hostOf(authority.toLowerCase());
  return isHost(host) ? { scheme, host: endOf(host), path: pathOf(text.slice(end)) } : undefined;
}

function pathOf(rest: string): string {
  const end = rest.search(/[?#\\"]|[^!-~]/);
  return (end < 0 ? rest : rest.slice(0, end)).slice(0, LONGEST_PATH);
}

function hostEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (HOST_ENDS.includes(text.charCodeAt(at))) return at;
  }
  return text.length;
}

/** What ends the host of a web address, in codes: / ? # \\ */
const HOST_ENDS = [47, 63, 35, 92];

/** Beyond ASCII, and what stands around and inside an IPv6 address. */
const hostOf = (authority: string): string =>
  authority.startsWith('[')
    ? authority.slice(1, authority.indexOf(']')).replaceAll(':', '_')
    : withoutPort(authority).replace(/[\u0080-\ud7ff\ue000-\uffff]/g, '_');

function withoutPort(authority: string): string {
  const colon = authority.indexOf(':');
  const host = colon < 0 ? authority : authority.slice(0, colon);
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

function isHost(host: string): boolean {
  if (host === '' || host.length > LONGEST_DNS_NAME || host.includes('..')) return false;
  return /^[a-z0-9_][a-z0-9_.-]*$/.test(host);
}

/** The last labels of a host that is longer than any honest one. */
function endOf(host: string): string {
  let end = host;
  while (end.length > LONGEST_HOST && end.includes('.')) end = end.slice(end.indexOf('.') + 1);
  return isHost(end) ? end.slice(0, LONGEST_HOST) : host.slice(0, LONGEST_HOST);
}
