import { VouchError } from '../../../shared/client/vouch.ts';

/** What the API would have said, said before it is asked: by the field's name. */
export const wrongField = (...errors: { path: string; message: string }[]): VouchError =>
  new VouchError(422, { code: 'invalid', detail: 'Some fields are not acceptable.', errors });

const NOISE = /[\s  ’'_]|[€$£¥]|\b[A-Z]{3}\b/g;

/** A whole number as people write it, with whatever groups thousands: `2.300`, `2,300`, `2 300`. */
export function readCount(text: string): number | undefined {
  const plain = text.replace(NOISE, '');
  if (/^\d{1,12}$/.test(plain)) return Number(plain);
  return /^\d{1,3}([.,]\d{3})+$/.test(plain) && new Set(plain.match(/[.,]/g)).size === 1
    ? Number(plain.replace(/[.,]/g, ''))
    : undefined;
}

/**
 * An amount in minor units, from `49,90`, `49.90`, `1.234,50`, `1,234.50`, `€ 49`. `ambiguous`: `1.234` is a thousand to
 * some and one to others, so it is asked back instead of guessed, but where the currency has three decimals: `1.255` KWD.
 */
export function readAmount(text: string, digits: number): number | 'ambiguous' | undefined {
  const plain = text.replace(NOISE, '');
  if (!/^\d[\d.,]*$/.test(plain)) return undefined;
  const marks: string[] = plain.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return minor(plain, '', digits);
  const at = plain.lastIndexOf(last);
  const [whole, part] = [plain.slice(0, at), plain.slice(at + 1)];
  const kinds = new Set(marks).size;
  if (kinds === 2 && marks.indexOf(last) === marks.length - 1)
    return isGrouped(whole, last === '.' ? ',' : '.')
      ? minor(whole.replace(/[.,]/g, ''), part, digits)
      : undefined;
  if (kinds === 2) return undefined;
  if (marks.length > 1)
    return isGrouped(plain, last) ? minor(plain.replaceAll(last, ''), '', digits) : undefined;
  if (part.length === 3 && whole !== '0' && digits < 3)
    return digits === 0 ? minor(whole + part, '', digits) : 'ambiguous';
  return minor(whole, part, digits);
}

const isGrouped = (text: string, mark: string): boolean =>
  text.split(mark).every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));

function minor(whole: string, part: string, digits: number): number | undefined {
  if (!/^\d{1,12}$/.test(whole) || !/^\d*$/.test(part) || part.length > digits) return undefined;
  return Number(whole + part.padEnd(digits, '0'));
}
