import { afterChunks, chunkSort, headSort } from '../table/keys.ts';
import { pack, unpack } from '../table/packed.ts';
import { bytesOf, numberOf, type Row, type Stored, textOf } from '../table/row.ts';
import type { Outcome, Table } from '../table/table.ts';
import { undisturbed } from '../table/undisturbed.ts';

type Head = { version: string; chunks: number };
/** A swap between two pages of one read is rare, twenty in a row a fault. */
const MOST_READS = 20;

/** "What did this period hold?" Its rows in a few items, replaced whole. */
export const packedRowsIn = (counts: Table) => ({
  /**
   * Replaces the packed rows of one period by what `fold` reads and makes. The head item, which holds the version
   * and the first chunk, is swapped only if nobody swapped it since before `fold` read; otherwise `fold` is asked
   * again. So of two sealers at once the one who read last wins, and no reader sees chunks of both. `isFirst`: nothing of
   * the period stood before `fold` read, and it is written only if nothing stands still.
   * `expiresAt` (epoch seconds): when the table may forget the period.
   */
  replacePacked<R>(
    pk: string,
    period: string,
    newToken: () => string,
    fold: (isFirst: boolean) => Promise<R[]>,
    expiresAt?: number,
  ): Promise<void> {
    return undisturbed(`replacing rows of ${pk}`, () =>
      replaceOnce(counts, { pk, period, version: newToken(), expiresAt }, fold),
    );
  },

  /** Packed rows of the periods from … to (inclusive), by period. */
  listPacked: <R>(pk: string, from: string, to: string): Promise<Map<string, R[]>> =>
    undisturbed(
      `reading rows of ${pk}`,
      async () => {
        const rows: Stored[] = [];
        for await (const row of counts.query(pk, { from: headSort(from), to: afterChunks(to) }))
          rows.push(row);
        const whole = wholePeriods<R>(rows);
        return whole && { done: whole };
      },
      MOST_READS,
    ),

  /** The periods from … to (inclusive) that stand packed, ascending. */
  async listPeriods(pk: string, from: string, to: string): Promise<string[]> {
    const periods = new Set<string>();
    const stretch = { from: headSort(from), to: afterChunks(to) };
    for await (const { sk } of counts.query(pk, stretch, { only: 'sk' })) periods.add(periodOf(sk));
    return [...periods];
  },
});

const periodOf = (sk: string): string => sk.slice(0, sk.indexOf('#'));

type Replacing = { pk: string; period: string; version: string; expiresAt: number | undefined };

/** undefined where another swapped the head since it was read: what was written for this one is dropped. */
async function replaceOnce<R>(
  counts: Table,
  { pk, period, version, expiresAt }: Replacing,
  fold: (isFirst: boolean) => Promise<R[]>,
): Promise<{ done: undefined } | undefined> {
  const standing = await findHead(counts, pk, period);
  const [first = new Uint8Array(), ...rest] = pack(await fold(standing === undefined));
  for (const [index, chunk] of rest.entries())
    await counts.put({ pk, sk: chunkSort(period, version, index + 1), chunk, expiresAt });
  const head = { version, chunks: rest.length + 1 };
  const row = { pk, sk: headSort(period), ...head, chunk: first, expiresAt };
  const swap = await swapHead(counts, row, standing?.version);
  const isMine = swap === 'done' || (await findHead(counts, pk, period))?.version === version;
  await dropChunks(counts, pk, period, isMine ? standing : head);
  return isMine ? { done: undefined } : undefined;
}

async function findHead(counts: Table, pk: string, period: string): Promise<Head | undefined> {
  const row = await counts.get({ pk, sk: headSort(period) }, { only: 'version, chunks' });
  return row && headOf(row);
}

const headOf = (row: Row): Head => ({
  version: textOf(row, 'version') ?? '',
  chunks: numberOf(row, 'chunks') ?? 0,
});

const swapHead = (counts: Table, row: Stored, standing: string | undefined): Promise<Outcome> =>
  standing === undefined
    ? counts.putIf(row, 'attribute_not_exists(pk)')
    : counts.putIf(row, 'version = :standing', { ':standing': standing });

/** Those beside the first, which lies in the head itself. */
async function dropChunks(counts: Table, pk: string, period: string, left: Head | undefined): Promise<void> {
  for (let index = 1; index < (left?.chunks ?? 0); index++)
    await counts.erase({ pk, sk: chunkSort(period, left?.version ?? '', index) });
}

/** Each period's rows from its head and the chunks of the head's version; `undefined` when a swap came between. */
function wholePeriods<R>(rows: Stored[]): Map<string, R[]> | undefined {
  const heads = new Map<string, { head: Head; chunks: Uint8Array[] }>();
  for (const row of rows) {
    const [period = '', version = ''] = row.sk.split('#');
    const chunk = bytesOf(row, 'chunk');
    const held = heads.get(period);
    if (version === '') heads.set(period, { head: headOf(row), chunks: [chunk] });
    else if (held?.head.version === version) held.chunks.push(chunk);
  }
  const whole = new Map<string, R[]>();
  for (const [period, { head, chunks }] of heads) {
    if (chunks.length !== head.chunks) return undefined;
    whole.set(period, unpack<R>(chunks));
  }
  return whole;
}
