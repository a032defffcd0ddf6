/**
 * The one rule on small numbers, applied once, where ROI rows are made: API, CSV, mail and share page read its result.
 * A rate is hidden under five events or twenty clicks (it says nothing); a split by an attribute of buyers is hidden
 * under five buyers (it says too much), and so that nobody can subtract it from the total, never one cell alone.
 */
export const LEAST = { events: 5, clicks: 20, buyers: 5 };

/** Whether a rate of that many events among that many clicks may be shown. */
export const isReliableRate = (events: number, clicks: number): boolean =>
  events >= LEAST.events && clicks >= LEAST.clicks;

/** One cell of a table by buyer attribute: how many buyers it holds and the value that may have to be hidden. */
export type Cell = { key: string; buyers: number; value: number | null };

/**
 * Hides cells with one to four buyers. If what is hidden holds fewer than five buyers in all, a reader with the total
 * could still work it out, so the next smallest cells go too until it does not. An empty cell hides nobody.
 */
export function suppressCells(cells: readonly Cell[]): (Cell & { hidden: boolean })[] {
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

/** Of groups that add up to a known total: those whose split by an attribute of buyers must not be shown. */
export function hiddenGroups<G extends string | null>(
  groups: readonly { group: G; buyers: number }[],
): Set<G> {
  const cells = suppressCells(groups.map(({ group, buyers }) => ({ key: group ?? '', buyers, value: null })));
  return new Set(groups.filter((_, index) => cells[index]?.hidden).map(({ group }) => group));
}
