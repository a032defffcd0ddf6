import type { Stage } from '../../../shared/domain/vocabulary.ts';
import type { PlannedHit } from './hits.ts';

export type Count = { hits: number; clicks: number; excluded: Record<string, number> };

/** The loader's own count, to be held against what the product says. */
export type StoryTally = { all: Count; byStage: Record<Stage, Count>; countedBefore: number };

const nothing = (): Count => ({ hits: 0, clicks: 0, excluded: {} });

export const emptyStoryTally = (): StoryTally => ({
  all: nothing(),
  byStage: { microcontent: nothing(), campaign: nothing(), community: nothing() },
  countedBefore: 0,
});

export function addToTally(
  { all, byStage }: StoryTally,
  { stage, expect }: Pick<PlannedHit, 'stage' | 'expect'>,
): void {
  for (const count of [all, byStage[stage]]) {
    count.hits++;
    if (expect === 'counted') count.clicks++;
    else count.excluded[expect] = (count.excluded[expect] ?? 0) + 1;
  }
}
