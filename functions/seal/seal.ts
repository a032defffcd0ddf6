import type { ClickStore } from '../../shared/data/clicks/click-store.ts';
import { RAW_RETENTION_MS } from '../../shared/data/clicks/click-writer.ts';
import type { CountStore, DirtyPeriod, MinuteRow } from '../../shared/data/counts/count-store.ts';
import { dayRowsOf, type HourRow, hourRowsOf } from '../../shared/data/counts/hour-rows.ts';
import { countAgain, type RecountDeps, refoldMarked } from '../../shared/data/counts/recount.ts';
import {
  type DirtyKind,
  dayCubesPartition,
  dayRowsPartition,
  fbclidsPartition,
  hourOf,
  hourRowsPartition,
  type RawPartition,
  rawPartitionKey,
  startOfHour,
} from '../../shared/data/table/keys.ts';
import { inLanes } from '../../shared/data/table/lanes.ts';
import { fbclidVisits } from '../../shared/domain/attribution/fbclid.ts';
import type { Landing } from '../../shared/domain/attribution/reshare.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import { dayBounds, dayOf } from '../../shared/domain/time/week.ts';

/** Partitions that are counted at once. */
const LANES = 8;
/** Marked hours, days or order days that are sealed at once: each mostly waits for the table. */
const PERIODS_AT_ONCE = 4;
/** An hour is sealed this long after it ended: by then every deadline and retry of its clicks is over. */
export const GRACE_MS = 5 * MINUTE_MS;
/** At the first run nothing older than this is looked at: late facts announce their own hours. */
const FIRST_LOOK_BACK_MS = 2 * HOUR_MS;

export type SealDeps = {
  clicks: ClickStore;
  counts: CountStore;
  recount: RecountDeps;
  timeZoneOf: (brandId: string) => Promise<string>;
  /** Recounts one day's credited orders; conversions have a store of their own. */
  recountOrders: (brandId: string, day: string) => Promise<void>;
  /** Keeps a sealed hour's raw clicks outside the table, before they may expire. */
  exportHour: (hour: string, brandId: string, partitions: RawPartition[]) => Promise<void>;
  /** Keeps a sealed day where large questions are asked. Left out, it isn't. */
  exportDay?: (day: { brandId: string; day: string; startMs: number; endMs: number }) => Promise<void>;
  /** Tells webhooks what the hour brought; safe to repeat. Left out, nobody is told. */
  tellMoments?: (brandId: string, hour: string, rows: readonly HourRow[]) => Promise<void>;
  now: () => number;
  newToken: () => string;
  /** Told of each failure, for the log. */
  failed?: (period: DirtyPeriod, reason: unknown) => void;
};

/** `drift`: see driftOf. `failed`: periods that stay marked for the next run. */
export type SealReport = { hours: number; days: number; orderDays: number; drift: number; failed: number };

/**
 * Seals what is due: every hour that ended, then every period that late facts marked. `drift` is how many hits the
 * change feed had not counted by then; anything but 0 is an alarm, and is mended by having been found.
 *
 * Safe to die between any two writes and safe to run twice at once, by three rules: that reading has begun is said
 * before reading, so that whoever stores a click later marks its hour (`announceLate`); what depends on a write is
 * marked after that write; and a mark is cleared, or the seal moved, last.
 */
export async function sealDue(deps: SealDeps): Promise<SealReport> {
  const report: SealReport = { hours: 0, days: 0, orderDays: 0, drift: 0, failed: 0 };
  for (const hour of await hoursDue(deps)) {
    await deps.counts.advanceSealBegun(hour);
    await sealHour(hour, deps, report);
    report.hours++;
    await deps.counts.advanceSealedThrough(hour);
  }
  await eachMarked('refold', deps, report, async (marked) => {
    await refoldMarked(marked, { ...deps.recount, counts: deps.counts });
    await deps.counts.clearDirty(marked);
  });
  for (const kind of ['unsealed', 'hour'] as const)
    await eachMarked(kind, deps, report, async (period) => {
      await sealBrandHour(period.period, period.brandId, deps);
      await deps.counts.clearDirty(period);
      report.hours++;
    });
  await eachMarked('day', deps, report, async (period) => {
    const days = await sealDay(period, deps);
    report.days += days;
  });
  await eachMarked('orders', deps, report, async (period) => {
    await deps.recountOrders(period.brandId, period.period);
    await deps.counts.clearDirty(period);
    report.orderDays++;
  });
  return report;
}

