import { domainHostKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import { type Table, tableOf } from '../table/table.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';

/** Who proved a host. */
export type DomainHolder = { id: string; brandId: string };

/** `undefined`: nobody proved that host. */
export async function findHolder(
  table: Table,
  host: string,
  options?: { stale: true; signal?: AbortSignal },
): Promise<DomainHolder | undefined> {
  const row = await table.get(domainHostKey(host), options);
  const [id, brandId] = [row && textOf(row, 'domainId'), row && textOf(row, 'brandId')];
  return id && brandId ? { id, brandId } : undefined;
}

/** What the redirect remembers of a host. Boxed: that it is nobody's is worth as long a memory. */
export type KnownHost = { holder: DomainHolder | undefined };

/** Rejects when the store can't say. */
export function createDomainLookup(wire: Wire, tables: Pick<TableNames, 'records'>) {
  const table = tableOf(wire, tables.records);
  return async (host: string, signal?: AbortSignal): Promise<KnownHost> => ({
    holder: await findHolder(table, host, { stale: true, ...(signal ? { signal } : {}) }),
  });
}
