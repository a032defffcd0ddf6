import { clicksOf } from '../../domain/click/fold.ts';
import type { LinkDay } from '../../domain/facts.ts';
import { HOUR_MS } from '../../domain/time/units.ts';
import { addDays, dayBounds, dayOf, listDays } from '../../domain/time/week.ts';
import type { ClickStore } from '../clicks/click-store.ts';
import {
  dayCubesPartition,
  dayRowsPartition,
  hourOf,
  hourRowsPartition,
  startOfHour,
} from '../table/keys.ts';
import type { CountStore } from './count-store.ts';
import { type DayCube, dayRowsOf, type HourRow, hourRowsOf } from './hour-rows.ts';
import { createDayCache, type DayCache, readPackedDays, stretchesOf } from './packed-days.ts';

/** Where nothing was ever sealed: older hours than this are shown once the first seal has counted them. */
const NEVER_SEALED_LOOK_BACK_MS = 48 * HOUR_MS;
/** Rows, and cells of cubes, that a process keeps: each some hundred bytes. Several quarters of a large brand. */
const MOST_CACHED = 600_000;

/** What is read once is read in such pieces: a large brand's week of cubes is a few MB. */
const DAYS_AT_ONCE = 7;

export type Zoned = { brandId: string; timeZone: string };

/**
 * What a brand's links counted, however far it is sealed: whole days from their materialised rows (cached while
 * their version stands), the rest from hour rows, and open hours from the minute rows that the hour index names.
 */
export function createCountReader(clicks: ClickStore, counts: CountStore, now: () => number) {
  const cachedDays = createDayCache<LinkDay>(MOST_CACHED, () => 1);
  const cachedCubes = createDayCache<DayCube>(MOST_CACHED, ({ cells }) => cells.length);

  /** Hour rows of the UTC hours from … to (inclusive). */
  async function listHourRows(brand: Zoned, fromHour: string, toHour: string): Promise<HourRow[]> {
    if (toHour < fromHour) return [];
    const through = (await counts.findSealedThrough()) ?? hourOf(now() - NEVER_SEALED_LOOK_BACK_MS);
    // Asked before the rows: whoever clears the mark has written them.
    const unsealed = await counts.listUnsealed(brand.brandId, fromHour, toHour);
    const sealed = await counts.listPacked<HourRow>(hourRowsPartition(brand.brandId), fromHour, toHour);
    const rows = [...sealed].flatMap(([hour, held]) => (hour <= through ? held : []));
    for (const hour of unsealed) if (!sealed.has(hour)) rows.push(...(await openHourRows(brand, hour)));
    const firstOpen = through >= fromHour ? hourOf(startOfHour(through) + HOUR_MS) : fromHour;
    const last = hourOf(now());
    for (let hour = firstOpen; hour <= toHour && hour <= last; hour = hourOf(startOfHour(hour) + HOUR_MS)) {
      rows.push(...(await openHourRows(brand, hour)));
    }
    return rows;
  }

  async function openHourRows(brand: Zoned, hour: string): Promise<HourRow[]> {
    const named = await clicks.listPartitionsOfHour(hour, brand.brandId);
    const partitions = named.map(({ partition }) => partition);
    const rows = await counts.listMinuteRows(partitions);
    const minutes = partitions.flatMap((partition, index) => {
      const row = rows[index];
      return row ? [{ partition, row }] : [];
    });
    return hourRowsOf(minutes, brand.timeZone);
  }

  /** Hour rows whose local hour starts inside the local days from … to (inclusive). */
  async function listHoursOfDays(brand: Zoned, from: string, to: string): Promise<HourRow[]> {
    const startMs = dayBounds(from, brand.timeZone).startMs;
    const endMs = dayBounds(to, brand.timeZone).endMs;
    const rows = await listHourRows(brand, hourOf(startMs), hourOf(endMs - 1));
    return rows.filter((row) => row.startMs >= startMs && row.startMs < endMs);
  }

  /** Days that are not materialised, from hour rows; each stretch of neighbours is one read, with no day between. */
  async function openDays(
    brand: Zoned,
    days: string[],
  ): Promise<{ days: LinkDay[]; cubes: DayCube[]; day: string }[]> {
    const today = dayOf(now(), brand.timeZone);
    const open = days.filter((day) => day <= today);
    const byDay = new Map<string, HourRow[]>();
    for (const { first, last } of stretchesOf(open)) {
      for (const row of await listHoursOfDays(brand, first, last)) {
        const day = dayOf(row.startMs, brand.timeZone);
        const known = byDay.get(day);
        if (known) known.push(row);
        else byDay.set(day, [row]);
      }
    }
    return open.map((day) => ({ day, ...dayRowsOf(day, byDay.get(day) ?? []) }));
  }

  async function dayCubes(brand: Zoned, from: string, to: string, cache: DayCache<DayCube>) {
    const { sealed, rest } = await sealedDays(cache, dayCubesPartition, brand, from, to);
    const open = await openDays(brand, rest);
    return [...[...sealed].map(([day, cubes]) => ({ day, cubes })), ...open];
  }

  return {
    listHoursOfDays,

    /** What one link counted from … until (exclusive), by minute. */
    async listMinutes(linkId: string, span: { fromMs: number; untilMs: number }) {
      const clicks = new Map<number, number>();
      for await (const { at, tally } of counts.readMinuteRowsOfLink(linkId, span))
        clicks.set(at, (clicks.get(at) ?? 0) + clicksOf(tally));
      return [...clicks].map(([at, counted]) => ({ at, clicks: counted }));
    },

    /** Link-days from … to (inclusive), local days. */
    async listLinkDays(brand: Zoned, from: string, to: string): Promise<LinkDay[]> {
      const { sealed, rest } = await sealedDays(cachedDays, dayRowsPartition, brand, from, to);
      const open = await openDays(brand, rest);
      return [...sealed.values(), ...open.map(({ days }) => days)].flat().map(withinClicks);
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

  /** Rows of the days that are materialised, and the other days. */
  async function sealedDays<Row>(
    cache: DayCache<Row>,
    partitionOf: (brandId: string) => string,
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
    const sealed = await readPackedDays(counts, cache, place, new Map(standing));
    return { sealed, rest: wanted.filter((day) => !versions.has(day)) };
  }
}
export type CountReader = ReturnType<typeof createCountReader>;
export type DayCubes = { day: string; cubes: DayCube[] };

const KEEPS_NOTHING: DayCache<DayCube> = { find: () => undefined, keep: () => {} };

/** Days that were written before `summarize` saw to it. */
const withinClicks = (day: LinkDay): LinkDay =>
  day.uniques > day.clicks ? { ...day, uniques: day.clicks } : day;
