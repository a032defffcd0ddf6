import { clickRow } from '../../../shared/data/clicks/click-writer.ts';
import { markErased } from '../../../shared/data/clicks/erase-exported.ts';
import type { Stores } from '../../../shared/data/stores.ts';
import { hourOf, minuteOf, readClickSort } from '../../../shared/data/table/keys.ts';
import { placeIn } from '../../../shared/domain/click/click-id.ts';
import { withoutPerson } from '../../../shared/domain/click/erase-click.ts';
import type { MovingItem } from './move-tables.ts';

/**
 * Whoever was erased in the new place before her click came there has just been brought back: she goes again. Asked
 * after writing, as an erasure says so before it rewrites: one of the two sees the other.
 */
export async function eraseAgain(
  items: readonly MovingItem[],
  { clicks, counts, newToken }: Pick<Stores, 'clicks' | 'counts' | 'newToken'>,
): Promise<void> {
  const ids = new Set(items.map(({ sk }) => readClickSort(sk?.S ?? '')));
  const sorted = [...ids].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return;
  for (const id of await counts.listErased(first, last)) {
    const place = ids.has(id) ? placeIn(id) : undefined;
    const click = place && (await clicks.find(place, id));
    if (!click) continue;
    const partition = { linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard };
    await clicks.rewrite(clickRow(withoutPerson(click), partition));
    await markErased(counts, click.brandId, click, newToken());
    if (click.fbclid) await counts.markDirty('hour', click.brandId, hourOf(click.at), newToken());
  }
}
