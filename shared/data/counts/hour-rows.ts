import type { CubeCell, Tally } from '../../domain/click/fold.ts';
import { summarize, sumTallies } from '../../domain/click/fold.ts';
import type { LinkDay } from '../../domain/facts.ts';
import { QUARTER_MS } from '../../domain/time/units.ts';
import { hourBounds } from '../../domain/time/week.ts';
import { startOfMinute } from '../table/keys.ts';
import type { CountedMinute } from './count-store.ts';

/**
 * One link in one local clock hour. Rows are kept by UTC hour; `startMs` is the start of the brand's own hour, which
 * in zones at :30 and :45 lies inside the UTC hour, so that days are sums of whole rows everywhere.
 */
export type HourRow = { linkId: string; startMs: number; tally: Tally };

/** One link's cells on one day, for those who group by channel, app, device or country. */
export type DayCube = { linkId: string; cells: CubeCell[] };

/** Minute rows of one UTC hour, folded into hour rows. Sorted, so that equal facts are equal bytes. */
export function hourRowsOf(minutes: readonly CountedMinute[], timeZone: string): HourRow[] {
  const groups = new Map<string, { linkId: string; startMs: number; tallies: Tally[] }>();
  const starts = new Map<number, number>();
  for (const { partition, row } of minutes) {
    const startMs = localHourStart(startOfMinute(partition.minute), timeZone, starts);
    const key = `${partition.linkId}|${startMs}`;
    const group = groups.get(key) ?? { linkId: partition.linkId, startMs, tallies: [] };
    group.tallies.push(row.tally);
    groups.set(key, group);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { linkId, startMs, tallies }]) => ({ linkId, startMs, tally: sumTallies(tallies) }));
}

/**
 * Fresh rows of an old hour, but a link's standing ones where the fresh ones hold fewer hits: no hit is ever taken back, so
 * rows beneath have gone that were not packed.
 */
export function withoutLoss(standing: readonly HourRow[], fresh: readonly HourRow[]): HourRow[] {
  const [before, after] = [hitsByLink(standing), hitsByLink(fresh)];
  const isLost = ({ linkId }: HourRow) => (before.get(linkId) ?? 0) > (after.get(linkId) ?? 0);
  return [...fresh.filter((row) => !isLost(row)), ...standing.filter(isLost)];
}

function hitsByLink(rows: readonly HourRow[]): Map<string, number> {
  const hits = new Map<string, number>();
  for (const { linkId, tally } of rows) hits.set(linkId, (hits.get(linkId) ?? 0) + tally.hits);
  return hits;
}

function localHourStart(at: number, timeZone: string, known: Map<number, number>): number {
  const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  const start = known.get(quarter) ?? hourBounds(quarter, timeZone).startMs;
  known.set(quarter, start);
  return start;
}

/** Hour rows of one local day, folded by link. */
export function dayRowsOf(day: string, rows: HourRow[]): { days: LinkDay[]; cubes: DayCube[] } {
  const byLink = new Map<string, Tally[]>();
  for (const { linkId, tally } of rows) byLink.set(linkId, [...(byLink.get(linkId) ?? []), tally]);
  const days: LinkDay[] = [];
  const cubes: DayCube[] = [];
  for (const [linkId, tallies] of [...byLink].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const tally = sumTallies(tallies);
    days.push({ day, linkId, ...summarize(tally) });
    cubes.push({ linkId, cells: tally.cells });
  }
  return { days, cubes };
}
