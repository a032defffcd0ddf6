import { DIRTY_PARTITION, type DirtyKind, dirtyKey, ERASED_PARTITION, erasedKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import type { Outcome, Table } from '../table/table.ts';

export type DirtyPeriod = { kind: DirtyKind; brandId: string; period: string; token: string };

/** "What must be counted again?" and "which clicks were erased?" */
export function marksIn(counts: Table) {
  async function listDirty(kind?: DirtyKind, brandId?: string): Promise<DirtyPeriod[]> {
    const stretch = kind ? { prefix: brandId ? `${kind}#${brandId}#` : `${kind}#` } : undefined;
    const periods: DirtyPeriod[] = [];
    for await (const row of counts.query(DIRTY_PARTITION, stretch)) {
      const [found = 'hour', brand = '', period = ''] = row.sk.split('#');
      periods.push({
        kind: found as DirtyKind,
        brandId: brand,
        period,
        token: textOf(row, 'token') ?? '',
      });
    }
    return periods;
  }

  return {
    listDirty,

    /** "Count this again": written before late facts are, so that a crash in between costs a recount, not a number. */
    markDirty: (kind: DirtyKind, brandId: string, period: string, token: string): Promise<void> =>
      counts.put({ ...dirtyKey(kind, brandId, period), token }),

    /** Done, unless somebody marked it again meanwhile. */
    clearDirty: ({ kind, brandId, period, token }: DirtyPeriod): Promise<Outcome> =>
      counts.eraseIf(dirtyKey(kind, brandId, period), '#token = :token', { ':token': token }),

    /** The brand's hours from … to (inclusive) that the seal went past although they could not be counted. */
    async listUnsealed(brandId: string, from: string, to: string): Promise<string[]> {
      const marked = await listDirty('unsealed', brandId);
      return marked.map(({ period }) => period).filter((hour) => hour >= from && hour <= to);
    },

    /** Says that this click's person is gone, before the click is rewritten. `expiresAt`: epoch seconds. */
    putErased: (clickId: string, expiresAt: number): Promise<void> =>
      counts.put({ ...erasedKey(clickId), expiresAt }),

    /** Which clicks were erased, of those whose ids lie between two (inclusive). */
    async listErased(from: string, to: string): Promise<Set<string>> {
      const erased = new Set<string>();
      for await (const { sk } of counts.query(ERASED_PARTITION, { from, to })) erased.add(sk);
      return erased;
    },
  };
}
