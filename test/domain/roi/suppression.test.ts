import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, isReliableRate, suppressCells } from '../../../shared/domain/roi/suppression.ts';

const cells = (...buyers: number[]): Cell[] =>
  buyers.map((n, i) => ({ key: `c${i}`, buyers: n, value: n * 100 }));
const hiddenOf = (list: Cell[]) =>
  suppressCells(list)
    .filter((cell) => cell.hidden)
    .map((cell) => cell.buyers);

describe('small numbers', () => {
  it.each([
    [4, 1000, false],
    [5, 19, false],
    [5, 20, true],
  ])('a rate of %i events in %i clicks is shown: %s', (events, clicks, shown) => {
    expect(isReliableRate(events, clicks)).toBe(shown);
  });

  it('hide a cell of few buyers and the next smallest with it, so that the total does not tell', () => {
    expect(hiddenOf(cells(40, 3, 12, 9))).toEqual([3, 9]);
    expect(hiddenOf(cells(40, 3, 4, 9))).toEqual([3, 4]);
    expect(hiddenOf(cells(40, 1, 1, 9))).toEqual([1, 1, 9]);
    expect(hiddenOf(cells(40, 12, 0))).toEqual([]);
  });

  it('never leave one cell alone or fewer than five buyers hidden, while others could join them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 8 }), (buyers) => {
        const result = suppressCells(cells(...buyers));
        const hidden = result.filter((cell) => cell.hidden);
        const open = result.filter((cell) => !cell.hidden && cell.buyers > 0);
        for (const cell of open) expect(cell.buyers).toBeGreaterThanOrEqual(5);
        for (const cell of hidden) expect(cell.value).toBeNull();
        if (hidden.length > 0 && open.length > 0) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(hidden.reduce((sum, cell) => sum + cell.buyers, 0)).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 200 },
    );
  });
});
