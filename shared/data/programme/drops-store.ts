import { Drop, dropTimesOf } from '../../domain/schema/programme/drops.ts';
import type { StoredPost } from '../../domain/schema/programme/posts.ts';
import { Squad } from '../../domain/schema/programme/squads.ts';
import { opensFor, wasMember } from '../../domain/squads/drop-timing.ts';
import { dayOf } from '../../domain/time/week.ts';
import type { BrandRecords } from '../table/records-store.ts';

export const dropsOf = (records: BrandRecords) => records.collection('DROP', Drop);

type Dropped = Pick<StoredPost, 'dropId' | 'creatorId' | 'publishedAt'>;

/**
 * Until when the links of a post wait, by the drop that it belongs to; a drop that was archived holds nothing back.
 * Whether its creator was of the squad is told by the day that the post is dated. The drops of all these posts, and
 * their squads, are asked for together.
 */
export async function waitsOf(records: BrandRecords, posts: readonly Dropped[], timeZone: string) {
  const dropIds = new Set(posts.flatMap(({ dropId }) => dropId ?? []));
  const drops = await dropsOf(records).getMany([...dropIds]);
  const holding = new Map(drops.filter((drop) => !drop.archivedAt).map((drop) => [drop.id, drop]));
  const squadIds = new Set([...holding.values()].map(({ squadId }) => squadId));
  const found = await records.collection('SQUAD', Squad).getMany([...squadIds]);
  const squads = new Map(found.map((squad) => [squad.id, squad]));

  return ({ dropId, creatorId, publishedAt }: Dropped) => {
    const drop = dropId && holding.get(dropId);
    if (!drop) return undefined;
    const day = dayOf(Date.parse(publishedAt), timeZone);
    const isMember = wasMember(squads.get(drop.squadId)?.members ?? [], creatorId, day);
    const opensAt = opensFor(dropTimesOf(drop), isMember);
    if (opensAt === undefined) return undefined;
    return { opensAt, ...(drop.earlyDestination ? { earlyDestination: drop.earlyDestination } : {}) };
  };
}
