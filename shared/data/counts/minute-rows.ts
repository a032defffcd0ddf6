import { gunzipSync, gzipSync } from 'node:zlib';
import type { Tally } from '../../domain/click/fold.ts';
import { FEW_CLICKS, type Folding } from '../../domain/click/settling.ts';
import { DAY_MS } from '../../domain/time/units.ts';
import { hourIndexKey, minuteOf, minuteRowKey, type RawPartition, readMinuteRowSort } from '../table/keys.ts';
import { bytesOf, expiryOf, numberOf, type Row } from '../table/row.ts';
import type { DynamoCall, Outcome, Table } from '../table/table.ts';
import { inPortions, writeMany } from '../table/write-many.ts';
import { rowExpiry } from './row-expiry.ts';

/** The fold of one raw partition, and the generation of judgement it was made under. */
export type MinuteRow = { tally: Tally; generation: number };
/** A partition, and whose hits it holds. */
type NamedPartition = { brandId: string; partition: RawPartition };
export type CountedMinute = { partition: RawPartition; row: MinuteRow };

/** As it is written: with what the fold decided about single clicks. */
type WrittenRow = MinuteRow & Folding;

/** "How many hits in this raw partition?" Each write puts off the end of its row: an hour that changes is packed again. */
export const minuteRowsIn = (counts: Table, call: DynamoCall, now: () => number) => ({
  ...rowsRead(counts),
  ...rowsWritten(counts, now),
  ...rowsKept(counts, call, now),
});

const rowsRead = (counts: Table) => ({
  async findMinuteRow(partition: RawPartition): Promise<MinuteRow | undefined> {
    const row = await counts.get(minuteRowKey(partition));
    return row && minuteRowOf(row);
  },

  /**
   * Minute rows of many partitions, in the order asked; `undefined` where none was counted yet. `stale`: as they stood a
   * moment ago, at half the cost, for who writes over them under a condition.
   */
  async listMinuteRows(
    partitions: readonly RawPartition[],
    options: { stale?: true } = {},
  ): Promise<(MinuteRow | undefined)[]> {
    const keys = partitions.map(minuteRowKey);
    const rows = await counts.getMany(keys, options);
    const found = new Map(rows.map((row) => [`${row.pk}|${row.sk}`, minuteRowOf(row)]));
    return keys.map(({ pk, sk }) => found.get(`${pk}|${sk}`));
  },

  /** A link's minute rows from … until (exclusive), epoch ms, however many shards a minute has; one at a time. */
  async *readMinuteRowsOfLink(
    linkId: string,
    { fromMs, untilMs }: { fromMs: number; untilMs: number },
  ): AsyncGenerator<CountedMinute> {
    const stretch = { from: minuteOf(fromMs), to: minuteOf(untilMs) };
    for (let at = fromMs; minuteOf(at).slice(0, 10) <= stretch.to.slice(0, 10); at += DAY_MS) {
      const { pk } = minuteRowKey({ linkId, minute: minuteOf(at), shard: 0 });
      for await (const row of counts.query(pk, stretch))
        yield { partition: { linkId, ...readMinuteRowSort(row.sk) }, row: minuteRowOf(row) };
    }
  },
});

/** Each write says over what it may be written. */
function rowsWritten(counts: Table, now: () => number) {
  const write = (
    partition: RawPartition,
    row: WrittenRow,
    condition: string,
    more: Row = {},
  ): Promise<Outcome> =>
    counts.updateIf(minuteRowKey(partition), wholeRow(row), condition, {
      ...minuteValues(row, now()),
      ...more,
    });

  return {
    /**
     * Writes the fold if it has more hits than the row that stands there, under the same generation. A set of hits
     * only grows, so whoever comes late with a smaller fold is refused and has nothing to mend. The condition has no
     * brackets (AND binds first): dynalite's parser takes four times as long over them.
     */
    putMinuteRowIfGrown: (partition: RawPartition, row: WrittenRow): Promise<Outcome> =>
      write(partition, row, 'attribute_not_exists(hits) OR hits < :hits AND generation = :generation'),

    /**
     * Writes the fold of a partition that nobody but the writer counts: over his own row of `standing` hits, or where none
     * stands. Refused as soon as somebody else wrote one, or raised its generation.
     */
    putMinuteRowOver(
      partition: RawPartition,
      folding: Folding,
      standing: number | undefined,
    ): Promise<Outcome> {
      const row = { ...folding, generation: 0 };
      if (standing === undefined) return write(partition, row, 'attribute_not_exists(hits)');
      const isOurs = 'hits = :standing AND generation = :generation';
      return write(partition, row, isOurs, { ':standing': standing });
    },

    /** Writes the fold of rejudged or erased clicks: only a newer generation may change what was counted. */
    putMinuteRowOfGeneration: (partition: RawPartition, row: WrittenRow): Promise<Outcome> =>
      write(partition, row, 'attribute_not_exists(hits) OR generation < :generation'),
  };
}

/** How a row is found again by its hour, and how long it stands. */
const rowsKept = (counts: Table, call: DynamoCall, now: () => number) => ({
  /**
   * The hour index names the partitions: asked before a first row is written, because reading is cheaper. As it stood a moment
   * ago will do: nobody takes an entry out, and one that isn't seen yet is written again.
   */
  async ensureIndexed(touched: readonly NamedPartition[]): Promise<void> {
    const keys = touched.map(({ brandId, partition }) => hourIndexKey(brandId, partition));
    const named = new Set((await counts.getMany(keys, { stale: true })).map(({ pk, sk }) => `${pk}|${sk}`));
    const missing = keys.filter(({ pk, sk }) => !named.has(`${pk}|${sk}`));
    const expiresAt = rowExpiry(now());
    for (const some of inPortions(missing.map((key) => ({ table: counts.name, row: { ...key, expiresAt } }))))
      await writeMany(call, some);
  },

  /** Puts off the end of a partition's row and of its entry in the hour index, where it is near (epoch ms). */
  async putOffExpiry({ brandId, partition }: NamedPartition, near: number): Promise<void> {
    const values = { ':later': rowExpiry(now()), ':near': expiryOf(near) };
    for (const key of [minuteRowKey(partition), hourIndexKey(brandId, partition)])
      await counts.updateIf(key, 'expiresAt = :later', 'expiresAt < :near', values);
  },
});

/** A row of few hits says nothing of single ones, and none before it did: hits only grow. */
const isSettled = ({ tally }: WrittenRow): boolean => tally.hits > FEW_CLICKS;
const wholeRow = (row: WrittenRow): string =>
  `hits = :hits, tally = :tally, generation = :generation, expiresAt = :expiresAt${isSettled(row) ? ', settled = :settled' : ''}`;

const minuteValues = (row: WrittenRow, writtenAt: number): Row => ({
  ':hits': row.tally.hits,
  ':tally': gzipSync(JSON.stringify(row.tally), { level: 1 }),
  ':generation': row.generation,
  ':settled': isSettled(row) ? JSON.stringify(row.settling ?? null) : undefined,
  ':expiresAt': rowExpiry(writtenAt),
});

const minuteRowOf = (row: Row): MinuteRow => ({
  tally: JSON.parse(gunzipSync(bytesOf(row, 'tally')).toString()),
  generation: numberOf(row, 'generation') ?? 0,
});
