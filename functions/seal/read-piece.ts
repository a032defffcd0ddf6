import type { CountedMinute, MinuteRow } from '../../shared/data/counts/count-store.ts';
import { fuller, listPackedMinutes } from '../../shared/data/counts/packed-minutes.ts';
import { countAgain } from '../../shared/data/counts/recount.ts';
import { rowsMayBeGone } from '../../shared/data/counts/row-expiry.ts';
import { type RawPartition, rawPartitionKey, scatter } from '../../shared/data/table/keys.ts';
import { inLanes } from '../../shared/data/table/lanes.ts';
import { fbclidVisits } from '../../shared/domain/attribution/fbclid.ts';
import type { Landing } from '../../shared/domain/attribution/reshare.ts';
import type { Drift, Piece, PieceExport, SealDeps } from './deps.ts';

/** Partitions that are counted at once. */
const LANES = 8;

export type PieceReading = {
  drift: Drift;
  minutes: CountedMinute[];
  /** Clicks with an `fbclid`, from the same reading. */
  visits: Landing[];
  keep: () => Promise<void>;
};

type Standing = { partition: RawPartition; row: MinuteRow | undefined };

/** More hits than one run counts. */
export class TooMany extends Error {
  readonly hits: number;
  constructor(hits: number) {
    super(`${hits} hits in one hour`);
    this.hits = hits;
  }
}

/** Counts each raw partition of the piece again; throws TooMany before it begins, where there are more hits than these. */
export async function readPiece(piece: Piece, deps: SealDeps, mostHits?: number): Promise<PieceReading> {
  const before = await standingInPiece(piece, deps);
  // As far as they are counted: an hour that wasn't is counted a bit further by each run that comes to nothing.
  const hits = before.reduce((sum, { row }) => sum + (row?.tally.hits ?? 0), 0);
  if (hits > (mostHits ?? hits)) throw new TooMany(hits);
  const kept = deps.exportAsRead?.(piece);
  const visits = new Map<string, Landing[]>();
  const recount = recountReading(deps, kept, (partition, found) =>
    visits.set(rawPartitionKey(partition), found),
  );
  const minutes: CountedMinute[] = [];
  await inLanes(LANES, before, async ({ partition, row: known }) => {
    const row = await countAgain(partition, known, recount);
    if (row) minutes.push({ partition, row });
  });
  const counted = minutes.map(({ partition }) => partition);
  return {
    drift: driftOf(minutes, before),
    minutes,
    visits: [...visits.values()].flat(),
    keep: async () => (kept ? kept.done() : deps.exportHour?.(piece.hour, piece.brandId, counted)),
  };
}

/** The piece's partitions with what is counted of them: in the table, and of an old hour in its pack. */
export async function standingInPiece(piece: Piece, deps: SealDeps): Promise<Standing[]> {
  const { hour, brandId, nth, of } = piece;
  const named = await deps.clicks.listPartitionsOfHour(hour, brandId);
  const packed = rowsMayBeGone(hour, deps.now()) ? await listPackedMinutes(deps.counts, brandId, hour) : [];
  const rows = new Map(packed.map(({ partition, row }) => [rawPartitionKey(partition), row]));
  const all = new Map([...packed, ...named].map(({ partition }) => [rawPartitionKey(partition), partition]));
  const ours = [...all].filter(([name]) => scatter(name) % of === nth).map(([, partition]) => partition);
  const standing = await deps.counts.listMinuteRows(ours);
  return ours.map((partition, index) => ({
    partition,
    row: fuller(rows.get(rawPartitionKey(partition)), standing[index]),
  }));
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

/** Hits by which minutes were off, both ways apart: five too many here don't hide five too few there. */
export function driftOf(minutes: readonly CountedMinute[], before: readonly Standing[]): Drift {
  const after = new Map(minutes.map(({ partition, row }) => [rawPartitionKey(partition), row.tally.hits]));
  const off = before.map(
    ({ partition, row }) => (after.get(rawPartitionKey(partition)) ?? 0) - (row?.tally.hits ?? 0),
  );
  const sum = (of: number[]) => of.reduce((total, hits) => total + Math.abs(hits), 0);
  return { tooFew: sum(off.filter((hits) => hits > 0)), tooMany: sum(off.filter((hits) => hits < 0)) };
}
