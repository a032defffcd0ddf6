import type { LinkDay } from '../../domain/facts.ts';
import { HOUR_MS } from '../../domain/time/units.ts';
import { dayBounds, dayOf } from '../../domain/time/week.ts';
import type { ClickStore } from '../clicks/click-store.ts';
import { hourOf, hourRowsPartition, startOfHour } from '../table/keys.ts';
import { onceAMoment } from '../table/one-moment.ts';
import type { CountStore } from './count-store.ts';
import { type DayCube, dayRowsOf, type HourRow, hourRowsOf } from './hour-rows.ts';
import { stretchesOf } from './packed-days.ts';

export type Zoned = { brandId: string; timeZone: string };

/** Where nothing was ever sealed: older hours than this are shown once the first seal has counted them. */
const NEVER_SEALED_LOOK_BACK_MS = 48 * HOUR_MS;

type Sources = { clicks: ClickStore; counts: CountStore; now: () => number };

/** Rows of hours and days as far as they are not materialised: hour rows where sealed, minute rows beyond. */
export function openRowsIn(clicks: ClickStore, counts: CountStore, now: () => number) {
  const from = { clicks, counts, now };
  return {
    listHoursOfDays: (brand: Zoned, first: string, last: string) => listHoursOfDays(from, brand, first, last),
    /** Within a moment the same days are read once: what is named after them is worked out from the very rows. */
    openDays: (brand: Zoned, days: string[]) =>
      onceAMoment(counts, JSON.stringify([brand, days]), () => openDays(from, brand, days)),
    nothingIn: (brand: Zoned, days: string[]) => nothingIn(from, brand, days),
  };
}

/** Each is asked for by itself: days in many pieces are not worth it. */
const MOST_STRETCHES = 4;

/**
 * Are these days over, and is there nothing to count in them? Then they are as good as folded. Said only where it is
 * found out quickly.
 */
async function nothingIn({ counts }: Sources, brand: Zoned, days: string[]): Promise<boolean> {
  const stretches = stretchesOf(days);
  if (stretches.length > MOST_STRETCHES) return false;
  const through = await sealedThrough(counts);
  for (const { first, last } of stretches) {
    const from = hourOf(dayBounds(first, brand.timeZone).startMs);
    const to = hourOf(dayBounds(last, brand.timeZone).endMs - 1);
    if (through === undefined || to > through) return false;
    // Asked before the rows, as everywhere.
    if ((await counts.listUnsealed(brand.brandId, from, to)).length > 0) return false;
    if ((await counts.listPeriods(hourRowsPartition(brand.brandId), from, to)).length > 0) return false;
  }
  return true;
}

const sealedThrough = (counts: CountStore): Promise<string | undefined> =>
  onceAMoment(counts, 'through', () => counts.findSealedThrough());

/** Hour rows whose local hour starts inside the local days from … to (inclusive). */
async function listHoursOfDays(sources: Sources, brand: Zoned, from: string, to: string): Promise<HourRow[]> {
  const startMs = dayBounds(from, brand.timeZone).startMs;
  const endMs = dayBounds(to, brand.timeZone).endMs;
  const rows = await listHourRows(sources, brand, hourOf(startMs), hourOf(endMs - 1));
  return rows.filter((row) => row.startMs >= startMs && row.startMs < endMs);
}

/** Days that are not materialised, from hour rows; each stretch of neighbours is one read, with no day between. */
async function openDays(
  sources: Sources,
  brand: Zoned,
  days: string[],
): Promise<{ days: LinkDay[]; cubes: DayCube[]; day: string }[]> {
  const today = dayOf(sources.now(), brand.timeZone);
  const open = days.filter((day) => day <= today);
  const byDay = new Map<string, HourRow[]>();
  for (const { first, last } of stretchesOf(open)) {
    for (const row of await listHoursOfDays(sources, brand, first, last)) {
      const day = dayOf(row.startMs, brand.timeZone);
      const known = byDay.get(day);
      if (known) known.push(row);
      else byDay.set(day, [row]);
    }
  }
  return open.map((day) => ({ day, ...dayRowsOf(day, byDay.get(day) ?? []) }));
}

/** Hour rows of the UTC hours from … to (inclusive). */
async function listHourRows(
  sources: Sources,
  brand: Zoned,
  fromHour: string,
  toHour: string,
): Promise<HourRow[]> {
  if (toHour < fromHour) return [];
  const { counts, now } = sources;
  const through = (await sealedThrough(counts)) ?? hourOf(now() - NEVER_SEALED_LOOK_BACK_MS);
  // Asked before the rows: whoever clears the mark has written them.
  const unsealed = await counts.listUnsealed(brand.brandId, fromHour, toHour);
  const sealed = await counts.listPacked<HourRow>(hourRowsPartition(brand.brandId), fromHour, toHour);
  const rows = [...sealed].flatMap(([hour, held]) => (hour <= through ? held : []));
  for (const hour of unsealed)
    if (!sealed.has(hour)) rows.push(...(await openHourRows(sources, brand, hour)));
  const firstOpen = through >= fromHour ? hourOf(startOfHour(through) + HOUR_MS) : fromHour;
  const last = hourOf(now());
  for (let hour = firstOpen; hour <= toHour && hour <= last; hour = hourOf(startOfHour(hour) + HOUR_MS)) {
    rows.push(...(await openHourRows(sources, brand, hour)));
  }
  return rows;
}

const openHourRows = (sources: Sources, brand: Zoned, hour: string): Promise<HourRow[]> =>
  onceAMoment(sources.counts, `${brand.brandId}|${brand.timeZone}|${hour}`, () =>
    readOpenHour(sources, brand, hour),
  );

async function readOpenHour({ clicks, counts }: Sources, brand: Zoned, hour: string): Promise<HourRow[]> {
  const named = await clicks.listPartitionsOfHour(hour, brand.brandId);
  const partitions = named.map(({ partition }) => partition);
  const rows = await counts.listMinuteRows(partitions);
  const minutes = partitions.flatMap((partition, index) => {
    const row = rows[index];
    return row ? [{ partition, row }] : [];
  });
  return hourRowsOf(minutes, brand.timeZone);
}
