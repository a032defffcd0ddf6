import { RAW_RETENTION_MS } from '../../shared/data/clicks/click-writer.ts';
import type { CountedMinute, DirtyPeriod } from '../../shared/data/counts/count-store.ts';
import { type HourRow, hourRowsOf, withoutLoss } from '../../shared/data/counts/hour-rows.ts';
import { WHOLE_HOURS } from '../../shared/data/counts/marks.ts';
import { packMinutes } from '../../shared/data/counts/packed-minutes.ts';
import { rowsMayBeGone } from '../../shared/data/counts/row-expiry.ts';
import {
  fbclidsPartition,
  hourOf,
  hourRowsPartition,
  pieceOfHour,
  piecePeriod,
  readPiecePeriod,
  startOfHour,
} from '../../shared/data/table/keys.ts';
import type { Landing } from '../../shared/domain/attribution/reshare.ts';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time/units.ts';
import { dayBounds, dayOf } from '../../shared/domain/time/week.ts';
import type { Piece, SealDeps } from './deps.ts';
import { type PieceReading, readPiece, standingInPiece, TooMany } from './read-piece.ts';

/** Hits that one run counts at most: some seconds of work and a third of a function's memory. */
const PIECE_HITS = 150_000;

/** Recounts each raw partition of the hour, folds the minutes into hour rows, and marks the days they belong to. */
export async function sealBrandHour(
  hour: string,
  brandId: string,
  deps: SealDeps,
  mostHits = Number.POSITIVE_INFINITY,
): Promise<void> {
  const whole: Piece = { hour, brandId, nth: 0, of: 1 };
  let last: PieceReading | undefined;
  const rows = await packHour(whole, deps, async () => {
    last = await readPiece(whole, deps, mostHits);
    deps.drifted?.(last.drift);
    return last.minutes;
  });
  if (last) await keepReading(whole, last, deps);
  await tellHour(whole, rows, deps);
}

/**
 * A marked hour: sealed at once, or, where it holds too many hits for one run, cut into pieces that are marked each and
 * counted by themselves; whoever finishes the last of them folds the hour from their counts. The mark goes last. One that is
 * marked again meanwhile is cut again when its pieces are done: begun anew with each late click it would never end.
 */
export async function sealMarkedHour(marked: DirtyPeriod, deps: SealDeps): Promise<void> {
  const { period: hour, brandId } = marked;
  if (marked.pieces) return foldPieces([marked], deps);
  const { pieceHits = PIECE_HITS } = deps;
  try {
    await sealBrandHour(hour, brandId, deps, pieceHits);
    await deps.counts.clearDirty(marked);
  } catch (reason) {
    if (!(reason instanceof TooMany)) throw reason;
    if (await isInPieces(marked, deps)) return;
    await cut(marked, Math.ceil(reason.hits / pieceHits), deps);
  }
}

/** Counts one piece; the last one done folds its hour. */
export async function sealPiece(marked: DirtyPeriod, deps: SealDeps): Promise<void> {
  const { counts } = deps;
  const piece: Piece = { brandId: marked.brandId, ...readPiecePeriod(marked.period) };
  const reading = await readPiece(piece, deps);
  deps.drifted?.(reading.drift);
  await keepReading(piece, reading, deps);
  await counts.clearDirty(marked);
  const wholes = WHOLE_HOURS.map((kind) => counts.findDirty(kind, marked.brandId, piece.hour));
  await foldPieces(
    (await Promise.all(wholes)).filter((whole) => whole !== undefined),
    deps,
  );
}

/** Pieces are marked before the hour is said to be cut: said so and none marked, all have been counted. */
async function cut(marked: DirtyPeriod, of: number, { counts, newToken }: SealDeps): Promise<void> {
  const token = newToken();
  const { brandId, period: hour } = marked;
  const pieces = Array.from(
    { length: of },
    (_, nth): DirtyPeriod => ({ kind: 'piece', brandId, period: piecePeriod(hour, nth, of), token }),
  );
  await counts.markAll(pieces);
  await counts.noteCut(marked, of);
}

