import type { Hit } from '../click/hit.ts';
import { isPackageName } from './package-of.ts';
import { readAddress, writeAddress } from './referrer-address.ts';
import { placeOfHost } from './short-host.ts';
import { EMAIL_IDS, ORGANIC_CLICK_IDS, PAID_CLICK_IDS } from './tables/click-ids.ts';

/**
 * What is read of a request, and in which form: the one table from which judging and keeping are made. Judgement sees
 * nothing else (`readRequest`), and what is kept of a click (click/evidence.ts) is this, so that judging it again gives
 * the same verdict. Each reader answers '' where there is nothing to read, and reads its own answer as itself. Those
 * further up are kept first when room is short.
 */
const READ_HEADERS = {
  'x-vouch-internal': (text) => (['1', 'true', 'yes'].includes(word(text)) ? '1' : ''),
  'x-vouch-seen': (text) =>
    SEEN_BY_SCRIPT.filter((mark) => text.slice(0, LONGEST_WORD).includes(mark)).join(' '),
  /** Of cookies the one mark that judges: the others are the follower's own. */
  cookie: (text) => (INTERNAL_COOKIES.some((pair) => hasPair(text, ';', pair)) ? INTERNAL_MARK : ''),
  'sec-purpose': word,
  purpose: word,
  'x-purpose': word,
  'x-moz': word,
  'signature-agent': signer,
  'sec-fetch-site': (text) => oneOf(word(text), FETCH_SITES),
  /** Not the name: whether a page of the same site can have led here. */
  host: placeOfHost,
  'sec-fetch-mode': (text) => oneOf(word(text), FETCH_MODES),
  'sec-fetch-dest': (text) => (/^[a-z-]+$/.test(word(text)) ? word(text) : ''),
  'x-requested-with': requestedWith,
  'user-agent': (text) => printable(text.slice(0, LONGEST_AGENT)),
  referer: (text) => {
    const address = readAddress(text);
    return address ? writeAddress(address) : '';
  },
  'sec-ch-ua': brands,
} satisfies Record<string, (value: string) => string>;

export type ReadHeader = keyof typeof READ_HEADERS;
export const JUDGED_HEADERS = Object.keys(READ_HEADERS) as ReadHeader[];
const READERS = Object.entries(READ_HEADERS);

/** The brand's own people: a pair of the query, a header, or the cookie that the page sets. */
export const INTERNAL_MARK = 'vouch_internal=1';
const INTERNAL_COOKIES = [INTERNAL_MARK, 'x-vouch-internal=1'];

/** `shown`: a page fetched ahead was really opened. `telegram`: it stands in Telegram's own window. */
export const SEEN_BY_SCRIPT = ['shown', 'telegram'] as const;
export type SeenByScript = (typeof SEEN_BY_SCRIPT)[number];

const FETCH_SITES = ['none', 'cross-site', 'same-site', 'same-origin'];
const FETCH_MODES = ['navigate', 'cors', 'no-cors', 'same-origin', 'websocket'];

/** A real user agent is under 500 characters; what lies past this is cut before anything looks at it. */
export const LONGEST_AGENT = 1024;
const LONGEST_WORD = 32;
const LONGEST_METHOD = 8;
/** Of a query or a cookie header: servers refuse longer ones anyway. */
const LONGEST_READ = 8192;

/** The request as judgement sees it, and as it is kept. Reading what was read changes nothing. */
export function readRequest(hit: Hit): Hit {
  const headers: Record<string, string> = {};
  for (const [name, read] of READERS) {
    const sent = hit.headers[name];
    const text = sent ? read(sent) : '';
    if (text !== '') headers[name] = text;
  }
  const method = hit.method === 'GET' ? 'GET' : printable(hit.method.slice(0, LONGEST_METHOD)).toUpperCase();
  return { ...hit, method, headers, query: judgedPairs(hit.query) };
}

