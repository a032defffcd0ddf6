import { LRUCache } from 'lru-cache';
import { addDays } from '../../domain/time/week.ts';
import { byItsVersion } from '../table/noted-reads.ts';
import type { CountStore } from './count-store.ts';

export type DayCache<Row> = {
  find: (key: string, version: string) => Row[] | undefined;
  keep: (key: string, version: string, rows: Row[]) => void;
};

/**
 * Days kept while their version stands, what was read longest ago forgotten first, until at most `most` rows are held
 * (a day of more than that alone).
 */
export function createDayCache<Row>(most: number, weightOf: (row: Row) => number): DayCache<Row> {
  const held = new LRUCache<string, { version: string; rows: Row[] }>({ maxSize: most });
  return {
    find(key, version) {
      const day = held.get(key);
      return day?.version === version ? day.rows : undefined;
    },
    keep(key, version, rows) {
      const weight = rows.reduce((sum, row) => sum + weightOf(row), 1);
      held.set(key, { version, rows }, { size: Math.min(weight, most) });
    },
  };
}

/**
 * Packed rows of some days (ascending, each with the version that stands), from the cache or else read (`rowsIn`: out of
 * what was kept of a day), neighbours in one go. What is answered never hangs on what the cache keeps: other requests make it forget at any time.
 */
export async function readPackedDays<Row, Kept = Row>(
  counts: Pick<CountStore, 'listPacked'>,
  cache: DayCache<Row>,
  { brandId, partition }: { brandId: string; partition: string },
  standing: ReadonlyMap<string, string>,
  rowsIn: (kept: Kept[]) => Row[] = asTheyAre,
): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  const missing: string[] = [];
  for (const [day, version] of standing) {
    const rows = cache.find(`${brandId}|${day}`, version);
    if (rows) found.set(day, rows);
    else missing.push(day);
  }
  for (const { first, last } of stretchesOf(missing)) {
    const packed = await byItsVersion(() => counts.listPacked<Kept>(partition, first, last));
    for (let day = first; day <= last; day = addDays(day, 1)) {
      const rows = rowsIn(packed.get(day) ?? []);
      found.set(day, rows);
      cache.keep(`${brandId}|${day}`, standing.get(day) ?? '', rows);
    }
  }
  return found;
}

const asTheyAre = <Row>(kept: unknown[]): Row[] => kept as Row[];

/** Ascending days as runs without a gap. */
export function stretchesOf(days: readonly string[]): { first: string; last: string }[] {
  const stretches: { first: string; last: string }[] = [];
  for (const day of days) {
    const open = stretches.at(-1);
    if (open && addDays(open.last, 1) === day) open.last = day;
    else stretches.push({ first: day, last: day });
  }
  return stretches;
}
