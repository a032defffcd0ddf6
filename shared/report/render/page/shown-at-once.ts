import type { Block, SectionId, ViewSection } from '../present/view.ts';

/** The sections that decide something show their table too; of the others a phone shows the first sentences. */
const WITH_TABLE: readonly SectionId[] = ['stages', 'promotion', 'best'];
/** What is read only when somebody doubts a number. */
const FOOTNOTES: readonly SectionId[] = ['how'];

/**
 * What a phone shows of a section, and what it shows at a tap: unfolded, a report is sixteen screens long. Desks and paper
 * show both.
 */
export function shownAtOnce({ id, blocks }: ViewSection): { shown: Block[]; folded: Block[] } {
  if (FOOTNOTES.includes(id)) return { shown: [], folded: blocks };
  const first = blocks.find(isSaid) ?? blocks[0];
  const end = WITH_TABLE.includes(id) ? blocks.findIndex(({ kind }) => kind === 'table') : -1;
  const isShown = (block: Block, index: number): boolean =>
    block === first || index === end || (index < end && isSaid(block));
  return { shown: blocks.filter(isShown), folded: blocks.filter((block, at) => !isShown(block, at)) };
}

const isSaid = ({ kind }: Block): boolean => kind === 'text' || kind === 'lines';
