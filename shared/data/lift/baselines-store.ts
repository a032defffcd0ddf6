import * as z from 'zod';
import { Baseline } from '../../domain/schema/lift/baselines.ts';
import { addDays } from '../../domain/time/week.ts';
import { type BrandRecords, upsert } from '../table/records-store.ts';

/** Kept under its day, so that a stretch of days is one range. */
const Kept = z.object({ id: z.string(), baseline: Baseline });

/** A shop's own totals, one record a day: sums that name nobody. */
export function baselinesOf(records: BrandRecords) {
  const days = records.collection('BASELINE', Kept);
  return {
    /** Replaces the day; it keeps when it was first told. */
    async put(baseline: Baseline): Promise<{ status: 200 | 201; baseline: Baseline }> {
      const { status, body } = await upsert(days, { id: baseline.day, baseline }, (held) => ({
        ...held,
        baseline: { ...baseline, createdAt: held.baseline.createdAt },
      }));
      return { status, baseline: body.baseline };
    },
    erase: (day: string) => days.erase(day),
    /** By day, both included. */
    async between(from: string, to: string): Promise<Baseline[]> {
      const found: Baseline[] = [];
      for await (const { id, baseline } of days.all({ after: addDays(from, -1) })) {
        if (id > to) break;
        found.push(baseline);
      }
      return found;
    },
    async list(page: { limit: number; after?: string }, { from, to }: { from?: string; to?: string }) {
      const after = page.after ?? (from && addDays(from, -1));
      const { records: held, lastKey } = await days.list({ limit: page.limit, ...(after ? { after } : {}) });
      const within = held.filter(({ id }) => !to || id <= to).map(({ baseline }) => baseline);
      const more = lastKey && within.length === held.length;
      return { baselines: within, ...(more ? { lastKey } : {}) };
    },
  };
}
