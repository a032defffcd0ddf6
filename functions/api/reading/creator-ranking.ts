import type { Collection, RecordsPage } from '../../../shared/data/table/records-store.ts';
import {
  byRate,
  type EngagementRank,
  type RankPlace,
} from '../../../shared/domain/roi/promotions/engagement-ranking.ts';
import type { Creator } from '../../../shared/domain/schema/programme/creators.ts';

/** Records asked for at once. */
const BATCH = 100;

type RankedCreator = Creator & { engagement: Omit<EngagementRank, 'creatorId'> };

/**
 * A page of a ranking that is made anew for every page. The page's key is the last one's rate and id and not its
 * number, so that a creator who leaves or joins above it moves nobody else over the page's edge.
 */
export async function pageOfRanking(
  ranking: readonly EngagementRank[],
  creators: Collection<Creator>,
  { limit, after }: { limit: number; after?: string },
): Promise<RecordsPage<RankedCreator>> {
  const start = after === undefined ? undefined : (JSON.parse(after) as RankPlace);
  const rest = start ? ranking.filter((one) => byRate(start, one) < 0) : ranking;
  const records: RankedCreator[] = [];
  for (let from = 0; from < rest.length; from += BATCH) {
    const places = new Map(rest.slice(from, from + BATCH).map((place) => [place.creatorId, place]));
    for (const creator of await creators.getMany([...places.keys()])) {
      const place = places.get(creator.id);
      if (creator.archivedAt || !place) continue;
      if (records.length === limit) return { records, lastKey: placeOf(records.at(-1)) };
      const { creatorId: _, ...engagement } = place;
      records.push({ ...creator, engagement });
    }
  }
  return { records };
}

const placeOf = (last: RankedCreator | undefined): string =>
  JSON.stringify(last && { creatorId: last.id, rate: last.engagement.rate });
