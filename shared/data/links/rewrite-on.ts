import { tellFailures } from '../table/lanes.ts';
import type { LinkShelf, Rewrite } from './link-shelf.ts';
import { refreshTogether } from './refresh-together.ts';

/** Links that are read together, and how often it is noted how far a rewrite came. */
const PORTION = 100;

/**
 * Writes a brand's routes anew, from where an announced rewrite stands and at most so many; answers whether none is left.
 * How far it came is noted on the intent, so whoever goes on begins there. A route that fails stops no other, but nothing
 * behind it is noted as done; it is told at the end.
 */
export async function rewriteOn(
  intent: Rewrite,
  shelf: LinkShelf,
  most = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const failures: { reason: unknown }[] = [];
  let { after, done = 0 } = intent;
  for (const end = done + most; ; ) {
    const { records, lastKey } = await shelf.links.list({
      limit: PORTION,
      archived: true,
      ...(after ? { after } : {}),
    });
    failures.push(...(await refreshTogether(shelf, records)));
    [after, done] = [lastKey, done + records.length];
    if (!lastKey || done >= end) break;
    if (failures.length === 0) await note(intent, { after: lastKey, done }, shelf);
  }
  tellFailures(failures, 'routes not rewritten');
  if (after) await note(intent, { after, done, startedAt: 0 }, shelf);
  return after === undefined;
}

/** `startedAt` 0: nobody is at it, the next sweep goes on. Another one may have finished it meanwhile. */
async function note({ id }: Rewrite, standing: Partial<Rewrite>, { intents }: LinkShelf): Promise<void> {
  if (await intents.find(id)) await intents.update(id, (stored) => ({ ...stored, ...standing }));
}
