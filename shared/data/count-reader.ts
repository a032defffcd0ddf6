import type { LinkDay } from '../domain/facts.ts';
import { addDays, dayBounds, dayOf, listDays } from '../domain/week.ts';
import type { ClickStore } from './click-store.ts';
import type { CountStore } from './count-store.ts';
import { type DayCube, dayRowsOf, type HourRow, hourRowsOf } from './hour-rows.ts';
import { dayCubesPartition, dayRowsPartition, hourOf, hourRowsPartition, startOfHour } from './keys.ts';

const HOUR_MS = 3_600_000;
/** Where nothing was ever sealed: older hours than this are shown once the first seal has counted them. */
const NEVER_SEALED_LOOK_BACK_MS = 48 * HOUR_MS;
const MAX_CACHED_DAYS = 5_000;

export type Zoned = { brandId: string; timeZone: string };

/**
 * What a brand's links counted, however far it is sealed: whole days from their materialised rows (cached while
 * their version stands), the rest from hour rows, and open hours from the minute rows that the hour index names.
 */
export function createCountReader(clicks: ClickStore, counts: CountStore, now: () => number) {
  const cachedDays = new Map<string, { version: string; days: LinkDay[] }>();
  const cachedCubes = new Map<string, { version: string; cubes: DayCube[] }>();

  /** Hour rows of the UTC hours from … to (inclusive). */
  async function listHourRows(brand: Zoned, fromHour: string, toHour: string): Promise<HourRow[]> {
    if (toHour < fromHour) return [];
    const through = (await counts.findSealedThrough()) ?? hourOf(now() - NEVER_SEALED_LOOK_BACK_MS);
    const sealed = await counts.listPacked<HourRow>(hourRowsPartition(brand.brandId), fromHour, toHour);
    const rows = [...sealed].flatMap(([hour, held]) => (hour <= through ? held : []));
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

  return {
    listHoursOfDays,

    /** Link-days from … to (inclusive), local days. */
    async listLinkDays(brand: Zoned, from: string, to: string): Promise<LinkDay[]> {
      const wanted = listDays(from, to);
      const versions = await counts.listVersions(brand.brandId, from, to);
      const isCached = (day: string) =>
        versions.has(day) && cachedDays.get(`${brand.brandId}|${day}`)?.version === versions.get(day);
      const missing = wanted.filter((day) => versions.has(day) && !isCached(day));
      const [first, last] = [missing[0], missing[missing.length - 1]];
      if (first !== undefined && last !== undefined) {
        const packed = await counts.listPacked<LinkDay>(dayRowsPartition(brand.brandId), first, last);
        for (const day of missing) {
          remember(cachedDays, `${brand.brandId}|${day}`, {
            version: versions.get(day) ?? '',
            days: packed.get(day) ?? [],
          });
        }
      }
      const open = await openDays(
        brand,
        wanted.filter((day) => !versions.has(day)),
      );
      return [
        ...wanted.flatMap((day) =>
          versions.has(day) ? (cachedDays.get(`${brand.brandId}|${day}`)?.days ?? []) : [],
        ),
        ...open.flatMap(({ days }) => days),
      ];
    },

    /** The same days with every link's cells. */
    async listDayCubes(brand: Zoned, from: string, to: string): Promise<{ day: string; cubes: DayCube[] }[]> {
      const wanted = listDays(from, to);
      const versions = await counts.listVersions(brand.brandId, from, to);
      const missing = wanted.filter(
        (day) =>
          versions.has(day) && cachedCubes.get(`${brand.brandId}|${day}`)?.version !== versions.get(day),
      );
      const [first, last] = [missing[0], missing[missing.length - 1]];
      if (first !== undefined && last !== undefined) {
        const packed = await counts.listPacked<DayCube>(dayCubesPartition(brand.brandId), first, last);
        for (const day of missing) {
          remember(cachedCubes, `${brand.brandId}|${day}`, {
            version: versions.get(day) ?? '',
            cubes: packed.get(day) ?? [],
          });
        }
      }
      const open = await openDays(
        brand,
        wanted.filter((day) => !versions.has(day)),
      );
      return [
        ...wanted.flatMap((day) =>
          versions.has(day) ? [{ day, cubes: cachedCubes.get(`${brand.brandId}|${day}`)?.cubes ?? [] }] : [],
        ),
        ...open,
      ];
    },
  };
}
export type CountReader = ReturnType<typeof createCountReader>;

/** Ascending days as runs without a gap. */
function stretchesOf(days: readonly string[]): { first: string; last: string }[] {
  const stretches: { first: string; last: string }[] = [];
  for (const day of days) {
    const open = stretches.at(-1);
    if (open && addDays(open.last, 1) === day) open.last = day;
    else stretches.push({ first: day, last: day });
  }
  return stretches;
}

function remember<Value>(cache: Map<string, Value>, key: string, value: Value): void {
  if (cache.size >= MAX_CACHED_DAYS) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, value);
}
