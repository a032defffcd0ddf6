import type { LinkRoute } from '../../domain/link/link-route.ts';
import { tableOf } from '../table/table.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';
import { findSpelled, readSlugInSpace } from './link-route-item.ts';

/** The link of a slug (`slugInSpace`), in any spelling; `undefined`: no such link. Rejects when the store can't say. */
export function createRouteLookup(wire: Wire, tables: Pick<TableNames, 'records'>) {
  const table = tableOf(wire, tables.records);
  return function findRoute(name: string, signal?: AbortSignal): Promise<LinkRoute | undefined> {
    const { slug, space } = readSlugInSpace(name);
    return findSpelled(slug, (key) => table.get(key, { stale: true, ...(signal ? { signal } : {}) }), space);
  };
}
