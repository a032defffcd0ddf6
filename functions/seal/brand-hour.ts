import { RAW_RETENTION_MS } from '../../shared/data/clicks/click-writer.ts';
import type { DirtyPeriod, MinuteRow } from '../../shared/data/counts/count-store.ts';
import { type HourRow, hourRowsOf } from '../../shared/data/counts/hour-rows.ts';
import { countAgain } from '../../shared/data/counts/recount.ts';
import {
  fbclidsPartition,
  hourOf,
  hourRowsPartition,
  pieceOfHour,
  piecePeriod,
  type RawPartition,
  rawPartitionKey,
  readPiecePeriod,
  scatter,
  startOfHour,
} from '../../shared/data/table/keys.ts';
import { inLanes } from '../../shared/data/table/lanes.ts';
import { fbclidVisits } from '../../shared/domain/attribution/fbclid.ts';
import type { Landing } from '../../shared/domain/attribution/reshare.ts';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time/units.ts';
import { dayBounds, dayOf } from '../../shared/domain/time/week.ts';
import type { Piece, PieceExport, SealDeps } from './deps.ts';

/** Partitions that are counted at once. */
const LANES = 8;
/** Hits that one run counts at most: some seconds of work and a third of a function's memory. */
const PIECE_HITS = 150_000;

type CountedMinute = { partition: RawPartition; row: MinuteRow };
type Reading = {
  drift: number;
  minutes: CountedMinute[];
  /** Clicks with an `fbclid`, from the same reading. */
  visits: Landing[];
  keep: () => Promise<void>;
};

/** Recounts each raw partition of the hour, folds the minutes into hour rows, and marks the days they belong to. */
export async function sealBrandHour(
  hour: string,
  brandId: string,
  deps: SealDeps,
  mostHits = Number.POSITIVE_INFINITY,
): Promise<number> {
  const whole: Piece = { hour, brandId, nth: 0, of: 1 };
  let drift = 0;
  let last: Reading | undefined;
  const rows = await packHour(whole, deps, async () => {
    last = await readPiece(whole, deps, mostHits);
    drift += last.drift;
    return last.minutes;
  });
  if (last) await keepReading(whole, last, deps);
  await tellHour(whole, rows, deps);
  return drift;
}

/**
 * A marked hour: sealed at once, or, where it holds too many hits for one run, cut into pieces that are marked each and
 * counted by themselves; whoever finishes the last of them folds the hour from their counts. The mark goes last.
 */
export async function sealMarkedHour(marked: DirtyPeriod, deps: SealDeps): Promise<number> {
  const { period: hour, brandId } = marked;
  if (marked.pieces) {
    await foldPieces(marked, deps);
    return 0;
  }
  const { pieceHits = PIECE_HITS } = deps;
  try {
    const drift = await sealBrandHour(hour, brandId, deps, pieceHits);
    await deps.counts.clearDirty(marked);
    return drift;
  } catch (reason) {
    if (!(reason instanceof TooMany)) throw reason;
    await cut(marked, Math.ceil(reason.hits / pieceHits), deps);
    return 0;
  }
}

/** More hits than one run counts. */
class TooMany extends Error {
  readonly hits: number;
  constructor(hits: number) {
    super(`${hits} hits in one hour`);
    this.hits = hits;
  }
}

