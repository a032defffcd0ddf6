import { once } from '../remember.ts';
import { isOddAddress } from './alias.ts';
import { LINK_PAGES, OUR_DOORS } from './doors.ts';
import { isSlugShaped } from './slug.ts';

/** What browsers and crawlers ask a host for by themselves, and its bare name. */
export type FileName = 'home' | 'robots' | 'favicon';

/** Whose door a path knocks at. `slugs` are asked one after the other, the exact one first. */
export type PathReading =
  | { kind: 'link'; slugs: string[] }
  /** `/{slug}+`: shown where it leads, nothing counted. */
  | { kind: 'shown'; slugs: string[] }
  /** The API's and the pages' paths. */
  | { kind: 'ours' }
  | { kind: 'file'; name: FileName }
  | { kind: 'nothing' };

/**
 * One way from a path (`readTarget`; escaped or not, front doors differ) to a slug. What messengers, sentences and
 * keyboards glue to a link is no part of it: it ends at the first sign that no slug can hold, an escaped query or a
 * further segment too; "-" and "_" at either end may be the sentence's, and letters that show nothing are read past.
 */
export function readPath(path: string): PathReading {
  if (PLAIN.test(path)) {
    const exact = path.slice(1);
    if (!OURS.has(exact)) return { kind: 'link', slugs: [exact] };
  }
  const named = FILES[path];
  if (named) return { kind: 'file', name: named };
  if (OURS.has(path.split('/', 2)[1] ?? '') || LINK_PAGE.test(path)) return { kind: 'ours' };
  return readSpelling(path);
}

/**
 * The addresses from other shorteners that a path may be, which no slug can be and which are asked for before its slugs:
 * the whole path, and without what a sentence glued to its end. None where `readPath` finds a door of ours.
 */
export function oddAddresses(path: string): string[] {
  if (PLAIN.test(path)) return [];
  const text = asciiOf(decodeEscapes(path))
    .replace(/^\/|\/$/g, '')
    .normalize('NFC');
  return [...new Set([text, text.replace(signs().glued, '')])].filter(isOddAddress);
}

/** The addresses by which a path may be a link's, likeliest first; none where it can be no link's. */
export function addressesOf(path: string, reading: PathReading): string[] {
  const slugs = reading.kind === 'link' ? reading.slugs : [];
  return PLAIN.test(path) ? slugs : [...oddAddresses(path), ...slugs];
}

/** The slugs that a piece of a path may mean, likeliest first; none when it can be no slug. */
export function slugsOf(segment: string): string[] {
  const reading = readSpelling(segment);
  return reading.kind === 'link' || reading.kind === 'shown' ? reading.slugs : [];
}

const OURS: ReadonlySet<string> = new Set(OUR_DOORS);
const LINK_PAGE = new RegExp(`^/[A-Za-z0-9_-]{3,64}${LINK_PAGES.source}`);
const FILES: Readonly<Record<string, FileName>> = {
  '/': 'home',
  '/robots.txt': 'robots',
  '/favicon.ico': 'favicon',
};
/** Nine of ten requests: nothing to take off. */
const PLAIN = /^\/[A-Za-z0-9][A-Za-z0-9_-]{1,62}[A-Za-z0-9]$/;

function readSpelling(piece: string): PathReading {
  const { before, marksBefore, gluedWord, unseen, onlyPlus } = signs();
  const text = asciiOf(decodeEscapes(piece)).replace(gluedWord, '$1');
  const readings = [text.replace(before, ''), text.replace(marksBefore, '')].map((rest) => ({
    joined: readSlug(rest.replace(unseen, '').replace(HYPHENS, '-')),
    cut: readSlug(rest),
  }));
  const found = readings.flatMap(({ joined, cut }) => [...endings(joined.slug), ...endings(cut.slug)]);
  const slugs = [...new Set(found)].filter(isSlugShaped);
  if (slugs.length === 0) return { kind: 'nothing' };
  const isShown = readings.some(({ joined }) => joined.slug !== '' && onlyPlus.test(joined.rest));
  return { kind: isShown ? 'shown' : 'link', slugs };
}

function readSlug(text: string): { slug: string; rest: string } {
  const slug = /^[A-Za-z0-9_-]{0,80}/.exec(text)?.[0] ?? '';
  return { slug, rest: text.slice(slug.length) };
}

/** As it stands, without one or two of the "-" and "_" at its end (Markdown's marks), without any of them. */
const endings = (slug: string): string[] => [
  slug,
  slug.replace(/[_-]$/, ''),
  slug.replace(/[_-]{1,2}$/, ''),
  slug.replace(/[_-]+$/, ''),
];

/** HTML's name of a sign. */
const NAMED_SIGN = /&(?:amp;)*(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});/;
const allBut = (left: string): RegExp =>
  new RegExp(`^(?:${NAMED_SIGN.source}|\\.{3,}|[^\\p{L}\\p{N}${left}])+`, 'iu');
/** Made when a path first needs them: letters of all scripts cost a fresh function milliseconds. */
const signs = once(() => ({
  /**
   * What came in before the slug: no letter or digit of any script, nor HTML's name of a sign. A full stop is left, for
   * what begins with one is a file that scanners ask for.
   */
  before: allBut('_.-'),
  /** The same with the marks that a slug may begin with: exact first, since some do. */
  marksBefore: allBut('.'),
  /** What begins with letters or digits of ours and is none of it: a further address, a digit drawn as a key. */
  gluedWord: /([^/])(?:https?:\/|[\d#*]\uFE0F?\u20E3).*$/isu,
  /** What a sentence glued to the end of an address. */
  glued: /[^\p{L}\p{M}\p{N}\p{So}]+$/u,
  /** Zero-width blanks and joiners, soft hyphens, byte order marks, direction marks, variation selectors. */
  unseen: /\p{DI}/gu,
  /** A "+" and nothing behind it that somebody wrote on purpose. */
  onlyPlus: /^\+[^\p{L}\p{N}]*$/u,
}));
/** What typesetting makes of "-" inside a word. */
const HYPHENS = /[\u2010-\u2015\u2212\uFE58\uFE63](?=[A-Za-z0-9])/g;

/** Full-width letters and signs, as East Asian keyboards type them. */
const asciiOf = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));

/** Up to three layers, since some messengers escape what is escaped; what can't be decoded stays and ends the slug. */
function decodeEscapes(text: string): string {
  let decoded = text;
  for (let layer = 0; layer < 3 && decoded.includes('%'); layer++) {
    decoded = decoded.replace(/(?:%[\da-f]{2})+/gi, decodeRun);
  }
  return decoded;
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replace(/%([0-7][\da-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  }
}
