/** What keyboards and pages put in the place of a plain sign: Unicode's dashes, quotation marks and primes. */
const DASHES = /\p{Dash_Punctuation}|[\u2212\u2043]/gu;
const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033\u00ab\u00bb]/g;
/** Seen by nobody: joiners, marks of direction, variation selectors, soft hyphens; controls; halves of a pair. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]/gu;
const BLANKS = /\s/g;
/** A Turkish keyboard's capital of i. */
const DOTTED_CAPITAL = /İ/g;
/** Its small letter has the capitals SS. */
const SHARP_CAPITAL = /ẞ/g;

/**
 * The one spelling under which a code is looked up: without case, blanks, width and whatever a keyboard, a page or a
 * spreadsheet adds. Accents, dots, `%`, `_` and leading zeros tell codes apart. Empty: no code at all.
 */
export const foldCode = (code: string): string =>
  // Also before NFKC, which takes an accent that stands alone for a blank and an accent.
  plainQuotes(plainQuotes(code).normalize('NFKC'))
    .replace(DASHES, '-')
    .replace(INVISIBLE, '')
    .replace(BLANKS, '')
    .toUpperCase()
    .normalize('NFKC')
    .replace(DOTTED_CAPITAL, 'I')
    .replace(SHARP_CAPITAL, 'SS');

const plainQuotes = (code: string): string => code.replace(SINGLE_QUOTES, "'").replace(DOUBLE_QUOTES, '"');

/** What a creator's code may come to, folded: a compatibility letter can unfold to eighteen. Its key has 1,024 bytes. */
export const MOST_FOLDED = 200;

/** Of a code that is looked up at all: nobody's can be longer. */
export const isLookedUp = (folded: string): boolean => folded !== '' && folded.length <= MOST_FOLDED;

/**
 * The codes that a text may hold which is none itself: shops write several into one field ("FREESHIP, ADA10"), and who
 * copies one takes along the quotes or the full stop around it. At most as many as an order may name.
 */
export function codesWithin(text: string): string[] {
  const parts = text.split(BETWEEN).map((part) => part.replace(AROUND, ''));
  const folded = foldCode(text);
  return parts.filter((part) => !['', folded].includes(foldCode(part))).slice(0, MOST_WITHIN);
}
const MOST_WITHIN = 20;
/** What parts a list, a label ("code: ADA10") or a remark ("ADA10 (10%)") from a code; signs that codes hold only with blanks round them. */
const BETWEEN = /[,;|\n\t:=(){}[\]<>]|\s[+&/\p{Dash_Punctuation}]\s/u;
/** Signs at either end; a `%` belongs to the code. */
const AROUND = /^[^\p{L}\p{N}\p{S}%]+|[^\p{L}\p{N}\p{S}%]+$/gu;

/** Every code that an order names, once, as it was sent; one that is nothing but blanks is none. */
export function codesOf({
  couponCode,
  couponCodes = [],
}: {
  couponCode?: string;
  couponCodes?: string[];
}): string[] {
  const byName = new Map<string, string>();
  for (const code of couponCode === undefined ? couponCodes : [couponCode, ...couponCodes]) {
    const name = foldCode(code);
    if (name !== '' && !byName.has(name)) byName.set(name, code);
  }
  return [...byName.values()];
}