/** One brand's trouble is not another's: a period that fails stays marked, and the rest go on. */
async function eachMarked(
  kind: DirtyKind,
  { counts, failed }: SealDeps,
  report: SealReport,
  seal: (period: DirtyPeriod) => Promise<void>,
): Promise<void> {
  await inLanes(PERIODS_AT_ONCE, await counts.listDirty(kind), async (period) => {
    try {
      await seal(period);
    } catch (reason) {
      report.failed++;
      failed?.(period, reason);
    }
  });
}

async function hoursDue({ counts, now }: SealDeps): Promise<string[]> {
  const last = hourOf(now() - GRACE_MS - HOUR_MS);
  const through = await counts.findSealedThrough();
  const due: string[] = [];
  let hour =
    through === undefined ? hourOf(now() - FIRST_LOOK_BACK_MS) : hourOf(startOfHour(through) + HOUR_MS);
  while (hour <= last) {
    due.push(hour);
    hour = hourOf(startOfHour(hour) + HOUR_MS);
  }
  return due;
}

/** A brand that fails is marked before the seal moves on: until its hour is sealed, readers ask its minutes. */
async function sealHour(hour: string, deps: SealDeps, report: SealReport): Promise<void> {
  const named = await deps.clicks.listPartitionsOfHour(hour);
  const brands = new Set(named.map(({ brandId }) => brandId));
  for (const brandId of brands) {
    try {
      report.drift += await sealBrandHour(hour, brandId, deps);
    } catch (reason) {
      const period: DirtyPeriod = { kind: 'unsealed', brandId, period: hour, token: deps.newToken() };
      await deps.counts.markDirty(period.kind, brandId, hour, period.token);
      report.failed++;
      deps.failed?.(period, reason);
    }
  }
}

/** Recounts each raw partition of the hour, folds the minutes into hour rows, and marks the days they belong to. */
export async function sealBrandHour(hour: string, brandId: string, deps: SealDeps): Promise<number> {
  const timeZone = await deps.timeZoneOf(brandId);
  let drift = 0;
  let visits: Landing[] = [];
  let exported: RawPartition[] = [];
  let rows: HourRow[] = [];
  await deps.counts.replacePacked(hourRowsPartition(brandId), hour, deps.newToken, async () => {
    const counted = await recountHour(hour, brandId, deps);
    drift += counted.drift;
    visits = counted.visits;
    exported = counted.minutes.map(({ partition }) => partition);
    rows = hourRowsOf(counted.minutes, timeZone);
    return rows;
  });
  await keepFbclids(hour, brandId, visits, deps);
  await deps.exportHour(hour, brandId, exported);
  for (const day of daysTouched(hour, timeZone))
    await deps.counts.markDirty('day', brandId, day, deps.newToken());
  await deps.tellMoments?.(brandId, hour, rows);
  return drift;
}

/**
 * Whose clicks carried which `fbclid`, to tell copied addresses by: the whole hour each time, so repeats change
 * nothing. Left alone once raw clicks may have expired: a late click must not replace them.
 */
async function keepFbclids(hour: string, brandId: string, visits: Landing[], deps: SealDeps): Promise<void> {
  const expiresAt = startOfHour(hour) + RAW_RETENTION_MS;
  if (deps.now() > expiresAt - DAY_MS) return;
  const pk = fbclidsPartition(brandId);
  if (visits.length === 0 && (await deps.counts.listPacked(pk, hour, hour)).size === 0) return;
  await deps.counts.replacePacked(pk, hour, deps.newToken, async () => visits, expiresAt / 1_000);
}

