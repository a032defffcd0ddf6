import { installationKey, movedKey } from '../../../shared/data/table/keys.ts';
import { numberOf, textOf } from '../../../shared/data/table/row.ts';
import type { Table } from '../../../shared/data/table/table.ts';
import { UsageError } from '../settings.ts';

/** In their order: links lead on once the records are there. */
export type MovedPart = 'exports' | 'reports' | 'counts' | 'records' | 'clicks';
export type Came = { made: number; there: number };
/** `done`: how many entries a part has, once it came over whole; `under`: the part that is under way, and what came last. */
type Progress = {
  done: Partial<Record<MovedPart, number>>;
  under?: Came & { part: MovedPart; after: object };
};

/**
 * What came over is never brought a second time: what was erased, deleted or written anew in the new place since then
 * would come back with it. Kept in the new place, part by part and page by page.
 */
export async function openProgress(here: Table, there: Table) {
  const row = await there.get(movedKey());
  const mark = numberOf((await here.get(installationKey())) ?? {}, 'mark') ?? 0;
  let progress: Progress = row ? (JSON.parse(textOf(row, 'progress') ?? '{}') as Progress) : { done: {} };
  if (row && progress.done.clicks === undefined && numberOf(row, 'mark') !== mark)
    throw new UsageError(
      'npm start has run here since the move began, so that what came over by then may be older than what stands here. Move into an environment that was not deployed yet; nothing was changed',
    );
  const keep = async (next: Progress): Promise<void> => {
    progress = next;
    await there.put({
      ...movedKey(),
      mark: numberOf(row ?? {}, 'mark') ?? mark,
      progress: JSON.stringify(next),
    });
  };
  return {
    /** How many entries came over, where all of the part did. */
    doneOf: (part: MovedPart): number | undefined => progress.done[part],
    /** Where to go on. */
    underOf: (part: MovedPart) => (progress.under?.part === part ? progress.under : undefined),
    note: (part: MovedPart, came: Came, after: object) =>
      keep({ done: progress.done, under: { part, ...came, after } }),
    finish: (part: MovedPart, count: number) => keep({ done: { ...progress.done, [part]: count } }),
  };
}
export type MoveProgress = Awaited<ReturnType<typeof openProgress>>;
