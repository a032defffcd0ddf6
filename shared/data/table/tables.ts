import { notingReads } from './noted-reads.ts';
import { type DynamoCall, type Table, tableOf } from './table.ts';
import type { TableNames } from './table-shape.ts';

/** The tables that stores stand on. */
export type Tables = Readonly<Record<keyof TableNames, Table>> & { readonly call: DynamoCall };

/** Over whatever carries a call: the SDK (`sdk.ts`), or the wire, which needs no SDK to be loaded. */
export function tablesBy(asked: DynamoCall, names: TableNames): Tables {
  const call = notingReads(asked);
  return {
    call,
    clicks: tableOf(call, names.clicks),
    counts: tableOf(call, names.counts),
    records: tableOf(call, names.records),
  };
}
