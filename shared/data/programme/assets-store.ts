import { createHash } from 'node:crypto';
import * as z from 'zod';
import { foldName } from '../../domain/fold-name.ts';
import { Rating, UsageRights } from '../../domain/schema/programme/assets.ts';
import { type BrandRecords, upsert } from '../table/records-store.ts';

const KeptRating = z.object({ id: z.string(), rating: Rating });
const KeptRights = z.object({ id: z.string(), rights: UsageRights });

/** Ratings lie under `<post>#<who>`, who is the same whatever the case and blanks of the name; rights under their post. */
export function assetsOf(records: BrandRecords) {
  const ratings = records.collection('RATING', KeptRating);
  const rights = records.collection('USAGERIGHTS', KeptRights);
  return {
    async rate(rating: Rating) {
      const id = `${rating.postId}#${createHash('sha256').update(foldName(rating.by)).digest('hex').slice(0, 16)}`;
      const { status } = await upsert(ratings, { id, rating }, () => ({ id, rating }));
      return { status, rating };
    },
    async ratingsOf(postId: string): Promise<Rating[]> {
      const found: Rating[] = [];
      for await (const { rating } of ratings.all({ under: `${postId}#` })) found.push(rating);
      return found;
    },
    async allRatings(): Promise<Rating[]> {
      const found: Rating[] = [];
      for await (const { rating } of ratings.all()) found.push(rating);
      return found;
    },
    async allow(allowed: UsageRights) {
      const kept = { id: allowed.postId, rights: allowed };
      const { status } = await upsert(rights, kept, () => kept);
      return { status, rights: allowed };
    },
    forbid: (postId: string) => rights.erase(postId),
    rightsTo: async (postId: string) => (await rights.find(postId))?.rights,
    async allRights(): Promise<UsageRights[]> {
      const found: UsageRights[] = [];
      for await (const kept of rights.all()) found.push(kept.rights);
      return found;
    },
    async listRights(page: { limit: number; after?: string }) {
      const { records: held, lastKey } = await rights.list(page);
      return { rights: held.map((kept) => kept.rights), ...(lastKey ? { lastKey } : {}) };
    },
  };
}
