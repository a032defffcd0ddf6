import { addDays } from '../../domain/time/week.ts';
import { type Collection, type Keepable, upsert } from './records-store.ts';

type OfDay = { day: string; createdAt: string };

/**
 * One record a day, kept under its day, so that a stretch of days is one range. `read` and `keep`: what lies in a
 * record, and back.
 */
export function dayRecords<T extends OfDay, K extends Keepable>(
  days: Collection<K>,
  { read, keep }: { read: (kept: K) => T; keep: (told: T) => K },
) {
  return {
    /** Replaces the day; it keeps when it was first told. */
    async put(told: T): Promise<{ status: 200 | 201; body: T }> {
      const { status, body } = await upsert(days, keep(told), (held) => ({
        ...held,
        ...keep({ ...told, createdAt: read(held).createdAt }),
      }));
      return { status, body: read(body) };
    },
    erase: (day: string) => days.erase(day),
    /** By day, both included. */
    async between(from: string, to: string): Promise<T[]> {
      const found: T[] = [];
      for await (const kept of days.all({ after: addDays(from, -1) })) {
        if (kept.id > to) break;
        found.push(read(kept));
      }
      return found;
    },
    async list(page: { limit: number; after?: string }, { from, to }: { from?: string; to?: string }) {
      const after = page.after ?? (from && addDays(from, -1));
      const { records: held, lastKey } = await days.list({ limit: page.limit, ...(after ? { after } : {}) });
      const within = held.filter(({ id }) => !to || id <= to).map(read);
      const more = lastKey && within.length === held.length;
      return { days: within, ...(more ? { lastKey } : {}) };
    },
  };
}
