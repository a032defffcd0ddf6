import type { LinkRoute } from '../../domain/link/link-route.ts';
import type { TableNames } from '../table/table-shape.ts';
import type { Wire } from '../table/wire.ts';
import { itemToRoute, routeKey } from './link-route-item.ts';

/** The slug item, for any spelling of the slug; `undefined`: no such link. Rejects when the store can't say. */
export function createRouteLookup(wire: Wire, tables: TableNames) {
  return async function findRoute(slug: string, signal?: AbortSignal): Promise<LinkRoute | undefined> {
    const key = routeKey(slug);
    const request = { TableName: tables.records, Key: { pk: { S: key.pk }, sk: { S: key.sk } } };
    const answer = (await wire('GetItem', request, signal)) as { Item?: Record<string, unknown> };
    return answer.Item && itemToRoute(answer.Item);
  };
}
