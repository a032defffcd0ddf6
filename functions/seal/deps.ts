import type { ClickStore } from '../../shared/data/clicks/click-store.ts';
import type { CountStore, DirtyPeriod } from '../../shared/data/counts/count-store.ts';
import type { HourRow } from '../../shared/data/counts/hour-rows.ts';
import type { RecountDeps } from '../../shared/data/counts/recount.ts';
import type { RawPartition } from '../../shared/data/table/keys.ts';
import type { Click } from '../../shared/domain/click/click.ts';

/** One of several equal shares of a brand's hour; all of it is share 0 of 1. */
export type Piece = { hour: string; brandId: string; nth: number; of: number };

/** Where the raw clicks of a piece are kept outside the table. Nothing is kept before `done`, and then all of it. */
export type PieceExport = {
  /** What lies in one raw partition; told again, the last one counts. */
  take: (partition: RawPartition, clicks: readonly Click[]) => void;
  done: () => Promise<void>;
};

/** Hits that the live counts had missed, and hits that they had and raw clicks haven't. */
export type Drift = { tooFew: number; tooMany: number };

/** A brand's day; `token`: of its mark, which tells one making of it from another; `from`: where the run before ended. */
export type SealedDay = {
  brandId: string;
  day: string;
  startMs: number;
  endMs: number;
  token: string;
  from: number;
};

export type SealDeps = {
  clicks: ClickStore;
  counts: CountStore;
  recount: RecountDeps;
  timeZoneOf: (brandId: string) => Promise<string>;
  /** Recounts one day's credited orders; conversions have a store of their own. */
  recountOrders: (brandId: string, day: string) => Promise<void>;
  /** Keeps a sealed hour's raw clicks outside the table, before they may expire. Left out, nobody does. */
  exportHour?: (hour: string, brandId: string, partitions: RawPartition[]) => Promise<void>;
  /** The same from the reading that counts them; given, `exportHour` is not asked. */
  exportAsRead?: (piece: Piece) => PieceExport;
  /** Keeps a sealed day where large questions are asked, as far as one run gets: answers where to go on. Left out, it isn't. */
  exportDay?: (day: SealedDay) => Promise<number | undefined>;
  /** Puts a day of one share of the brands together for those questions; whether it stands. */
  compactDay?: (brandHash: string, day: string) => Promise<boolean>;
  /** Tells webhooks what the hour brought; safe to repeat. Left out, nobody is told. */
  tellMoments?: (brandId: string, hour: string, rows: readonly HourRow[]) => Promise<void>;
  /**
   * Told by each reading what it has found and mended, before all that may fail after it: who comes again finds nothing
   * off.
   */
  drifted?: (drift: Drift) => void;
  /** Hits that one run counts at most; an hour with more is cut. */
  pieceHits?: number;
  now: () => number;
  newToken: () => string;
  /** Told of each failure, for the log. */
  failed?: (period: DirtyPeriod, reason: unknown) => void;
};

/**
 * `hours`: hours, and pieces of hours, that were planned, cut or counted. `drift`: hits that were off, see driftOf;
 * `tooMany`: how many of them had been counted without a click. `failed`: periods that stay marked for the next run.
 */
export type SealReport = {
  hours: number;
  days: number;
  orderDays: number;
  drift: number;
  tooMany: number;
  failed: number;
};

export const nothingSealed = (): SealReport => ({
  hours: 0,
  days: 0,
  orderDays: 0,
  drift: 0,
  tooMany: 0,
  failed: 0,
});
