import * as z from 'zod';
import { PromotionReview } from '../../domain/schema/answers/promotions.ts';
import { maybe } from '../../domain/schema/common.ts';
import type { BrandRecords, Created, ListOptions, RecordsPage } from '../table/records-store.ts';

/** A decision's place in time: its moment in the id, so that those since a moment are read without the others. */
const Decided = z.object({ id: z.string(), reviewId: z.string(), archivedAt: maybe(z.string()) });

/** Decisions on promotions, by their ids and by their moments. */
export function promotionReviewsOf(records: BrandRecords) {
  const reviews = records.collection('PROMOTIONREVIEW', PromotionReview);
  const inTime = records.collection('PROMOTIONREVIEWTIME', Decided);
  return {
    list: reviews.list,
    /** Sent again after a crash between the two, it is completed. */
    async create(review: PromotionReview): Promise<Created<PromotionReview>> {
      const made = await reviews.create(review);
      const { id: reviewId, decidedAt } = made.kind === 'created' ? made.record : made.existing;
      await inTime.create({ id: `${momentOf(decidedAt)}|${reviewId}`, reviewId });
      return made;
    },
    /** Those decided at that moment or later, the oldest first. */
    async listSince(
      from: string,
      { after = momentOf(from), ...options }: ListOptions,
    ): Promise<RecordsPage<PromotionReview>> {
      const page = await inTime.list({ ...options, after });
      const found = await reviews.getMany(page.records.map(({ reviewId }) => reviewId));
      return { ...page, records: found };
    },
  };
}

const momentOf = (at: string): string => new Date(at).toISOString();
