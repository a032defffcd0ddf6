import type { ClickedLink, LinkDay } from '../../domain/facts.ts';
import { rememberingOf } from '../../domain/remember.ts';
import { addDays, listDays } from '../../domain/time/week.ts';
import type { ClickStore } from '../clicks/click-store.ts';
import { type ColumnBlock, fromColumns } from '../table/columns.ts';
import { dayCubesPartition, dayRowsPartition } from '../table/keys.ts';
import type { CountStore } from './count-store.ts';
import { type KeptDay, linkDaysIn, linkDaysOf, summedByLink } from './day-columns.ts';
import type { DayCube } from './hour-rows.ts';
import { type LinkSpan, listMinutesOfLinks, type MinuteClicks } from './minutes-of-links.ts';
import { openRowsIn, type Zoned } from './open-rows.ts';
import { createDayCache, type DayCache, readPackedDays } from './packed-days.ts';

/** Rows, and cells of cubes, that a process keeps: each some hundred bytes. Several quarters of a large brand. */
const MOST_CACHED = 600_000;

/** What is read once is read in such pieces: a large brand's week of cubes is a few MB. */
const DAYS_AT_ONCE = 7;

/**
 * What a brand's links counted, however far it is sealed: whole days from their materialised rows (cached while
 * their version stands), the rest from hour rows, and open hours from the minute rows that the hour index names.
 */
export function createCountReader(clicks: ClickStore, counts: CountStore, now: () => number) {
  const { listHoursOfDays, openDays, nothingIn } = openRowsIn(clicks, counts, now);
  const cachedDays = createDayCache<KeptDay>(MOST_CACHED, linkDaysOf);
  /** Of a day that is cached, made when it is first asked for row by row. */
  const rowsOf = rememberingOf(linkDaysIn);
  const cachedCubes = createDayCache<DayCube>(MOST_CACHED, ({ cells }) => cells.length);

  async function dayCubes(brand: Zoned, from: string, to: string, cache: DayCache<DayCube>) {
    const { sealed, rest } = await sealedDays(counts, cache, CUBES, brand, from, to);
    const open = await openDays(brand, rest);
    return [...[...sealed].map(([day, cubes]) => ({ day, cubes })), ...open];
  }

  return {
    listHoursOfDays,
    nothingIn,
    openDays,

    /** What links counted, each in a span of its own, by minute. */
    listMinutes: (brandId: string, wanted: readonly LinkSpan[]): Promise<MinuteClicks[][]> =>
      listMinutesOfLinks(counts, brandId, wanted, now()),

    /** Link-days from … to (inclusive), local days. */
    async listLinkDays(brand: Zoned, from: string, to: string): Promise<LinkDay[]> {
      const { sealed, rest } = await sealedDays(counts, cachedDays, LINK_DAYS, brand, from, to);
      const open = await openDays(brand, rest);
      return [...[...sealed.values()].map(rowsOf), ...open.map(({ days }) => days)].flat();
    },

    /** What each link was clicked on all of these days together, for those who tell no day from another. */
    async sumLinkDays(brand: Zoned, from: string, to: string): Promise<ClickedLink[]> {
      const { sealed, rest } = await sealedDays(counts, cachedDays, LINK_DAYS, brand, from, to);
      const open = await openDays(brand, rest);
      return summedByLink([...sealed.values(), ...open.map(({ days }) => days)], to);
    },

    /** The same days with every link's cells. */
    listDayCubes(brand: Zoned, from: string, to: string): Promise<DayCubes[]> {
      return dayCubes(brand, from, to, cachedCubes);
    },

    /** The same, a week at a time and kept nowhere: for those who add up as they read. */
    async *readDayCubes(brand: Zoned, from: string, to: string): AsyncGenerator<DayCubes> {
      for (let first = from; first <= to; first = addDays(first, DAYS_AT_ONCE)) {
        const last = addDays(first, DAYS_AT_ONCE - 1);
        yield* await dayCubes(brand, first, last < to ? last : to, KEEPS_NOTHING);
      }
    },
  };
}
export type CountReader = ReturnType<typeof createCountReader>;
export type DayCubes = { day: string; cubes: DayCube[] };

const KEEPS_NOTHING: DayCache<DayCube> = { find: () => undefined, keep: () => {} };

/** Where days are kept, and how they are read out of it. */
type KeptAs<Kept, Row> = { partitionOf: (brandId: string) => string; rowsIn: (kept: Kept[]) => Row[] };
const LINK_DAYS: KeptAs<KeptDay, KeptDay> = { partitionOf: dayRowsPartition, rowsIn: (kept) => kept };
const CUBES: KeptAs<ColumnBlock | DayCube, DayCube> = { partitionOf: dayCubesPartition, rowsIn: fromColumns };

/** Rows of the days that are materialised, and the other days. */
async function sealedDays<Kept, Row>(
  counts: CountStore,
  cache: DayCache<Row>,
  { partitionOf, rowsIn }: KeptAs<Kept, Row>,
  { brandId }: Zoned,
  from: string,
  to: string,
): Promise<{ sealed: Map<string, Row[]>; rest: string[] }> {
  const wanted = listDays(from, to);
  if (wanted.length === 0) return { sealed: new Map(), rest: [] };
  const versions = await counts.listVersions(brandId, from, to);
  const standing = wanted.flatMap((day): [string, string][] => {
    const version = versions.get(day);
    return version === undefined ? [] : [[day, version]];
  });
  const place = { brandId, partition: partitionOf(brandId) };
  const sealed = await readPackedDays(counts, cache, place, new Map(standing), rowsIn);
  return { sealed, rest: wanted.filter((day) => !versions.has(day)) };
}
