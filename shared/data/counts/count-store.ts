import type { Tables } from '../table/tables.ts';
import { dayVersionsIn } from './day-versions.ts';
import { marksIn } from './marks.ts';
import { minuteRowsIn } from './minute-rows.ts';
import { packedRowsIn } from './packed-rows.ts';
import { sealStateIn } from './seal-state.ts';

export type { DirtyPeriod } from './marks.ts';
export type { CountedMinute, MinuteRow } from './minute-rows.ts';

/** Recounts of raw clicks. No method adds: each writes a whole row that was folded from what lies beneath it. */
export function createCountStore(tables: Tables, now: () => number = Date.now) {
  const { counts } = tables;
  return {
    ...minuteRowsIn(counts, tables.call, now),
    ...packedRowsIn(counts),
    ...dayVersionsIn(counts),
    ...marksIn(counts, tables.call),
    ...sealStateIn(counts),
  };
}
export type CountStore = ReturnType<typeof createCountStore>;
