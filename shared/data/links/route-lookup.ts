import type { LinkRoute } from '../../domain/link/link-route.ts';
import { tableOf } from '../table/table.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';
import { findSpelled } from './link-route-item.ts';

/** The link of a slug, in any spelling; `undefined`: no such link. Rejects when the store can't say. */
export function createRouteLookup(wire: Wire, tables: Pick<TableNames, 'records'>) {
  const table = tableOf(wire, tables.records);
  return function findRoute(slug: string, signal?: AbortSignal): Promise<LinkRoute | undefined> {
    return findSpelled(slug, (key) => table.get(key, { stale: true, ...(signal ? { signal } : {}) }));
  };
}
