import { MINUTE_MS } from '../../domain/time/units.ts';
import { catalogVersionKey } from '../table/keys.ts';
import { onceAMoment } from '../table/one-moment.ts';
import { numberOf, textOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/**
 * `token` names what was read while it stands. `settled`: the name under which that may be kept for other processes;
 * undefined while a write may be on its way, whose token would never come if its process died.
 */
export type CatalogVersion = { token: string; settled: string | undefined };

/** No request that writes takes longer. */
const LONGEST_WRITE_MS = MINUTE_MS;

const NONE_LATER = 'attribute_not_exists(begunAt) OR begunAt < :now';

/**
 * "Has anything changed that reports read whole?" Creators, campaigns, squads, posts, links, spend, engagement: who
 * writes one of them says so before, and changes the token afterwards, before the write is acknowledged; who reads
 * keeps what it read while the token stands.
 */
export function catalogVersionsOf(tables: Tables) {
  const { records: table } = tables;
  return {
    async find(brandId: string, now: number): Promise<CatalogVersion> {
      const row = await table.get(catalogVersionKey(brandId));
      const token = (row && textOf(row, 'token')) ?? '';
      const begunAt = (row && numberOf(row, 'begunAt')) ?? 0;
      const isSettled = begunAt < now - LONGEST_WRITE_MS;
      return { token, settled: isSettled ? `${token}|${begunAt}` : undefined };
    },
    /** A write begins: what is kept for other processes is outdated from here on. Refused where one begins later. */
    async begin(brandId: string, now: number): Promise<void> {
      const values = { ':now': now };
      await table.updateIf(catalogVersionKey(brandId), 'begunAt = :now', NONE_LATER, values);
    },
    change: (brandId: string, token: string, now: number): Promise<void> =>
      table.put({ ...catalogVersionKey(brandId), token, begunAt: now }),
  };
}

/** The version as it stands, within a moment asked once for all, and before the records are: what they say later has another token. */
export const catalogVersionNow = (tables: Tables, brandId: string, now: number): Promise<CatalogVersion> =>
  onceAMoment(tables, `catalog ${brandId}`, () => catalogVersionsOf(tables).find(brandId, now));
