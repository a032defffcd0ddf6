import type { DirtyPeriod } from '../../shared/data/counts/count-store.ts';
import { inColumns } from '../../shared/data/counts/day-columns.ts';
import { dayRowsOf, type HourRow } from '../../shared/data/counts/hour-rows.ts';
import { OF_HOURS } from '../../shared/data/counts/marks.ts';
import { refoldMarked } from '../../shared/data/counts/recount.ts';
import { toColumns } from '../../shared/data/table/columns.ts';
import {
  type DirtyKind,
  dayCubesPartition,
  dayRowsPartition,
  hourOf,
  hourRowsPartition,
  readPiecePeriod,
} from '../../shared/data/table/keys.ts';
import { inLanes } from '../../shared/data/table/lanes.ts';
import { dayBounds } from '../../shared/domain/time/week.ts';
import { lastHourOf, sealMarkedHour, sealPiece } from './brand-hour.ts';
import { type Drift, nothingSealed, type SealDeps, type SealedDay, type SealReport } from './deps.ts';
import { planHours, SEALED_IN_ORDER } from './plan.ts';

export { daysTouched, sealBrandHour } from './brand-hour.ts';
export type { SealDeps, SealReport } from './deps.ts';

/** Marks that are worked off at once: each mostly waits for the table. */
const PERIODS_AT_ONCE = 4;
/** A piece is as much as one run holds in memory, and the processor's work. */
const PIECES_AT_ONCE = 1;
const LEFT: ReadonlySet<DirtyKind> = new Set(OF_HOURS);

/**
 * Seals what is due: every hour that ended is marked for each of its brands, then every mark is worked off. `drift` is
 * how many hits the change feed had counted wrongly by then, `tooMany` of them without a click; anything but 0 is an alarm,
 * and is mended by having been found.
 *
 * Safe to die between any two writes and safe to run twice at once, by three rules: that reading has begun is said
 * before reading, so that whoever stores a click later marks its hour (`announceLate`); what depends on a write is
 * marked after that write; and a mark is cleared, or the seal moved, last.
 *
 * `leavingHours`: their clicks are still coming in, so hours are left for later, and what doesn't hang on them is done.
 */
export async function sealDue(deps: SealDeps, { leavingHours = false } = {}): Promise<SealReport> {
  const report = nothingSealed();
  if (!leavingHours) report.hours += await planHours(deps);
  for (const kind of SEALED_IN_ORDER) {
    if (leavingHours && LEFT.has(kind)) continue;
    const atOnce = kind === 'piece' ? PIECES_AT_ONCE : PERIODS_AT_ONCE;
    const marks = await deps.counts.listDirty(kind);
    await inLanes(atOnce, marks, async (marked) => add(report, await sealMarked(marked, deps)));
  }
  return report;
}

/** Works off one mark. One brand's trouble is not another's: what fails stays marked, and the rest go on. */
export async function sealMarked(marked: DirtyPeriod, deps: SealDeps): Promise<SealReport> {
  const report = nothingSealed();
  try {
    await workOff(marked, deps, report);
  } catch (reason) {
    report.failed++;
    deps.failed?.(marked, reason);
  }
  return report;
}

async function workOff(marked: DirtyPeriod, deps: SealDeps, report: SealReport): Promise<void> {
  const { kind, brandId, period } = marked;
  switch (kind) {
    case 'unsealed':
    case 'hour':
    case 'piece': {
      const isNews = await nobodyToldOf(marked, deps);
      const drifted = (drift: Drift) => isNews && note(report, drift);
      await (kind === 'piece' ? sealPiece : sealMarkedHour)(marked, { ...deps, drifted });
      report.hours++;
      return;
    }
    case 'refold':
      await refoldMarked(marked, { ...deps.recount, counts: deps.counts, now: deps.now });
      await deps.counts.clearDirty(marked);
      return;
    case 'day':
      report.days += await sealDay(marked, deps);
      return;
    case 'file':
      if ((await deps.compactDay?.(brandId, period)) ?? true) await deps.counts.clearDirty(marked);
      return;
    case 'orders':
      await deps.recountOrders(brandId, period);
      await deps.counts.clearDirty(marked);
      report.orderDays++;
  }
}

/** Late clicks announce their hour and are counted by sealing: what is found then is no drift. */
async function nobodyToldOf({ brandId, period }: DirtyPeriod, { counts }: SealDeps): Promise<boolean> {
  const { hour } = readPiecePeriod(period);
  const isFirst = (await counts.findDirty('unsealed', brandId, hour)) !== undefined;
  return isFirst && (await counts.findDirty('hour', brandId, hour)) === undefined;
}

function note(report: SealReport, { tooFew, tooMany }: Drift): void {
  report.drift += tooFew + tooMany;
  report.tooMany += tooMany;
}

function add(sum: SealReport, part: SealReport): void {
  for (const name of Object.keys(sum) as (keyof SealReport)[]) sum[name] += part[name];
}

/** Folds a day from its hour rows, once all its hours are sealed. Until then readers sum the hours themselves. */
async function sealDay(period: DirtyPeriod, deps: SealDeps): Promise<number> {
  const { brandId, period: day, token } = period;
  const timeZone = await deps.timeZoneOf(brandId);
  const { startMs, endMs } = dayBounds(day, timeZone);
  const through = (await deps.counts.findSealedThrough()) ?? '';
  const lastHour = lastHourOf(day, timeZone);
  if (lastHour > through) return 0;
  if ((await deps.counts.listUnsealed(brandId, hourOf(startMs), lastHour)).length > 0) return 0;
  // A day that goes on leaving was folded when it began to.
  if (period.pieces === undefined) await foldDay({ brandId, day, startMs, endMs }, lastHour, deps);
  const goOnAt = await deps.exportDay?.({ brandId, day, startMs, endMs, token, from: period.pieces ?? 0 });
  if (goOnAt !== undefined) {
    await deps.counts.noteCut(period, goOnAt);
    return 0;
  }
  await deps.counts.clearDirty(period);
  return 1;
}

async function foldDay(
  { brandId, day, startMs, endMs }: Omit<SealedDay, 'token' | 'from'>,
  lastHour: string,
  { counts, newToken }: SealDeps,
): Promise<void> {
  const rowsOfDay = async () => {
    const hours = await counts.listPacked<HourRow>(hourRowsPartition(brandId), hourOf(startMs), lastHour);
    const rows = [...hours.values()].flat().filter((row) => row.startMs >= startMs && row.startMs < endMs);
    return dayRowsOf(day, rows);
  };
  await counts.replacePacked(dayCubesPartition(brandId), day, newToken, async () =>
    toColumns((await rowsOfDay()).cubes),
  );
  await counts.replacePacked(dayRowsPartition(brandId), day, newToken, async () =>
    inColumns((await rowsOfDay()).days),
  );
  await counts.putVersion(brandId, day, newToken());
}
