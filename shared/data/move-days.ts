import { addDays } from '../domain/week.ts';
import type { CountStore } from './count-store.ts';
import { inLanes } from './lanes.ts';

const EVER = ['0001-01-01', '9999-12-31'] as const;
const LANES = 8;

/**
 * Asks for every materialised day, and the days beside it, to be folded again: a brand's zone has changed, and with it
 * where its days begin. Said after the zone is stored; safe to repeat. Until sealing comes by, days stand as they were.
 */
export async function moveDays(
  counts: Pick<CountStore, 'listVersions' | 'markDirty'>,
  brandId: string,
  newToken: () => string,
): Promise<void> {
  const versions = await counts.listVersions(brandId, ...EVER);
  const days = new Set([...versions.keys()].flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]));
  await inLanes(LANES, [...days], (day) => counts.markDirty('day', brandId, day, newToken()));
}
