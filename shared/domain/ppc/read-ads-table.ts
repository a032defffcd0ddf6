import { parseDay } from '../time/week.ts';

/** How ad networks head the columns that we read, in English, German, French and Spanish; compared in lower case. */
const HEADINGS = {
  day: ['day', 'date', 'reporting starts', 'tag', 'datum', 'jour', 'día', 'fecha'],
  spend: [
    'cost',
    'spend',
    'amount spent',
    'kosten',
    'ausgegebener betrag',
    'coût',
    'montant dépensé',
    'coste',
    'costo',
    'importe gastado',
  ],
  clicks: [
    'link clicks',
    'clicks',
    'link-klicks',
    'klicks',
    'clics sur le lien',
    'clics en el enlace',
    'clics',
  ],
  currency: [
    'currency code',
    'currency',
    'währungscode',
    'währung',
    'code de la devise',
    'devise',
    'código de moneda',
    'moneda',
  ],
} as const;
type Column = keyof typeof HEADINGS;
const ORDER: Column[] = ['day', 'spend', 'clicks'];

export type AdsLine = { line: number; day: string; spend: string; clicks: string; currency?: string };

/**
 * The days of a table of ads, as an ad network exports it or as a person types it (day, spend, clicks). Lines before
 * the headings and lines of totals, which name no day, are passed over. `noColumns`: headings that miss one of the three.
 */
export function readAdsTable(rows: readonly (readonly string[])[]): AdsLine[] | 'noColumns' {
  const at = rows.findIndex((row) => columnsOf(row).day !== undefined && !row.some(parseDay));
  const headed = at >= 0 ? columnsOf(rows[at] ?? []) : Object.fromEntries(ORDER.map((name, i) => [name, i]));
  const { day, spend, clicks, currency } = headed as Partial<Record<Column, number>>;
  if (day === undefined || spend === undefined || clicks === undefined) return 'noColumns';
  const inHeading = /\(([A-Z]{3})\)/.exec(rows[at]?.[spend] ?? '')?.[1];
  return rows.flatMap((row, index) => {
    const said = { line: index + 1, day: row[day] ?? '', spend: row[spend] ?? '', clicks: row[clicks] ?? '' };
    const code = currency === undefined ? inHeading : row[currency];
    return index > at && parseDay(said.day) ? [{ ...said, ...(code ? { currency: code } : {}) }] : [];
  });
}

/** Each column by the first of its names that stands there: link clicks before all clicks. */
function columnsOf(row: readonly string[]): Partial<Record<Column, number>> {
  const names = row.map((cell) =>
    cell
      .replace(/^\uFEFF/, '')
      .replace(/\s*\(.*\)$/, '')
      .trim()
      .toLowerCase(),
  );
  return Object.fromEntries(
    (Object.keys(HEADINGS) as Column[]).flatMap((column) => {
      const name = HEADINGS[column].find((one) => names.includes(one));
      return name === undefined ? [] : [[column, names.indexOf(name)]];
    }),
  );
}
