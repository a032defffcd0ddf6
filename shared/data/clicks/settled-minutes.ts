import { LRUCache } from 'lru-cache';
import type { CountableClick } from '../../domain/click/fold.ts';
import { type SettledClick, settleWhole } from '../../domain/click/settling.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { minuteRowKey, type RawPartition, rawPartitionKey } from '../table/keys.ts';
import { numberOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** Fewer are read as quickly as it is asked whether they still stand. */
const LEAST_KEPT = 100;
/** Clicks kept of all partitions together (or one partition of more): some hundred bytes each. */
const MOST_KEPT = 60_000;
/** What another process rewrote (an erasure) is seen after this time at the latest. */
const FRESH_MS = MINUTE_MS;

type Read = (partition: RawPartition) => Promise<CountableClick[]>;

/**
 * A partition's settled clicks, the newest first, of which no fold says how they were settled: to settle one all before it
 * must be known, so it is read whole; pages of it, and whoever looks again, find it kept while the fold that was counted
 * has as many hits.
 */
export function createSettledMinutes({ counts }: Tables, read: Read, now: () => number) {
  const kept = new LRUCache<string, { found: SettledClick[]; dedupeSeconds: number; until: number }>({
    maxSize: MOST_KEPT,
    sizeCalculation: ({ found }) => Math.min(found.length, MOST_KEPT),
  });

  const hitsOf = async (partition: RawPartition): Promise<number | undefined> => {
    const row = await counts.get(minuteRowKey(partition), { only: 'hits' });
    return row && numberOf(row, 'hits');
  };

  return {
    async find(partition: RawPartition, dedupeSeconds: number, reading?: 'once'): Promise<SettledClick[]> {
      const name = rawPartitionKey(partition);
      const known = kept.get(name);
      const mayStand = known && known.until > now() && known.dedupeSeconds === dedupeSeconds;
      if (mayStand && (await hitsOf(partition)) === known.found.length) return known.found;
      kept.delete(name);
      const found = settleWhole(await read(partition), dedupeSeconds).reverse();
      if (reading === 'once' || found.length < LEAST_KEPT || (await hitsOf(partition)) !== found.length)
        return found;
      kept.set(name, { found, dedupeSeconds, until: now() + FRESH_MS });
      return found;
    },
    /** One of its clicks was rewritten. */
    forget: (name: string): boolean => kept.delete(name),
  };
}
