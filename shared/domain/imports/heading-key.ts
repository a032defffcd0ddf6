import { currenciesIn, withoutCurrency } from './cells/currency-marks.ts';

/** A currency in a heading: `Amount spent (EUR)`. */
const IN_BRACKETS = /\s*[([]([^()[\]]*)[)\]]\s*$/;
/** And without brackets, `Betrag in €`, where something else stands before it. */
const AT_END = /(?<=\S)(?:\s+in)?\s+(?:[A-Z]{3}|\p{Sc}|[Ee]uros?)$/u;

/**
 * Makes another column of it: a share is no count, and 4990 cents are no 4,990, nor millionths (Google's `micros`), hours or
 * points; and what a shop writes once more for people to read is not the figure.
 */
const OTHER_UNIT = new RegExp(
  [
    '%|per ?cent|prozent|pour ?cent|por ?ciento|procent',
    '^(?:in |en )?(?:euro ?)?(?:cents?|ct|centimes|céntimos|centavos|centesimi|pence|öre|øre|groszy|kuruş|paise|minor units?|t€|teur)$',
    '^(?:in |en )?(?:micros?|micro ?(?:units|amount)s?|coins?|credits?|points?|punkte|hours?|hrs?|stunden|heures|horas|ore)$',
    '^format(?:ted|iert|é)$',
  ].join('|'),
);
/** An order's total without tax is another sum than its total. */
const WITHOUT_TAX =
  /^(?:ex|excl|excluding|before|without|ohne|exkl|zzgl|hors|sin|senza|zonder|sem|bez|ekskl)[.\s]+(?:tax(?:es)?|vat|gst|mw ?st|ust|steuern?|tva|taxes|iva|impuestos|btw|moms|mva|alv|dph|áfa)\.?$|^(?:net|netto|neto|ht|h\.t\.)$/;
const NET = ' ex tax';
/** A heading's key where only an order's sums are told apart by their tax. */
export const withoutTaxMark = (key: string): string => (key.endsWith(NET) ? key.slice(0, -NET.length) : key);

/** What counts more than one: as a heading says it, and as its cells would. */
const MANIFOLD: readonly (readonly [RegExp, string])[] = [
  [/^(?:in |en )?(?:k|tsd\.?|tausend|thousands?|'?000s?|milliers|miles|mil|migliaia)$/i, 'K'],
  [/^(?:in |en )?(?:m|mio\.?|mln\.?|millions?|millionen|millones|milioni)$/i, 'M'],
];

/** The letter that each figure under a heading stands for, `Followers (k)`, `Reach (in millions)`; undefined: as it is. */
export function headingManifold(heading: string): string | undefined {
  const inside = withoutCurrency(IN_BRACKETS.exec(heading)?.[1] ?? '').trim();
  return MANIFOLD.find(([pattern]) => pattern.test(inside))?.[1];
}

/** Names with a capital inside that are one word, where `createdAt` is two. */
const NAMES_IN_ONE = /TikTok|YouTube|LinkedIn|SnapChat/g;

/**
 * The spelling of a column's heading that is compared: small letters, no quotes, no accents, no `#`, one blank for `_`, `-`, `.` and
 * blanks, `createdAt` as `created at`; what stands in brackets at the end is no part of it,
 * but for another unit and for sums without tax, nor is a currency there.
 */
export const headingKey = (heading: string): string =>
  withoutEnd(unscrambled(heading).trim())
    .normalize('NFKC')
    .replace(NAMES_IN_ONE, (name) => name.toLowerCase())
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[„“”«»"'’`#*:]/g, '')
    .replace(IN_BRACKETS, (_, inside: string) =>
      OTHER_UNIT.test(inside) ? ` ${inside}` : WITHOUT_TAX.test(inside.trim()) ? NET : '',
    )
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_.-]+/g, ' ')
    .trim();

const withoutEnd = (text: string): string => text.replace(AT_END, (end) => (currenciesIn(end) ? '' : end));

/** Which currencies a heading could mean by what stands at its end: `Amount (EUR)`, `Betrag in €`. */
export function headingCurrencies(heading: string): readonly string[] | undefined {
  const text = heading.trim();
  return currenciesIn(IN_BRACKETS.exec(text)?.[1] ?? AT_END.exec(text)?.[0] ?? '');
}

/** `Montant dÃ©pensÃ©`: UTF-8 that somebody read as windows-1252 and saved again. */
function unscrambled(text: string): string {
  if (!/[ÃÂ][\u0080-\u00bf]/.test(text)) return text;
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}
