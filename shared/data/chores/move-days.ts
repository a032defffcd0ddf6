import { HOUR_MS } from '../../domain/time/units.ts';
import { addDays, dayBounds } from '../../domain/time/week.ts';
import type { CountStore } from '../counts/count-store.ts';
import { hourOf } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';

const EVER = ['0001-01-01', '9999-12-31'] as const;
const LANES = 8;

/**
 * Asks for every materialised day, and the days beside it, to be folded again: a brand's zone has changed, and with it
 * where its days begin. Where a day of either zone begins within a UTC hour, the hour of the new border is folded again
 * too. Safe to repeat. Until sealing comes by, days stand as they were.
 */
export async function moveDays(
  counts: Pick<CountStore, 'listVersions' | 'markDirty'>,
  brandId: string,
  zones: { from: string; to: string },
  newToken: () => string,
): Promise<void> {
  const versions = await counts.listVersions(brandId, ...EVER);
  await foldAgain(counts, brandId, [...versions.keys()], zones, newToken);
}

/** As `moveDays`, for these days and those beside them. */
export async function foldAgain(
  counts: Pick<CountStore, 'markDirty'>,
  brandId: string,
  folded: readonly string[],
  zones: { from: string; to: string },
  newToken: () => string,
): Promise<void> {
  const days = new Set(folded.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]));
  const startOf = (day: string, zone: string): number => dayBounds(day, zone).startMs;
  await inLanes(LANES, [...days], async (day) => {
    const splitsAnHour = [zones.from, zones.to].some((zone) => startOf(day, zone) % HOUR_MS !== 0);
    if (splitsAnHour) await counts.markDirty('hour', brandId, hourOf(startOf(day, zones.to)), newToken());
    await counts.markDirty('day', brandId, day, newToken());
  });
}
