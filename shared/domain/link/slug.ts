/**
 * Slugs: ASCII letters, digits, "-" and "_", 3–64 long, shown as they were chosen. Two slugs that a reader can confuse
 * are one slug: 0/O, 1/l/I, and capitals with small letters (posters are typed from, all-caps QR codes are smaller).
 */
const SLUG = /^[A-Za-z0-9_-]{3,64}$/;
/** What a fold leaves of letters and digits, less those that two signs fold to: no letter of a slug can be misread. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
/** 31^11 ≈ 2.5e16: a million live links and a hundred guesses a second hit one in eight years. */
const RANDOM_LENGTH = 11;

/** First path segments that are ours, or that browsers and scanners ask for by themselves. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set(
  (
    'v1 v2 api app apply admin login logout signup docs doc openapi healthz health ready metrics console outbox ' +
    'static assets public robots favicon sitemap well-known www mail smtp ftp help support status about terms ' +
    'privacy legal abuse security null undefined true false index default test demo vouch account billing'
  )
    .split(' ')
    .map(foldSlug),
);

export type SlugProblem = 'slug-malformed' | 'slug-reserved';

/** What is wrong with a slug that a brand chose, or `undefined` when it may be used. */
export function slugProblem(slug: string): SlugProblem | undefined {
  if (!SLUG.test(slug)) return 'slug-malformed';
  return RESERVED_SLUGS.has(foldSlug(slug)) ? 'slug-reserved' : undefined;
}

/** Can this path segment be a slug at all? Anything else needs no look-up. */
export const isSlugShaped = (segment: string): boolean => SLUG.test(segment);

/** The one spelling that stands for all that look alike, in either case: of these only one slug is given away. */
export function foldSlug(slug: string): string {
  return slug.toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1');
}

/**
 * The place of a slug in the table: a fold that keeps capitals apart, since links that were given away before case was
 * folded differ in nothing else, and each keeps its own.
 */
export const placeOfSlug = (slug: string): string =>
  slug.replace(/[OIl]/g, (letter) => (letter === 'O' ? '0' : '1'));

/**
 * A slug that cannot be guessed. `randomBytes(n)` must be a cryptographic source; bytes ≥ 248 are rejected so
 * that each letter is equally likely.
 */
export function randomSlug(randomBytes: (count: number) => Uint8Array): string {
  let slug = '';
  while (slug.length < RANDOM_LENGTH) {
    for (const byte of randomBytes(16)) {
      if (byte < 248 && slug.length < RANDOM_LENGTH) slug += ALPHABET[byte % 31];
    }
  }
  return slug;
}
