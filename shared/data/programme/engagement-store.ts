import * as z from 'zod';
import { derivedId } from '../../domain/id.ts';
import type { Id } from '../../domain/schema/common.ts';
import { Engagement } from '../../domain/schema/programme/engagement.ts';
import type { BrandRecords } from '../table/records-store.ts';

/** Kept under `<post>#<moment>`, so that one post's snapshots lie together in the order of time. */
const Kept = z.object({ id: z.string(), snapshot: Engagement });

/** Snapshots of posts' public counters. All are kept; the newest of each post lies apart, for reports. */
export function engagementOf(records: BrandRecords) {
  const all = records.collection('ENGAGEMENT', Kept);
  const newest = records.collection('ENGAGEMENTNEWEST', Kept);

  return {
    /** Stores the snapshot, or answers the one of that post and moment which is there. */
    async take(snapshot: Engagement): Promise<{ status: 200 | 201; snapshot: Engagement }> {
      const made = await all.create({ id: keyOf(snapshot.postId, snapshot.takenAt), snapshot });
      const kept = made.kind === 'created' ? snapshot : made.existing.snapshot;
      const first = await newest.create({ id: snapshot.postId, snapshot: kept });
      if (first.kind === 'exists' && first.existing.snapshot.takenAt < kept.takenAt) {
        await newest.update(snapshot.postId, (held) =>
          held.snapshot.takenAt < kept.takenAt ? { ...held, snapshot: kept } : held,
        );
      }
      return { status: made.kind === 'created' ? 201 : 200, snapshot: kept };
    },
    has: async (postId: string, takenAt: string): Promise<boolean> =>
      (await all.find(keyOf(postId, takenAt))) !== undefined,
    async list(postId: string, page: { limit: number; after?: string }) {
      const { records: held, lastKey } = await all.list({ ...page, under: `${postId}#` });
      return { snapshots: held.map(({ snapshot }) => snapshot), ...(lastKey ? { lastKey } : {}) };
    },
    /** The newest of every post. */
    async *newestOfAll(): AsyncGenerator<Engagement> {
      for await (const { snapshot } of newest.all()) yield snapshot;
    },
  };
}

const keyOf = (postId: string, takenAt: string): string => `${postId}#${takenAt}`;

/** One id for a post's snapshot of one moment. */
export const engagementId = (brandId: string, postId: string, takenAt: string): Id<'eng'> =>
  derivedId('eng', brandId, postId, takenAt) as Id<'eng'>;
