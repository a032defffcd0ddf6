import type { RoiFacts } from '../facts.ts';
import { suppressCells } from './suppression.ts';

/** The group of bands too small to be told apart. */
export const SMALL_BANDS = 'bands of fewer than five creators';

/**
 * Facts in which bands of one to four creators are one group, and with it the next smallest where it would be a
 * band alone or still fewer than five: no row tells what one person of an age earned. `contributing`: the creators
 * that the answer is about, so that a filter down to one of them shows no band.
 */
export function foldAges(facts: RoiFacts, contributing: ReadonlySet<string>): RoiFacts {
  const sizes = new Map<string, number>();
  for (const { creatorId, ageBand } of facts.catalog.creators)
    if (ageBand && contributing.has(creatorId)) sizes.set(ageBand, (sizes.get(ageBand) ?? 0) + 1);
  const cells = suppressCells([...sizes].map(([key, buyers]) => ({ key, buyers, value: null })));
  const hidden = new Set(cells.filter((cell) => cell.hidden).map(({ key }) => key));
  const creators = facts.catalog.creators.map((creator) =>
    creator.ageBand && (hidden.has(creator.ageBand) || !contributing.has(creator.creatorId))
      ? { ...creator, ageBand: SMALL_BANDS }
      : creator,
  );
  return { ...facts, catalog: { ...facts.catalog, creators } };
}
