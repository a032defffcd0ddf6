import { HOUR_MS } from '../../domain/time/units.ts';
import { marksIn, WHOLE_HOURS } from '../counts/marks.ts';
import { packedRowsIn } from '../counts/packed-rows.ts';
import { sealStateIn } from '../counts/seal-state.ts';
import { hourOf, hourRowsPartition, startOfHour } from '../table/keys.ts';
import type { Tables } from '../table/tables.ts';

/** Sealed hours that are looked through at once: first so many, then ever more, as a quiet brand has few with hits. */
const FIRST_LOOK = 6;
const LONGEST_LOOK = 14 * 24;

/** "In which hours may this brand have hits?" */
export const hoursWithHitsIn = ({ counts, call }: Tables) => ({
  /**
   * UTC hours from `last` down to `first` (both included), the last first. An open hour may have hits until it was asked;
   * of the sealed only those have that were packed, or are marked to be counted.
   */
  async *hoursWithHits(brandId: string, first: string, last: string): AsyncGenerator<string> {
    const through = (await sealStateIn(counts).findSealedThrough()) ?? '';
    let hour = last;
    for (; hour > through; hour = hoursBefore(hour, 1)) {
      if (hour < first) return;
      yield hour;
    }
    if (hour < first) return;
    // Asked before what is packed: whoever clears the mark has packed.
    const marked = await markedHours(counts, call, brandId);
    for (let look = FIRST_LOOK; hour >= first; look = Math.min(2 * look, LONGEST_LOOK)) {
      const from = later(first, hoursBefore(hour, look - 1));
      const packed = await packedRowsIn(counts).listPeriods(hourRowsPartition(brandId), from, hour);
      const here = [...marked].filter((one) => one >= from && one <= hour);
      yield* [...new Set([...packed, ...here])].sort().reverse();
      hour = hoursBefore(from, 1);
    }
  },
});

async function markedHours(
  counts: Tables['counts'],
  call: Tables['call'],
  brandId: string,
): Promise<Set<string>> {
  const { listDirty } = marksIn(counts, call);
  const marks = await Promise.all(WHOLE_HOURS.map((kind) => listDirty(kind, brandId)));
  return new Set(marks.flat().map(({ period }) => period));
}

const hoursBefore = (hour: string, count: number): string => hourOf(startOfHour(hour) - count * HOUR_MS);
const later = (one: string, other: string): string => (one > other ? one : other);
