import { Drop, dropTimesOf } from '../../domain/schema/programme/drops.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import { Squad } from '../../domain/schema/programme/squads.ts';
import { opensFor, wasMember } from '../../domain/squads/drop-timing.ts';
import { dayOf } from '../../domain/time/week.ts';
import type { BrandRecords } from '../table/records-store.ts';

export const dropsOf = (records: BrandRecords) => records.collection('DROP', Drop);

/**
 * Until when the links of this post wait, by the drop that it belongs to; a drop that was archived holds nothing back.
 * Whether its creator was of the squad is told by the day that the post is dated.
 */
export async function waitsOf(
  records: BrandRecords,
  { dropId, creatorId, publishedAt }: StoredPost,
  timeZone: string,
) {
  const drop = dropId && (await dropsOf(records).find(dropId));
  if (!drop || drop.archivedAt) return undefined;
  const squad = await records.collection('SQUAD', Squad).find(drop.squadId);
  const day = dayOf(Date.parse(publishedAt), timeZone);
  const opensAt = opensFor(dropTimesOf(drop), wasMember(squad?.members ?? [], creatorId, day));
  if (opensAt === undefined) return undefined;
  return { opensAt, ...(drop.earlyDestination ? { earlyDestination: drop.earlyDestination } : {}) };
}
