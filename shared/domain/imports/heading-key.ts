/** A currency in a heading: `Amount spent (EUR)`. */
const IN_BRACKETS = /\s*[([]([^()[\]]*)[)\]]\s*$/;

/**
 * The spelling of a column's heading that is compared: small letters, no quotes, no `#`, one blank for `_`, `-`, `.` and
 * blanks, `createdAt` as `created at`; what stands in brackets at the end is no part of it.
 */
export const headingKey = (heading: string): string =>
  unscrambled(heading)
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[„“”«»"'’`#*:]/g, '')
    .replace(IN_BRACKETS, '')
    .replace(/[\s_.-]+/g, ' ')
    .trim();

/** The code of a currency that a heading names at its end. */
export function headingCurrency(heading: string): string | undefined {
  const inside = IN_BRACKETS.exec(heading)?.[1]?.trim() ?? /\b([A-Z]{3})$/.exec(heading.trim())?.[1];
  return inside && /^[A-Z]{3}$/i.test(inside) ? inside.toUpperCase() : undefined;
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
