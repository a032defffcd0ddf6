import type { LinkRoute } from '../../domain/link/link-route.ts';
import { tableOf } from '../table/table.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';
import { routeKey, rowToRoute } from './link-route-item.ts';

/** The slug item, for any spelling of the slug; `undefined`: no such link. Rejects when the store can't say. */
export function createRouteLookup(wire: Wire, tables: Pick<TableNames, 'records'>) {
  const table = tableOf(wire, tables.records);
  return async function findRoute(slug: string, signal?: AbortSignal): Promise<LinkRoute | undefined> {
    const row = await table.get(routeKey(slug), { stale: true, ...(signal ? { signal } : {}) });
    return row && rowToRoute(row);
  };
}
