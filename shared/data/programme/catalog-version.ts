import { catalogVersionKey } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import type { Tables } from '../table/sdk.ts';

/**
 * "Has anything changed that reports read whole?" Creators, campaigns, squads, posts, links, spend, engagement: who
 * writes one of them changes the token afterwards, before the write is acknowledged; who reads keeps what it read
 * while the token stands.
 */
export function catalogVersionsOf(tables: Tables) {
  const { records: table } = tables;
  return {
    async find(brandId: string): Promise<string> {
      const row = await table.get(catalogVersionKey(brandId));
      return (row && textOf(row, 'token')) ?? '';
    },
    change: (brandId: string, token: string): Promise<void> =>
      table.put({ ...catalogVersionKey(brandId), token }),
  };
}
