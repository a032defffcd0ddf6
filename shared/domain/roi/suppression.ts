import { FEWEST_ORDERS } from './roi-row.ts';

/**
 * The one rule on small numbers, applied once, to the snapshot: API, CSV, mail and share page read its result.
 * A rate is hidden under five events or twenty clicks (it says nothing); a split by an attribute of buyers is hidden
 * under five buyers (it says too much), and so that nobody can subtract it from the total, never one cell alone.
 */
export const LEAST = { events: FEWEST_ORDERS, clicks: 20, buyers: 5 };

export type Suppressed<T> = T & { hidden: boolean };

/** Whether a rate of that many events among that many clicks may be shown. */
export const isReliableRate = (events: number, clicks: number): boolean =>
  events >= LEAST.events && clicks >= LEAST.clicks;

/** Rows with their rates taken away where they stand on too little; counts stay. */
export const hideThinRates = <T extends { orders: number; clicks: number; conversionRate: number | null }>(
  rows: readonly T[],
): Suppressed<T>[] =>
  rows.map((row) => {
    const hidden = row.conversionRate !== null && !isReliableRate(row.orders, row.clicks);
    return { ...row, hidden, conversionRate: hidden ? null : row.conversionRate };
  });

/** One cell of a table by buyer attribute: how many buyers it holds and the value that may have to be hidden. */
export type Cell = { key: string; buyers: number; value: number | null };

/**
 * Hides cells with one to four buyers. If what is hidden holds fewer than five buyers in all, a reader with the total
 * could still work it out, so the next smallest cells go too until it does not. An empty cell hides nobody.
 */
export function suppressCells(cells: readonly Cell[]): Suppressed<Cell>[] {
  const hidden = new Set(
    cells.filter(({ buyers }) => buyers > 0 && buyers < LEAST.buyers).map(({ key }) => key),
  );
  const rest = cells
    .filter(({ key, buyers }) => buyers > 0 && !hidden.has(key))
    .sort((one, other) => one.buyers - other.buyers || (one.key < other.key ? -1 : 1));
  const hiddenBuyers = () => cells.reduce((sum, cell) => sum + (hidden.has(cell.key) ? cell.buyers : 0), 0);
  while (hidden.size > 0 && (hidden.size === 1 || hiddenBuyers() < LEAST.buyers)) {
    const next = rest.shift();
    if (!next) break;
    hidden.add(next.key);
  }
  return cells.map((cell) => ({
    ...cell,
    hidden: hidden.has(cell.key),
    value: hidden.has(cell.key) ? null : cell.value,
  }));
}
