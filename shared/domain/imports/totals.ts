import type { Column } from './map-columns.ts';

/** Rows that sum up the others, as exports call them: in the first cell with a text, or beside all columns. */
const TOTAL =
  /^(grand total|overall total|total|totals|subtotal|gesamt|gesamtsumme|gesamtergebnis|summe|zwischensumme|total général|total general|suma|totale|totale complessivo|somma|totaal|eindtotaal|total geral|soma|razem|suma końcowa|ogółem|summa|totalt|i alt|yhteensä|celkem|celkom|összesen|ukupno|toplam|σύνολο)s?\s*(:.*|\([^)]*\))?$/i;

/** Rows that spreadsheets put below a column beside its sum. */
const MEAN =
  /^(average|avg\.?|durchschnitt|mittelwert|moyenne|promedio|gemiddelde|średnia|genomsnitt|medelvärde|gennemsnit|gjennomsnitt|keskiarvo|průměr|átlag|medie)\s*:?$/i;

/** What a sum of others is called. */
export const isTotalName = (text: string): boolean => TOTAL.test(text);

/** A row that sums up others: by its name, or since nothing but figures stands in it. */
export function isTotal(cells: readonly string[], columns: readonly Column[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? '';
  if (TOTAL.test(first) || MEAN.test(first) || TOTAL.test(cells.at(-1) ?? '')) return true;
  const named = columns.filter(({ fact }) => fact.reads !== 'count' && fact.reads !== 'amount');
  const hasFigure = columns.some(({ at, fact }) => fact.reads !== 'text' && /\d/.test(cells[at] ?? ''));
  return named.length > 0 && hasFigure && named.every(({ at }) => (cells[at] ?? '') === '');
}
