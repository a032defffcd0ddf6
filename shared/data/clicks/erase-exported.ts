import { eraseFromLines } from '../../domain/click/erase-click.ts';
import type { CountStore } from '../counts/count-store.ts';
import { hourOf } from '../table/keys.ts';
import { inLanesApart, tellFailures } from '../table/lanes.ts';

/** Changes the text of an exported hour of a brand wherever it lies; leaves what doesn't change untouched. */
export type EditExport = (brandId: string, hour: string, edit: (lines: string) => string) => Promise<void>;

/** "Take this click's person out of the exports": said after the raw click was rewritten, done by who exports. */
export const markErased = (
  counts: Pick<CountStore, 'markDirty'>,
  brandId: string,
  click: { at: number; id: string },
  token: string,
): Promise<void> => counts.markDirty('erase', brandId, `${hourOf(click.at)}|${click.id}`, token);

/**
 * Does what was marked; how many. To run before exporting or after, never at once with it: an export that read the
 * click before it was rewritten is mended by the run that follows. The mark goes last, so a run cut short is repeated;
 * what fails holds up nobody else's, and is told at the end.
 */
export async function eraseExported(
  counts: Pick<CountStore, 'listDirty' | 'clearDirty'>,
  editExport: EditExport,
): Promise<number> {
  const marked = await counts.listDirty('erase');
  const failures = await inLanesApart(1, marked, async (mark) => {
    const [hour = '', clickId = ''] = mark.period.split('|');
    await editExport(mark.brandId, hour, (lines) => eraseFromLines(lines, clickId));
    await counts.clearDirty(mark);
  });
  tellFailures(failures, 'erasures wait');
  return marked.length;
}
