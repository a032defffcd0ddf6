import { withoutCurrency } from './currency-marks.ts';

export const DECIMAL_SIGNS = ['.', ','] as const;
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];
/** What a column's own values say about its decimal sign. `open`: each could be read both ways. */
export type DecimalReading = DecimalSign | 'open' | 'mixed' | 'none';

/** Written where a figure is not known. Never a zero. */
const UNKNOWN =
  /^(?:|-+|–|—|n\/?a|n\.? ?a\.?|k\. ?a\.|null|none|undefined|nan|\.\.\.|…|#(?:n\/a|nv|n\/d|nb|n\/b|saknas!)[!?]?)$/i;
export const isUnknown = (cell: string): boolean => UNKNOWN.test(cell.trim());

/** As spreadsheets, in eight languages, write that a formula failed, or that a column was too narrow for what it holds. */
const FAILED =
  /^(?:#{3,}|err:\d{3}|#[¡¿]?(?:ref|rif|bezug|adr|verw|referens|reference|value|valor|valore|valeur|wert|waarde|arg|värdefel|name|nom|nome|nombre|naam|nazwa|namn|num|núm|número|nombre|zahl|getal|liczba|ogiltigt|null|nul|nulo|nullo|leeg|zero|div\/0|deel\/0|dziel\/0|division\/0|spill|überlauf|calc|field|feld|blocked|connect|error)[!?])$/i;
export const isFailed = (cell: string): boolean => FAILED.test(cell.trim());

/** Blanks of every kind, apostrophes and underscores that group digits. */
const GROUPING = /[\s\u00a0\u2007\u2009\u202f'’_]/g;
/** `150,-` and `150.—`: as prices without cents are written by hand. */
const NO_CENTS = /(?<mark>[.,])[-–—]+$/;
/** How people shorten counts; thousands have a Spanish and a German name of their own. A lone `B` is a billion in English and a thousand in Turkish. */
const SUFFIXES: readonly (readonly [RegExp, number])[] = [
  [/(?:k|tsd\.?|mil)$/i, 3],
  [/(?:mrd\.?|md|bn)$/i, 9],
  [/(?:mio\.?|mln\.?|m)$/i, 6],
];

type Bare = { negative: boolean; digits: string; places: number };

/** Sign, digits with their marks, and by how many places a suffix moves the point; undefined: no number. */
function bareOf(cell: string): Bare | undefined {
  let text = withoutCurrency(cell)
    .replace(/\u2212/g, '-')
    .replace(GROUPING, '')
    .replace(NO_CENTS, '$<mark>00');
  const negative = /^\(.*\)$|^-|-$/.test(text);
  text = text.replace(/^\((.*)\)$/, '$1').replace(/^[-+]|-$/g, '');
  const suffix = SUFFIXES.find(([pattern]) => pattern.test(text));
  const digits = suffix ? text.replace(suffix[0], '') : text;
  return /^[.,]?\d[\d.,]*$/.test(digits) ? { negative, digits, places: suffix?.[1] ?? 0 } : undefined;
}

/** What one number says: its decimal sign, that it has none, or nothing. */
function signOf({ digits, places }: Bare): DecimalReading {
  const marks = (digits.match(/[.,]/g) ?? []) as DecimalSign[];
  const last = marks.at(-1);
  if (!last) return 'none';
  if (new Set(marks).size === 2) return marks.indexOf(last) === marks.length - 1 ? last : 'mixed';
  if (marks.length > 1) return other(last);
  const [whole = '', part = ''] = digits.split(last);
  const groups = part.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return groups && places === 0 ? 'open' : last;
}

const other = (sign: DecimalSign): DecimalSign => (sign === '.' ? ',' : '.');

/** The decimal sign of a column, from all of its values: both marks in one, a mark twice, or other than three digits behind. */
export function decimalOf(cells: Iterable<string>): DecimalReading {
  const found = new Set<DecimalReading>();
  for (const cell of cells) {
    const bare = isUnknown(cell) ? undefined : bareOf(cell);
    if (bare) found.add(signOf(bare));
  }
  if (found.has('mixed') || (found.has('.') && found.has(','))) return 'mixed';
  if (found.has('.')) return '.';
  if (found.has(',')) return ',';
  return found.has('open') ? 'open' : 'none';
}

/** The first cell that a sign would make three decimals of, and that may as well be thousands. */
export const openUnder = (cells: readonly string[], sign: DecimalSign): string | undefined =>
  cells.find((cell) => {
    const bare = isUnknown(cell) ? undefined : bareOf(cell);
    return bare !== undefined && signOf(bare) === 'open' && bare.digits.includes(sign);
  });

/**
 * A number as an exact decimal, `-1234.50`; undefined when it is none under that sign. With `sign` left out the column
 * has no decimals: every mark groups.
 */
export function readNumber(cell: string, sign?: DecimalSign): string | undefined {
  const bare = bareOf(cell);
  if (!bare) return undefined;
  const at = sign ? bare.digits.lastIndexOf(sign) : -1;
  const whole = at < 0 ? bare.digits : bare.digits.slice(0, at);
  const part = at < 0 ? '' : bare.digits.slice(at + 1);
  const plain = ungrouped(whole, sign);
  if (plain === undefined || !/^\d*$/.test(part)) return undefined;
  const moved = part.padEnd(bare.places, '0');
  const digits = `${plain}${moved.slice(0, bare.places)}`.replace(/^0+(?=\d)/, '');
  const rest = moved.slice(bare.places);
  return `${bare.negative ? '-' : ''}${digits}${rest ? `.${rest}` : ''}`;
}

/** Groups of three behind one of up to three; India's are of two, but for the last. */
function ungrouped(whole: string, sign: DecimalSign | undefined): string | undefined {
  if (whole === '' && sign) return '0';
  if (/^\d+$/.test(whole)) return whole;
  const groups =
    /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.exec(whole) ?? /^\d{1,2}(?:(,)\d\d)+,\d{3}$/.exec(whole);
  return groups && groups[1] !== sign ? whole.replace(/[.,]/g, '') : undefined;
}

/** A whole number, `1.2K` and `18,400` too; undefined when it is none. */
export function readWhole(cell: string, sign?: DecimalSign): number | undefined {
  const decimal = readNumber(cell, sign);
  const count = decimal === undefined ? Number.NaN : Number(decimal);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
