import { afterChunks, versionsPartition } from '../table/keys.ts';
import { textOf } from '../table/row.ts';
import type { Table } from '../table/table.ts';

/** "Which materialised days are current?" Small; read before the large rows, which may then be cached. */
export const dayVersionsIn = (counts: Table) => ({
  /** By day, from … to (inclusive). */
  async listVersions(brandId: string, from: string, to: string): Promise<Map<string, string>> {
    const versions = new Map<string, string>();
    for await (const row of counts.query(versionsPartition(brandId), { from, to: afterChunks(to) }))
      versions.set(row.sk, textOf(row, 'version') ?? '');
    return versions;
  },

  putVersion: (brandId: string, period: string, version: string): Promise<void> =>
    counts.put({ pk: versionsPartition(brandId), sk: period, version }),
});
