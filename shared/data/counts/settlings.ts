import type { Settling } from '../../domain/click/settling.ts';
import { minuteRowKey, type RawPartition, rawPartitionKey } from '../table/keys.ts';
import { jsonOf, numberOf } from '../table/row.ts';
import type { Table } from '../table/table.ts';

/** What the fold of so many hits decided. */
export type KeptSettling = { hits: number; settling: Settling };

/** "What did the folds of these partitions decide about single clicks?" By the partitions' keys; some say nothing. */
export const settlingsIn = (counts: Table) => ({
  async findSettlings(partitions: readonly RawPartition[]): Promise<Map<string, KeptSettling>> {
    if (partitions.length === 0) return new Map();
    const nameOf = new Map(
      partitions.map((partition) => {
        const { pk, sk } = minuteRowKey(partition);
        return [`${pk}|${sk}`, rawPartitionKey(partition)];
      }),
    );
    const kept = new Map<string, KeptSettling>();
    for (const row of await counts.getMany(partitions.map(minuteRowKey), { only: 'pk, sk, hits, settled' })) {
      const settling = jsonOf(row, 'settled') as Settling | null;
      const name = nameOf.get(`${row.pk}|${row.sk}`);
      if (settling && name) kept.set(name, { hits: numberOf(row, 'hits') ?? 0, settling });
    }
    return kept;
  },
});
