import type { ClickStore } from '../clicks/click-store.ts';
import { readPiecePeriod, startOfHour } from '../table/keys.ts';
import { inLanes, inLanesApart, tellFailures } from '../table/lanes.ts';
import type { CountStore } from './count-store.ts';
import { OF_HOURS } from './marks.ts';
import { ROW_RETENTION_MS } from './row-expiry.ts';

/** Far enough from the end of its rows that an hour may wait some more days; most are packed within the hour. */
const WAITS_LONG_MS = ROW_RETENTION_MS / 2;
const LANES = 8;

/** Says of an hour whether it may not be packed yet: it is marked, or nobody has planned it. */
export async function unpackedHours(
  counts: Pick<CountStore, 'listDirty' | 'findSealedThrough'>,
): Promise<(hour: string) => boolean> {
  const through = (await counts.findSealedThrough()) ?? '';
  const marked = new Set((await listUnpacked(counts)).map(({ hour }) => hour));
  return (hour) => hour > through || marked.has(hour);
}

/**
 * Rows of minutes expire whether or not their hour is packed. Of an hour that has waited for weeks, because its sealing
 * fails, the rows are told to stay; how many hours that are. To be done each day.
 */
export async function keepUnpacked({
  clicks,
  counts,
  now,
}: {
  clicks: Pick<ClickStore, 'listPartitionsOfHour'>;
  counts: Pick<CountStore, 'listDirty' | 'putOffExpiry'>;
  now: () => number;
}): Promise<number> {
  const long = (await listUnpacked(counts)).filter(({ hour }) => startOfHour(hour) < now() - WAITS_LONG_MS);
  const hours = new Map(long.map((one) => [`${one.brandId}#${one.hour}`, one]));
  const failures = await inLanesApart(1, [...hours.values()], async ({ brandId, hour }) => {
    const named = await clicks.listPartitionsOfHour(hour, brandId);
    await inLanes(LANES, named, (one) => counts.putOffExpiry(one, now() + WAITS_LONG_MS));
  });
  tellFailures(failures, 'hours could not be kept');
  return hours.size;
}

async function listUnpacked(
  counts: Pick<CountStore, 'listDirty'>,
): Promise<{ brandId: string; hour: string }[]> {
  const marked = await Promise.all(OF_HOURS.map((kind) => counts.listDirty(kind)));
  return marked.flat().map(({ brandId, period }) => ({ brandId, hour: readPiecePeriod(period).hour }));
}
