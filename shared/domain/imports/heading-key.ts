import { currenciesIn } from './cells/currency-marks.ts';

/** A currency in a heading: `Amount spent (EUR)`. */
const IN_BRACKETS = /\s*[([]([^()[\]]*)[)\]]\s*$/;
/** And without brackets, `Betrag in €`, where something else stands before it. */
const AT_END = /(?<=\S)(?:\s+in)?\s+(?:[A-Z]{3}|\p{Sc}|[Ee]uros?)$/u;

/**
 * The spelling of a column's heading that is compared: small letters, no quotes, no `#`, one blank for `_`, `-`, `.` and
 * blanks, `createdAt` as `created at`; what stands in brackets at the end is no part of it, nor is a currency there.
 */
export const headingKey = (heading: string): string =>
  withoutEnd(unscrambled(heading).trim())
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[„“”«»"'’`#*:]/g, '')
    .replace(IN_BRACKETS, '')
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