type CountedHour = {
  drift: number;
  minutes: { partition: RawPartition; row: MinuteRow }[];
  /** Clicks with an `fbclid`, from the same reading. */
  visits: Landing[];
};

async function recountHour(hour: string, brandId: string, deps: SealDeps): Promise<CountedHour> {
  const named = await deps.clicks.listPartitionsOfHour(hour, brandId);
  const partitions = named.map(({ partition }) => partition);
  const before = await deps.counts.listMinuteRows(partitions);
  // The index named these partitions, and sealing is what a late click's announcement asks for.
  const counts = { ...deps.recount.counts, ensureIndexed: async () => {} };
  const tagged = new Map<string, Landing[]>();
  const listCountable = async (partition: RawPartition) => {
    const clicks = await deps.recount.clicks.listCountable(partition);
    tagged.set(rawPartitionKey(partition), fbclidVisits(clicks));
    return clicks;
  };
  const recount = { ...deps.recount, clicks: { listCountable }, counts, announce: async () => {} };
  const minutes: CountedHour['minutes'] = [];
  await inLanes(LANES, partitions, async (partition, index) => {
    const row = await countAgain(partition, before[index], recount);
    if (row) minutes.push({ partition, row });
  });
  return {
    drift: driftOf(minutes, partitions, before),
    minutes,
    visits: [...tagged.values()].flat(),
  };
}

/** Hits by which minutes were off, each taken absolutely: five too many here don't hide five too few there. */
function driftOf(
  minutes: CountedHour['minutes'],
  partitions: readonly RawPartition[],
  before: readonly ({ tally: { hits: number } } | undefined)[],
): number {
  const after = new Map(minutes.map(({ partition, row }) => [rawPartitionKey(partition), row.tally.hits]));
  return partitions.reduce(
    (sum, partition, index) =>
      sum + Math.abs((after.get(rawPartitionKey(partition)) ?? 0) - (before[index]?.tally.hits ?? 0)),
    0,
  );
}

/** The brand's days that a UTC hour belongs to: two where midnight falls into it. */
export function daysTouched(hour: string, timeZone: string): Set<string> {
  const start = startOfHour(hour);
  return new Set([dayOf(start, timeZone), dayOf(start + HOUR_MS - 1, timeZone)]);
}

/** Folds a day from its hour rows, once all its hours are sealed. Until then readers sum the hours themselves. */
async function sealDay(period: DirtyPeriod, deps: SealDeps): Promise<number> {
  const { brandId, period: day } = period;
  const timeZone = await deps.timeZoneOf(brandId);
  const { startMs, endMs } = dayBounds(day, timeZone);
  const through = (await deps.counts.findSealedThrough()) ?? '';
  const lastHour = hourOf(endMs - 1);
  if (lastHour > through) return 0;
  if ((await deps.counts.listUnsealed(brandId, hourOf(startMs), lastHour)).length > 0) return 0;
  const foldDay = async () => {
    const hours = await deps.counts.listPacked<HourRow>(
      hourRowsPartition(brandId),
      hourOf(startMs),
      lastHour,
    );
    const rows = [...hours.values()].flat().filter((row) => row.startMs >= startMs && row.startMs < endMs);
    return dayRowsOf(day, rows);
  };
  const { replacePacked } = deps.counts;
  await replacePacked(dayCubesPartition(brandId), day, deps.newToken, async () => (await foldDay()).cubes);
  await replacePacked(dayRowsPartition(brandId), day, deps.newToken, async () => (await foldDay()).days);
  await deps.counts.putVersion(brandId, day, deps.newToken());
  await deps.exportDay?.({ brandId, day, startMs, endMs });
  await deps.counts.clearDirty(period);
  return 1;
}
