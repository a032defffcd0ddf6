import type { StoredLink } from '../../domain/schema/programme/links.ts';
import { type Failure, tellFailures } from '../table/lanes.ts';
import { RecordMissing } from '../table/records-store.ts';
import { eachOf, type LinkShelf, type Rewrite, rewriteOf } from './link-shelf.ts';
import { READ_TOGETHER, refreshTogether } from './refresh-together.ts';

/**
 * Writes a brand's routes anew, from where an announced rewrite stands and at most so many; answers whether none is left.
 * How far it came is noted on the intent after each reading, so whoever goes on begins there. A route that fails stops no other, but nothing
 * behind it is noted as done; it is told at the end. One that lacks what it is made of becomes work of its own: the sweep
 * tells of it, and the brand's goes on.
 */
export async function rewriteOn(
  intent: Rewrite,
  shelf: LinkShelf,
  most = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const failures: Failure<StoredLink>[] = [];
  let { after, done = 0 } = intent;
  for (let left = most; ; ) {
    const { records, lastKey } = await shelf.links.list({
      limit: READ_TOGETHER,
      archived: true,
      ...(after ? { after } : {}),
    });
    const failed = await refreshTogether(shelf, records);
    const [lacking, others] = apart(failed);
    await eachOf(lacking, async ({ item }) => void (await shelf.intents.create(rewriteOf(0, item.id))));
    failures.push(...others);
    [after, done, left] = [lastKey, done + records.length - failed.length, left - records.length];
    if (!lastKey || left <= 0) break;
    if (failures.length === 0) await note(intent, { after: lastKey, done }, shelf);
  }
  tellFailures(failures, 'routes not rewritten');
  if (after) await note(intent, { after, done, startedAt: 0 }, shelf);
  return after === undefined;
}

/** Those whose link, or its post, is gone, and the others. */
function apart(failed: readonly Failure<StoredLink>[]) {
  const isLacking = ({ reason }: Failure<StoredLink>) => reason instanceof RecordMissing;
  return [failed.filter(isLacking), failed.filter((failure) => !isLacking(failure))] as const;
}

/** `startedAt` 0: nobody is at it, the next sweep goes on. Another one may have finished it meanwhile. */
async function note({ id }: Rewrite, standing: Partial<Rewrite>, { intents }: LinkShelf): Promise<void> {
  if (await intents.find(id)) await intents.update(id, (stored) => ({ ...stored, ...standing }));
}
