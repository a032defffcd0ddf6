/**
 * Slugs: ASCII letters, digits, "-" and "_", case-sensitive, 3–64 long. Two slugs that a reader can confuse
 * (0/O, 1/l/I) are the same slug: the store keys by the fold, so both spellings lead to one link.
 */
const SLUG = /^[A-Za-z0-9_-]{3,64}$/;
/** Base 58: what is left when the confusable letters are gone. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** 58^9 ≈ 7e15: a million live links and a hundred guesses a second hit one in two years. */
const RANDOM_LENGTH = 9;

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
  return RESERVED_SLUGS.has(foldSlug(slug.toLowerCase())) ? 'slug-reserved' : undefined;
}

/** Can this path segment be a slug at all? Anything else needs no look-up. */
export const isSlugShaped = (segment: string): boolean => SLUG.test(segment);

/** The one spelling that stands for all that look alike. */
export function foldSlug(slug: string): string {
  return slug.replace(/[OIl]/g, (letter) => (letter === 'O' ? '0' : '1'));
}

/**
 * A slug that cannot be guessed. `randomBytes(n)` must be a cryptographic source; bytes ≥ 232 are rejected so
 * that each letter is equally likely.
 */
export function randomSlug(randomBytes: (count: number) => Uint8Array): string {
  let slug = '';
  while (slug.length < RANDOM_LENGTH) {
    for (const byte of randomBytes(16)) {
      if (byte < 232 && slug.length < RANDOM_LENGTH) slug += ALPHABET[byte % 58];
    }
  }
  return slug;
}