/** Do pieces of this hour wait to be counted? */
async function isInPieces({ period: hour, brandId }: DirtyPeriod, { counts }: SealDeps): Promise<boolean> {
  const pieces = await counts.listDirty('piece', brandId);
  return pieces.some(({ period }) => readPiecePeriod(period).hour === hour);
}

/** Of one hour's marks. One that says nothing of pieces came after they were cut: it stays, what they counted is shown all the same. */
async function foldPieces(marks: readonly DirtyPeriod[], deps: SealDeps): Promise<void> {
  const [first] = marks;
  if (!first || (await isInPieces(first, deps))) return;
  const { period: hour, brandId } = first;
  const whole: Piece = { hour, brandId, nth: 0, of: 1 };
  const rows = await packHour(whole, deps, async () =>
    (await standingInPiece(whole, deps)).flatMap(({ partition, row }) => (row ? [{ partition, row }] : [])),
  );
  await tellHour(whole, rows, deps);
  for (const marked of marks) if (marked.pieces) await deps.counts.clearDirty(marked);
}

async function packHour(
  { hour, brandId }: Piece,
  deps: SealDeps,
  count: () => Promise<CountedMinute[]>,
): Promise<HourRow[]> {
  const timeZone = await deps.timeZoneOf(brandId);
  const pk = hourRowsPartition(brandId);
  let rows: HourRow[] = [];
  await deps.counts.replacePacked(pk, hour, deps.newToken, async () => {
    rows = hourRowsOf(await count(), timeZone);
    if (rowsMayBeGone(hour, deps.now()))
      rows = withoutLoss((await deps.counts.listPacked<HourRow>(pk, hour, hour)).get(hour) ?? [], rows);
    return rows;
  });
  return rows;
}

/** What is left of the rows of its minutes goes some weeks later: by then all of it has been written elsewhere, here. */
async function keepReading(
  piece: Piece,
  { visits, minutes, keep }: PieceReading,
  deps: SealDeps,
): Promise<void> {
  await keepFbclids(piece, visits, deps);
  await keep();
  const { brandId, hour, nth } = piece;
  await packMinutes({ brandId, period: pieceOfHour(hour, nth) }, minutes, deps.counts, deps.newToken);
}

async function tellHour({ hour, brandId }: Piece, rows: HourRow[], deps: SealDeps): Promise<void> {
  const timeZone = await deps.timeZoneOf(brandId);
  for (const day of daysTouched(hour, timeZone))
    await deps.counts.markDirty('day', brandId, day, deps.newToken(), lastHourOf(day, timeZone));
  await deps.tellMoments?.(brandId, hour, rows);
}

/**
 * Whose clicks carried which `fbclid`, to tell copied addresses by: the whole piece each time, so repeats change
 * nothing. Left alone once raw clicks may have expired: a late click must not replace them.
 */
async function keepFbclids({ hour, brandId, nth }: Piece, visits: Landing[], deps: SealDeps): Promise<void> {
  const expiresAt = startOfHour(hour) + RAW_RETENTION_MS;
  if (deps.now() > expiresAt - DAY_MS) return;
  const [pk, period] = [fbclidsPartition(brandId), pieceOfHour(hour, nth)];
  if (visits.length === 0 && (await deps.counts.listPacked(pk, period, period)).size === 0) return;
  await deps.counts.replacePacked(pk, period, deps.newToken, async () => visits, expiresAt / 1_000);
}

/** The brand's days that a UTC hour belongs to: two where midnight falls into it. */
export function daysTouched(hour: string, timeZone: string): Set<string> {
  const start = startOfHour(hour);
  return new Set([dayOf(start, timeZone), dayOf(start + HOUR_MS - 1, timeZone)]);
}

/** The last UTC hour that a day of the brand's reaches into. */
export const lastHourOf = (day: string, timeZone: string): string =>
  hourOf(dayBounds(day, timeZone).endMs - 1);
