import { ZONE_RULES } from '../../domain/time/zone-rules.ts';
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

  /** Written with the zone rules that said where the day begins. */
  putVersion: (brandId: string, period: string, version: string): Promise<void> =>
    counts.put({ pk: versionsPartition(brandId), sk: period, version, rules: ZONE_RULES }),

  /** The days that were folded under other zone rules than today's. */
  async listDaysOfOtherRules(brandId: string): Promise<string[]> {
    const days: string[] = [];
    for await (const row of counts.query(versionsPartition(brandId), {
      from: '0001-01-01',
      to: '9999-12-31',
    }))
      if (textOf(row, 'rules') !== ZONE_RULES) days.push(row.sk);
    return days;
  },
});