/** Counts one piece; the last one done folds its hour. */
export async function sealPiece(marked: DirtyPeriod, deps: SealDeps): Promise<number> {
  const { counts } = deps;
  const piece: Piece = { brandId: marked.brandId, ...readPiecePeriod(marked.period) };
  const reading = await readPiece(piece, deps);
  await keepReading(piece, reading, deps);
  await counts.clearDirty(marked);
  for (const kind of ['unsealed', 'hour'] as const) {
    const whole = await counts.findDirty(kind, marked.brandId, piece.hour);
    if (whole?.pieces) await foldPieces(whole, deps);
  }
  return reading.drift;
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

async function foldPieces(marked: DirtyPeriod, deps: SealDeps): Promise<void> {
  const { period: hour, brandId } = marked;
  const left = await deps.counts.listDirty('piece', brandId);
  if (left.some(({ period }) => readPiecePeriod(period).hour === hour)) return;
  const whole: Piece = { hour, brandId, nth: 0, of: 1 };
  const rows = await packHour(whole, deps, async () => {
    const partitions = await partitionsOf(whole, deps);
    const standing = await deps.counts.listMinuteRows(partitions);
    return partitions.flatMap((partition, index) => {
      const row = standing[index];
      return row ? [{ partition, row }] : [];
    });
  });
  await tellHour(whole, rows, deps);
  await deps.counts.clearDirty(marked);
}

async function packHour(
  { hour, brandId }: Piece,
  deps: SealDeps,
  count: () => Promise<CountedMinute[]>,
): Promise<HourRow[]> {
  const timeZone = await deps.timeZoneOf(brandId);
  let rows: HourRow[] = [];
  await deps.counts.replacePacked(hourRowsPartition(brandId), hour, deps.newToken, async () => {
    rows = hourRowsOf(await count(), timeZone);
    return rows;
  });
  return rows;
}

async function keepReading(piece: Piece, { visits, keep }: Reading, deps: SealDeps): Promise<void> {
  await keepFbclids(piece, visits, deps);
  await keep();
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

async function partitionsOf(
  { hour, brandId, nth, of }: Piece,
  { clicks }: SealDeps,
): Promise<RawPartition[]> {
  const named = await clicks.listPartitionsOfHour(hour, brandId);
  const partitions = named.map(({ partition }) => partition);
  return of === 1 ? partitions : partitions.filter((one) => scatter(rawPartitionKey(one)) % of === nth);
}

async function readPiece(piece: Piece, deps: SealDeps, mostHits?: number): Promise<Reading> {
  const partitions = await partitionsOf(piece, deps);
  const before = await deps.counts.listMinuteRows(partitions);
  // As far as they are counted: an hour that wasn't is counted a bit further by each run that comes to nothing.
  const hits = before.reduce((sum, row) => sum + (row?.tally.hits ?? 0), 0);
  if (hits > (mostHits ?? hits)) throw new TooMany(hits);
  const kept = deps.exportAsRead?.(piece);
  const visits = new Map<string, Landing[]>();
  const recount = recountReading(deps, kept, (partition, found) =>
    visits.set(rawPartitionKey(partition), found),
  );
  const minutes: CountedMinute[] = [];
  await inLanes(LANES, partitions, async (partition, index) => {
    const row = await countAgain(partition, before[index], recount);
    if (row) minutes.push({ partition, row });
  });
  const counted = minutes.map(({ partition }) => partition);
  return {
    drift: driftOf(minutes, partitions, before),
    minutes,
    visits: [...visits.values()].flat(),
    keep: async () => (kept ? kept.done() : deps.exportHour?.(piece.hour, piece.brandId, counted)),
  };
}

/**
 * The index named these partitions, and sealing is what a late click's announcement asks for. What is exported is what
 * was counted: a partition that is read once more, because somebody came in between, counts as it was read last.
 */
function recountReading(
  deps: SealDeps,
  kept: PieceExport | undefined,
  visited: (partition: RawPartition, visits: Landing[]) => void,
): SealDeps['recount'] {
  async function listCountable(partition: RawPartition) {
    const clicks = await (kept ? wholeClicks(partition, kept) : deps.recount.clicks.listCountable(partition));
    visited(partition, fbclidVisits(clicks));
    return clicks;
  }
  async function wholeClicks(partition: RawPartition, into: PieceExport) {
    const clicks = await deps.clicks.listPartition(partition);
    into.take(partition, clicks);
    return clicks;
  }
  const counts = { ...deps.recount.counts, ensureIndexed: async () => {} };
  return { ...deps.recount, clicks: { listCountable }, counts, announce: async () => {} };
}

/** Hits by which minutes were off, each taken absolutely: five too many here don't hide five too few there. */
function driftOf(
  minutes: readonly CountedMinute[],
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

/** The last UTC hour that a day of the brand's reaches into. */
export const lastHourOf = (day: string, timeZone: string): string =>
  hourOf(dayBounds(day, timeZone).endMs - 1);
