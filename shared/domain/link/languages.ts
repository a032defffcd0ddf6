import { LANGUAGES, type Language } from '../vocabulary.ts';

/** More than a browser's settings hold. */
const MOST_RANGES = 30;
const LONGEST_HEADER = 1_000;

/**
 * Codes that were replaced, as old Android and Java still send them (IANA language subtag registry), and those for which
 * browsers and brands use another (Norwegian and Filipino: CLDR's aliases).
 */
const REPLACED: Readonly<Record<string, string>> = {
  in: 'id',
  iw: 'he',
  ji: 'yi',
  jw: 'jv',
  mo: 'ro',
  nb: 'no',
  tl: 'fil',
};

/**
 * Primary subtags of an Accept-Language header (RFC 9110 §12.5.4), best first: `de-CH;q=0.5,fr` → ["fr", "de"]. Equal
 * weights keep the header's order, a language of several regions has its best weight, weight 0 means "not this one".
 * "*" names no language.
 */
export function languagesOf(header: string | undefined): string[] {
  if (!header) return [];
  const weights = new Map<string, number>();
  for (const range of header.slice(0, LONGEST_HEADER).split(',', MOST_RANGES)) {
    const [tag = '', ...parameters] = range.split(';');
    const language = canonicalLanguage(tag.trim().split(/[-_]/, 1)[0] ?? '');
    if (!/^[a-z]{2,8}$/.test(language)) continue;
    weights.set(language, Math.max(weights.get(language) ?? 0, weightOf(parameters)));
  }
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([language]) => language);
}

/** The first of the wishes that we speak; English where we speak none. */
export const spokenOf = (wishes: readonly string[]): Language =>
  LANGUAGES.find((one) => one === wishes.find((wish) => LANGUAGES.includes(wish as Language))) ?? 'en';

export function canonicalLanguage(tag: string): string {
  const language = tag.toLowerCase();
  return Object.hasOwn(REPLACED, language) ? (REPLACED[language] ?? language) : language;
}

/** 1 unless `q` says otherwise; a weight that can't be read is not said. */
function weightOf(parameters: readonly string[]): number {
  const said = parameters.map((one) => /^\s*q\s*=\s*(\d*\.?\d+|\d+\.)\s*$/i.exec(one)?.[1]).find(Boolean);
  return said === undefined ? 1 : Math.min(1, Number(said));
}
