import { expect, it } from 'vitest';
import type { ClickStore } from '../../../shared/data/clicks/click-store.ts';
import { createCountReader } from '../../../shared/data/counts/count-reader.ts';
import type { CountStore } from '../../../shared/data/counts/count-store.ts';
import { dayRowsPartition, hourRowsPartition } from '../../../shared/data/table/keys.ts';
import { listDays } from '../../../shared/domain/time/week.ts';

const BRAND = { brandId: 'brd_1', timeZone: 'UTC' };

it('reads hour rows of the days that are not materialised only, each stretch of them at once', async () => {
  const days = listDays('2026-06-01', '2026-06-30');
  const open = new Set(['2026-06-02', '2026-06-29', '2026-06-30']);
  const read: string[] = [];
  const counts = {
    findSealedThrough: async () => '2026-06-30T23',
    listUnsealed: async () => [],
    listVersions: async () => new Map(days.filter((day) => !open.has(day)).map((day) => [day, 'v'])),
    listPacked: async (pk: string, from: string, to: string) => {
      if (pk === hourRowsPartition(BRAND.brandId)) {
        read.push(`${from} – ${to}`);
        return new Map();
      }
      expect(pk).toBe(dayRowsPartition(BRAND.brandId));
      return new Map(days.map((day) => [day, [{ day, linkId: 'lnk_1', clicks: 1 }]]));
    },
  } as unknown as CountStore;
  const reader = createCountReader({} as ClickStore, counts, () => Date.parse('2026-07-05T00:00:00Z'));

  const rows = await reader.listLinkDays(BRAND, '2026-06-01', '2026-06-30');

  expect(rows).toHaveLength(27);
  expect(read).toEqual(['2026-06-02T00 – 2026-06-02T23', '2026-06-29T00 – 2026-06-30T23']);
});
