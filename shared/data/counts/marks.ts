import { DIRTY_PARTITION, type DirtyKind, dirtyKey, ERASED_PARTITION, erasedKey } from '../table/keys.ts';
import { inLanes } from '../table/lanes.ts';
import { numberOf, type Stored, textOf } from '../table/row.ts';
import type { DynamoCall, Outcome, Table } from '../table/table.ts';
import { inPortions, writeMany } from '../table/write-many.ts';

export type DirtyPeriod = {
  kind: DirtyKind;
  /** Of a `file`: the share of the brands, as brandHashOf names it. */
  brandId: string;
  period: string;
  token: string;
  /** Of a day: its last hour, before whose end there is nothing to do. */
  afterHour?: string;
  /**
   * Of an hour that was cut: into how many pieces, all of which were marked before this was said. Of a day that leaves as
   * Parquet in several runs: where the next goes on.
   */
  pieces?: number;
};

/** Marks of an hour as a whole, which may be cut, and all that an hour's counting is marked by. */
export const WHOLE_HOURS = ['unsealed', 'hour'] as const satisfies DirtyKind[];
export const OF_HOURS = [...WHOLE_HOURS, 'piece'] as const satisfies DirtyKind[];

/** Marks that are written in so many requests at once. */
const LANES = 8;

/** "What must be counted again?" and "which clicks were erased?" */
export const marksIn = (counts: Table, call: DynamoCall) => ({
  ...dirtyListed(counts),
  ...dirtyMarked(counts, call),
  ...erasedMarked(counts),
});

function dirtyListed(counts: Table) {
  async function listDirty(kind?: DirtyKind, brandId?: string): Promise<DirtyPeriod[]> {
    const stretch = kind ? { prefix: brandId ? `${kind}#${brandId}#` : `${kind}#` } : undefined;
    const periods: DirtyPeriod[] = [];
    for await (const row of counts.query(DIRTY_PARTITION, stretch)) periods.push(periodOf(row));
    return periods;
  }

  return {
    listDirty,

    /** The mark as it stands now. */
    async findDirty(kind: DirtyKind, brandId: string, period: string): Promise<DirtyPeriod | undefined> {
      const row = await counts.get(dirtyKey(kind, brandId, period));
      return row && periodOf(row);
    },

    /** The brand's hours from … to (inclusive) that are over and not yet sealed. */
    async listUnsealed(brandId: string, from: string, to: string): Promise<string[]> {
      const marked = await listDirty('unsealed', brandId);
      return marked.map(({ period }) => period).filter((hour) => hour >= from && hour <= to);
    },
  };
}

const dirtyMarked = (counts: Table, call: DynamoCall) => ({
  /** "Count this again": written before late facts are, so that a crash in between costs a recount, not a number. */
  markDirty: (
    kind: DirtyKind,
    brandId: string,
    period: string,
    token: string,
    afterHour?: string,
  ): Promise<void> => counts.put({ ...dirtyKey(kind, brandId, period), token, afterHour }),

  /** The same for many. */
  async markAll(marks: readonly DirtyPeriod[]): Promise<void> {
    const writes = marks.map(({ kind, brandId, period, token }) => ({
      table: counts.name,
      row: { ...dirtyKey(kind, brandId, period), token },
    }));
    await inLanes(LANES, inPortions(writes), (some) => writeMany(call, some));
  },

  /** Says that an hour was cut into pieces, or how far a day has left, unless somebody marked it again meanwhile. */
  noteCut: ({ kind, brandId, period, token }: DirtyPeriod, pieces: number): Promise<Outcome> =>
    counts.updateIf(dirtyKey(kind, brandId, period), 'pieces = :pieces', '#token = :token', {
      ':token': token,
      ':pieces': pieces,
    }),

  /** Done, unless somebody marked it again meanwhile. */
  clearDirty: ({ kind, brandId, period, token }: DirtyPeriod): Promise<Outcome> =>
    counts.eraseIf(dirtyKey(kind, brandId, period), '#token = :token', { ':token': token }),
});

const erasedMarked = (counts: Table) => ({
  /** Says that this click's person is gone, before the click is rewritten. `expiresAt`: epoch seconds. */
  putErased: (clickId: string, expiresAt: number): Promise<void> =>
    counts.put({ ...erasedKey(clickId), expiresAt }),

  /** Which clicks were erased, of those whose ids lie between two (inclusive). */
  async listErased(from: string, to: string): Promise<Set<string>> {
    const erased = new Set<string>();
    for await (const { sk } of counts.query(ERASED_PARTITION, { from, to })) erased.add(sk);
    return erased;
  },
});

function periodOf(row: Stored): DirtyPeriod {
  const [kind = 'hour', brandId = '', period = ''] = row.sk.split('#');
  const [afterHour, pieces] = [textOf(row, 'afterHour'), numberOf(row, 'pieces')];
  const mark = { kind: kind as DirtyKind, brandId, period, token: textOf(row, 'token') ?? '' };
  return { ...mark, ...(afterHour && { afterHour }), ...(pieces && { pieces }) };
}
