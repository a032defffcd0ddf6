import type { CountReader } from '../../../shared/data/counts/count-reader.ts';
import type { Zoned } from '../../../shared/data/counts/open-rows.ts';
import type { LinkBucket } from '../../../shared/domain/analytics/click-table.ts';

export type Days = { from: string; to: string };

/** What each link counted on each of these days, ready for a table of clicks. */
export async function dayBuckets(
  reader: CountReader,
  zoned: Zoned,
  { from, to }: Days,
): Promise<LinkBucket[]> {
  const days = await reader.listLinkDays(zoned, from, to);
  return days.map(({ day, ...counted }) => ({ ...counted, at: day }));
}
