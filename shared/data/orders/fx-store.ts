import { FxRecord } from '../../domain/schema/orders/fx.ts';
import { collectionPartition } from '../table/keys.ts';
import { type BrandRecords, upsert } from '../table/records-store.ts';
import { jsonOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** Exchange rates that a brand has published, by day. */
export type Fx = {
  put(rate: FxRecord): Promise<void>;
  /** The last rate published on or before the day (weekends); undefined when there is none: nothing is taken 1:1. */
  findRate(from: string, to: string, day: string): Promise<{ rate: string; date: string } | undefined>;
};

export const fxId = (from: string, to: string, date: string): string => `${from}-${to}-${date}`;

export function fxOf(tables: Tables, records: BrandRecords): Fx {
  const { records: table } = tables;
  const rates = records.collection('FX', FxRecord);
  return {
    async put(rate) {
      await upsert(rates, rate, () => rate);
    },
    async findRate(from, to, day) {
      if (from === to) return { rate: '1', date: day };
      const stretch = { from: fxId(from, to, ''), to: fxId(from, to, day) };
      const { rows } = await table.page(collectionPartition(records.brandId, 'FX'), stretch, {
        limit: 1,
        backwards: true,
      });
      return rows[0] && FxRecord.parse(jsonOf(rows[0], 'doc'));
    },
  };
}