/** One byte a character, in JSON too: control characters, quotes, backslashes and what isn't ASCII become "?". */
export function printable(text: string): string {
  return text.replace(/[^ -~]|["\\]/g, '?');
}

/** Parameters whose value is read; those of the tables prove by being there. */
const READ_VALUES = ['qr', 'utm_medium', 'utm_source', 'utm_campaign'];
const CLICK_ID_TABLES = [PAID_CLICK_IDS, ORGANIC_CLICK_IDS, EMAIL_IDS];
const LONGEST_QUERY = 4096;
const MOST_PAIRS = 64;
const LONGEST_VALUE = 100;
/** Enough to show that a click id was there; the rest of it is somebody's name tag. */
const LONGEST_CLICK_ID = 8;

/** The pairs of a query that judge, the first of each name, values cut; the internal mark in front. */
function judgedPairs(query: string): string {
  if (query === '') return '';
  const pairs = hasPair(query, '&', INTERNAL_MARK) ? [INTERNAL_MARK] : [];
  const seen = new Set<string>();
  for (const pair of query.slice(0, LONGEST_QUERY).split('&', MOST_PAIRS)) {
    const equals = pair.indexOf('=');
    const name = nameOfPair(pair);
    const most = mostOfValue(name);
    if (equals < 0 || most === 0 || seen.has(name)) continue;
    seen.add(name);
    pairs.push(`${name}=${printable(pair.slice(equals + 1, equals + 1 + most))}`);
  }
  return pairs.join('&');
}

/** Whether a pair of a query is one that judges, or poses as one. */
export const isJudgedPair = (pair: string): boolean =>
  pair.trim() === INTERNAL_MARK || mostOfValue(nameOfPair(pair)) > 0;

/** Of a link that was copied out of a page's source, "&" is still HTML's `&amp;`: names then begin with `amp;`. */
function nameOfPair(pair: string): string {
  const equals = pair.indexOf('=');
  let name = (equals < 0 ? pair : pair.slice(0, equals)).toLowerCase();
  while (name.startsWith(HTML_AND)) name = name.slice(HTML_AND.length);
  return name;
}
const HTML_AND = 'amp;';

function mostOfValue(name: string): number {
  if (READ_VALUES.includes(name)) return LONGEST_VALUE;
  return CLICK_ID_TABLES.some((table) => table.has(name)) ? LONGEST_CLICK_ID : 0;
}

function word(text: string): string {
  return printable(text.slice(0, LONGEST_WORD).trim().toLowerCase());
}

function oneOf(text: string, allowed: readonly string[]): string {
  return allowed.includes(text) ? text : '';
}

function hasPair(text: string, separator: string, pair: string): boolean {
  const read = text.slice(0, LONGEST_READ);
  return read.includes(pair) && read.split(separator).some((part) => part.trim() === pair);
}

/** Who runs the browser that signs its requests (Web Bot Auth): `"https://chatgpt.com"`, alone or under a label. */
function signer(text: string): string {
  const at = text.indexOf('https://');
  const address =
    at < 0 ? undefined : readAddress(text.slice(at, at + LONGEST_SIGNER).split('"', 1)[0] ?? '');
  return address ? writeAddress({ ...address, path: '' }) : '';
}
const LONGEST_SIGNER = 100;

/** A script's old mark, or the package of the app whose window asks. */
function requestedWith(text: string): string {
  const value = text.slice(0, 200).trim().toLowerCase();
  return value === 'xmlhttprequest' || isPackageName(value) ? value : '';
}

/**
 * The names in Sec-CH-UA that tell anything, the telling ones first: not versions, not the nonsense brand that browsers
 * add ("Not A;Brand"). Also read from what was kept before, where each quote had become "?".
 */
function brands(text: string): string {
  const names = text
    .slice(0, LONGEST_READ)
    .split(',')
    .slice(0, MOST_BRANDS)
    .map((brand) =>
      printable(brand.split(';')[0] ?? '')
        .replaceAll('?', '')
        .trim(),
    )
    .filter((name) => name !== '' && name.length <= LONGEST_WORD && !NONSENSE_BRAND.test(name));
  const telling = TELLING_BRANDS.filter((name) => names.includes(name));
  return [...new Set([...telling, ...names])].slice(0, 3).join(', ');
}
/**
 * Brave and a bare webview tell their names in Sec-CH-UA only; Playwright's and Puppeteer's Chromium does so without a
 * screen even under a person's user agent (microsoft/playwright#27600, read 2026-11-29).
 */
export const TELLING_BRANDS = ['HeadlessChrome', 'Android WebView', 'Brave'];
const MOST_BRANDS = 12;
/** "Not A;Brand", "Not?A_Brand", "Not/A)Brand": any signs between its words, of which the list above is cut at some and has lost others. */
const NONSENSE_BRAND = /^\W*not(?:\W|[\W_]*(?:a[\W_]*brand)?$)/i;
